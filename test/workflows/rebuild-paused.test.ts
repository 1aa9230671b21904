import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { Reopen } from '../../domain/messages.ts';
import { updateNames } from '../../domain/messages.ts';
import { buildPlanWorkflowId, buildTaskWorkflowId } from '../../domain/names.ts';
import { findPlan } from '../../register/plan-records.ts';
import { loadWorkflow } from '../../register/workflow-row.ts';
import { rebuildTask } from '../../worker/rebuild-task.ts';
import { rerunTask } from '../../worker/rerun-task.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestClock, type TestClock } from '../rig/servers.ts';
import { eventually, openStage, type Stage, shiftTo, wednesday } from '../rig/stage.ts';
import { answered, aReview, aSubmission, send } from '../rig/updates.ts';

const plan = 'tam-dung';
const lead = leadId(1);
const workflowId = buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });
const reopening: Reopen = {
  agency: lead,
  requestId: 'reopen',
  until: null,
  reason: 'Số liệu có sai sót',
  authority: 'UBND tỉnh',
  document: { number: '9/TB-UBND', date: '2023-06-07', issuer: 'UBND tỉnh' },
};

describe('a task that was reopened while its plan was paused', () => {
  let stage: Stage<TestClock>;

  beforeAll(async () => {
    stage = await openStage(startTestClock);
    const shiftMs = shiftTo(wednesday, await stage.temporal.testService.getCurrentTime());
    // Somebody is still to deliver: the plan goes on.
    await stage.start(
      buildPlan({ plan, leads: 1, tasks: [{ kind: 'report' }, { kind: 'report', task: '2' }] }),
      { shiftMs },
    );
  });
  afterAll(async () => {
    await stage.stop();
  });

  /** A plan takes it in when every task that runs has been told. */
  async function tellPlan(name: 'pause' | 'resume', status: 'paused' | 'running') {
    await send(stage, buildPlanWorkflowId(plan), updateNames[name], {
      ...{ requestId: name, reason: 'Chờ sắp xếp bộ máy' },
    });
    await eventually(async () =>
      expect(await findPlan(stage.register, plan)).toMatchObject({ status }),
    );
  }

  /** The workflow as `dondoc reconcile` would start it anew. */
  async function rebuild() {
    const [row, record] = await Promise.all([
      loadWorkflow(stage.register.db, workflowId),
      findPlan(stage.register, plan),
    ]);
    if (row === null || record === null) throw new Error('expected the task on record');
    const terms = { register: stage.register, calendar: vietnamCalendar, answersPerRun: 1_500 };
    return await rebuildTask({ ...terms, toldUntil: null }, row, record);
  }

  it('is rebuilt paused, and as going on once its plan goes on', async () => {
    await eventually(async () =>
      expect(await loadWorkflow(stage.register.db, workflowId)).not.toBeNull(),
    );
    await answered(stage, workflowId, updateNames.submitEvidence, aSubmission(lead, 'submit'));
    await answered(stage, workflowId, updateNames.review, aReview(lead, 'accept'));
    const expectStatus = async (status: 'closed' | 'running') =>
      await eventually(async () =>
        expect(await loadWorkflow(stage.register.db, workflowId)).toMatchObject({ status }),
      );
    await expectStatus('closed');

    await tellPlan('pause', 'paused');
    const { client, register, temporal } = stage;
    const refusal = await rerunTask(
      { client, register, calendar: vietnamCalendar },
      {
        ...{ workflowId, reopen: reopening, answersPerRun: 1_500 },
        serverNowMs: await temporal.testService.getCurrentTime(),
      },
    );
    expect(refusal).toBeNull();
    await expectStatus('running');
    const paused = await rebuild();
    expect(paused.input.followUp.paused).toBe(true);
    expect(paused.input.followUp.assignments).toMatchObject([{ agency: lead, progress: 'open' }]);

    await tellPlan('resume', 'running');
    expect((await rebuild()).input.followUp.paused).toBe(false);
  });
});
