import { heartbeat } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import pLimit from 'p-limit';
import { type Close, failureTypes, updateNames } from '../domain/messages.ts';
import { buildPlanWorkflowId } from '../domain/names.ts';
import type { ClosePlan } from '../domain/workflow-input.ts';
import { applyBatch } from '../register/apply-batch.ts';
import { findPlan, updatePlanRecord } from '../register/plan-records.ts';
import { listRunningWorkflows } from '../register/queries/find-workflows.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';

const closesAtOnce = 8;

/**
 * Closes every task workflow of a plan that still runs, and records the plan's end. May be repeated.
 * Answers how many it closed.
 */
export async function closePlan(
  { register, client }: Pick<ActivityDependencies, 'register' | 'client'>,
  input: ClosePlan,
): Promise<number> {
  const running = await listRunningWorkflows(register, input.plan);
  const limit = pLimit(closesAtOnce);
  let done = 0;
  await Promise.all(
    running.map(({ workflowId }) =>
      limit(async () => {
        await closeTask(client, workflowId, input);
        done += 1;
        heartbeat({ done, of: running.length });
      }),
    ),
  );
  await recordEnd({ register }, input, running.length);
  return running.length;
}

async function closeTask(client: Client, workflowId: string, input: ClosePlan): Promise<void> {
  const requestId = `${input.requestId}/${workflowId}`;
  const command: Close = { requestId, reason: input.reason };
  try {
    await client.workflow
      .getHandle(workflowId)
      .executeUpdate(updateNames.close, { args: [command], updateId: requestId });
  } catch (error) {
    if (!hasEnded(error)) throw error;
  }
}

/** It ended by itself in the meantime: nothing is left to close. */
function hasEnded(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  if (!(error instanceof WorkflowUpdateFailedError)) return false;
  const { cause } = error;
  return (
    cause instanceof Error &&
    'type' in cause &&
    (cause.type === 'AcceptedUpdateCompletedWorkflow' || cause.type === failureTypes.refused)
  );
}

async function recordEnd(
  { register }: Pick<ActivityDependencies, 'register'>,
  { plan, now, serverNow, reason, requestId }: ClosePlan,
  closed: number,
): Promise<void> {
  const record = await findPlan(register, plan);
  if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
  await applyBatch(
    register,
    {
      workflowId: buildPlanWorkflowId(plan),
      plan,
      version: record.version,
      task: '',
      period: '',
      seq: 1,
      head: '',
      now,
      serverNow,
      events: [
        {
          kind: 'planClosed',
          agency: null,
          actor: null,
          at: now,
          requestId: null,
          answer: null,
          data: { reason, requestId, closed },
        },
      ],
      notices: [],
      assignments: [],
      nextWakeAt: null,
      status: 'closed',
    },
    () => null,
  );
  await updatePlanRecord(register, plan, { status: 'closed', closedAt: now });
}
