import { expect } from 'vitest';
import {
  buildPlanWorkflowId,
  buildTaskWorkflowId,
  mailroomWorkflowId,
} from '../../domain/names.ts';
import { readRuns } from '../rig/histories.ts';
import { buildPlan, due, leadId } from '../rig/plans.ts';
import { eventually, type Stage, shiftTo, wednesday } from '../rig/stage.ts';
import { startTask } from '../rig/tasks.ts';
import { anAcknowledge, answered, aReview, aSubmission } from '../rig/updates.ts';
import { toHistoryLines } from './history-json.ts';

/** A main branch of a workflow: plays it and hands back the id of the workflow that went it. */
export interface Branch {
  /** Name of its history; runs of one workflow are numbered. */
  readonly name: string;
  play(stage: Stage): Promise<string>;
}

/** The main branches of the three workflows: each must stay replayable by later code. */
export const branches: readonly Branch[] = [
  { name: 'plan-task-reminders-accepted', play: playReminders },
  { name: 'plan-task-returned-accepted', play: playReturned },
  { name: 'plan-task-closed-unfinished', play: playClosed },
  { name: 'plan-task-report-lapsed', play: playLapsed },
  { name: 'plan-task-continued', play: playContinued },
  { name: 'plan-ended', play: playPlanEnded },
  { name: 'plan-closed-early', play: playPlanClosed },
];

/** Histories of every run of a workflow, as they are kept, oldest first. */
export async function exportHistories(stage: Stage, workflowId: string): Promise<string[]> {
  const runs = await readRuns(stage.client, workflowId);
  return runs.map(toHistoryLines);
}

async function acceptAll(stage: Stage, workflowId: string, prefix: string): Promise<void> {
  for (const n of [1, 2]) {
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(n), `${prefix}-s${n}`));
    await answered(stage, workflowId, 'review', aReview(leadId(n), `${prefix}-r${n}`));
  }
  await stage.client.workflow.getHandle(workflowId).result();
}

async function untilTold(stage: Stage, workflowId: string, count: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await stage.register.pool.query(
      'select 1 from notices where workflow_id = $1',
      [workflowId],
    );
    expect(rows).toHaveLength(count);
  });
}

async function playReminders(stage: Stage): Promise<string> {
  const workflowId = await startTask(stage, {
    plan: buildPlan({ plan: 'nhac' }),
    steps: [
      { inMs: 0, phase: 'opened', step: 0 },
      { inMs: 1_500, phase: 'before', step: 1 },
      { inMs: 4_500, phase: 'after', step: 1 },
    ],
    cutoffInMs: 3_000,
  });
  await untilTold(stage, workflowId, 6);
  await answered(stage, workflowId, 'acknowledge', anAcknowledge(leadId(1), 'nhac-a'));
  await acceptAll(stage, workflowId, 'nhac');
  return workflowId;
}

async function playReturned(stage: Stage): Promise<string> {
  const workflowId = await startTask(stage, { plan: buildPlan({ plan: 'tra-lai' }), steps: [] });
  await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'tra-lai-1'));
  const sentBack = aReview(leadId(1), 'tra-lai-2', { decision: 'return', reason: 'Thiếu số liệu' });
  await answered(stage, workflowId, 'review', sentBack);
  await acceptAll(stage, workflowId, 'tra-lai');
  return workflowId;
}

async function playClosed(stage: Stage): Promise<string> {
  const workflowId = await startTask(stage, { plan: buildPlan({ plan: 'dong' }), steps: [] });
  const handle = stage.client.workflow.getHandle(workflowId);
  const command = { requestId: 'dong-1', reason: 'Kế hoạch kết thúc' };
  await handle.executeUpdate('close', { args: [command], updateId: command.requestId });
  await handle.result();
  return workflowId;
}

async function playLapsed(stage: Stage): Promise<string> {
  const workflowId = await startTask(stage, {
    plan: buildPlan({ plan: 'khong-bao-cao' }),
    kind: 'report',
    steps: [],
    cutoffInMs: 1_000,
    closesInMs: 2_500,
  });
  await stage.client.workflow.getHandle(workflowId).result();
  return workflowId;
}

async function playContinued(stage: Stage): Promise<string> {
  const plan = buildPlan({ plan: 'tiep-tuc' });
  const workflowId = await startTask(stage, { plan, steps: [], answersPerRun: 2 });
  await acceptAll(stage, workflowId, 'tiep-tuc');
  return workflowId;
}

/** All that is left of its time is two seconds: the plan ends by itself. */
async function playPlanEnded(stage: Stage): Promise<string> {
  const tasks = [{ due: due('Tháng 6 năm 2023'), relation: 'requested' as const }];
  const changes = { from: '2023-06-01', to: '2023-06-30' };
  const plan = buildPlan({ plan: 'het-han', tasks, changes });
  await stage.start(plan, {
    trackingFrom: '2023-06-30',
    shiftMs: shiftTo('2023-06-30T23:59:57.000+07:00'),
  });
  const planId = buildPlanWorkflowId('het-han');
  await stage.client.workflow.getHandle(planId).result();
  return planId;
}

async function playPlanClosed(stage: Stage): Promise<string> {
  await stage.start(buildPlan({ plan: 'thay-the' }), { shiftMs: shiftTo(wednesday) });
  const taskId = buildTaskWorkflowId({
    plan: 'thay-the',
    task: '1',
    period: '2023-Q2',
    part: null,
  });
  await eventually(() => stage.client.workflow.getHandle(taskId).describe());
  const planId = buildPlanWorkflowId('thay-the');
  const handle = stage.client.workflow.getHandle(planId);
  const command = { requestId: 'thay-the-1', reason: 'Được thay thế' };
  await handle.executeUpdate('close', { args: [command], updateId: command.requestId });
  await handle.result();
  return planId;
}

/** Mail that was refused at first, then taken: the mailroom waited by timer and was woken meanwhile. */
export async function playDeferral(
  stage: Stage,
  server: { accept(): void },
  sleep: (ms: number) => Promise<void>,
  serverNowMs: number,
): Promise<string> {
  const plan = buildPlan({ plan: 'hoan', leads: 1 });
  const workflowId = await startTask(stage, { plan, steps: [] }, serverNowMs);
  await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'hoan-1'));
  const mailsAre = (state: string, count: number) =>
    eventually(async () => {
      const { rows } = await stage.register.pool.query('select 1 from mails where state = $1', [
        state,
      ]);
      expect(rows).toHaveLength(count);
    });
  await mailsAre('deferred', 2);
  server.accept();
  await sleep(60_000);
  await mailsAre('sent', 2);
  await stage.client.workflow.getHandle(mailroomWorkflowId).result();
  return mailroomWorkflowId;
}
