import {
  type Assignment,
  type Change,
  isFinal,
  isOverdue,
  lapse,
  openAssignments,
  owesDelivery,
} from './assignment.ts';
import type { AssignmentRow, EventEntry, Json, NoticeEntry, ScheduledReview } from './batch.ts';
import { concerns, succeed } from './hand-over.ts';
import { type Audience, computeNotices, type LadderMoment } from './ladder.ts';
import { addMs, type TaskStatus } from './names.ts';
import { buildNoticeKey } from './notice-key.ts';
import { buildOwnEvent } from './own-event.ts';
import type { AgencyId, IsoDay, IsoInstant } from './plan.ts';
import { nextReminderAt, takeReminder } from './reminder-ladder.ts';
import { standInAt } from './succession.ts';
import type { TaskPeriod } from './task-period.ts';
import { collectDecisions, type DecisionLadder, listDecisionMoments } from './waiting-decisions.ts';

/**
 * What one workflow follows, and what becomes due in it as time passes. Pure: functions of
 * (follow-up, now). The workflow waits and writes; everything it decides is decided here.
 */

/** State of one task period (or a part of it). Plain JSON: it is carried on when a run ends. */
export interface FollowUp {
  readonly plan: string;
  readonly part: number | null;
  readonly period: TaskPeriod;
  readonly assignments: readonly Assignment[];
  /** Index of the first ladder moment that has not come yet. */
  readonly nextMoment: number;
  /** Ladders of leads whose deadline was moved; they are no longer on the period's. */
  readonly movedLadders: Readonly<Record<AgencyId, MovedLadder>>;
  /** The plan has just been started by somebody: what is due now leaves at once, on any day. */
  readonly atOnce: boolean;
  /** When reviewers are reminded of what waits for them, by lead. */
  readonly reviews: Readonly<Record<AgencyId, ReviewLadder>>;
  /** When those who decide are reminded of what a lead has asked or reported, by lead. */
  readonly decisions: Readonly<Record<AgencyId, readonly DecisionLadder[]>>;
  /** Nobody is told anything until the plan goes on. */
  readonly paused: boolean;
  /** Version of the period's own deadline: what a coordinator is told stands for the whole task. */
  readonly periodVersion: number;
}

/** What a follow-up has of which nothing has been told, moved or stopped yet. */
const untold = {
  ...{ nextMoment: 0, movedLadders: {}, atOnce: false },
  ...{ reviews: {}, decisions: {}, paused: false, periodVersion: 1 },
} as const;

/** The follow-up of a task period of which nothing has been told yet. */
export function startFollowUp(
  terms: Pick<FollowUp, 'plan' | 'part' | 'period' | 'assignments'>,
): FollowUp {
  return { ...untold, ...terms };
}

/**
 * A follow-up as this version of the code wants it: a run that began under an earlier one lacks what
 * has been added since.
 */
export function completeFollowUp(carried: FollowUp): FollowUp {
  const { period } = carried;
  return {
    ...untold,
    ...carried,
    period: {
      ...{ obstaclesTo: period.audience.monitor },
      ...period,
      audience: { ...{ successions: [] }, ...period.audience },
    },
    assignments: carried.assignments.map((held) => ({
      ...{ extensions: 0, extensionAsked: null, obstacle: null },
      ...{ waitingFor: null, takenOverFrom: null, passedTo: null },
      ...held,
    })),
  };
}

/** Opens the assignments of a follow-up that begins, when it came without them. */
export function beginFollowUp(
  followUp: FollowUp,
  names: Readonly<Record<AgencyId, string>> | undefined,
): FollowUp {
  if (names === undefined) return followUp;
  const { period } = followUp;
  return { ...followUp, assignments: openAssignments(period, period.leads, names) };
}

/** The ladder of one lead's own deadline. */
export interface MovedLadder {
  readonly ladder: readonly LadderMoment[];
  readonly nextMoment: number;
}

/** When a reviewer is reminded of one submission. */
export interface ReviewLadder extends Omit<ScheduledReview, 'agency'> {
  readonly nextMoment: number;
}

/** What a moment asks to be written. */
export interface Due {
  readonly followUp: FollowUp;
  readonly events: readonly EventEntry[];
  readonly notices: readonly NoticeEntry[];
  /** Agencies whose rows changed. */
  readonly changed: readonly AgencyId[];
}

