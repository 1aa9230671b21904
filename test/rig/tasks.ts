import { TypedSearchAttributes } from '@temporalio/common';
import { openAssignments } from '../../domain/assignment.ts';
import { computeAttributes } from '../../domain/face.ts';
import type { FollowUp } from '../../domain/follow-up.ts';
import { startFollowUp } from '../../domain/follow-up.ts';
import type { LadderMoment } from '../../domain/ladder.ts';
import { buildTaskWorkflowId, taskQueue, workflowTypes } from '../../domain/names.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import type { TaskPeriod } from '../../domain/task-period.ts';
import type { PlanTaskInput } from '../../domain/workflow-input.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import { searchAttributeKeys } from '../../workflows/search-attribute-keys.ts';
import { findPeriod, type TestPlan } from './plans.ts';
import { type Stage, wednesday } from './stage.ts';

/** A moment of a ladder, in ms of plan time after the task's start. */
export interface Step extends Pick<LadderMoment, 'phase' | 'step'> {
  readonly inMs: number;
  readonly tells?: LadderMoment['tells'];
}

/** A task whose ladder a test has made by hand: real ladders have days between their moments. */
export interface TaskWishes {
  readonly plan: TestPlan;
  readonly task?: string;
  readonly steps: readonly Step[];
  /** End of the last day, in ms after the start; two days later if not given. */
  readonly cutoffInMs?: number;
  /** When missing reports close, in ms after the start; never if not given. */
  readonly closesInMs?: number;
  readonly kind?: TaskPeriod['kind'];
  readonly answersPerRun?: number;
}

const twoDaysMs = 2 * 24 * 60 * 60 * 1000;

/** Puts the plan on record and starts one task workflow, without the workflow of its plan. */
export async function startTask(
  { client, register }: Stage,
  wishes: TaskWishes,
  serverNowMs = Date.now(),
): Promise<string> {
  const { plan, task = '1', answersPerRun = 1_500 } = wishes;
  const shiftMs = Date.parse(wednesday) - serverNowMs;
  const { version } = await savePlanVersion(register, {
    plan: plan.plan.plan,
    text: plan.text,
    definition: plan.plan,
    directory: plan.directory,
    recordedAt: new Date(serverNowMs).toISOString(),
  });
  await startPlanRecord(register, {
    plan: plan.plan.plan,
    version,
    shiftMs,
    trackingFrom: plan.plan.issued,
    includePast: false,
    announceAtOnce: false,
    startedAt: wednesday,
  });
  const followUp = buildFollowUp(wishes, task);
  const workflowId = buildTaskWorkflowId({ ...followUp.period, plan: plan.plan.plan, part: null });
  const limits = { answersPerRun };
  const { locale } = plan.plan;
  const input: PlanTaskInput = { followUp, version, shiftMs, locale, limits, carried: null };
  const shown = computeAttributes(followUp, wednesday, 0);
  await client.workflow.start(workflowTypes.planTask, {
    workflowId,
    taskQueue,
    args: [input],
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributeKeys.DondocLeads, value: [...shown.DondocLeads] },
      { key: searchAttributeKeys.DondocStatus, value: shown.DondocStatus },
      { key: searchAttributeKeys.DondocOverdue, value: shown.DondocOverdue },
    ]),
  });
  return workflowId;
}

function buildFollowUp(wishes: TaskWishes, task: string): FollowUp {
  const real = findPeriod(wishes.plan, task, '2023-Q2');
  const period: TaskPeriod = {
    ...real,
    kind: wishes.kind ?? real.kind,
    opensAt: wednesday,
    cutoff: later(wishes.cutoffInMs ?? twoDaysMs),
    closesAt: wishes.closesInMs === undefined ? null : later(wishes.closesInMs),
    ladder: wishes.steps.map(({ inMs, phase, step, tells = ['lead'] }) => ({
      at: later(inMs),
      phase,
      step,
      tells,
    })),
  };
  const names = Object.fromEntries(
    wishes.plan.directory.agencies.map(({ id, name }) => [id, name]),
  );
  return startFollowUp({
    plan: wishes.plan.plan.plan,
    part: null,
    period,
    assignments: openAssignments(period, period.leads, names),
  });
}

function later(ms: number): IsoInstant {
  return new Date(Date.parse(wednesday) + ms).toISOString();
}
