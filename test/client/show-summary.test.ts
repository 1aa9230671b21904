import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildContext } from '../../client/context.ts';
import { runProgram } from '../../client/run-program.ts';
import { showSummary } from '../../client/show-summary.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { startPlanRecord, updatePlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { readSmallPlan, task } from '../domain/small-plan.ts';
import { aBatch, anAssignment, anEvent } from '../register/batches.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';
import { buildFakeIo } from './fake-io.ts';

let postgres: TestPostgres;
let register: Register;

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  await start('late', { trackingFrom: '2024-01-02', startedAt: '2024-02-01T09:00:00.000+07:00' });
  await start('coming', { trackingFrom: '2024-04-01', startedAt: '2024-02-01T09:00:00.000+07:00' });
  await start('ended', { trackingFrom: '2024-01-02', startedAt: '2024-01-02T09:00:00.000+07:00' });
  await updatePlanRecord(register, 'ended', {
    status: 'closed',
    closedAt: '2024-02-20T10:00:00.000+07:00',
  });
});
afterAll(() => postgres.stop());

/** A plan whose only task is due every Thursday at 16:00; the commands run on Thursday 07/3/2024. */
async function start(plan: string, given: { trackingFrom: string; startedAt: string }) {
  const due = 'Trước 16 giờ 00 thứ Năm hằng tuần';
  const { plan: definition, directory } = readSmallPlan([task('1', { due })], { plan });
  const recordedAt = '2024-01-01T00:00:00.000Z';
  await savePlanVersion(register, { plan, text: 'text', definition, directory, recordedAt });
  const how = { includePast: false, announceAtOnce: false, shiftMs: 0 };
  await startPlanRecord(register, { plan, version: 1, ...how, ...given });
  const workflowId = `task:${plan}/1/2024-W10`;
  const lastDay = '2024-03-07';
  const at = '2024-03-04T00:00:00.000+07:00';
  const cutoff = '2024-03-07T16:00:00.000+07:00';
  await applyBatch(
    register,
    aBatch({
      plan,
      workflowId,
      task: '1',
      period: '2024-W10',
      now: at,
      events: [anEvent({ agency: 'xa-1', at, data: { lastDay } })],
      assignments: [anAssignment({ agency: 'xa-1', lastDay, originalLastDay: lastDay, cutoff })],
    }),
    () => null,
  );
}

async function print(plan: string, at?: string, now = '2024-03-07T08:00:00.000Z') {
  const io = buildFakeIo({ now });
  const context = { ...buildContext(io), register: async () => register };
  await showSummary(context, plan, { json: true, ...(at === undefined ? {} : { at }) });
  return JSON.parse(io.out());
}

describe('show --summary', () => {
  it('counts today as it is now, to the hour of the cut-off on record', async () => {
    const before = await print('late', undefined, '2024-03-07T09:00:00.000Z');
    expect(before).toMatchObject({ day: '2024-03-07', at: '2024-03-07T16:00:00.000+07:00' });
    expect(before.whole.assignments).toMatchObject({ total: 1, inTime: 1, dueSoon: 1, overdue: 0 });
    const after = await print('late', '2024-03-07', '2024-03-07T09:00:00.001Z');
    expect(after.whole.assignments).toMatchObject({ total: 1, inTime: 0, overdue: 1 });
  });

  it('counts a closed plan at its end when no day is given', async () => {
    expect(await print('ended')).toMatchObject({
      day: '2024-02-20',
      at: '2024-02-20T10:00:00.000+07:00',
      whole: { tasks: { counts: 'tasks', total: 0 } },
    });
  });

  it.each([
    // Started on 01/02/2024, with what had been due since 02/01: before that day nothing is on record.
    [
      'late',
      '2024-01-31',
      'a day from 01/02/2024 on, the first that is on record of late, found 31/01/2024',
    ],
    [
      'coming',
      undefined,
      'a day from 01/4/2024 on, the first that is on record of coming, found 07/3/2024 (today, in plan time)',
    ],
    ['late', '2024-03-08', 'a day not later than 07/3/2024 (today, in plan time), found 08/3/2024'],
    [
      'ended',
      '2024-02-21',
      'a day not later than 20/02/2024 (when the plan was closed), found 21/02/2024',
    ],
  ])('of %s refuses %s', async (plan, at, said) => {
    await expect(print(plan, at)).rejects.toMatchObject({
      exitCode: 2,
      message: `--at: expected ${said}`,
    });
  });

  it.each([
    [['--at', '2024-03-07'], 'expected --summary beside --at DAY, found none'],
    [['--summary', '--at', '31/6/2023'], '--at: expected a day that exists'],
    [['1', '2024-W10', '--summary'], 'expected no TASK, no PERIOD beside --summary'],
    [['--summary', '--agency', 'xa-1'], 'expected no --agency beside --summary'],
  ])('refuses %j before anything is opened', async (options, said) => {
    const io = buildFakeIo({ environment: { DONDOC_DATA: '/nowhere/at/all' } });
    expect(await runProgram(io, ['show', 'late', ...options])).toBe(2);
    expect(io.out()).toBe('');
    expect(io.err()).toContain(said);
  });
});
