import { type Assignment, isFinal, openAssignment, owesDelivery } from './assignment.ts';
import type { EventEntry, Json, NoticeEntry } from './batch.ts';
import { describeDecision } from './decisions.ts';
import { type FollowUp, remindReviewer } from './follow-up.ts';
import { findReviewerAt } from './hand-over.ts';
import type { AmendTask } from './messages.ts';
import { addMs } from './names.ts';
import { buildNoticeKey } from './notice-key.ts';
import { buildOwnEvent } from './own-event.ts';
import type { AgencyId, IsoInstant } from './plan.ts';
import { standInAt } from './succession.ts';
import type { TaskPeriod } from './task-period.ts';

/**
 * What a new version of the plan changes in a task period that is being followed: its last day, its
 * words, who leads it and who is told. What was told stays told; what changed is told once, with the
 * next morning's digest; from there the new ladder goes on.
 */

/** What an amendment asks to be written. */
export interface Amended {
  readonly followUp: FollowUp;
  readonly events: readonly EventEntry[];
  readonly notices: readonly NoticeEntry[];
  /** Agencies whose rows changed. */
  readonly changed: readonly AgencyId[];
}

/** An old and a new value; null when it stays as it is. */
type Turned<T extends Json> = { readonly from: T; readonly to: T } | null;

interface LeadChange {
  readonly assignment: Assignment;
  readonly event: EventEntry | null;
  readonly notices: readonly NoticeEntry[];
}

/** Applies a new version. Everything due by `now` must have been settled before. */
export function amendFollowUp(followUp: FollowUp, command: AmendTask, now: IsoInstant): Amended {
  const next = command.period;
  return next === null
    ? collect(
        followUp,
        followUp.assignments.map((held) => removeLead(followUp, held, command, now)),
        [],
      )
    : amendPeriod(followUp, next, command, now);
}

function amendPeriod(
  before: FollowUp,
  next: TaskPeriod,
  command: AmendTask,
  now: IsoInstant,
): Amended {
  const moved = next.lastDay !== before.period.lastDay || next.cutoff !== before.period.cutoff;
  const after: FollowUp = {
    ...before,
    period: { ...next, opensAt: before.period.opensAt },
    nextMoment: countPassed(before, next, now),
    periodVersion: before.periodVersion + (moved ? 1 : 0),
  };
  const kept = before.assignments
    .filter(({ agency }) => !isAdded(before, next, agency))
    .map((held) =>
      isRemoved(before, next, held)
        ? removeLead(before, held, command, now)
        : amendLead(before, after, held, command, now),
    );
  const added = next.leads
    .filter((agency) => isAdded(before, next, agency))
    .map((agency) => addLead(before, after, agency, command, now));
  return collect(after, kept, added);
}

/** What is settled is not told again; what a paused plan has missed still is when it goes on. */
function countPassed(
  { paused, period, nextMoment }: FollowUp,
  next: TaskPeriod,
  now: IsoInstant,
): number {
  const settledBy = paused ? period.ladder[nextMoment - 1]?.at : now;
  if (settledBy === undefined) return 0;
  return next.ladder.filter(({ at }) => Date.parse(at) <= Date.parse(settledBy)).length;
}

/** A lead of the new version only. Who has it already, passed on by another, keeps what it has. */
function isAdded({ period, assignments }: FollowUp, next: TaskPeriod, agency: AgencyId): boolean {
  if (period.leads.includes(agency) || !next.leads.includes(agency)) return false;
  const held = assignments.find((one) => one.agency === agency);
  return held === undefined || isFinal(held.progress);
}

/** What was passed on goes with the lead that had it first. */
function isRemoved({ period, assignments }: FollowUp, next: TaskPeriod, held: Assignment): boolean {
  if (next.leads.includes(held.agency)) return false;
  const holders = new Set<AgencyId>();
  let holder: Assignment | undefined = held;
  // What was given back leads round to where it was.
  while (holder !== undefined && !holders.has(holder.agency)) {
    const { agency, takenOverFrom }: Assignment = holder;
    holders.add(agency);
    holder = assignments.find((one) => one.agency === takenOverFrom);
  }
  const leads = [...holders].filter((agency) => period.leads.includes(agency));
  return leads.length > 0 && !leads.some((agency) => next.leads.includes(agency));
}

