import { expect, it } from 'vitest';
import { buildEnvironment } from '../../bench/worker-program.ts';

it('a worker of the bench gets what is named for it, and nothing of another dondoc', () => {
  expect(
    buildEnvironment({
      PATH: '/bin',
      DATABASE_URL: 'postgres://elsewhere/dondoc',
      DONDOC_CACHED_WORKFLOWS: '500',
      NODE_OPTIONS: '--no-deprecation',
      BENCH_WORKER_DONDOC_CACHED_WORKFLOWS: '30',
      BENCH_WORKER_NODE_OPTIONS: '--max-old-space-size=160',
    }),
  ).toEqual({
    PATH: '/bin',
    DONDOC_CACHED_WORKFLOWS: '30',
    NODE_OPTIONS: '--max-old-space-size=160',
  });
});
