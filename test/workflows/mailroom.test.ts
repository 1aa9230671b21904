import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { computeLeavesAt } from '../../activities/record-batch.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { mailroomWorkflowId } from '../../domain/names.ts';
import { unpackBatch } from '../../domain/packed-batch.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { notices } from '../../register/schema.ts';
import { countEvents, type HistoryEvent } from '../rig/histories.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
  shiftTo,
} from '../rig/stage.ts';
import { startTask } from '../rig/tasks.ts';
import { answered, aSubmission } from '../rig/updates.ts';

describe.each(bothCaches)('the mailroom, %s', (_title, tuning) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(startTestTemporal, { tuning, patienceMs: 20_000 });
  });
  afterAll(async () => {
    await stage.stop();
  });
  afterEach(async () => {
    stage.uproot();
    await stillMailroom();
    await expectDeterministic(stage, [mailroomWorkflowId]);
  });

  async function countOwed(): Promise<number> {
    const owed = await stage.register.db.select().from(notices).where(eq(notices.state, 'owed'));
    return owed.length;
  }

  /** Waits until the mailroom has sent everything and closed. */
  async function stillMailroom() {
    await eventually(async () => {
      const { status } = await stage.client.workflow.getHandle(mailroomWorkflowId).describe();
      expect(status.name).toBe('COMPLETED');
      expect(await countOwed()).toBe(0);
    });
  }

  /** Events of every mailroom that ran since the test began to look. */
  async function watchMailrooms() {
    const runs = new Map<string, HistoryEvent[]>();
    const look = async () => {
      const executions = stage.client.workflow.list({ query: "WorkflowType = 'mailroom'" });
      for await (const { runId } of executions) {
        const handle = stage.client.workflow.getHandle(mailroomWorkflowId, runId);
        runs.set(runId, (await handle.fetchHistory()).events ?? []);
      }
    };
    await look();
    const before = new Set(runs.keys());
    return async () => {
      await look();
      return [...runs].filter(([runId]) => !before.has(runId)).flatMap(([, events]) => events);
    };
  }

  it('rule 14: 60 task workflows at once call it a few times only, and one digest goes out', async () => {
    const looked = await watchMailrooms();
    const tasks = Array.from({ length: 60 }, (_, index) => ({ task: String(index + 1) }));
    // Seven seconds to start them in; at 8 o'clock all 60 wake at the same moment.
    const shiftMs = shiftTo('2023-06-09T07:59:53.000+07:00');
    await stage.start(buildPlan({ plan: 'many', leads: 1, tasks }), { shiftMs });
    const digest = await stage.mails.waitFor(({ to }) => to[0] === 'xa-001@tinh.example', 30_000);
    await stillMailroom();
    const written = await stage.register.db.select().from(notices).where(eq(notices.plan, 'many'));
    const reminders = written.filter(({ step, state }) => step === 3 && state === 'mailed');
    expect(reminders).toHaveLength(60);
    expect(new Set(reminders.map(({ mailId }) => mailId)).size).toBe(1);
    const sent = await stage.mails.messages();
    expect(sent.filter(({ to }) => to[0] === 'xa-001@tinh.example')).toEqual([digest]);
    // Visibility lags a moment behind.
    const events = await eventually(async () => {
      const seen = await looked();
      expect(countEvents(seen, 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED')).toBeGreaterThan(0);
      return seen;
    });
    expect(countEvents(events, 'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED')).toBeLessThanOrEqual(15);
  });

  it('rule 14: what is written exactly while it closes is sent all the same', async () => {
    const workflowId = await startTask(stage, { plan: buildPlan({ plan: 'race' }), steps: [] });
    const submissions = 9;
    const under: Promise<unknown>[] = [];
    let next = 0;
    const submit = async () => {
      next += 1;
      if (next > submissions) return;
      const command = aSubmission(leadId(1), `race-${next}`);
      await answered(stage, workflowId, 'submitEvidence', command);
    };
    // Each round causes the next submission: recorded before the round ends, at that moment, or after.
    stage.plant('deliverMail', (real) => async (round) => {
      const result = await real(round);
      if (result.sent === 0) return result;
      const submitting = submit();
      under.push(submitting);
      if (next % 3 === 0) await submitting;
      if (next % 3 === 1) await new Promise((resolve) => setImmediate(resolve));
      return result;
    });
    await submit();
    await eventually(() => expect(next).toBeGreaterThan(submissions), 60_000);
    await Promise.all(under);
    await stillMailroom();
    const mails = (await stage.mails.messages()).map(({ to }) => to[0]);
    expect(mails.filter((to) => to === 'xa-001@tinh.example').length).toBeGreaterThanOrEqual(
      submissions,
    );
    const { rows } = await stage.register.db.execute(
      sql`select state, count(*)::int as count from notices where plan = 'race' group by state`,
    );
    expect(rows).toEqual([{ state: 'mailed', count: 2 * submissions }]);
  }, 90_000);

  it('rule 14: a crash between the commit of a batch and the call does not silence its mail', async () => {
    const plan = buildPlan({ plan: 'crash' });
    let crashes = 0;
    stage.plant('recordBatch', (real) => async (sent) => {
      const batch = unpackBatch(sent);
      if (batch.notices.length === 0 || crashes > 0) return await real(batch);
      crashes += 1;
      await applyBatch(stage.register, batch, (notice) =>
        computeLeavesAt(plan.plan, notice, batch, vietnamCalendar),
      );
      throw new Error('planted: the worker died before it called the mailroom');
    });
    const workflowId = await startTask(stage, { plan, steps: [] });
    const before = (await stage.mails.messages()).length;
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(2), 'crash-1'));
    expect(crashes).toBe(1);
    await stage.mails.waitFor(({ to }) => to[0] === 'xa-002@tinh.example', 10_000);
    await stillMailroom();
    expect(await stage.mails.messages()).toHaveLength(before + 2);
  });
});
