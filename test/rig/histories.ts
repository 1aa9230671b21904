import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { EventType, WorkflowTaskFailedCause } = temporal.api.enums.v1;

export type EventName = keyof typeof EventType;
export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** Every event of every run of a workflow, oldest run first. */
export async function readRuns(client: Client, workflowId: string): Promise<HistoryEvent[][]> {
  const runs: HistoryEvent[][] = [];
  let runId: string | undefined = await firstRunOf(client, workflowId);
  while (runId !== undefined) {
    const events: HistoryEvent[] = await readEvents(client, workflowId, runId);
    runs.push(events);
    runId = nextRunOf(events.at(-1));
  }
  return runs;
}

/** How many events of a type there are. */
export function countEvents(events: readonly HistoryEvent[], name: EventName): number {
  return selectEvents(events, name).length;
}

/** The events of a type, in order. */
export function selectEvents(events: readonly HistoryEvent[], name: EventName): HistoryEvent[] {
  return events.filter(({ eventType }) => eventType === EventType[name]);
}

/** Workflow tasks that failed, but for those that met news of the server at the last moment. */
export async function describeHistories(
  client: Client,
  workflowIds: readonly string[],
): Promise<string[]> {
  const failures: string[] = [];
  for (const workflowId of workflowIds) {
    for (const events of await readRuns(client, workflowId)) {
      for (const event of selectEvents(events, 'EVENT_TYPE_WORKFLOW_TASK_FAILED')) {
        const { cause, failure } = event.workflowTaskFailedEventAttributes ?? {};
        if (cause === WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
          continue;
        failures.push(`${workflowId}: ${failure?.message ?? String(cause)}`);
      }
    }
  }
  return failures;
}

async function readEvents(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<HistoryEvent[]> {
  return (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
}

function nextRunOf(last: HistoryEvent | undefined): string | undefined {
  return last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId || undefined;
}

async function firstRunOf(client: Client, workflowId: string): Promise<string> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const [started] = events ?? [];
  const runId = started?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  if (!runId) throw new Error(`expected ${workflowId} to know its first run, found none`);
  return runId;
}
