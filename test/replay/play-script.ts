import { setTimeout as sleepMs } from 'node:timers/promises';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { expect } from 'vitest';
import { addMs, buildPlanWorkflowId, buildTaskWorkflowId } from '../../domain/names.ts';
import { listPlanWorkflows } from '../../register/queries/find-workflows.ts';
import { countEvents, type EventName, type HistoryEvent, readRuns } from '../rig/histories.ts';
import type { TestClock } from '../rig/servers.ts';
import { eventually, type Stage } from '../rig/stage.ts';
import { listKinds } from './recorded.ts';
import { buildScriptPlan, nameHistory, type Script, theTask } from './script.ts';
import { type Play, readLocal } from './steps.ts';

/** How time passes on a stage. Server time, in ms since 1970. */
export interface Clock {
  nowMs(): Promise<number>;
  sleep(ms: number): Promise<unknown>;
}

/** Real time: for what happens within moments. */
export const realClock: Clock = { nowMs: async () => Date.now(), sleep: sleepMs };

/** Time that jumps: for what takes days. One outstanding sleep: rule 12. */
export function jumpingClock({ testService }: TestClock): Clock {
  return {
    nowMs: () => testService.getCurrentTime(),
    sleep: (ms) => testService.sleep(ms),
  };
}

const opening = '2023-06-07 09:00';
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Plays a script, and hands back every run of what it keeps: events by name of the history. */
export async function playScript(
  stage: Stage,
  clock: Clock,
  script: Script,
): Promise<Map<string, HistoryEvent[][]>> {
  const { from = opening, start = {}, steps, keeps = [theTask], shows = [] } = script;
  const serverNowMs = await clock.nowMs();
  const shiftMs = Date.parse(readLocal(from)) - serverNowMs;
  const idOf = (target: string) => buildId(script.name, target);
  const play: Play = {
    ...{ stage, plan: script.name, idOf, sent: [] },
    planNow: async () => new Date((await clock.nowMs()) + shiftMs).toISOString(),
    passTo: async (instant) => {
      const leftMs = async () => Date.parse(addMs(instant, -shiftMs)) - (await clock.nowMs());
      for (let ms = await leftMs(); ms > 0; ms = await leftMs()) {
        await clock.sleep(Math.min(ms, weekMs));
      }
    },
    whenOpen: async (target) => {
      await eventually(() => stage.client.workflow.getHandle(idOf(target)).describe());
    },
    whenStill: () => whenStill(stage, script.name),
  };
  await stage.start(buildScriptPlan(script), { shiftMs, serverNowMs, ...start });
  await play.whenStill();
  for (const step of steps) await step(play);
  await play.whenStill();
  const kept = new Map<string, HistoryEvent[][]>();
  for (const target of keeps) {
    kept.set(nameHistory(script, target), await readRuns(stage.client, idOf(target)));
  }
  await endAll(stage, script.name);
  expect([...listKinds([...kept.values()].flat(2))]).toEqual(expect.arrayContaining([...shows]));
  return kept;
}

function buildId(plan: string, target: string): string {
  if (target === 'plan') return buildPlanWorkflowId(plan);
  const [task = '', period = '', part] = target.split('/');
  return buildTaskWorkflowId({
    plan,
    task,
    period,
    part: part === undefined ? null : Number(part),
  });
}

/** Waits until no workflow of the plan has anything under way but its timer. */
async function whenStill(stage: Stage, plan: string): Promise<void> {
  await whenWorkflowStill(stage, buildPlanWorkflowId(plan));
  for (const { workflowId } of await listPlanWorkflows(stage.register, plan)) {
    await whenWorkflowStill(stage, workflowId);
  }
}

async function whenWorkflowStill({ client }: Stage, workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  await ifThere(async () => {
    await handle.describe();
    await eventually(async () => {
      const { events } = await handle.fetchHistory();
      expect(countUnderWay(events ?? [])).toBe(0);
    });
  });
}

const notFound = 5;

/** What nobody is asked for is on record without a workflow. */
async function ifThere(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const isMissing = isGrpcServiceError(error) && error.code === notFound;
    if (!isMissing && !(error instanceof WorkflowNotFoundError)) throw error;
  }
}

const tasks: readonly (readonly [begins: EventName, ends: readonly EventName[]])[] = [
  [
    'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED',
    [
      'EVENT_TYPE_WORKFLOW_TASK_COMPLETED',
      'EVENT_TYPE_WORKFLOW_TASK_FAILED',
      'EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT',
    ],
  ],
  [
    'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED',
    ['EVENT_TYPE_ACTIVITY_TASK_COMPLETED', 'EVENT_TYPE_ACTIVITY_TASK_FAILED'],
  ],
];

function countUnderWay(events: readonly HistoryEvent[]): number {
  return tasks
    .map(([begins, ends]) =>
      ends.reduce((left, end) => left - countEvents(events, end), countEvents(events, begins)),
    )
    .reduce((a, b) => a + b);
}

/** What goes on has no part in the scripts that follow. */
async function endAll({ client, register }: Stage, plan: string): Promise<void> {
  const tasks = await listPlanWorkflows(register, plan);
  for (const workflowId of [buildPlanWorkflowId(plan), ...tasks.map((row) => row.workflowId)]) {
    await ifThere(() => client.workflow.getHandle(workflowId).terminate('recorded'));
  }
}
