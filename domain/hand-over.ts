import { type Assignment, isFinal } from './assignment.ts';
import type { EventEntry, Json } from './batch.ts';
import type { FollowUp } from './follow-up.ts';
import { buildOwnEvent } from './own-event.ts';
import type { AgencyId, IsoInstant } from './plan.ts';
import { type Succession, standInAt } from './succession.ts';
import type { TaskPeriod } from './task-period.ts';
import type { LeadFacts } from './workflow-input.ts';

/**
 * An assignment passes from one agency to another: because the first has ended and the second stands
 * in its place, or by decision. Its last day, evidence and history go along.
 */

/** Who passes on what to whom. */
export interface Passing {
  readonly from: AgencyId;
  readonly to: AgencyId;
  /** Name of `to`; empty while it is not known yet. */
  readonly name: string;
  /** Since when `to` has it, plan time. */
  readonly at: IsoInstant;
  readonly cause: 'succession' | 'decision';
  /** What the event says beyond that. */
  readonly says: { readonly [key: string]: Json };
}

/** What a passing changes. */
export interface Passed {
  readonly followUp: FollowUp;
  readonly events: readonly EventEntry[];
  readonly changed: readonly AgencyId[];
}

/** True when something open would pass at this succession, or change its reviewer. */
export function concerns({ assignments }: FollowUp, { from }: Succession): boolean {
  return assignments.some(
    ({ agency, reviewer, progress }) =>
      !isFinal(progress) && (agency === from || reviewer === from),
  );
}

/** Applies a succession that has come: the successor has what was open, and reviews what was to review. */
export function succeed(followUp: FollowUp, succession: Succession): Passed {
  const { from, to, name, at } = succession;
  const holds = followUp.assignments.some(
    ({ agency, progress }) => agency === from && !isFinal(progress),
  );
  const passed: Passed = holds
    ? passOn(followUp, { from, to, name, at, cause: 'succession', says: {} })
    : { followUp, events: [], changed: [] };
  return replaceReviewer(passed, succession);
}

/**
 * Passes what `from` has on to `to`. Where `to` has the same task and period already, the two become
 * one: that of `to` stays as it is, with the report lines of both.
 */
export function passOn(followUp: FollowUp, passing: Passing): Passed {
  const { from, to, at, cause, says } = passing;
  const held = followUp.assignments.find(({ agency }) => agency === from);
  if (held === undefined) return { followUp, events: [], changed: [] };
  const own = followUp.assignments.find(
    ({ agency, progress }) => agency === to && progress !== 'reassigned',
  );
  const given: Assignment = { ...held, progress: 'reassigned', passedTo: to };
  const received = own === undefined ? takeOver(followUp, held, passing) : join(own, held);
  const others = followUp.assignments.filter(({ agency }) => agency !== from && agency !== to);
  const passedEvent = { to, merged: own !== undefined, cause, ...says };
  return {
    followUp: moveLadders(
      { ...followUp, assignments: [...others, given, received] },
      { from, to, merged: own !== undefined },
    ),
    events: [
      buildOwnEvent('reassigned', from, at, passedEvent),
      ...(own === undefined
        ? [buildOwnEvent('takenOver', to, at, describeTaken(held, cause))]
        : []),
    ],
    changed: [from, to],
  };
}

/**
 * Who reviews a lead's evidence at a moment: whoever stands in its reviewer's place; never the lead
 * itself: then the office, then its superior. Where none remains, the one that was named stays. Null
 * for a lead that the period does not know.
 */
export function findReviewerAt(
  { reviewers, audience }: Pick<TaskPeriod, 'reviewers' | 'audience'>,
  lead: AgencyId,
  at: IsoInstant,
): AgencyId | null {
  const named = reviewers[lead];
  if (named === undefined) return null;
  const others = [audience.office, audience.superiors[lead] ?? named];
  const standing = [named, ...others].map((one) => standInAt(audience.successions, one, at));
  return standing.find((agency) => agency !== lead) ?? named;
}

/** Puts in what is known of agencies that have taken over by decision. */
export function introduceLeads(followUp: FollowUp, facts: readonly LeadFacts[]): FollowUp {
  const known = new Map(facts.map((fact) => [fact.agency, fact]));
  const { period } = followUp;
  const superiors = facts.map(({ agency, superior }) => [agency, superior]);
  return {
    ...followUp,
    period: {
      ...period,
      audience: {
        ...period.audience,
        superiors: { ...period.audience.superiors, ...Object.fromEntries(superiors) },
      },
    },
    assignments: followUp.assignments.map((held) => {
      const fact = known.get(held.agency);
      return fact === undefined || held.name !== ''
        ? held
        : { ...held, name: fact.name, reviewer: fact.reviewer };
    }),
  };
}

function takeOver(
  { period }: FollowUp,
  held: Assignment,
  { from, to, name, at, cause }: Passing,
): Assignment {
  return {
    ...held,
    agency: to,
    name,
    reviewer: cause === 'decision' ? null : findReviewerAt(period, to, at),
    takenOverFrom: from,
    acknowledgedAt: null,
    told: 0,
    // What was reopened after its agency had ended is owed since then.
    owesSince: Date.parse(held.owesSince) > Date.parse(at) ? held.owesSince : at,
  };
}

/** The duty of both is one; a line that only the other had comes along. */
function join(own: Assignment, { lines }: Assignment): Assignment {
  return { ...own, lines: [...new Set([...own.lines, ...lines])] };
}

function moveLadders(
  followUp: FollowUp,
  { from, to, merged }: { from: AgencyId; to: AgencyId; merged: boolean },
): FollowUp {
  const move = <T>(held: Readonly<Record<AgencyId, T>>): Record<AgencyId, T> => {
    const { [from]: given, ...rest } = held;
    return given === undefined || merged ? rest : { ...rest, [to]: given };
  };
  return {
    ...followUp,
    movedLadders: move(followUp.movedLadders),
    reviews: move(followUp.reviews),
    decisions: move(followUp.decisions),
  };
}

function replaceReviewer(passed: Passed, { from, to, at }: Succession): Passed {
  const { assignments, period } = passed.followUp;
  const changed: AgencyId[] = [];
  const next = assignments.map((held) => {
    if (held.reviewer !== from || isFinal(held.progress)) return held;
    const reviewer = held.agency === to ? (findReviewerAt(period, to, at) ?? from) : to;
    if (reviewer === held.reviewer) return held;
    changed.push(held.agency);
    return { ...held, reviewer };
  });
  if (changed.length === 0) return passed;
  return {
    followUp: { ...passed.followUp, assignments: next },
    events: passed.events,
    changed: [...passed.changed, ...changed],
  };
}

function describeTaken(held: Assignment, cause: Passing['cause']): { [key: string]: Json } {
  const { agency, lastDay, cutoff, originalLastDay, progress, submittedAt, extensions } = held;
  return {
    from: agency,
    lastDay,
    cutoff,
    originalLastDay,
    progress,
    submittedAt,
    extensions,
    cause,
  };
}
