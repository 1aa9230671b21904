import { inArray } from 'drizzle-orm';
import type { EventEntry, Json, RecordBatch } from '../domain/batch.ts';
import { insertMissing } from './insert-rows.ts';
import type { RegisterDb } from './register.ts';
import { requests } from './schema.ts';

/**
 * Keeps the answer of every request that the register does not have yet, and tells which those are.
 * Ids are written in order, so that two batches with the same requests cannot lock each other out.
 */
export async function keepRequests(
  tx: RegisterDb,
  batch: RecordBatch,
): Promise<ReadonlySet<string>> {
  const { workflowId, seq } = batch;
  const rows = [...firstEvents(batch.events)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([requestId, { kind, agency, at, answer }]) => ({
      requestId,
      workflowId,
      seq,
      kind,
      agency,
      at,
      answer,
    }));
  return new Set((await insertMissing(tx, requests, rows, requests.requestId)).map(String));
}

/** The first answer ever given to each request of a batch. */
export async function readAnswers(
  tx: RegisterDb,
  batch: RecordBatch,
): Promise<Readonly<Record<string, Json>>> {
  const ids = [...firstEvents(batch.events).keys()];
  if (ids.length === 0) return {};
  const rows = await tx
    .select({ requestId: requests.requestId, answer: requests.answer })
    .from(requests)
    .where(inArray(requests.requestId, ids));
  return Object.fromEntries(rows.map(({ requestId, answer }) => [requestId, answer]));
}

/**
 * The events to record: those of dondoc itself and those of requests that are new. A request that
 * stands twice in one batch is recorded once.
 */
export function selectNewEvents(
  events: readonly EventEntry[],
  newRequests: ReadonlySet<string>,
): EventEntry[] {
  const seen = new Set<string>();
  return events.filter(({ requestId, kind, agency }) => {
    if (requestId === null) return true;
    const sameEvent = JSON.stringify([requestId, kind, agency]);
    const isNew = newRequests.has(requestId) && !seen.has(sameEvent);
    seen.add(sameEvent);
    return isNew;
  });
}

function firstEvents(events: readonly EventEntry[]): Map<string, EventEntry> {
  const first = new Map<string, EventEntry>();
  for (const event of events) {
    if (event.requestId !== null && !first.has(event.requestId)) first.set(event.requestId, event);
  }
  return first;
}
