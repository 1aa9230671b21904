import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { buildTaskDetails, buildTaskSummary, computeAttributes } from '../domain/face.ts';
import type { FollowUp } from '../domain/follow-up.ts';
import { taskQueue, workflowTypes } from '../domain/names.ts';
import type { AgencyId, IsoInstant, Plan } from '../domain/plan.ts';
import type { PlanTaskInput } from '../domain/workflow-input.ts';
import { searchAttributeKeys } from '../workflows/search-attribute-keys.ts';

/** Somebody whose name is shown. */
export interface Named {
  readonly id: AgencyId;
  readonly name: string;
}

/** What a task workflow is started with. */
export interface TaskStart {
  readonly workflowId: string;
  readonly input: PlanTaskInput;
  /** `again`: it has ended, and is to run once more from what the register holds. */
  readonly run: 'first' | 'again';
}

/** Starts the workflow of one task period, or part of it; one that runs is left alone. */
export async function startTask(
  client: Client,
  {
    definition: plan,
    agencies,
  }: { readonly definition: Plan; readonly agencies: readonly Named[] },
  { workflowId, input, run }: TaskStart,
  now: IsoInstant,
): Promise<void> {
  const { followUp } = input;
  try {
    await client.workflow.start(workflowTypes.planTask, {
      workflowId,
      taskQueue,
      args: [run === 'first' ? lighten(input) : input],
      workflowIdReusePolicy: run === 'first' ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
      staticSummary: buildTaskSummary(plan, followUp.period, followUp.part),
      staticDetails: buildTaskDetails(plan, followUp.period, nameAgencies(agencies)),
      typedSearchAttributes: buildAttributes(followUp, now),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/**
 * What begins opens its assignments itself: see `PlanTaskInput.names`. One that goes on with a later
 * version of its deadline, since it was dropped before, comes with them.
 */
function lighten(input: PlanTaskInput): PlanTaskInput {
  const { followUp } = input;
  if (followUp.assignments.some(({ deadlineVersion }) => deadlineVersion !== 1)) return input;
  const names = Object.fromEntries(followUp.assignments.map(({ agency, name }) => [agency, name]));
  return { ...input, followUp: { ...followUp, assignments: [] }, names };
}

const namesKnown = new WeakMap<readonly Named[], Readonly<Record<AgencyId, string>>>();

/** Names of agencies by id. Built once per list, which must not change. */
export function nameAgencies(agencies: readonly Named[]): Readonly<Record<AgencyId, string>> {
  const known = namesKnown.get(agencies);
  if (known !== undefined) return known;
  const names = Object.fromEntries(agencies.map(({ id, name }) => [id, name]));
  namesKnown.set(agencies, names);
  return names;
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
