import { readdir, readFile } from 'node:fs/promises';
import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import type { RecordBatch } from '../../domain/batch.ts';
import { type PackedBatch, unpackBatch } from '../../domain/packed-batch.ts';
import type { HistoryEvent } from '../rig/histories.ts';
import { parseHistoryJson, parseHistoryLines } from './history-json.ts';

/** Where the recorded histories are. */
export const historiesFolder = new URL('histories/', import.meta.url);

/** One run of a workflow as it once went. */
export interface RecordedHistory {
  /** Its file, without its ending. */
  readonly name: string;
  readonly history: temporal.api.history.v1.IHistory;
  readonly events: readonly HistoryEvent[];
  readonly workflowType: string;
}

/** Every recorded history, by name. */
export async function readRecorded(): Promise<RecordedHistory[]> {
  const files = (await readdir(historiesFolder)).sort();
  return await Promise.all(files.map(readHistory));
}

/** The first nine, of 0.1.0, are one JSON document each; the others have one event a line. */
async function readHistory(file: string): Promise<RecordedHistory> {
  const text = await readFile(new URL(file, historiesFolder), 'utf8');
  const history = file.endsWith('.json') ? parseHistoryJson(text) : parseHistoryLines(text);
  const events = history.events ?? [];
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  return {
    ...{ name: file.replace(/\.jsonl?$/, ''), history, events },
    workflowType: started?.workflowType?.name ?? '',
  };
}

/** Names of the updates that were accepted, of the activities that were called, of the signals received. */
export function listCalls(events: readonly HistoryEvent[]): {
  updates: string[];
  activities: string[];
  signals: string[];
} {
  const named = (pick: (event: HistoryEvent) => string | null | undefined) =>
    events.flatMap((event) => pick(event) ?? []);
  return {
    updates: named(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
    ),
    activities: named(
      ({ activityTaskScheduledEventAttributes: called }) => called?.activityType?.name,
    ),
    signals: named(
      ({ workflowExecutionSignaledEventAttributes: signaled }) => signaled?.signalName,
    ),
  };
}

/** Kinds of the events and of the notices that were written. */
export function listKinds(events: readonly HistoryEvent[]): Set<string> {
  const kinds = listBatches(events).flatMap((batch) => [...batch.events, ...batch.notices]);
  return new Set(kinds.map(({ kind }) => kind));
}

function listBatches(events: readonly HistoryEvent[]): RecordBatch[] {
  return events.flatMap(({ activityTaskScheduledEventAttributes: called }) => {
    const [payload] = called?.input?.payloads ?? [];
    if (called?.activityType?.name !== 'recordBatch' || payload == null) return [];
    return [unpackBatch(defaultPayloadConverter.fromPayload<PackedBatch | RecordBatch>(payload))];
  });
}
