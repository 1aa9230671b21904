import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlanWorkflowId, buildTaskWorkflowId } from '../../domain/names.ts';
import { mails, notices } from '../../register/schema.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { describeHistories } from '../rig/histories.ts';
import { buildPlan, due, leadId } from '../rig/plans.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { bothCaches, eventually } from '../rig/stage.ts';
import { answered, aReview, aSubmission } from '../rig/updates.ts';

const plan = 'quy-2';
const taskIds = ['1', '2', '3'].map((task) =>
  buildTaskWorkflowId({ plan, task, period: '2023-Q2', part: null }),
);

describe.each(bothCaches)('a plan as its year passes, %s', (_title, tuning) => {
  const log = captureSdkLog();
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    const tasks = [
      { task: '1' },
      { task: '2' },
      { task: '3' },
      { task: '4', due: due('Tháng 5 năm 2023') },
    ];
    // The follow-up starts on Thursday 8 June: seven working days before the last day are over.
    const tracking = { from: '2023-06-08', includePast: false };
    const built = buildPlan({ plan, tasks, changes: { to: '2023-06-30' } });
    rehearsal = await openRehearsal({ ...built, tracking, tuning });
  });
  afterAll(async () => {
    await rehearsal.stop();
  });

  async function listNotices() {
    return await rehearsal.register.db.select().from(notices).where(eq(notices.plan, plan));
  }

  it('rule 12: only one stretch of time passes at once', async () => {
    const both = await Promise.allSettled([
      rehearsal.advanceTo('2023-06-08T07:00:00+07:00'),
      rehearsal.advanceTo('2023-06-08T07:00:00+07:00'),
    ]);
    const refused = both.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    expect(refused).toEqual([expect.stringContaining('is outstanding')]);
  });

  it('rule 11: what is told and recorded carries plan time, whatever the clock of this machine says', async () => {
    await rehearsal.advanceTo('2023-06-09T12:00:00+07:00');
    const told = await eventually(async () => {
      const written = await listNotices();
      expect(written.filter(({ step }) => step === 3)).toHaveLength(6);
      return written;
    });
    const days = told.map(({ at, toldAt }) => [at, toldAt].map((t) => Date.parse(t)));
    const [from, to] = ['2023-06-08T00:00:00+07:00', '2023-06-09T12:00:00+07:00'].map(Date.parse);
    expect(days.flat().every((ms) => ms >= (from ?? 0) && ms <= (to ?? 0))).toBe(true);
  });

  it('after acceptance an agency hears no more of that task, and the others do', async () => {
    const workflowId = taskIds[0] ?? '';
    await answered(rehearsal, workflowId, 'submitEvidence', aSubmission(leadId(1), 'time-1'));
    await answered(rehearsal, workflowId, 'review', aReview(leadId(1), 'time-2'));
    const acceptedAt = Date.parse(await rehearsal.planNow());
    await rehearsal.advanceTo('2023-08-15T00:00:00+07:00');
    const later = (await listNotices()).filter(
      ({ at, leaves }) => leaves === 'morning' && Date.parse(at) > acceptedAt,
    );
    const concerned = new Set(later.map(({ task, agency }) => `${task} ${agency}`));
    expect([...concerned].sort()).toEqual([
      '1 xa-002',
      '2 xa-001',
      '2 xa-002',
      '3 xa-001',
      '3 xa-002',
    ]);
  });

  it('a late start tells nothing of what was due before it', async () => {
    const written = await listNotices();
    expect(written.filter(({ task }) => task === '4')).toEqual([]);
    const first = written.map(({ at }) => Date.parse(at)).reduce((a, b) => Math.min(a, b));
    expect(first).toBe(Date.parse('2023-06-08T08:00:00+07:00'));
    expect(written.filter(({ kind, step }) => kind === 'dueSoon' && step === 7)).toEqual([]);
  });

  it('an agency gets at most one digest a morning, and a recipient one letter', async () => {
    const sent = await rehearsal.register.db.select().from(mails).where(eq(mails.plan, plan));
    // Reviewed before it could be asked for: that mail had become untrue.
    const unsent = sent
      .filter(({ state }) => state !== 'sent')
      .map(({ state, mailKey }) => [state, mailKey]);
    expect(unsent).toEqual([['withdrawn', expect.stringContaining('/so-tttt/reviewAsked/')]]);
    const morning = sent.filter(({ leaves }) => leaves === 'morning');
    const places = morning.map(({ kind, toAgency, leavesAt }) => `${kind} ${toAgency} ${leavesAt}`);
    expect(new Set(places).size).toBe(places.length);
    // 8, 9, 13 and 14 June before the last day; then 8 mornings after it.
    const digests = morning.filter(
      ({ kind, toAgency }) => kind === 'digest' && toAgency === leadId(2),
    );
    expect(digests).toHaveLength(12);
    expect(await rehearsal.mails.messages()).toHaveLength(sent.length - 1);
  });

  it('ends by itself after its last ladder, with every unfinished task closed', async () => {
    await eventually(async () => expect(await rehearsal.hasEnded()).toBe(true));
    for (const workflowId of taskIds) {
      const { status } = await rehearsal.client.workflow.getHandle(workflowId).describe();
      expect(status.name).toBe('COMPLETED');
    }
    log.expectDeterministic();
    const workflowIds = [buildPlanWorkflowId(plan), ...taskIds];
    expect(await describeHistories(rehearsal.client, workflowIds)).toEqual([]);
  });
});
