import { heartbeat } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import pLimit from 'p-limit';
import { failureTypes, type Request, type updateNames } from '../domain/messages.ts';

/** Updates on their way at the same time. */
const atOnce = 8;

/** What a plan says to one of its task workflows. */
export interface TaskUpdate<Command extends Request> {
  readonly workflowId: string;
  readonly command: Command;
}

/**
 * Sends updates to task workflows and waits for all answers. May be repeated: each carries its
 * request id. One whose workflow has ended by itself, or was closed, has nothing left to change.
 * @throws what the connection throws, and when a workflow is about to hand over: the activity repeats
 */
export async function tellTasks<Command extends Request>(
  client: Client,
  name: (typeof updateNames)[keyof typeof updateNames],
  updates: readonly TaskUpdate<Command>[],
): Promise<void> {
  const limit = pLimit(atOnce);
  let done = 0;
  await Promise.all(
    updates.map((update) =>
      limit(async () => {
        await tellTask(client, name, update);
        done += 1;
        heartbeat({ done, of: updates.length });
      }),
    ),
  );
}

async function tellTask<Command extends Request>(
  client: Client,
  name: (typeof updateNames)[keyof typeof updateNames],
  { workflowId, command }: TaskUpdate<Command>,
): Promise<void> {
  try {
    await client.workflow
      .getHandle(workflowId)
      .executeUpdate(name, { args: [command], updateId: command.requestId });
  } catch (error) {
    if (!hasEnded(error)) throw error;
  }
}

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
