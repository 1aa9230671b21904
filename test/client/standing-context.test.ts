import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withStandingContext } from '../../client/context.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { plans } from '../../register/schema.ts';
import { buildFakeIo } from './fake-io.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-standing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const io = () => buildFakeIo({ environment: { DONDOC_DATA: join(folder, 'data') } });

describe('a command that wants servers standing still', () => {
  it('starts those of the data folder, for itself alone, and stops them again', async () => {
    await withStandingContext(io(), async (context) => {
      const register = await context.register();
      await startPlanRecord(register, {
        ...{ plan: 'kh-2023', version: 1, shiftMs: 0, trackingFrom: '2023-04-05' },
        ...{ includePast: false, announceAtOnce: false, startedAt: '2023-06-07T02:00:00.000Z' },
      });
      const { workflow } = await context.temporal();
      await expect(workflow.getHandle('plan:kh-2023').describe()).rejects.toThrow(/not found/);
      const beside = withStandingContext(io(), async () => undefined);
      await expect(beside).rejects.toMatchObject({ name: 'UpIsRunning' });
    });
    // What was written stays in the data folder.
    await withStandingContext(io(), async (context) => {
      const register = await context.register();
      expect(await register.db.select({ plan: plans.plan }).from(plans)).toEqual([
        { plan: 'kh-2023' },
      ]);
    });
  }, 120_000);
});
