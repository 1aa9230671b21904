import { heartbeat } from '@temporalio/activity';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import pLimit from 'p-limit';
import { openAssignments } from '../domain/assignment.ts';
import { buildTaskDetails, buildTaskSummary, computeAttributes } from '../domain/face.ts';
import { type FollowUp, nextNoticeAt, toRow } from '../domain/follow-up.ts';
import { buildTaskWorkflowId, taskQueue, workflowTypes } from '../domain/names.ts';
import type { AgencyId, IsoInstant, Plan } from '../domain/plan.ts';
import { splitLeads, type TaskPeriod } from '../domain/task-period.ts';
import type { OpenPeriods, PlanTaskInput } from '../domain/workflow-input.ts';
import { applyBatch } from '../register/apply-batch.ts';
import { isPeriodFinal } from '../register/queries/find-workflows.ts';
import type { Register } from '../register/register.ts';
import { expectWorkflows } from '../register/workflow-row.ts';
import { searchAttributeKeys } from '../workflows/search-attribute-keys.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import type { PlanPeriods, PlanPeriodsReader } from './plan-periods.ts';

/** Starts on their way at the same time: the server's rate on two cores is reached well below it. */
const startsAtOnce = 32;

/** A workflow that is about to be started. */
interface Opening {
  readonly workflowId: string;
  readonly followUp: FollowUp;
}

/**
 * Starts one workflow for each task period (and part of it) that opens in a span of plan time.
 * May be repeated: a workflow that runs, or whose period is closed on record, is left alone.
 */
export async function openPeriods(
  deps: Pick<ActivityDependencies, 'register' | 'client'>,
  reader: PlanPeriodsReader,
  input: OpenPeriods,
): Promise<number> {
  const read = await reader.read(input);
  const opening = read.periods.filter((period) => opensWithin(period, input));
  const skipped = opening.filter(({ notApplicable }) => notApplicable !== null);
  for (const period of skipped) await recordNotApplicable(deps.register, read, period, input);
  const openings = opening
    .filter(({ notApplicable }) => notApplicable === null)
    .flatMap((period) => buildOpenings(read, period, input));
  await expectWorkflows(
    deps.register,
    openings.map((opening) => describeExpected(opening, input)),
    input.serverNow,
  );
  return await startAll(deps, read, openings, input);
}

function opensWithin({ opensAt }: TaskPeriod, { after, through }: OpenPeriods): boolean {
  const at = Date.parse(opensAt);
  return (after === null || at > Date.parse(after)) && at <= Date.parse(through);
}

function buildOpenings(
  { version }: PlanPeriods,
  period: TaskPeriod,
  input: OpenPeriods,
): Opening[] {
  const atOnce = input.announceAtOnce && input.after === null;
  const names = nameAgencies(version.directory.agencies);
  return splitLeads(atOnce ? announceAtOnce(period) : period).map(({ part, leads }) => {
    const own = { ...(atOnce ? announceAtOnce(period) : period), leads };
    return {
      workflowId: buildTaskWorkflowId({ ...own, plan: input.plan, part }),
      followUp: {
        plan: input.plan,
        part,
        period: own,
        assignments: openAssignments(own, leads, names),
        nextMoment: 0,
        movedLadders: {},
        atOnce,
      },
    };
  });
}

/** Somebody has just started the plan: that it opened is due now, not at the next `sendAt`. */
function announceAtOnce(period: TaskPeriod): TaskPeriod {
  const ladder = period.ladder.map((moment) =>
    moment.phase === 'opened' ? { ...moment, at: period.opensAt } : moment,
  );
  return { ...period, ladder };
}

function describeExpected({ workflowId, followUp }: Opening, input: OpenPeriods) {
  const { task, period } = followUp.period;
  const first = nextNoticeAt(followUp) ?? followUp.period.opensAt;
  const nextWakeAt = toServerTime(first, input.shiftMs);
  return { workflowId, plan: input.plan, version: input.version, task, period, nextWakeAt };
}

