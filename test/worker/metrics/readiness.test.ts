import { describe, expect, it } from 'vitest';
import { judgeReadiness } from '../../../worker/metrics/readiness.ts';

const fine = { ok: true, value: undefined, tookMs: 3 } as const;
const failed = (error: unknown) => ({ ok: false, error, tookMs: 3 }) as const;

describe('a worker', () => {
  it('is ready while it runs and both servers answer', () => {
    expect(judgeReadiness({ worker: 'RUNNING', temporal: fine, postgres: fine })).toEqual({
      ready: true,
      worker: 'ok',
      temporal: 'ok',
      postgres: 'ok',
    });
  });

  it.each(['CONNECTING', 'STOPPING', 'DRAINING', 'STOPPED', 'FAILED'])(
    'is not ready while it is %s',
    (worker) => {
      expect(judgeReadiness({ worker, temporal: fine, postgres: fine })).toMatchObject({
        ready: false,
        worker,
      });
    },
  );

  it('is not ready without one of its servers, and tells no address, user or password', () => {
    const refused = Object.assign(
      new Error('password authentication failed for user "dondoc" at 10.0.0.7'),
      { code: '28P01' },
    );
    const found = judgeReadiness({
      worker: 'RUNNING',
      temporal: failed(new Error('14 UNAVAILABLE: temporal.tinh.example:7233')),
      postgres: failed(refused),
    });
    expect(found).toEqual({
      ready: false,
      worker: 'ok',
      temporal: 'no answer',
      postgres: 'no answer (28P01)',
    });
  });
});
