import { type Pause, type PlanReceipt, updateNames } from '../domain/messages.ts';
import type { PausePlan } from '../domain/workflow-input.ts';
import { updatePlanRecord } from '../register/plan-records.ts';
import { listRunningWorkflows } from '../register/queries/find-workflows.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { keepPlanAnswer } from './plan-answer.ts';
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
    const counts = { opened: 0, changed: running.length, stopped: 0 };
    const event = pause ? 'planPaused' : 'planResumed';
    return { event, data: { reason, tasks: running.length }, status, ...counts };
  });
}