/** Those that owe delivery now. */
export function listOwing(followUp: FollowUp): Assignment[] {
  return followUp.assignments.filter(({ progress }) => owesDelivery(progress));
}

/** True when every lead is accepted, waived, notReported or notApplicable. */
export function isFinished(followUp: FollowUp): boolean {
  return followUp.assignments.every(({ progress }) => isFinal(progress));
}

/** The earliest coming moment at which anybody is told anything; null when none is to come. */
export function nextNoticeAt(followUp: FollowUp): IsoInstant | null {
  if (followUp.paused) return null;
  const { movedLadders, period, nextMoment } = followUp;
  const owing = listOwing(followUp);
  const moved = owing.flatMap(({ agency, owesSince }) => {
    const own = movedLadders[agency];
    return own === undefined ? [] : [findStep(own, owesSince)];
  });
  // Hundreds of leads share the period's ladder and the moment since when they owe.
  const since = new Set(
    owing.flatMap(({ agency, owesSince }) =>
      Object.hasOwn(movedLadders, agency) ? [] : [owesSince],
    ),
  );
  const ladder = { ladder: period.ladder, nextMoment };
  const shared = [...since].map((owesSince) => findStep(ladder, owesSince));
  const reviews = listReviews(followUp).map(([, ladder]) => nextReminderAt(ladder));
  const decisions = listDecisionMoments(followUp);
  return [...moved, ...shared, ...reviews, ...decisions].reduce(earlier, null);
}

function findStep({ ladder, nextMoment }: MovedLadder, owesSince: IsoInstant): IsoInstant | null {
  return ladder.slice(nextMoment).find(({ at }) => !isAfter(owesSince, at))?.at ?? null;
}

/** The earliest coming moment at which anything changes: a notice, the cut-off, the lapse, a succession. */
export function nextMomentAt(followUp: FollowUp, now: IsoInstant): IsoInstant | null {
  const { period, paused } = followUp;
  if (paused) return null;
  const owing = listOwing(followUp);
  const cutoffs = new Set(owing.map(({ cutoff }) => cutoff));
  const afterCutoffs = [...cutoffs].map((cutoff) => (cutoff === null ? null : addMs(cutoff, 1)));
  const successions = period.audience.successions
    .filter((succession) => concerns(followUp, succession))
    .map(({ at }) => at);
  const closes = owing.length === 0 ? null : period.closesAt;
  const changes = [...afterCutoffs, closes, ...successions].filter(
    (at) => at !== null && isAfter(at, now),
  );
  return [nextNoticeAt(followUp), ...changes].reduce(earlier);
}

/** True when something has passed to a successor by now, or changed its reviewer, and was not settled. */
export function hasPassedOver(followUp: FollowUp, now: IsoInstant): boolean {
  const { successions } = followUp.period.audience;
  return (
    !followUp.paused &&
    successions.some((succession) => !isAfter(succession.at, now) && concerns(followUp, succession))
  );
}

/** Leads whose last day was moved and whose new instants are not known yet. */
export function listUndatedMoves(followUp: FollowUp): { agency: AgencyId; lastDay: IsoDay }[] {
  return followUp.assignments
    .filter(isUndatedMove)
    .map(({ agency, lastDay }) => ({ agency, lastDay }));
}

/** Puts the instants of a moved deadline into the follow-up. */
export function moveDeadline(
  followUp: FollowUp,
  moved: {
    readonly agency: AgencyId;
    readonly cutoff: IsoInstant;
    readonly ladder: readonly LadderMoment[];
  },
): FollowUp {
  const { agency, cutoff, ladder } = moved;
  return {
    ...followUp,
    assignments: followUp.assignments.map((held) =>
      held.agency === agency ? { ...held, cutoff } : held,
    ),
    movedLadders: { ...followUp.movedLadders, [agency]: { ladder, nextMoment: 0 } },
  };
}