async function startAll(
  deps: Pick<ActivityDependencies, 'register' | 'client'>,
  { version }: PlanPeriods,
  openings: readonly Opening[],
  input: OpenPeriods,
): Promise<number> {
  const limit = pLimit(startsAtOnce);
  let done = 0;
  await Promise.all(
    openings.map((opening) =>
      limit(async () => {
        const { plan, part, period } = opening.followUp;
        const key = { plan, part, task: period.task, period: period.period };
        // Protection by workflow id ends with the retention period; the register's does not.
        if (!(await isPeriodFinal(deps.register, key))) {
          await startTask(
            deps.client,
            version.definition,
            version.directory.agencies,
            opening,
            input,
          );
        }
        done += 1;
        heartbeat({ done, of: openings.length });
      }),
    ),
  );
  return done;
}

async function startTask(
  client: Client,
  plan: Plan,
  agencies: readonly { readonly id: AgencyId; readonly name: string }[],
  { workflowId, followUp }: Opening,
  input: OpenPeriods,
): Promise<void> {
  const { version, shiftMs, limits, now } = input;
  const argument: PlanTaskInput = {
    followUp,
    version,
    shiftMs,
    locale: plan.locale,
    limits,
    carried: null,
  };
  try {
    await client.workflow.start(workflowTypes.planTask, {
      workflowId,
      taskQueue,
      args: [argument],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: buildTaskSummary(plan, followUp.period, followUp.part),
      staticDetails: buildTaskDetails(plan, followUp.period, nameAgencies(agencies)),
      typedSearchAttributes: buildAttributes(followUp, now),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

function buildAttributes(followUp: FollowUp, now: IsoInstant): TypedSearchAttributes {
  const { plan, period } = followUp;
  const changing = computeAttributes(followUp, now, 0);
  return new TypedSearchAttributes([
    { key: searchAttributeKeys.DondocPlan, value: plan },
    { key: searchAttributeKeys.DondocTask, value: period.task },
    { key: searchAttributeKeys.DondocPeriod, value: period.period },
    { key: searchAttributeKeys.DondocDeadline, value: new Date(period.cutoff) },
    { key: searchAttributeKeys.DondocLeads, value: [...changing.DondocLeads] },
    { key: searchAttributeKeys.DondocStatus, value: changing.DondocStatus },
    { key: searchAttributeKeys.DondocOverdue, value: changing.DondocOverdue },
  ]);
}

/** Nobody is asked for it, so no workflow follows it; the register says why. */
async function recordNotApplicable(
  register: Register,
  { version }: PlanPeriods,
  period: TaskPeriod,
  input: OpenPeriods,
): Promise<void> {
  const names = nameAgencies(version.directory.agencies);
  for (const { part, leads } of splitLeads(period)) {
    const assignments = openAssignments(period, leads, names);
    await applyBatch(
      register,
      {
        workflowId: buildTaskWorkflowId({ ...period, plan: input.plan, part }),
        plan: input.plan,
        version: input.version,
        task: period.task,
        period: period.period,
        seq: 1,
        head: '',
        now: input.now,
        serverNow: input.serverNow,
        events: assignments.map(({ agency, lastDay }) => ({
          kind: 'notApplicable',
          agency,
          actor: null,
          at: input.now,
          requestId: null,
          answer: null,
          data: { lastDay, reason: period.notApplicable },
        })),
        notices: [],
        assignments: assignments.map(toRow),
        nextWakeAt: null,
        status: 'closed',
      },
      () => null,
    );
  }
}

function nameAgencies(
  agencies: readonly { readonly id: AgencyId; readonly name: string }[],
): Record<AgencyId, string> {
  return Object.fromEntries(agencies.map(({ id, name }) => [id, name]));
}

function toServerTime(planTime: IsoInstant, shiftMs: number): IsoInstant {
  return new Date(Date.parse(planTime) - shiftMs).toISOString();
}
