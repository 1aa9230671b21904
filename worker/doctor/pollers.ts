import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { taskQueue } from '../../domain/names.ts';
import { type Outcome, ok, warning, wrong } from './check.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;

/** A poll ends after a minute and is made again; the server lists pollers of the last five. */
const freshMs = 90_000;

/** Who asks the task queue for work, and when last: by the server's clock. */
export interface Poller {
  readonly identity: string;
  readonly kind: 'workflow' | 'activity';
  readonly lastAccessMs: number;
}

export async function listPollers(
  { workflowService }: Pick<Connection, 'workflowService'>,
  namespace: string,
): Promise<readonly Poller[]> {
  const kinds = {
    workflow: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    activity: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  } as const;
  const list = async (kind: keyof typeof kinds) => {
    const { pollers } = await workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: kinds[kind],
    });
    return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
      identity: identity ?? '',
      kind,
      lastAccessMs:
        Number(lastAccessTime?.seconds ?? 0) * 1000 + (lastAccessTime?.nanos ?? 0) / 1e6,
    }));
  };
  return (await Promise.all([list('workflow'), list('activity')])).flat();
}

/** Identities of workers that take workflow tasks and activities now. */
export function findWorkers(pollers: readonly Poller[], nowMs: number): readonly string[] {
  const fresh = pollers.filter(({ lastAccessMs }) => nowMs - lastAccessMs <= freshMs);
  const of = (kind: Poller['kind']) =>
    new Set(fresh.filter((poller) => poller.kind === kind).map(({ identity }) => identity));
  const activities = of('activity');
  return [...of('workflow')].filter((identity) => activities.has(identity));
}

/** Without a worker nothing happens; before the first plan nothing has to. */
export function judgeWorkers(workers: readonly string[], isNew: boolean): Outcome {
  if (workers.length > 0) {
    const count = `${workers.length} worker${workers.length === 1 ? '' : 's'}`;
    return ok(`${count} on task queue ${taskQueue}`);
  }
  const said = `no worker takes tasks from task queue ${taskQueue}`;
  const fix =
    'dondoc worker (docker compose up --detach worker); if one runs, its log says why not';
  return isNew ? warning(said, fix) : wrong(`${said}: nothing is told, no answer is taken`, fix);
}
