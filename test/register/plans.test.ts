import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findPlan,
  listPlans,
  startPlanRecord,
  updatePlanRecord,
} from '../../register/plan-records.ts';
import { loadPlanVersion, savePlanVersion } from '../../register/plan-versions.ts';
import { plan, shiftMs } from './batches.ts';
import { aPlanVersion } from './plan-version.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const record = {
  plan,
  version: 1,
  shiftMs,
  trackingFrom: '2023-04-05',
  includePast: false,
  announceAtOnce: true,
  startedAt: '2023-06-05T08:00:00.000+07:00',
};

describe('versions of a plan', () => {
  it('come back as they were saved', async () => {
    const register = await postgres.createRegister();
    expect(await savePlanVersion(register, aPlanVersion())).toEqual({ version: 1, isNew: true });
    expect(await loadPlanVersion(register, plan, 1)).toEqual({
      ...aPlanVersion(),
      version: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('are new only when something differs from the newest', async () => {
    const register = await postgres.createRegister();
    await savePlanVersion(register, aPlanVersion());
    const changed = aPlanVersion({ text: 'plan: changed' });
    expect(await savePlanVersion(register, changed)).toEqual({ version: 2, isNew: true });
    expect(await savePlanVersion(register, changed)).toEqual({ version: 2, isNew: false });
    expect(await savePlanVersion(register, aPlanVersion())).toEqual({ version: 3, isNew: true });
    const retitled = aPlanVersion({ title: 'Khác' });
    expect(await savePlanVersion(register, retitled)).toEqual({ version: 4, isNew: true });
  });

  it('are one when the same is saved several times at the same moment', async () => {
    const register = await postgres.createRegister();
    const saved = await Promise.all(
      [1, 2, 3, 4].map(() => savePlanVersion(register, aPlanVersion())),
    );
    expect(saved.map(({ version }) => version)).toEqual([1, 1, 1, 1]);
    expect(saved.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('that do not exist are refused, naming those that do', async () => {
    const register = await postgres.createRegister();
    await expect(loadPlanVersion(register, plan, 1)).rejects.toThrow(/no version of it/);
    await savePlanVersion(register, aPlanVersion());
    await expect(loadPlanVersion(register, plan, 2)).rejects.toThrow(/versions 1 to 1/);
  });
});

describe('the record of a plan', () => {
  it('is written once: a second start gets the first record', async () => {
    const register = await postgres.createRegister();
    const stored = { ...record, status: 'running', closedAt: null };
    expect(await startPlanRecord(register, record)).toEqual({ record: stored, isNew: true });
    const again = await startPlanRecord(register, { ...record, version: 2 });
    expect(again).toEqual({ record: stored, isNew: false });
    expect(await listPlans(register)).toEqual([stored]);
  });

  it('is changed, and an unknown plan is refused', async () => {
    const register = await postgres.createRegister();
    await startPlanRecord(register, record);
    const closedAt = '2024-01-31T08:00:00.000+07:00';
    await updatePlanRecord(register, plan, { status: 'closed', closedAt });
    expect(await findPlan(register, plan)).toMatchObject({ status: 'closed', closedAt, shiftMs });
    expect(await findPlan(register, 'other')).toBeNull();
    await expect(updatePlanRecord(register, 'other', { version: 2 })).rejects.toMatchObject({
      name: 'UnknownPlan',
    });
  });
});