/** Puts the reminders of reviewers into the follow-up; those of a submission that was replaced are left out. */
export function scheduleReviews(
  followUp: FollowUp,
  scheduled: readonly ScheduledReview[],
): FollowUp {
  const current = scheduled.filter(({ agency, submittedAt }) =>
    followUp.assignments.some((held) => held.agency === agency && held.submittedAt === submittedAt),
  );
  const reviews = current.map(({ agency, ...review }) => [agency, { ...review, nextMoment: 0 }]);
  return { ...followUp, reviews: { ...followUp.reviews, ...Object.fromEntries(reviews) } };
}

/**
 * Works out everything that is due by `now` and not yet told. After downtime each recipient is told
 * only the latest step of a ladder; what it replaces is recorded as superseded. What passes to a
 * successor passes at its moment: the one is told what came before, the other what comes after.
 */
export function settle(followUp: FollowUp, now: IsoInstant): Due {
  if (followUp.paused) return { followUp, events: [], notices: [], changed: [] };
  let state = followUp;
  const notices: NoticeEntry[] = [];
  const events: EventEntry[] = [];
  const changed: AgencyId[] = [];
  for (const succession of followUp.period.audience.successions) {
    if (isAfter(succession.at, now) || !concerns(state, succession)) continue;
    const eve = addMs(succession.at, -1);
    const told = collectDue(state, eve);
    // A report that closes the moment before is missing where it was: it does not pass.
    const lapsed = closeLapsed({ ...told, events: [], changed: [] }, eve, now);
    const passed = succeed(lapsed.followUp, succession);
    state = passed.followUp;
    notices.push(...told.notices);
    events.push(...lapsed.events, ...passed.events);
    changed.push(...lapsed.changed, ...passed.changed);
  }
  const told = collectDue(state, now);
  const due = countTold(told.followUp, markSuperseded([...notices, ...told.notices]));
  const all = { ...due, events, changed: [...new Set([...changed, ...due.changed])] };
  return closeLapsed(all, now, now);
}

/** What closing the plan does: missing reports lapse, everything else stays unfinished. */
export function closeFollowUp(followUp: FollowUp, now: IsoInstant): Due {
  const lapsing = (assignment: Assignment) =>
    followUp.period.kind === 'report' && owesDelivery(assignment.progress);
  return applyLapses({ followUp, events: [], notices: [], changed: [] }, lapsing, now);
}

/** Puts a change of one assignment into the follow-up. */
export function applyChange(followUp: FollowUp, { assignment }: Change): FollowUp {
  return {
    ...followUp,
    assignments: followUp.assignments.map((held) =>
      held.agency === assignment.agency ? assignment : held,
    ),
  };
}

/** The event and the notices that a change asks to be written. */
export function describeChange(
  followUp: FollowUp,
  change: Change,
  request: { readonly requestId: string; readonly answer: Json },
  now: IsoInstant,
): { event: EventEntry; notices: NoticeEntry[] } {
  const { agency, deadlineVersion } = change.assignment;
  const { task, period, lastDay } = followUp.period;
  return {
    event: { ...change.event, agency, at: now, ...request },
    notices: change.tell.map(({ kind, to, role, at = now }) => ({
      key: buildNoticeKey(
        followUp.plan,
        { task, period, agency, to, kind, step: 0 },
        request.requestId,
      ),
      at,
      agency,
      to,
      role,
      kind,
      step: 0,
      lastDay: change.assignment.lastDay ?? lastDay,
      deadlineVersion,
      state: 'owed',
      leaves: 'atOnce',
      data: { submission: change.assignment.submission, ...change.event.data },
    })),
  };
}

/** What `DondocStatus` says. */
export function computeStatus(followUp: FollowUp, now: IsoInstant): TaskStatus {
  if (isFinished(followUp)) return 'Done';
  if (followUp.assignments.some((assignment) => isOverdue(assignment, now))) return 'Overdue';
  const firstReminder = followUp.period.ladder.find(({ phase }) => phase === 'before');
  const reached = firstReminder !== undefined && !isAfter(firstReminder.at, now);
  return reached && listOwing(followUp).length > 0 ? 'DueSoon' : 'Open';
}

/** An assignment as the register keeps it. */
export function toRow(assignment: Assignment): AssignmentRow {
  const { name: _name, owesSince: _owesSince, submission: _submission, ...rest } = assignment;
  const { remindedOn: _remindedOn, ...row } = rest;
  return row;
}

