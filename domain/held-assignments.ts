import { z } from 'zod';
import { isFinal } from './assignment.ts';
import type { Json } from './batch.ts';
import type { Countable } from './counts.ts';
import { endOfDay } from './local-time.ts';
import type { AgencyId, IsoDay, IsoInstant } from './plan.ts';

/**
 * Assignments as they stood when some events had happened, and nothing after them: only the events
 * of the register remember a day in the past.
 */

/** What of an event on record is folded. Plan time. */
export interface PastEvent {
  readonly workflowId: string;
  readonly task: string;
  readonly period: string;
  readonly kind: string;
  /** Null for an event of the whole workflow. */
  readonly agency: AgencyId | null;
  readonly at: IsoInstant;
  readonly data: Json;
}

/** An assignment as it stood. */
export interface HeldAssignment extends Countable {
  readonly workflowId: string;
  readonly task: string;
  readonly period: string;
  readonly agency: AgencyId;
  /** When its follow-up was closed while it was unfinished: it stands as it stood then. */
  readonly closedAt: IsoInstant | null;
}

/** When an assignment with a last day is late. Several rows of one day say the same. */
export interface RecordedCutoff {
  readonly task: string;
  readonly period: string;
  readonly lastDay: IsoDay | null;
  readonly cutoff: IsoInstant | null;
}

/** What events leave out. */
export interface FoldTerms {
  readonly timezone: string;
  /**
   * Cut-offs on record, for events that name none: a last day that none of them has (it was moved
   * since) ends with the day.
   */
  readonly recorded: readonly RecordedCutoff[];
}

/** Sees each change as it happens: an assignment before and after an event. */
export type Observe = (
  event: PastEvent,
  before: HeldAssignment | undefined,
  after: HeldAssignment,
) => void;

/** An event on record does not say what events of its kind say. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/**
 * Folds events, those of each workflow in their order, into the assignments that they leave behind;
 * also those that were passed on (`reassigned`). An event of an agency that holds nothing changes
 * nothing.
 *
 * @throws UnreadableEvent
 */
export function foldEvents(
  events: readonly PastEvent[],
  terms: FoldTerms,
  observe: Observe = () => undefined,
): HeldAssignment[] {
  const cutoffs = new Cutoffs(terms);
  const held = new Map<string, HeldAssignment>();
  const closed = new Map<string, IsoInstant>();
  for (const event of events) {
    const { agency, kind, workflowId, at } = event;
    if (kind === 'closed') closed.set(workflowId, at);
    const step = steps.get(kind);
    if (agency === null || step === undefined) continue;
    const before = held.get(keyOf(event, agency));
    const after = step({ event, agency, before, held, cutoffs });
    if (after === undefined) continue;
    held.set(keyOf(event, agency), after);
    observe(event, before, after);
  }
  return [...held.values()].map((one) => ({
    ...one,
    closedAt: isFinal(one.progress) ? null : (closed.get(one.workflowId) ?? null),
  }));
}

/** One event and what it meets. */
interface Step {
  readonly event: PastEvent;
  readonly agency: AgencyId;
  readonly before: HeldAssignment | undefined;
  readonly held: ReadonlyMap<string, HeldAssignment>;
  readonly cutoffs: Cutoffs;
}

const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const opening = z.object({ lastDay: day.nullable(), cutoff: instant.nullish() });
const takingOver = opening.extend({
  from: z.string(),
  originalLastDay: day.nullable(),
  progress: z.enum(['open', 'submitted', 'returned']),
});
const acceptance = z.object({
  timeliness: z.enum(['onTime', 'onTimeAfterExtension', 'late', 'overdue']),
});
const move = z.object({ until: day.nullable(), cutoff: instant.nullish() });
const amendment = z.object({
  lastDay: z.object({ to: day.nullable() }).nullish(),
  cutoff: instant.nullish(),
  originalLastDay: day.nullable().optional(),
});