function collect(
  after: FollowUp,
  kept: readonly LeadChange[],
  added: readonly LeadChange[],
): Amended {
  const changes = [...kept, ...added];
  const onPeriod = changes
    .filter(({ assignment }) => assignment.lastDay === after.period.lastDay)
    .map(({ assignment }) => assignment.agency);
  const own = Object.entries(after.movedLadders).filter(([agency]) => !onPeriod.includes(agency));
  return {
    followUp: {
      ...after,
      assignments: changes.map(({ assignment }) => assignment),
      movedLadders: Object.fromEntries(own),
    },
    events: changes.flatMap(({ event }) => (event === null ? [] : [event])),
    notices: keepFirst(changes.flatMap(({ notices }) => notices)),
    changed: changes.map(({ assignment }) => assignment.agency),
  };
}

/** Leads that are one by the time they are told are told once. */
function keepFirst(notices: readonly NoticeEntry[]): NoticeEntry[] {
  return [
    ...new Map(notices.toReversed().map((notice) => [notice.key, notice])).values(),
  ].reverse();
}

function removeLead(
  { plan, period }: FollowUp,
  held: Assignment,
  command: AmendTask,
  now: IsoInstant,
): LeadChange {
  if (isFinal(held.progress)) return { assignment: held, event: null, notices: [] };
  const { version } = command;
  const assignment: Assignment = { ...held, progress: 'waived' };
  const decision = describeDecision(command);
  return {
    assignment,
    event: buildOwnEvent('waived', held.agency, now, { reason: '', version, ...decision }),
    notices: [
      tell(plan, period, assignment, 'amended', command, {
        ...noChange,
        removed: true,
        version,
        ...decision,
      }),
    ],
  };
}

const noChange = { removed: false, lastDay: null, title: null, products: null, reviewer: null };

function amendLead(
  before: FollowUp,
  after: FollowUp,
  held: Assignment,
  command: AmendTask,
  now: IsoInstant,
): LeadChange {
  if (isFinal(held.progress)) return { assignment: held, event: null, notices: [] };
  const { version, morning } = command;
  const moved = moveLastDay(before, after, held, morning);
  const reviewer = findReviewerAt(after.period, held.agency, now) ?? held.reviewer;
  const lines = listLinesAt(after.period, held.agency, now) ?? held.lines;
  const { phrase } = after.period;
  const assignment: Assignment = { ...moved, reviewer, lines, phrase };
  const changes = {
    lastDay: turn(held.lastDay, assignment.lastDay),
    title: turn(before.period.title, after.period.title),
    products: turn([...before.period.products], [...after.period.products]),
    reviewer: turn(held.reviewer, reviewer),
  };
  const { reviewer: _reviewer, ...forLead } = changes;
  const isTold = owesDelivery(held.progress) && Object.values(forLead).some((one) => one !== null);
  const { originalLastDay } = assignment;
  const cutoff = assignment.cutoff ?? held.cutoff;
  const isChanged =
    originalLastDay !== held.originalLastDay || Object.values(changes).some((one) => one !== null);
  const says = {
    ...{ ...noChange, ...changes, cutoff, originalLastDay },
    ...{ version, ...describeDecision(command) },
  };
  return {
    assignment,
    event: isChanged ? buildOwnEvent('amended', held.agency, now, says) : null,
    notices: [
      ...(isTold ? [tell(after.plan, after.period, assignment, 'amended', command, says)] : []),
      ...tellNewReviewer(after, held, assignment, morning),
    ],
  };
}

/** The lines of a report that are an agency's at a moment; null for one that the report does not know. */
function listLinesAt({ lines }: TaskPeriod, agency: AgencyId, at: IsoInstant): string[] | null {
  const known = lines[agency];
  if (known === undefined) return null;
  return known
    .filter(({ since }) => since === undefined || Date.parse(since) <= Date.parse(at))
    .map(({ task }) => task);
}