/** Everything due by a moment, as owed; what a later step replaces is marked afterwards. */
function collectDue(
  followUp: FollowUp,
  now: IsoInstant,
): { followUp: FollowUp; notices: NoticeEntry[] } {
  const { movedLadders, period, nextMoment } = followUp;
  // A deadline just moved is off its old ladder at once, though its new one is not known yet.
  const dated = listOwing(followUp).filter((held) => !isUndatedMove(held));
  const onPeriod = dated.filter(({ agency }) => !Object.hasOwn(movedLadders, agency));
  const own = selectDue({ ladder: period.ladder, nextMoment }, now);
  const moved = Object.entries(movedLadders).map(([agency, ladder]) => ({
    agency,
    due: selectDue(ladder, now),
    owing: dated.filter((held) => held.agency === agency),
  }));
  const reviews = collectReviews(followUp, now);
  const waiting = collectDecisions(followUp, now);
  return {
    followUp: {
      ...followUp,
      nextMoment: own.ladder.nextMoment,
      movedLadders: Object.fromEntries(moved.map(({ agency, due }) => [agency, due.ladder])),
      reviews: reviews.ladders,
      decisions: waiting.decisions,
      atOnce: false,
    },
    notices: [
      ...own.moments.flatMap((moment) => tellMoment(followUp, moment, onPeriod, null)),
      ...moved.flatMap(({ due, owing: [held] }) =>
        held === undefined
          ? []
          : due.moments.flatMap((moment) => tellMoment(followUp, moment, [held], held)),
      ),
      ...reviews.notices,
      ...waiting.notices,
    ],
  };
}

function countTold(followUp: FollowUp, notices: readonly NoticeEntry[]): Omit<Due, 'events'> {
  const toldLeads = new Set(
    notices.flatMap(({ state, role, to }) => (state === 'owed' && role === 'lead' ? [to] : [])),
  );
  const assignments = followUp.assignments.map((held) =>
    toldLeads.has(held.agency) ? { ...held, told: held.told + 1 } : held,
  );
  return { followUp: { ...followUp, assignments }, notices, changed: [...toldLeads] };
}

/** The ladders of submissions that still wait for their reviewer. */
function listReviews({ reviews, assignments }: FollowUp): [Assignment, ReviewLadder][] {
  return assignments.flatMap((held) => {
    const ladder = reviews[held.agency];
    const waits = held.progress === 'submitted' && held.submittedAt === ladder?.submittedAt;
    return ladder === undefined || !waits ? [] : [[held, ladder]];
  });
}

function collectReviews(followUp: FollowUp, now: IsoInstant) {
  const ladders: Record<AgencyId, ReviewLadder> = {};
  const notices: NoticeEntry[] = [];
  for (const [held, ladder] of listReviews(followUp)) {
    const taken = takeReminder(ladder, now);
    ladders[held.agency] = taken.ladder;
    if (taken.due !== null && held.reviewer !== null) {
      notices.push(remindReviewer(followUp, held, held.reviewer, taken.due));
    }
  }
  return { ladders, notices };
}

/** Reminds a reviewer of one submission: with the morning's digest. */
export function remindReviewer(
  { plan, period }: FollowUp,
  held: Assignment,
  reviewer: AgencyId,
  { at, step }: ScheduledReview['moments'][number],
): NoticeEntry {
  const { agency, deadlineVersion, submission, submittedAt } = held;
  const about = { task: period.task, period: period.period, agency, to: reviewer, step };
  return {
    key: buildNoticeKey(plan, { ...about, kind: 'reviewOverdue' }, submission ?? deadlineVersion),
    at,
    agency,
    to: reviewer,
    role: 'reviewer',
    kind: 'reviewOverdue',
    step,
    lastDay: held.lastDay ?? period.lastDay,
    deadlineVersion,
    state: 'owed',
    leaves: 'morning',
    data: { submission, submittedAt },
  };
}

function isUndatedMove(held: Assignment): held is Assignment & { readonly lastDay: IsoDay } {
  return held.lastDay !== null && held.cutoff === null;
}

