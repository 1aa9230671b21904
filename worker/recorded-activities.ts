import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { IsoInstant } from '../domain/plan.ts';
import type { Activities } from '../domain/workflow-input.ts';

const { EventType } = temporal.api.enums.v1;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** An activity that a workflow asked for, as Temporal's history has it. */
export type RecordedActivity = {
  [Name in keyof Activities]: {
    readonly name: Name;
    readonly input: Parameters<Activities[Name]>[0];
    /** What it answered, and when (server time); null while it has not. */
    readonly done: {
      readonly result: Awaited<ReturnType<Activities[Name]>>;
      readonly at: IsoInstant;
    } | null;
  };
}[keyof Activities];

/** One run of a workflow. */
export interface RecordedRun {
  readonly activities: readonly RecordedActivity[];
  /** What the run was started with. */
  readonly input: unknown;
  /** The run that handed over to it; null for one that was started. */
  readonly previousRunId: string | null;
}

/** Reads every activity of one run, decrypted. Null when Temporal has that run no more. */
export async function readRun(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<RecordedRun | null> {
  const events = await fetchEvents(client, workflowId, runId);
  const [first] = events ?? [];
  const started = first?.workflowExecutionStartedEventAttributes;
  if (events === null || !started) return null;
  const [input] = await decode(client, started.input?.payloads);
  return {
    activities: await listActivities(client, events),
    input,
    previousRunId: started.continuedExecutionRunId || null,
  };
}

/** Ids of the runs of a workflow that Temporal still has, newest first. */
export async function listRuns(client: Client, workflowId: string): Promise<string[]> {
  const runs: { readonly runId: string; readonly startTime: Date }[] = [];
  const query = `WorkflowId = '${workflowId.replaceAll("'", "\\'")}'`;
  for await (const run of client.workflow.list({ query })) runs.push(run);
  return runs
    .sort((a, b) => b.startTime.getTime() - a.startTime.getTime())
    .map(({ runId }) => runId);
}

async function fetchEvents(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<readonly HistoryEvent[] | null> {
  try {
    return (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || isNotFound(error)) return null;
    throw error;
  }
}

/** As gRPC says it; the SDK names it only for some of its calls. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 5;
}

async function listActivities(
  client: Client,
  events: readonly HistoryEvent[],
): Promise<RecordedActivity[]> {
  const completed = new Map(
    events
      .filter(({ eventType }) => eventType === EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
      .map((event) => [
        String(event.activityTaskCompletedEventAttributes?.scheduledEventId),
        event,
      ]),
  );
  const activities: RecordedActivity[] = [];
  for (const event of events) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (!scheduled) continue;
    const [input] = await decode(client, scheduled.input?.payloads);
    const end = completed.get(String(event.eventId));
    const done = end === undefined ? null : await readEnd(client, end);
    // The same trust as the SDK's, which hands these values to the activities as their types.
    activities.push({ name: scheduled.activityType?.name, input, done } as RecordedActivity);
  }
  return activities;
}

async function readEnd(client: Client, event: HistoryEvent) {
  const [result] = await decode(
    client,
    event.activityTaskCompletedEventAttributes?.result?.payloads,
  );
  const { seconds = 0, nanos = 0 } = event.eventTime ?? {};
  const ms = Number(seconds) * 1000 + Math.floor(Number(nanos) / 1_000_000);
  return { result, at: new Date(ms).toISOString() };
}

async function decode(
  client: Client,
  payloads: readonly Payload[] | null | undefined,
): Promise<unknown[]> {
  const { payloadCodecs, payloadConverter } = client.options.loadedDataConverter;
  let decoded = [...(payloads ?? [])];
  for (const codec of payloadCodecs.toReversed()) decoded = await codec.decode(decoded);
  return decoded.map((payload) => payloadConverter.fromPayload(payload));
}