const steps: ReadonlyMap<string, (step: Step) => HeldAssignment | undefined> = new Map([
  ['opened', open],
  ['leadAdded', open],
  ['notApplicable', (step: Step) => ({ ...open(step), progress: 'notApplicable' as const })],
  ['takenOver', takeOver],
  ['reassigned', change(() => ({ progress: 'reassigned' }))],
  ['submitted', change(() => ({ progress: 'submitted' }))],
  ['returned', change(() => ({ progress: 'returned' }))],
  ['accepted', change((step) => ({ progress: 'accepted', ...read(acceptance, step.event) }))],
  ['waived', change(() => ({ progress: 'waived' }))],
  ['notReported', change(() => ({ progress: 'notReported' }))],
  ['extensionGranted', change(moveLastDay)],
  ['amended', change(amend)],
  ['reopened', change((step) => ({ progress: 'open', timeliness: null, ...moveLastDay(step) }))],
]);

/** Kinds of events that change where an assignment counts; all others may be left out. */
export const countedKinds: readonly string[] = [...steps.keys(), 'closed'];

function open({ event, agency, cutoffs }: Step): HeldAssignment {
  const { lastDay, cutoff } = read(opening, event);
  const { workflowId, task, period, at } = event;
  return {
    workflowId,
    task,
    period,
    agency,
    progress: 'open',
    timeliness: null,
    opensAt: at,
    lastDay,
    originalLastDay: lastDay,
    cutoff: cutoffs.find(event, lastDay, cutoff),
    closedAt: null,
  };
}

/** It goes on where the other left it; what nothing dates has been undated since the other had it. */
function takeOver(step: Step): HeldAssignment {
  const { from, originalLastDay, progress } = read(takingOver, step.event);
  const opened = open(step);
  const opensAt = step.held.get(keyOf(step.event, from))?.opensAt ?? opened.opensAt;
  return { ...opened, opensAt, originalLastDay, progress };
}

function moveLastDay({ event, cutoffs }: Step): Partial<HeldAssignment> {
  const { until, cutoff } = read(move, event);
  return until === null ? {} : { lastDay: until, cutoff: cutoffs.find(event, until, cutoff) };
}

/** A last day that a new version of the plan sets is nobody's extension. */
function amend({ event, cutoffs }: Step): Partial<HeldAssignment> {
  const { lastDay, cutoff, originalLastDay } = read(amendment, event);
  const original = originalLastDay === undefined ? {} : { originalLastDay };
  if (lastDay === undefined || lastDay === null) return original;
  const { to } = lastDay;
  return { lastDay: to, originalLastDay: to, cutoff: cutoffs.find(event, to, cutoff), ...original };
}

function change(
  describe: (step: Step) => Partial<HeldAssignment>,
): (step: Step) => HeldAssignment | undefined {
  return (step) => (step.before === undefined ? undefined : { ...step.before, ...describe(step) });
}

/** The cut-off that an event names, else the one on record, else the end of the last day. */
class Cutoffs {
  readonly #timezone: string;
  readonly #known: Map<string, IsoInstant>;

  constructor({ timezone, recorded }: FoldTerms) {
    this.#timezone = timezone;
    this.#known = new Map(
      recorded.flatMap(({ cutoff, lastDay, ...of }) =>
        cutoff === null || lastDay === null ? [] : [[keyOf(of, lastDay), cutoff] as const],
      ),
    );
  }

  find(
    of: PastEvent,
    lastDay: IsoDay | null,
    named: IsoInstant | null | undefined,
  ): IsoInstant | null {
    if (lastDay === null) return null;
    if (named !== undefined && named !== null) return named;
    const key = keyOf(of, lastDay);
    const cutoff = this.#known.get(key) ?? endOfDay(lastDay, this.#timezone);
    this.#known.set(key, cutoff);
    return cutoff;
  }
}

/** Names of tasks, periods and agencies hold no slash. */
function keyOf({ task, period }: { task: string; period: string }, more: string): string {
  return `${task}/${period}/${more}`;
}

function read<T>(schema: z.ZodType<T>, { kind, data, workflowId, at }: PastEvent): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new UnreadableEvent(
    `expected an event "${kind}" with its data, found ${JSON.stringify(data)} in ${workflowId} at ${at} (${z.prettifyError(parsed.error)}): dondoc verify tells whether the record was changed`,
  );
}
