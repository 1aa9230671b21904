import type { Close } from '../domain/messages.ts';
import { updateNames } from '../domain/messages.ts';
import type { ClosePlan } from '../domain/workflow-input.ts';
import { findPlan, updatePlanRecord } from '../register/plan-records.ts';
import { listRunningWorkflows } from '../register/queries/find-workflows.ts';
import type { Register } from '../register/register.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { recordPlanEvent } from './record-plan-event.ts';
import { type TaskUpdate, tellTasks } from './tell-tasks.ts';

/**
 * Closes every task workflow of a plan that still runs, and records the plan's end. May be repeated.
 * Answers how many it closed.
 */
export async function closePlan(
  { register, client }: Pick<ActivityDependencies, 'register' | 'client'>,
  input: ClosePlan,
): Promise<number> {
  const { plan, reason, requestId } = input;
  const running = await listRunningWorkflows(register, plan);
  const updates = running.map(({ workflowId }): TaskUpdate<Close> => {
    return { workflowId, command: { requestId: `${requestId}/${workflowId}`, reason } };
  });
  await tellTasks(client, updateNames.close, updates);
  await recordPlanEnd(register, input, running.length);
  return running.length;
}

/** Puts a plan's end on record, with how many task workflows it closed. */
export async function recordPlanEnd(
  register: Register,
  { plan, reason, requestId, now, serverNow }: ClosePlan,
  closed: number,
): Promise<void> {
  const record = await findPlan(register, plan);
  if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
  await recordPlanEvent(register, {
    ...{ plan, version: record.version, kind: 'planClosed', requestId: null, answer: null },
    ...{ now, serverNow, status: 'closed', data: { reason, requestId, closed } },
  });
  await updatePlanRecord(register, plan, { status: 'closed', closedAt: now });
}
