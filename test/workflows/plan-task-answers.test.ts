import { WorkflowNotFoundError } from '@temporalio/client';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listAllowed } from '../../domain/assignment.ts';
import type { Receipt } from '../../domain/messages.ts';
import { buildTaskWorkflowId } from '../../domain/names.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import { events } from '../../register/schema.ts';
import { loadWorkflow } from '../../register/workflow-row.ts';
import { countEvents, readRuns } from '../rig/histories.ts';
import { buildPlan, leadId, leadIds, type PlanWishes } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
} from '../rig/stage.ts';
import { anAcknowledge, answered, aReview, aSubmission, send } from '../rig/updates.ts';

describe.each(bothCaches)('answers to a task workflow, %s', (_title, tuning) => {
  let stage: Stage;
  const started: string[] = [];

  beforeAll(async () => {
    stage = await openStage(startTestTemporal, { tuning });
    // These tests are about answers: what the register owes by mail is left owed.
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
  });
  afterAll(async () => {
    await stage.stop();
  });
  afterEach(async () => {
    await expectDeterministic(stage, started.splice(0));
  });

  /** Starts a plan and hands back the workflow of its first task, from the moment it is expected. */
  async function follow(plan: string, wishes: PlanWishes = {}, answersPerRun = 1_500) {
    await stage.start(buildPlan({ plan, ...wishes }), { answersPerRun });
    const workflowId = buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });
    await eventually(() => stage.client.workflow.getHandle(workflowId).describe());
    started.push(workflowId);
    return workflowId;
  }

  async function eventsOf(workflowId: string) {
    return await stage.register.db.select().from(events).where(eq(events.workflowId, workflowId));
  }

  it.concurrent('rule 1: 200 agencies at once have their answers only when the record has them', async () => {
    const workflowId = await follow('r1', { leads: 200 });
    const receipts = await Promise.all(
      leadIds(200).map(async (agency) => {
        const command = aSubmission(agency, `r1-${agency}`);
        const receipt = await answered(stage, workflowId, 'submitEvidence', command);
        const stored = await findRequest(stage.register, command.requestId);
        return { receipt, stored };
      }),
    );
    for (const { receipt, stored } of receipts) {
      expect(receipt).toMatchObject({ progress: 'submitted', written: true });
      expect(stored?.answer).toEqual(receipt);
    }
    expect(new Set(receipts.map(({ receipt }) => receipt.requestId)).size).toBe(200);
    const recorded = await eventsOf(workflowId);
    expect(recorded.filter(({ kind }) => kind === 'submitted')).toHaveLength(200);
    expect(recorded).toHaveLength(400);
  });

  it.concurrent('rules 2 and 3: 200 answers at once become few batches, and no local activity', async () => {
    const workflowId = await follow('r3', { leads: 200 });
    await eventually(async () => {
      expect((await loadWorkflow(stage.register.db, workflowId))?.seq).toBe(1);
    });
    await Promise.all(
      leadIds(200).map((agency) =>
        answered(stage, workflowId, 'acknowledge', anAcknowledge(agency, `r3-${agency}`)),
      ),
    );
    const row = await loadWorkflow(stage.register.db, workflowId);
    // Two or three where the machine is idle; far from one batch per answer wherever.
    expect(row?.seq).toBeLessThanOrEqual(20);
    const [history = []] = await readRuns(stage.client, workflowId);
    expect(countEvents(history, 'EVENT_TYPE_MARKER_RECORDED')).toBe(0);
    expect(countEvents(history, 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED')).toBe(row?.seq);
  });

  it.concurrent('rule 5: the same request, twice at once and once more, gets the first answer and is recorded once', async () => {
    const workflowId = await follow('r5');
    const command = aSubmission(leadId(1), 'r5-same');
    // Update ids of their own: the workflow and the register must know it, not only the server.
    const ask = (updateId: string) =>
      stage.client.workflow
        .getHandle(workflowId)
        .executeUpdate<Receipt, [typeof command]>('submitEvidence', { args: [command], updateId });
    const [first, second] = await Promise.all([ask('a'), ask('b')]);
    const third = await ask('c');
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    const recorded = await eventsOf(workflowId);
    expect(recorded.filter(({ requestId }) => requestId === 'r5-same')).toHaveLength(1);
  });

  it.concurrent('rule 5: a request repeated in the next run gets the first answer and is recorded once', async () => {
    const workflowId = await follow('r5-next', {}, 1);
    const command = aSubmission(leadId(1), 'r5-next-same');
    const first = await answered(stage, workflowId, 'submitEvidence', command);
    await eventually(async () => {
      expect(await readRuns(stage.client, workflowId)).toHaveLength(2);
    });
    const again = await answered(stage, workflowId, 'submitEvidence', command);
    expect(again).toEqual(first);
    const recorded = await eventsOf(workflowId);
    expect(recorded.filter(({ requestId }) => requestId === command.requestId)).toHaveLength(1);
  });

  it.concurrent('rule 6: a refusal is typed and says what is possible, and the next good update works', async () => {
    const workflowId = await follow('r6');
    const refused = stage.client.workflow
      .getHandle(workflowId)
      .executeUpdate('review', { args: [aReview(leadId(1), 'r6-1')], updateId: 'r6-1' });
    await expect(refused).rejects.toMatchObject({
      name: 'WorkflowUpdateFailedError',
      cause: {
        name: 'ApplicationFailure',
        type: 'DondocRefused',
        nonRetryable: true,
        details: [
          {
            code: 'NothingToReview',
            progress: 'open',
            allowed: listAllowed('open'),
          },
        ],
      },
    });
    const unknown = await send(stage, workflowId, 'acknowledge', anAcknowledge('xa-999', 'r6-2'));
    expect(unknown).toMatchObject({ kind: 'refused', refusal: { code: 'UnknownAgency' } });
    const good = await answered(stage, workflowId, 'acknowledge', anAcknowledge(leadId(1), 'r6-3'));
    expect(good.written).toBe(true);
    const recorded = await eventsOf(workflowId);
    expect(recorded.map(({ requestId }) => requestId).filter((id) => id !== null)).toEqual([
      'r6-3',
    ]);
  });

  it.concurrent('rule 6: an answer whose record waits over 10 s says so, and the same request is written later', async () => {
    const workflowId = await follow('r6-slow');
    await eventually(async () => {
      expect((await loadWorkflow(stage.register.db, workflowId))?.seq).toBe(1);
    });
    const handle = stage.client.workflow.getHandle(workflowId);
    const command = anAcknowledge(leadId(1), 'r6-slow-1');
    const lock = await stage.register.pool.connect();
    try {
      await lock.query('begin');
      await lock.query('select 1 from workflows where workflow_id = $1 for update', [workflowId]);
      const early = await handle.executeUpdate<Receipt, [typeof command]>('acknowledge', {
        args: [command],
        updateId: 'r6-slow-a',
      });
      expect(early).toMatchObject({ requestId: 'r6-slow-1', written: false });
    } finally {
      await lock.query('rollback');
      lock.release();
    }
    const later = await handle.executeUpdate<Receipt, [typeof command]>('acknowledge', {
      args: [command],
      updateId: 'r6-slow-b',
    });
    expect(later).toMatchObject({ requestId: 'r6-slow-1', written: true });
    const recorded = await eventsOf(workflowId);
    expect(recorded.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  it.concurrent('rule 7: a batch whose first attempt commits and then fails is not recorded twice', async () => {
    let failures = 0;
    stage.plant('recordBatch', (real) => async (batch) => {
      const outcome = await real(batch);
      if (batch.plan !== 'r7' || failures >= 3) return outcome;
      failures += 1;
      throw new Error('planted: the batch is written, its answer is lost');
    });
    const workflowId = await follow('r7');
    const receipt = await answered(
      stage,
      workflowId,
      'submitEvidence',
      aSubmission(leadId(1), 'r7-1'),
    );
    expect(receipt.written).toBe(true);
    expect(failures).toBe(3);
    const kinds = (await eventsOf(workflowId)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['opened', 'opened', 'submitted']);
    const { rows } = await stage.register.db.execute(
      sql`select count(*)::int as count from notices where workflow_id = ${workflowId} and kind = 'received'`,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it.concurrent('rule 9: updates in flight at the end are answered, and later ones find no workflow', async () => {
    const workflowId = await follow('r9', { leads: 1 });
    const handle = stage.client.workflow.getHandle(workflowId);
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'r9-1'));
    const [acknowledged, accepted] = await Promise.all([
      send(stage, workflowId, 'acknowledge', anAcknowledge(leadId(1), 'r9-2')),
      send(stage, workflowId, 'review', aReview(leadId(1), 'r9-3')),
    ]);
    expect(accepted).toMatchObject({ kind: 'answered', answer: { progress: 'accepted' } });
    // Whichever came first: the acknowledgement was written, or refused, or came after the end.
    expect(['answered', 'refused', 'ended']).toContain(acknowledged.kind);
    expect(await handle.result()).toMatchObject({ outcome: 'finished', accepted: 1, open: 0 });
    await expect(
      handle.executeUpdate('acknowledge', { args: [anAcknowledge(leadId(1), 'r9-4')] }),
    ).rejects.toBeInstanceOf(WorkflowNotFoundError);
    expect(await send(stage, workflowId, 'acknowledge', anAcknowledge(leadId(1), 'r9-5'))).toEqual({
      kind: 'ended',
    });
    const repeated = await send(stage, workflowId, 'review', aReview(leadId(1), 'r9-3'));
    expect(repeated).toMatchObject({ answer: { progress: 'accepted' } });
    expect(await loadWorkflow(stage.register.db, workflowId)).toMatchObject({ status: 'closed' });
  });

  it.concurrent('rule 10: of six acceptances at the same moment one is taken and five are refused', async () => {
    const workflowId = await follow('r10');
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'r10-0'));
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) =>
        send(stage, workflowId, 'review', aReview(leadId(1), `r10-${n}`)),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) =>
      outcome.kind === 'refused' ? [outcome.refusal.code] : [],
    );
    expect(refusals).toEqual(Array.from({ length: 5 }, () => 'NothingToReview'));
    const recorded = await eventsOf(workflowId);
    expect(recorded.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
  });
});
