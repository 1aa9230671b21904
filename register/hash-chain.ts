import { createHash } from 'node:crypto';
import type { EventEntry } from '../domain/batch.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { canonicalJson } from './canonical-json.ts';

/** Everything of an event that its hash covers. */
export interface ChainedEvent extends EventEntry {
  readonly workflowId: string;
  /** Its place in the workflow's chain: 1, 2, 3 … */
  readonly n: number;
  /** The batch that brought it. */
  readonly seq: number;
  /** Server time at which it was recorded. */
  readonly recordedAt: IsoInstant;
}

/** An event in its place. */
export interface ChainLink extends ChainedEvent {
  /** Hash of the event before it; empty for the first. */
  readonly prev: string;
  readonly hash: string;
}

/** Head of a chain without events. */
export const emptyHead = '';

/** SHA-256, hex, of the head before it followed by the event as canonical JSON. */
export function computeEventHash(prev: string, event: ChainedEvent): string {
  const { workflowId, n, seq, recordedAt, kind, agency, actor, at, requestId, answer, data } =
    event;
  const hashed = {
    workflowId,
    n,
    seq,
    recordedAt,
    kind,
    agency,
    actor,
    at,
    requestId,
    answer,
    data,
  };
  return createHash('sha256').update(prev).update(canonicalJson(hashed)).digest('hex');
}

/** Appends events to a chain that has `length` events and the given head. */
export function chainEvents(
  chain: { readonly head: string; readonly length: number },
  events: readonly EventEntry[],
  origin: Pick<ChainedEvent, 'workflowId' | 'seq' | 'recordedAt'>,
): { readonly links: ChainLink[]; readonly head: string } {
  const links: ChainLink[] = [];
  let head = chain.head;
  for (const event of events) {
    const chained = { ...event, ...origin, n: chain.length + links.length + 1 };
    const hash = computeEventHash(head, chained);
    links.push({ ...chained, prev: head, hash });
    head = hash;
  }
  return { links, head };
}
