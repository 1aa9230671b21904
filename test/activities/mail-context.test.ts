import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailContextReader } from '../../activities/mail-context.ts';
import { PlanPeriodsReader } from '../../activities/plan-periods.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { Directory, Plan } from '../../domain/plan.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';

const { plan, directory } = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
const recordedAt = '2023-08-01T01:00:00.000Z';

let postgres: TestPostgres;
let register: Register;
beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  await save(plan, directory);
  // Version 2 has task 2 no more, nor Sở Y tế; version 3 has both again.
  const tasks = plan.tasks.filter(({ task }) => task !== '2');
  const agencies = directory.agencies.filter(({ id }) => id !== 'so-y-te');
  const members = { so: { members: agencies.map(({ id }) => id) } };
  await save({ ...plan, tasks }, { agencies, groups: members });
  await save({ ...plan, title: 'Phiên bản 3' }, directory);
});
afterAll(() => postgres.stop());

async function save(definition: Plan, of: Directory) {
  const text = JSON.stringify([definition, of]);
  await savePlanVersion(register, { plan: plan.plan, text, definition, directory: of, recordedAt });
}

/** A mailroom's round while version 2 is in force. */
async function roundOfVersion2() {
  await startPlanRecord(register, {
    ...{ plan: plan.plan, version: 2, shiftMs: 0, trackingFrom: plan.issued, includePast: false },
    ...{ announceAtOnce: true, startedAt: recordedAt },
  });
  const deps = { register, calendar: vietnamCalendar, mail: { replyTo: null } };
  const periods = new PlanPeriodsReader(register, vietnamCalendar);
  return new MailContextReader(deps as never, periods, '2023-08-28T01:00:00.000Z');
}

const told = (version: number) => ({
  ...{ task: '2', period: 'once', version, agency: 'so-y-te', toAgency: 'so-y-te' },
});

describe('what mails are written from', () => {
  it('finds what the version in force has dropped: task, period, name and mailbox', async () => {
    const context = await (await roundOfVersion2()).read(plan.plan, [told(2)]);
    expect(context.findPeriod('2', 'once')).toMatchObject({ task: '2', period: 'once' });
    expect(context.nameOf('so-y-te')).toBe('Sở Y tế');
    const found = context.directory.agencies.filter(({ id }) => id === 'so-y-te');
    expect(found).toMatchObject([{ name: 'Sở Y tế' }]);
    expect(context.periods.some(({ task }) => task === '2')).toBe(false);
  });

  it('is the version in force otherwise', async () => {
    const context = await (await roundOfVersion2()).read(plan.plan);
    expect(context.plan.title).toBe(plan.title);
    expect(() => context.findPeriod('2', 'once')).toThrow('expected task 2 of');
    expect(context.nameOf('so-y-te')).toBe('so-y-te');
  });

  it('is a version that is only coming into force, for what was told under it', async () => {
    const contexts = await roundOfVersion2();
    const context = await contexts.read(plan.plan, [told(3)]);
    expect(context.plan.title).toBe('Phiên bản 3');
    expect(context.findPeriod('2', 'once').leads).toContain('so-y-te');
    expect((await contexts.read(plan.plan)).plan.title).toBe(plan.title);
  });

  it('has nothing of a plan that is not on record', async () => {
    await expect((await roundOfVersion2()).read('khong-co')).rejects.toThrow('found none');
  });
});