/**
 * A last day of its own that is not earlier stays, and its ladder is worked out anew; any other follows
 * the period's, under a new ladder.
 */
function moveLastDay(
  before: FollowUp,
  after: FollowUp,
  held: Assignment,
  morning: IsoInstant,
): Assignment {
  const { lastDay, cutoff } = after.period;
  const isMoved = lastDay !== before.period.lastDay || cutoff !== before.period.cutoff;
  const isOwn = Object.hasOwn(before.movedLadders, held.agency) || held.cutoff === null;
  const stays = !isMoved || (isOwn && held.lastDay !== null && held.lastDay >= lastDay);
  if (stays) {
    return {
      ...held,
      originalLastDay: isMoved ? lastDay : held.originalLastDay,
      // Without its cut-off it is dated again, by the reminders and the escalation of the new version.
      cutoff: isOwn && held.lastDay !== lastDay ? null : held.cutoff,
    };
  }
  return {
    ...held,
    lastDay,
    originalLastDay: lastDay,
    cutoff,
    deadlineVersion: held.deadlineVersion + 1,
    // What changed is told that morning: a step of the new ladder that falls on it is not.
    owesSince: addMs(morning, 1),
  };
}

/** What waits for review waits for another now. */
function tellNewReviewer(
  after: FollowUp,
  held: Assignment,
  { progress, reviewer }: Assignment,
  morning: IsoInstant,
): NoticeEntry[] {
  if (progress !== 'submitted' || reviewer === null || reviewer === held.reviewer) return [];
  return [remindReviewer(after, held, reviewer, { at: morning, step: 0 })];
}

function addLead(
  before: FollowUp,
  after: FollowUp,
  agency: AgencyId,
  command: AmendTask,
  now: IsoInstant,
): LeadChange {
  const { version, morning, names } = command;
  const earlier = before.assignments.find((held) => held.agency === agency);
  const assignment: Assignment = {
    ...openAssignment(after.period, agency, names),
    opensAt: now,
    reviewer: findReviewerAt(after.period, agency, now),
    deadlineVersion: (earlier?.deadlineVersion ?? 0) + 1,
    owesSince: addMs(morning, 1),
    told: 1,
  };
  const { lastDay, cutoff } = assignment;
  return {
    assignment,
    event: buildOwnEvent('leadAdded', agency, now, { version, lastDay, cutoff }),
    notices: hasAlready(before, after, agency, morning)
      ? []
      : [tell(after.plan, after.period, assignment, 'opened', command, null)],
  };
}

/** The one that stands in an added lead's place by then has this already, if only its end: nothing is new. */
function hasAlready(
  before: FollowUp,
  { period }: FollowUp,
  agency: AgencyId,
  morning: IsoInstant,
): boolean {
  const standing = standInAt(period.audience.successions, agency, morning);
  return (
    standing !== agency &&
    before.assignments.some((held) => held.agency === standing && held.progress !== 'reassigned')
  );
}

/** Tells the lead, or who stands in its place by the morning on which it is told. */
function tell(
  plan: string,
  period: TaskPeriod,
  { agency, lastDay, deadlineVersion }: Assignment,
  kind: 'amended' | 'opened',
  { morning, version }: AmendTask,
  data: Json,
): NoticeEntry {
  const to = standInAt(period.audience.successions, agency, morning);
  const about = { task: period.task, period: period.period, agency: to, to, step: 0 };
  const unique = kind === 'amended' ? `v${version}` : deadlineVersion;
  return {
    key: buildNoticeKey(plan, { ...about, kind }, unique),
    at: morning,
    agency: to,
    to,
    role: 'lead',
    kind,
    step: 0,
    lastDay: lastDay ?? period.lastDay,
    deadlineVersion,
    state: 'owed',
    leaves: 'morning',
    data,
  };
}

function turn<T extends Json>(from: T, to: T): Turned<T> {
  return JSON.stringify(from) === JSON.stringify(to) ? null : { from, to };
}
