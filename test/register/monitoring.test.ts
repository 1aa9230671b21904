import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBatch } from '../../register/apply-batch.ts';
import { claimNotices } from '../../register/mail-queue.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import { countBacklog } from '../../register/queries/count-backlog.ts';
import { countCurrent } from '../../register/queries/count-current.ts';
import type { Register } from '../../register/register.ts';
import { type RegisterWatch, watchRegister } from '../../register/watch-register.ts';
import { formatRegisterMetrics } from '../../worker/metrics/register-metrics.ts';
import { aBatch, aNotice, anAssignment, leavesAt, plan, shiftMs } from './batches.ts';
import { aPlanVersion } from './plan-version.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

/** The morning of the notices is 2026-06-05T01:00Z of server time; their cut-off 2026-06-14T16:59:59.999Z. */
const beforeMorning = '2026-06-05T00:59:00.000Z';
const tenPast = '2026-06-05T01:10:00.000Z';
const afterCutoff = '2026-06-15T01:00:00.000Z';

let postgres: TestPostgres;
let register: Register;
let watch: RegisterWatch;
let url = '';
const backlogAt = (serverNow: string) => watch.read((db) => countBacklog(db, serverNow));
const currentAt = (serverNow: string) => watch.read((db) => countCurrent(db, serverNow));

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  const { rows } = await register.pool.query<{ name: string }>('select current_database() as name');
  url = `${(await postgres.createDatabase()).replace(/[^/]*$/, '')}${rows[0]?.name}`;
  watch = watchRegister(url, { limitMs: 5_000, onLost: () => undefined });
});

afterAll(async () => {
  await watch?.close();
  await postgres?.stop();
});

describe('the register, watched from outside', () => {
  it('has nothing to tell while it is empty', async () => {
    expect(await backlogAt(tenPast)).toEqual({
      plans: [],
      noticesOwed: 0,
      oldestNoticeDue: null,
      mailsUnsent: [],
      oldestMailDue: null,
    });
    expect(await currentAt(tenPast)).toEqual({
      assignments: [],
      notices: [],
      mails: [],
      lastMailChange: null,
    });
  });

  it('counts notices that are owed, and tells the oldest only once its morning has come', async () => {
    await savePlanVersion(register, aPlanVersion());
    await startPlanRecord(register, {
      ...{ plan, version: 1, shiftMs, trackingFrom: '2023-04-05' },
      ...{ includePast: false, announceAtOnce: false, startedAt: '2023-04-05T08:00:00.000+07:00' },
    });
    const leads = ['so-noi-vu', 'so-y-te'];
    await applyBatch(
      register,
      aBatch({
        notices: leads.map((agency) => aNotice({ agency, to: agency })),
        assignments: [
          ...leads.map((agency) => anAssignment({ agency })),
          anAssignment({ agency: 'so-tu-phap', progress: 'accepted' }),
        ],
      }),
      leavesAt,
    );
    expect(await backlogAt(beforeMorning)).toMatchObject({ noticesOwed: 2, oldestNoticeDue: null });
    expect(await backlogAt(tenPast)).toMatchObject({
      plans: [{ status: 'running', count: 1 }],
      noticesOwed: 2,
      oldestNoticeDue: '2026-06-05T01:00:00.000Z',
    });
  });

  it('counts what is overdue by the calendar of the plan', async () => {
    const count = async (serverNow: string) =>
      (await currentAt(serverNow)).assignments.map(({ progress, count, overdue }) => [
        progress,
        count,
        overdue,
      ]);
    expect((await count(tenPast)).sort()).toEqual([
      ['accepted', 1, 0],
      ['open', 2, 0],
    ]);
    expect((await count(afterCutoff)).sort()).toEqual([
      ['accepted', 1, 0],
      ['open', 2, 2],
    ]);
  });

  it('counts mails by state, and tells how long the oldest has not left', async () => {
    await claimNotices(register, {
      serverNow: tenPast,
      patienceMs: 0,
      limit: 100,
      postponeTo: () => afterCutoff,
    });
    expect(await backlogAt(tenPast)).toMatchObject({
      noticesOwed: 0,
      oldestNoticeDue: null,
      mailsUnsent: [{ state: 'pending', count: 2 }],
      oldestMailDue: '2026-06-05T01:00:00.000Z',
    });
    expect(await currentAt(tenPast)).toMatchObject({
      notices: [{ plan, state: 'mailed', count: 2 }],
      mails: [{ plan, state: 'pending', count: 2 }],
      lastMailChange: tenPast,
    });
  });

  it('says it in the words of Prometheus', async () => {
    const text = await formatRegisterMetrics({
      backlog: { ok: true, value: await backlogAt(tenPast), tookMs: 12 },
      current: { ok: true, value: await currentAt(afterCutoff), tookMs: 250 },
      nowMs: Date.parse(tenPast),
    });
    const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(series.sort()).toEqual(
      [
        'dondoc_register_reading_success{reading="backlog"} 1',
        'dondoc_register_reading_success{reading="current"} 1',
        'dondoc_register_reading_duration_seconds{reading="backlog"} 0.012',
        'dondoc_register_reading_duration_seconds{reading="current"} 0.25',
        'dondoc_plans{status="running"} 1',
        'dondoc_plans{status="paused"} 0',
        'dondoc_plans{status="closed"} 0',
        'dondoc_notices_owed 0',
        'dondoc_notice_oldest_owed_age_seconds 0',
        'dondoc_mails_unsent{state="pending"} 2',
        'dondoc_mails_unsent{state="sending"} 0',
        'dondoc_mails_unsent{state="deferred"} 0',
        'dondoc_mails_unsent{state="unknown"} 0',
        'dondoc_mail_oldest_unsent_age_seconds 600',
        `dondoc_assignments{plan="${plan}",progress="open"} 2`,
        `dondoc_assignments{plan="${plan}",progress="accepted"} 1`,
        `dondoc_assignments_overdue{plan="${plan}"} 2`,
        `dondoc_notices{plan="${plan}",state="mailed"} 2`,
        `dondoc_mails{plan="${plan}",state="pending"} 2`,
        `dondoc_mailroom_last_change_timestamp_seconds ${Date.parse(tenPast) / 1000}`,
      ].sort(),
    );
  });

  it('leaves closed plans out, but not what is still to leave of them', async () => {
    await register.pool.query(`update plans set status = 'closed'`);
    expect(await currentAt(afterCutoff)).toMatchObject({ assignments: [], notices: [], mails: [] });
    expect(await backlogAt(afterCutoff)).toMatchObject({
      plans: [{ status: 'closed', count: 1 }],
      mailsUnsent: [{ state: 'pending', count: 2 }],
    });
  });

  it('cannot be changed by what looks at it', async () => {
    const write = watch.read((db) => db.execute(`update plans set status = 'running'`));
    await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
    await watch.ping();
  });

  it('ends a statement that takes too long, on the server too', async () => {
    const hasty = watchRegister(url, { limitMs: 50, onLost: () => undefined });
    try {
      const slow = hasty.read((db) => db.execute('select pg_sleep(60)'));
      await expect(slow).rejects.toMatchObject({ cause: { code: '57014' } });
      await hasty.ping();
    } finally {
      await hasty.close();
    }
  });
});
