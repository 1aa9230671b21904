import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTaskWorkflowId } from '../../domain/names.ts';
import { assignments, events, notices } from '../../register/schema.ts';
import { searchAttributeKeys } from '../../workflows/search-attribute-keys.ts';
import { countEvents, type EventName, readRuns, selectEvents } from '../rig/histories.ts';
import { buildPlan, leadId, leadIds } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
} from '../rig/stage.ts';
import { type Step, startTask } from '../rig/tasks.ts';
import { anAcknowledge, answered, aReview, aSubmission } from '../rig/updates.ts';

/** The server rounds timers up, by as much as a second. */
const gapMs = 1_400;

/** Three reminders before the last day and two after it, `gapMs` apart. */
function fiveSteps(firstInMs: number, gap: number): Step[] {
  return [
    { inMs: firstInMs, phase: 'before', step: 3 },
    { inMs: firstInMs + gap, phase: 'before', step: 1 },
    { inMs: firstInMs + 2 * gap, phase: 'before', step: 0 },
    { inMs: firstInMs + 4 * gap, phase: 'after', step: 1 },
    { inMs: firstInMs + 5 * gap, phase: 'after', step: 3 },
  ];
}

describe.each(bothCaches)('a task workflow as time passes, %s', (_title, tuning) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(startTestTemporal, { tuning });
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
  });
  afterAll(async () => {
    await stage.stop();
  });

  async function noticesOf(workflowId: string) {
    return await stage.register.db
      .select()
      .from(notices)
      .where(eq(notices.workflowId, workflowId))
      .orderBy(notices.at, notices.toAgency);
  }

  it('after downtime only the latest step is told, and what it replaces is superseded', async () => {
    const workflowId = await startTask(stage, {
      plan: buildPlan({ plan: 'downtime' }),
      steps: [
        { inMs: 0, phase: 'opened', step: 0 },
        { inMs: 3_500, phase: 'before', step: 3 },
        { inMs: 3_700, phase: 'before', step: 1 },
        { inMs: 3_900, phase: 'before', step: 0 },
        { inMs: 600_000, phase: 'after', step: 1 },
      ],
    });
    const countOf = async (name: EventName) =>
      countEvents((await readRuns(stage.client, workflowId)).flat(), name);
    await eventually(async () => expect(await countOf('EVENT_TYPE_TIMER_STARTED')).toBe(1));
    await stage.worker.stop();
    try {
      await eventually(async () => expect(await countOf('EVENT_TYPE_TIMER_FIRED')).toBe(1));
      // The other two moments pass within half a second of the one that the timer waited for.
      const [history = []] = await readRuns(stage.client, workflowId);
      const [fired] = selectEvents(history, 'EVENT_TYPE_TIMER_FIRED');
      const all = (Number(fired?.eventTime?.seconds) + 2) * 1000;
      await eventually(() => expect(Date.now()).toBeGreaterThan(all));
    } finally {
      await stage.startWorker();
    }
    await eventually(async () => expect(await noticesOf(workflowId)).toHaveLength(8));
    const told = (await noticesOf(workflowId)).filter(({ toAgency }) => toAgency === leadId(1));
    expect(told.map(({ kind, step, state }) => `${kind} ${step} ${state}`)).toEqual([
      'opened 0 owed',
      'dueSoon 3 superseded',
      'dueSoon 1 superseded',
      'dueSoon 0 owed',
    ]);
    await expectDeterministic(stage, [workflowId]);
  });

  it.concurrent('rules 15, 16 and 17: six wake-ups and 200 answers stay small', async ({
    annotate,
  }) => {
    const plan = buildPlan({ plan: 'r15', leads: 200 });
    // The cut-off, between the third step and the fourth, is the sixth wake-up.
    const workflowId = await startTask(stage, {
      plan,
      steps: fiveSteps(2_000, gapMs),
      cutoffInMs: 2_000 + 3 * gapMs,
    });
    await eventually(async () => {
      const told = await noticesOf(workflowId);
      expect(told.filter(({ step, kind }) => kind === 'overdue' && step === 3)).toHaveLength(200);
    });
    const before = (await readRuns(stage.client, workflowId)).flat();
    const wakeUps = countEvents(before, 'EVENT_TYPE_TIMER_FIRED');
    // On a busy machine several moments may be met by one wake-up: the bounds are those of what happened.
    expect(wakeUps).toBeGreaterThanOrEqual(1);
    expect(wakeUps).toBeLessThanOrEqual(6);
    // Open, then DueSoon at the first reminder, then Overdue with 200 leads at the cut-off.
    const upserts = countEvents(before, 'EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES');
    expect(upserts).toBeGreaterThanOrEqual(1);
    expect(upserts).toBeLessThanOrEqual(2);

    await Promise.all(
      leadIds(200).map((agency) =>
        answered(stage, workflowId, 'acknowledge', anAcknowledge(agency, `r15-${agency}`)),
      ),
    );
    const history = (await readRuns(stage.client, workflowId)).flat();
    expect(countEvents(history, 'EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES')).toBe(upserts);
    await annotate(
      `events: ${before.length} after ${wakeUps} wake-ups with 200 leads, ${history.length} with 200 answers`,
    );
    expect(before.length).toBeLessThanOrEqual(15 + 12 * wakeUps);
    expect(history.length).toBeLessThanOrEqual(15 + 12 * wakeUps + 5 * 200);

    const scheduled = selectEvents(history, 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED');
    const seconds = scheduled.map(({ activityTaskScheduledEventAttributes: scheduled }) =>
      Number(scheduled?.startToCloseTimeout?.seconds),
    );
    expect(Math.max(...seconds)).toBeLessThanOrEqual(10);
    await expectDeterministic(stage, [workflowId]);
  });

  it.concurrent('an agency that has been accepted gets no further notice', async () => {
    const workflowId = await startTask(stage, {
      plan: buildPlan({ plan: 'accepted' }),
      steps: [
        { inMs: 2_500, phase: 'before', step: 1 },
        { inMs: 3_200, phase: 'after', step: 1, tells: ['lead', 'superior', 'monitor'] },
      ],
      cutoffInMs: 2_800,
    });
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'accepted-1'));
    await answered(stage, workflowId, 'review', aReview(leadId(1), 'accepted-2'));
    await eventually(async () => {
      const told = await noticesOf(workflowId);
      expect(told.filter(({ kind }) => kind === 'escalated')).toHaveLength(2);
    });
    const ladder = (await noticesOf(workflowId)).filter(({ leaves }) => leaves === 'morning');
    expect(new Set(ladder.map(({ agency }) => agency))).toEqual(new Set([leadId(2)]));
    await expectDeterministic(stage, [workflowId]);
  });

  it.concurrent('a missing report closes as not reported at the next cut-off, and a late one is late', async () => {
    const workflowId = await startTask(stage, {
      plan: buildPlan({ plan: 'lapse' }),
      kind: 'report',
      steps: [{ inMs: 0, phase: 'opened', step: 0 }],
      cutoffInMs: 1_000,
      closesInMs: 4_000,
    });
    await eventually(async () => {
      const shown = await stage.client.workflow.getHandle(workflowId).describe();
      expect(shown.typedSearchAttributes.get(searchAttributeKeys.DondocStatus)).toBe('Overdue');
    });
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'lapse-1'));
    const accepted = await answered(stage, workflowId, 'review', aReview(leadId(1), 'lapse-2'));
    expect(accepted.timeliness).toBe('late');
    const result = await stage.client.workflow.getHandle(workflowId).result();
    expect(result).toMatchObject({ outcome: 'finished', accepted: 1, late: 1, notReported: 1 });
    const recorded = await stage.register.db
      .select()
      .from(events)
      .where(eq(events.workflowId, workflowId));
    const closed = recorded.filter(({ kind }) => kind === 'notReported');
    expect(closed.map(({ agency }) => agency)).toEqual([leadId(2)]);
    await expectDeterministic(stage, [workflowId]);
  });

  it.concurrent('rule 18: 200 leads with long Vietnamese names fit into what the Web UI takes', async () => {
    const nameOf = (n: number) =>
      `Ủy ban nhân dân xã Nguyễn Thị Thập Phường Mười Hai Thị trấn Mỹ Thọ Huyện Cao Lãnh ${'ở '.repeat(60)}${n}`;
    const title =
      'Triển khai đồng bộ việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính; '.repeat(12);
    const plan = buildPlan({
      plan: 'r18',
      leads: 200,
      nameOf,
      tasks: [{ title, products: [title] }],
    });
    await stage.start(plan);
    const workflowId = buildTaskWorkflowId({
      plan: 'r18',
      task: '1',
      period: '2023-Q2',
      part: null,
    });
    const handle = stage.client.workflow.getHandle(workflowId);
    await eventually(async () => {
      const rows = stage.register.db
        .select()
        .from(assignments)
        .where(eq(assignments.workflowId, workflowId));
      expect(await rows).toHaveLength(200);
    });
    const description = await handle.describe();
    const [summary, details] = [
      await description.staticSummary(),
      await description.staticDetails(),
    ];
    expect(Buffer.byteLength(summary ?? '')).toBeLessThanOrEqual(400);
    expect(summary).toMatch(/…$/);
    expect(Buffer.byteLength(details ?? '')).toBeLessThanOrEqual(20_000);
    const leads = description.typedSearchAttributes
      .getAll()
      .find(({ key }) => key.name === 'DondocLeads')?.value;
    expect(Buffer.byteLength(JSON.stringify(leads))).toBeLessThanOrEqual(2_048);
    expect(JSON.stringify(leads)).toMatch(/"…"\]$/);
    const metadata = await handle.query<{ currentDetails?: string }>(
      '__temporal_workflow_metadata',
    );
    const shown = metadata.currentDetails ?? '';
    expect(shown).toContain('Nguyễn Thị Thập');
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(20_000);
    const history = (await readRuns(stage.client, workflowId)).flat();
    const summaries = history.map(({ userMetadata }) => userMetadata?.summary?.data?.length ?? 0);
    expect(Math.max(...summaries)).toBeLessThanOrEqual(402);
    await expectDeterministic(stage, [workflowId]);
  });
});
