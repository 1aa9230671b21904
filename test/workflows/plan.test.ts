import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlanWorkflowId, buildTaskWorkflowId } from '../../domain/names.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { findPlan } from '../../register/plan-records.ts';
import { assignments, events, workflows } from '../../register/schema.ts';
import { loadWorkflow } from '../../register/workflow-row.ts';
import { buildPlan, due, leadId } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
} from '../rig/stage.ts';
import { answered, aReview, aSubmission } from '../rig/updates.ts';

describe.each(bothCaches)('the workflow of a plan, %s', (_title, tuning) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(startTestTemporal, { tuning });
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
  });
  afterAll(async () => {
    await stage.stop();
  });

  function idOf(plan: string, task: string): string {
    return buildTaskWorkflowId({ plan, task, period: '2023-Q2', part: null });
  }

  async function recorded(workflowId: string) {
    return await eventually(async () => {
      const row = await loadWorkflow(stage.register.db, workflowId);
      expect(row?.seq).toBeGreaterThan(0);
      return row;
    });
  }

  it('rule 19: a period that the register has as closed starts no workflow', async () => {
    const plan = buildPlan({ plan: 'r19', tasks: [{ task: '1' }, { task: '2' }] });
    const instant = '2023-06-01T01:00:00.000Z';
    await applyBatch(
      stage.register,
      {
        workflowId: idOf('r19', '1'),
        plan: 'r19',
        version: 1,
        task: '1',
        period: '2023-Q2',
        seq: 1,
        head: '',
        now: instant,
        serverNow: instant,
        events: [],
        notices: [],
        assignments: [],
        nextWakeAt: null,
        status: 'closed',
      },
      () => null,
    );
    await stage.start(plan);
    await recorded(idOf('r19', '2'));
    // Everything of one moment is opened by one activity; the plan then waits for its next opening.
    const planId = buildPlanWorkflowId('r19');
    await eventually(async () => {
      const { raw } = await stage.client.workflow.getHandle(planId).describe();
      expect(raw.pendingActivities ?? []).toEqual([]);
    });
    await expect(stage.client.workflow.getHandle(idOf('r19', '1')).describe()).rejects.toThrow(
      /not found/,
    );
    expect(await loadWorkflow(stage.register.db, idOf('r19', '1'))).toMatchObject({ seq: 1 });
    await expectDeterministic(stage, [planId, idOf('r19', '2')]);
  });

  it('closing a plan early ends its tasks, lapses its reports and opens nothing more', async () => {
    const plan = buildPlan({
      plan: 'early',
      tasks: [
        { task: '1' },
        { task: '2', kind: 'report' },
        { task: '3', due: due('Quý III năm 2023') },
      ],
    });
    await stage.start(plan);
    await recorded(idOf('early', '1'));
    await recorded(idOf('early', '2'));
    await answered(stage, idOf('early', '1'), 'submitEvidence', aSubmission(leadId(1), 'early-1'));
    await answered(stage, idOf('early', '1'), 'review', aReview(leadId(1), 'early-2'));
    const handle = stage.client.workflow.getHandle(buildPlanWorkflowId('early'));
    const close = { requestId: 'early-close', reason: 'Kế hoạch được thay thế' };
    const answer = await handle.executeUpdate('close', { args: [close], updateId: 'early-close' });
    expect(answer).toEqual({ requestId: 'early-close', written: true });
    expect(await handle.result()).toMatchObject({ outcome: 'closed' });
    expect(await findPlan(stage.register, 'early')).toMatchObject({ status: 'closed' });

    const first = await stage.client.workflow.getHandle(idOf('early', '1')).result();
    expect(first).toMatchObject({ outcome: 'unfinished', accepted: 1, open: 1 });
    const report = await stage.client.workflow.getHandle(idOf('early', '2')).result();
    expect(report).toMatchObject({ outcome: 'finished', notReported: 2, open: 0 });
    const rows = await stage.register.db
      .select()
      .from(workflows)
      .where(eq(workflows.plan, 'early'));
    expect(rows.filter(({ status }) => status === 'running')).toEqual([]);
    const closings = await stage.register.db.select().from(events).where(eq(events.kind, 'closed'));
    expect(closings.map(({ workflowId }) => workflowId)).toContain(idOf('early', '1'));
    await expectDeterministic(stage, [
      buildPlanWorkflowId('early'),
      idOf('early', '1'),
      idOf('early', '2'),
    ]);
  });

  it('two callers that close a task with different requests are both answered once it is on record', async () => {
    await stage.start(buildPlan({ plan: 'twice' }));
    const workflowId = idOf('twice', '1');
    await recorded(workflowId);
    const handle = stage.client.workflow.getHandle(workflowId);
    const began = performance.now();
    const answers = await Promise.all(
      ['twice-1', 'twice-2'].map((requestId) =>
        handle.executeUpdate('close', { args: [{ requestId, reason: '' }], updateId: requestId }),
      ),
    );
    expect(answers).toEqual([
      { requestId: 'twice-1', written: true },
      { requestId: 'twice-2', written: true },
    ]);
    // Neither waited for a record of its own that nobody writes.
    expect(performance.now() - began).toBeLessThan(9_000);
    await expectDeterministic(stage, [workflowId]);
  });

  it('what was due before a late start is not applicable, has no workflow and tells nobody', async () => {
    const tasks = [{ task: '1' }, { task: '2', due: due('Tháng 5 năm 2023') }];
    await stage.start(buildPlan({ plan: 'late', tasks }), { trackingFrom: '2023-06-07' });
    await recorded(idOf('late', '1'));
    const rows = await stage.register.db
      .select()
      .from(assignments)
      .where(eq(assignments.plan, 'late'));
    const byTask = rows.map(({ task, agency, progress }) => `${task} ${agency} ${progress}`).sort();
    expect(byTask).toEqual([
      '1 xa-001 open',
      '1 xa-002 open',
      '2 xa-001 notApplicable',
      '2 xa-002 notApplicable',
    ]);
    const skipped = rows.find(({ task }) => task === '2')?.workflowId ?? '';
    await expect(stage.client.workflow.getHandle(skipped).describe()).rejects.toThrow(/not found/);
    await expectDeterministic(stage, [buildPlanWorkflowId('late'), idOf('late', '1')]);
  });
});
