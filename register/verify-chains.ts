import { asc, sql } from 'drizzle-orm';
import type { EvidenceFile } from '../domain/batch.ts';
import { listFilesOf } from './evidence-of-event.ts';
import { type ChainLink, computeEventHash, emptyHead } from './hash-chain.ts';
import type { Register } from './register.ts';
import { events, workflows } from './schema.ts';

/** Something that is not as it was recorded. */
export interface Fault {
  /** e.g. `task:dong-thap-2023/6.3/2023-Q2, event 3 (submitted, so-noi-vu)`. */
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

/** A file that an event names. */
export interface NamedFile extends EvidenceFile {
  readonly workflowId: string;
  readonly eventN: number;
  readonly position: number;
}

/** Where the walk through one chain has arrived. */
interface Walk {
  readonly count: number;
  readonly lastN: number;
  readonly head: string;
}

const pageSize = 5_000;
const start: Walk = { count: 0, lastN: 0, head: emptyHead };

/** Recomputes every chain: its order, its links, its hashes, its end. */
export async function verifyChains(
  register: Register,
  headsFromWorkflows: ReadonlyMap<string, string>,
): Promise<{ events: number; files: NamedFile[]; faults: Fault[] }> {
  const walks = new Map<string, Walk>();
  const faults: Fault[] = [];
  const files: NamedFile[] = [];
  let checked = 0;
  for await (const event of readEvents(register)) {
    const walk = walks.get(event.workflowId) ?? start;
    faults.push(...checkLink(walk, event));
    walks.set(event.workflowId, { count: walk.count + 1, lastN: event.n, head: event.hash });
    files.push(...nameFiles(event));
    checked += 1;
  }
  faults.push(
    ...(await checkEnds(register, walks)),
    ...checkCarriedHeads(walks, headsFromWorkflows),
  );
  return { events: checked, files, faults };
}

async function* readEvents(register: Register): AsyncGenerator<ChainLink> {
  let after = { workflowId: '', n: 0 };
  for (;;) {
    const page = await register.db
      .select()
      .from(events)
      .where(sql`(${events.workflowId}, ${events.n}) > (${after.workflowId}, ${after.n}::int)`)
      .orderBy(asc(events.workflowId), asc(events.n))
      .limit(pageSize);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function checkLink(walk: Walk, event: ChainLink): Fault[] {
  const place = describeEvent(event);
  const faults: Fault[] = [];
  if (event.n !== walk.lastN + 1) {
    const expected = `event ${walk.lastN + 1} to follow event ${walk.lastN}`;
    faults.push({ place, expected, found: `event ${event.n}` });
  }
  if (event.prev !== walk.head) {
    const expected = `the hash of the event before it, ${describeHead(walk.head)}`;
    faults.push({ place, expected, found: describeHead(event.prev) });
  }
  const hash = computeEventHash(event.prev, event);
  if (hash !== event.hash) {
    const expected = `content with the hash on record, ${event.hash}`;
    faults.push({ place, expected, found: `content with the hash ${hash}` });
  }
  return faults;
}

/** The row of each workflow knows how long its chain is and how it ends. */
async function checkEnds(register: Register, walks: ReadonlyMap<string, Walk>): Promise<Fault[]> {
  const rows = await register.db
    .select({
      workflowId: workflows.workflowId,
      head: workflows.head,
      eventCount: workflows.eventCount,
    })
    .from(workflows)
    .orderBy(asc(workflows.workflowId));
  return rows.flatMap(({ workflowId, head, eventCount }) => {
    const walk = walks.get(workflowId) ?? start;
    if (walk.head === head && walk.lastN === eventCount) return [];
    return [
      {
        place: `${workflowId}, end of the chain, after event ${walk.lastN}`,
        expected: `${eventCount} events, the last with hash ${describeHead(head)}`,
        found: `${walk.count} events, the last with hash ${describeHead(walk.head)}`,
      },
    ];
  });
}

function checkCarriedHeads(
  walks: ReadonlyMap<string, Walk>,
  headsFromWorkflows: ReadonlyMap<string, string>,
): Fault[] {
  return [...headsFromWorkflows].flatMap(([workflowId, carried]) => {
    const { head, lastN } = walks.get(workflowId) ?? start;
    if (head === carried) return [];
    return [
      {
        place: `${workflowId}, end of the chain, after event ${lastN}`,
        expected: `the head that the workflow carries, ${describeHead(carried)}`,
        found: describeHead(head),
      },
    ];
  });
}

function nameFiles(event: ChainLink): NamedFile[] {
  const { workflowId, n: eventN } = event;
  return listFilesOf(event).map((file, index) => ({
    ...file,
    workflowId,
    eventN,
    position: index + 1,
  }));
}

function describeEvent({ workflowId, n, kind, agency }: ChainLink): string {
  return `${workflowId}, event ${n} (${[kind, agency].filter((part) => part !== null).join(', ')})`;
}

function describeHead(head: string): string {
  return head === emptyHead ? '(none)' : head;
}
