import { type Pause, type PlanReceipt, updateNames } from '../domain/messages.ts';
import type { PausePlan } from '../domain/workflow-input.ts';
import { updatePlanRecord } from '../register/plan-records.ts';
import { listRunningWorkflows } from '../register/queries/find-workflows.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { type CarriedOut, keepPlanAnswer } from './plan-answer.ts';
import { type TaskUpdate, tellTasks } from './tell-tasks.ts';

/**
 * Stops the reminders of everything that runs in a plan, or takes them up again. May be repeated. What
 * was on record before still leaves.
 */
export async function pausePlan(
  { register, client }: Pick<ActivityDependencies, 'register' | 'client'>,
  input: PausePlan,
): Promise<PlanReceipt> {
  const { plan, pause, reason, requestId } = input;
  return await keepPlanAnswer(register, input, async () => {
    const status = pause ? 'paused' : 'running';
    const running = await listRunningWorkflows(register, plan);
    const updates = running.map(({ workflowId }): TaskUpdate<Pause> => {
      return { workflowId, command: { requestId: `${requestId}/${workflowId}`, reason } };
    });
    await tellTasks(client, pause ? updateNames.pause : updateNames.resume, updates);
    await updatePlanRecord(register, plan, { status });
    return describePaused(input, running.length);
  });
}

/** What the record says of a pause, or its end, that so many tasks were told. */
export function describePaused({ pause, reason }: PausePlan, tasks: number): CarriedOut {
  return {
    event: pause ? 'planPaused' : 'planResumed',
    data: { reason, tasks },
    status: pause ? 'paused' : 'running',
    ...{ opened: 0, changed: tasks, stopped: 0 },
  };
}
