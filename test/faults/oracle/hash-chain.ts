import { createHash } from 'node:crypto';
import type { EventRow, WorkflowRow } from './facts.ts';

/**
 * The chains of events, computed anew: each hash is the SHA-256 (hex) of the hash before it followed
 * by the event as JSON without spaces and with sorted keys; the first has nothing before it.
 */
export function findBrokenChains(
  workflows: readonly WorkflowRow[],
  events: readonly EventRow[],
): string[] {
  const chains = new Map<string, EventRow[]>(workflows.map(({ workflowId }) => [workflowId, []]));
  for (const event of events) chains.get(event.workflowId)?.push(event);
  return workflows.flatMap((workflow) => {
    const chain = chains.get(workflow.workflowId) ?? [];
    return findBreaks(
      workflow,
      [...chain].sort((a, b) => a.n - b.n),
    );
  });
}

function findBreaks({ workflowId, head, eventCount }: WorkflowRow, chain: EventRow[]): string[] {
  const faults: string[] = [];
  let before = '';
  for (const [index, event] of chain.entries()) {
    const place = `chain of ${workflowId}, event ${event.n}`;
    if (event.n !== index + 1) faults.push(`${place}: expected number ${index + 1}`);
    if (event.prev !== before) faults.push(`${place}: does not continue the one before it`);
    if (computeHash(before, event) !== event.hash) faults.push(`${place}: is not what was hashed`);
    before = event.hash;
  }
  if (head !== before) faults.push(`chain of ${workflowId}: its end is not the head on record`);
  if (eventCount !== chain.length) {
    faults.push(`chain of ${workflowId}: ${eventCount} events on record, ${chain.length} there`);
  }
  return faults;
}

function computeHash(before: string, { prev: _prev, hash: _hash, ...content }: EventRow): string {
  return createHash('sha256')
    .update(before + sortedJson(content))
    .digest('hex');
}

/** By hand: an object would put keys such as "10" and "9" into an order of its own. */
function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sortedJson(member)}`).join(',')}}`;
}