function selectDue({ ladder, nextMoment }: MovedLadder, now: IsoInstant) {
  const moments = ladder.slice(nextMoment).filter(({ at }) => !isAfter(at, now));
  return { moments, ladder: { ladder, nextMoment: nextMoment + moments.length } };
}

/** What one moment tells. `moved` is the lead whose own deadline the moment belongs to. */
function tellMoment(
  followUp: FollowUp,
  moment: LadderMoment,
  candidates: readonly Assignment[],
  moved: Assignment | null,
): NoticeEntry[] {
  const { period, plan, atOnce, periodVersion } = followUp;
  const owing = candidates.filter(({ owesSince }) => !isAfter(owesSince, moment.at));
  const versions = new Map(owing.map(({ agency, deadlineVersion }) => [agency, deadlineVersion]));
  // What a coordinator is told stands for all leads of one deadline.
  const shared = moved === null ? periodVersion : `${moved.deadlineVersion}-${moved.agency}`;
  const about = { ...period, lastDay: moved?.lastDay ?? period.lastDay };
  return computeNotices(moment, ownAudience(followUp, moment), about, [...versions.keys()]).map(
    (notice) => {
      const { task: _task, period: _period, ...rest } = notice;
      const own = versions.get(notice.agency ?? '');
      return {
        ...rest,
        key: buildNoticeKey(plan, notice, own ?? shared),
        deadlineVersion: own ?? moved?.deadlineVersion ?? periodVersion,
        state: 'owed',
        leaves: atOnce ? 'atOnce' : 'morning',
        data: null,
      };
    },
  );
}

/** Of a split task: a coordinator that leads in another part, or will, is told there. */
function ownAudience({ part, period }: FollowUp, { at }: LadderMoment): Audience {
  const { audience, leads } = period;
  if (part === null) return audience;
  const { successions, superiors } = audience;
  const own = new Set(leads);
  for (const { from, to } of successions) if (own.has(from)) own.add(to);
  const coordinators = audience.coordinators.filter((agency) => {
    const standing = standInAt(successions, agency, at);
    return own.has(standing) || !Object.hasOwn(superiors, standing);
  });
  return { ...audience, coordinators };
}

/**
 * Keeps, for each assignment and recipient, the latest step; the word that it opened counts as earliest.
 * What a coordinator is told of one last day is not replaced by what it is told of another.
 */
function markSuperseded(notices: readonly NoticeEntry[]): NoticeEntry[] {
  const pairOf = ({ agency, to, lastDay }: NoticeEntry) => `${agency ?? `*${lastDay}`}/${to}`;
  const latest = new Map(notices.map((notice) => [pairOf(notice), notice.at]));
  return notices.map((notice) =>
    latest.get(pairOf(notice)) === notice.at ? notice : { ...notice, state: 'superseded' },
  );
}

/** Closes the reports that are missing at a moment; `now` is when that is noted. */
function closeLapsed(due: Due, by: IsoInstant, now: IsoInstant): Due {
  const { closesAt } = due.followUp.period;
  if (closesAt === null || isAfter(closesAt, by)) return due;
  // What was submitted by then and returned later was not missing at the cut-off.
  // One whose last day was moved beyond it has until then, and until the plan closes.
  const wasMissing = ({ progress, owesSince, extensions }: Assignment) =>
    owesDelivery(progress) && !isAfter(owesSince, closesAt) && extensions === 0;
  return applyLapses(due, wasMissing, now);
}

function applyLapses(due: Due, lapses: (assignment: Assignment) => boolean, now: IsoInstant): Due {
  const changes = due.followUp.assignments.filter(lapses).map(lapse);
  return {
    followUp: changes.reduce(applyChange, due.followUp),
    notices: due.notices,
    events: [
      ...due.events,
      ...changes.map(({ assignment: { agency }, event }) =>
        buildOwnEvent(event.kind, agency, now, event.data),
      ),
    ],
    changed: [...new Set([...due.changed, ...changes.map(({ assignment }) => assignment.agency)])],
  };
}

function earlier(a: IsoInstant | null, b: IsoInstant | null): IsoInstant | null {
  if (a === null || b === null) return a ?? b;
  return isAfter(a, b) ? b : a;
}

function isAfter(a: IsoInstant, b: IsoInstant): boolean {
  return Date.parse(a) > Date.parse(b);
}
