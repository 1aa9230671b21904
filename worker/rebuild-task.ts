import { asc, eq } from 'drizzle-orm';
import { computeDeadlines } from '../activities/compute-deadlines.ts';
import { describeLeads } from '../activities/describe-leads.ts';
import { PlanPeriodsReader } from '../activities/plan-periods.ts';
import { scheduleDecisions, scheduleReviews } from '../activities/record-batch.ts';
import { nameAgencies } from '../activities/start-task.ts';
import type { Assignment } from '../domain/assignment.ts';
import type { Json } from '../domain/batch.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { type FollowUp, type MovedLadder, startFollowUp } from '../domain/follow-up.ts';
import { groupBy } from '../domain/group-by.ts';
import { introduceLeads } from '../domain/hand-over.ts';
import type { LadderMoment } from '../domain/ladder.ts';
import { toDay } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import type { ReminderLadder } from '../domain/reminder-ladder.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import type { PlanTaskInput } from '../domain/workflow-input.ts';
import type { PlanRecord } from '../register/plan-records.ts';
import type { PlanVersion } from '../register/plan-versions.ts';
import type { Register } from '../register/register.ts';
import { notices, requests } from '../register/schema.ts';
import type { WorkflowRow } from '../register/workflow-row.ts';
import {
  findMovedAt,
  type ReadPeriod,
  readAssignments,
  readPeriod,
  readTaskEvents,
  type TaskEvent,
} from './task-record.ts';

/**
 * A running task workflow, made anew from what the register holds of it. It goes on where its last
 * batch ended: its place in the sequence and in the chain, its assignments, its answers, and how far
 * down its ladders everybody has been told. What it would tell twice has the key of a notice that is on
 * record, and is told once; what fell due since its last batch is told as after any downtime.
 */

/** As many answers as a run carries on to the next; older repeats are answered by the register. */
const carriedAnswers = 1_000;

export interface RebuildTerms {
  readonly register: Register;
  readonly calendar: WorkingCalendar;
  readonly answersPerRun: number;
  /** Server time up to which everything is taken as told, by decision; null to tell what was missed. */
  readonly toldUntil: IsoInstant | null;
}

/** What a task workflow is started with, and the version of the plan that its face is drawn from. */
export interface RebuiltTask {
  readonly input: PlanTaskInput;
  readonly version: PlanVersion;
}

type TaskNotice = Pick<
  typeof notices.$inferSelect,
  'agency' | 'role' | 'kind' | 'at' | 'toldAt' | 'lastDay' | 'deadlineVersion' | 'key'
>;

/** Everything that the parts of a follow-up are worked out from. */
interface Known {
  readonly row: WorkflowRow;
  readonly record: PlanRecord;
  readonly period: TaskPeriod;
  readonly version: number;
  readonly held: readonly Assignment[];
  readonly past: readonly TaskEvent[];
  readonly told: readonly TaskNotice[];
  /** Plan time; see {@link RebuildTerms.toldUntil}. */
  readonly toldUntil: IsoInstant | null;
}

/** Rebuilds the start of a task workflow that has recorded at least once and has not ended. */
export async function rebuildTask(
  terms: RebuildTerms,
  row: WorkflowRow,
  record: PlanRecord,
): Promise<RebuiltTask> {
  const { register, calendar, answersPerRun, toldUntil } = terms;
  const { period, version, read } = await readPeriod({ register, calendar }, row, record);
  const { definition, directory } = read.version;
  const past = await readTaskEvents(register, row);
  const names = nameAgencies(directory.agencies);
  const held = await readAssignments(register, row, past, { names, plan: definition, calendar });
  const known: Known = {
    ...{ row, record, version, held, past },
    period: await findOpened(terms, { period, version, read }, held, record),
    told: await readNotices(register, row),
    toldUntil: toldUntil === null ? null : addMs(toldUntil, record.shiftMs),
  };
  const followUp = await buildFollowUp(terms, known, read.version);
  return {
    version: read.version,
    input: {
      ...{ followUp, version, shiftMs: record.shiftMs, locale: definition.locale },
      limits: { answersPerRun },
      carried: { seq: row.seq, head: row.head, answers: await readAnswers(register, row) },
    },
  };
}

/** A period that a later version opened has the ladder of that day, not that of the plan's beginning. */
async function findOpened(
  { register, calendar }: RebuildTerms,
  { period, version, read }: ReadPeriod,
  held: readonly Assignment[],
  record: PlanRecord,
): Promise<TaskPeriod> {
  const opensAt = held
    .map((one) => one.opensAt)
    .reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b), held[0]?.opensAt ?? period.opensAt);
  if (Date.parse(opensAt) === Date.parse(period.opensAt)) return period;
  const day = toDay(opensAt, read.version.definition.timezone);
  const trackingFrom = day > record.trackingFrom ? day : record.trackingFrom;
  const fresh = await new PlanPeriodsReader(register, calendar).read({
    ...{ plan: record.plan, version, trackingFrom, includePast: false },
  });
  const opened = fresh.periods.find(
    (one) => one.task === period.task && one.period === period.period,
  );
  const isSame = opened !== undefined && Date.parse(opened.opensAt) === Date.parse(opensAt);
  return isSame ? opened : { ...period, opensAt };
}

async function buildFollowUp(
  terms: RebuildTerms,
  known: Known,
  planVersion: PlanVersion,
): Promise<FollowUp> {
  const { row, period, held } = known;
  const holds = new Set(held.map(({ agency }) => agency));
  const followUp: FollowUp = {
    ...startFollowUp({
      ...{ plan: row.plan, part: row.part },
      period: { ...period, leads: period.leads.filter((lead) => holds.has(lead)) },
      assignments: held,
    }),
    nextMoment: countPassed(period.ladder, findSettled(known)),
    movedLadders: await rebuildLadders(terms, known),
    reviews: rebuildReviews(terms, known, planVersion),
    decisions: rebuildDecisions(terms, known, planVersion),
    paused: isPaused(known),
    periodVersion: findPeriodVersion(known),
  };
  return await introduceOthers(terms, known, followUp);
}

/** Plan time by which everything that was due is on record. */
function findSettled(known: Known): IsoInstant | null {
  const { past, told, toldUntil } = known;
  // Amended while it was paused, it goes on from what was settled before.
  const amended = isPaused(known) ? [] : timesOf(past, 'periodAmended');
  return latest([...told.map(toldBy), ...amended, ...(toldUntil === null ? [] : [toldUntil])]);
}

/** What is told of a coming morning was settled when it was written, not on that morning. */
function toldBy({ at, toldAt }: TaskNotice): IsoInstant {
  return Date.parse(at) < Date.parse(toldAt) ? at : toldAt;
}

async function rebuildLadders(
  { register, calendar }: RebuildTerms,
  known: Known,
): Promise<Record<AgencyId, MovedLadder>> {
  const { row, period, version, held, past, told, toldUntil } = known;
  const movedAt = findMovedAt(past);
  const reader = new PlanPeriodsReader(register, calendar);
  const ladders: Record<AgencyId, MovedLadder> = {};
  for (const { agency, lastDay, deadlineVersion, opensAt } of held) {
    if (lastDay === null || lastDay === period.lastDay) continue;
    const { cycle, requested } = period;
    const [dated] = await computeDeadlines(calendar, reader, {
      ...{ plan: row.plan, version, cycle, requested },
      now: movedAt.get(agency) ?? opensAt,
      moved: [{ agency, lastDay }],
    });
    const own = told.filter(
      (notice) => notice.agency === agency && notice.deadlineVersion === deadlineVersion,
    );
    const settled = latest([...own.map(toldBy), ...(toldUntil === null ? [] : [toldUntil])]);
    const ladder = dated?.ladder ?? [];
    ladders[agency] = { ladder, nextMoment: countPassed(ladder, settled) };
  }
  return ladders;
}

function rebuildReviews(
  { calendar }: RebuildTerms,
  known: Known,
  { definition }: PlanVersion,
): FollowUp['reviews'] {
  const waiting = known.held.filter(({ progress }) => progress === 'submitted');
  const scheduled = scheduleReviews(definition, waiting, calendar);
  return Object.fromEntries(
    scheduled.map(({ agency, ...review }) => {
      const about = { kind: 'reviewOverdue', agency, since: review.submittedAt };
      return [agency, goOn(review, known, about)];
    }),
  );
}

function rebuildDecisions(
  { calendar }: RebuildTerms,
  known: Known,
  { definition }: PlanVersion,
): FollowUp['decisions'] {
  const byAgency = groupBy(
    scheduleDecisions(definition, known.held, calendar),
    (one) => one.agency,
  );
  return Object.fromEntries(
    [...byAgency].map(([agency, own]) => [
      agency,
      own.map(({ agency: _agency, ...decision }) =>
        goOn(decision, known, { kind: decision.of, agency, since: decision.askedAt }),
      ),
    ]),
  );
}

/** A ladder of reminders behind those that are on record, or that a person takes as told. */
function goOn<Scheduled extends Pick<ReminderLadder, 'moments'>>(
  scheduled: Scheduled,
  { told, toldUntil }: Known,
  about: { readonly kind: string; readonly agency: AgencyId; readonly since: IsoInstant },
): Scheduled & ReminderLadder {
  const reminded = told
    .filter(({ kind, agency }) => kind === about.kind && agency === about.agency)
    .map(toldBy);
  const settled = latest([about.since, ...reminded, ...(toldUntil === null ? [] : [toldUntil])]);
  return { ...scheduled, nextMoment: countPassed(scheduled.moments, settled) };
}

/**
 * As its own chain says; one that a paused plan opened has no word of it in its own. What ran again because it was
 * reopened is as its plan is: what its chain says of an earlier run holds no longer.
 */
function isPaused({ past, record }: Pick<Known, 'past' | 'record'>): boolean {
  const newest = past.findLast(({ kind }) => ['paused', 'resumed', 'reopened'].includes(kind));
  return newest === undefined || newest.kind === 'reopened'
    ? record.status === 'paused'
    : newest.kind === 'paused';
}

/** The version under which coordinators are told of the period's own last day. */
function findPeriodVersion({ told, period, held }: Known): number {
  // The key of what a coordinator is told of one lead's own last day names that lead.
  const shared = told.filter(
    ({ agency, role, key }) => agency === null && role === 'coordinator' && /\/\d+$/.test(key),
  );
  if (shared.length === 0) {
    const onPeriod = held.filter(({ lastDay }) => lastDay === period.lastDay);
    const versions = onPeriod.map(({ deadlineVersion }) => deadlineVersion);
    return versions.length === 0 ? 1 : Math.min(...versions);
  }
  const newest = Math.max(...shared.map(({ deadlineVersion }) => deadlineVersion));
  const isCurrent = shared.some(
    ({ deadlineVersion, lastDay }) => deadlineVersion === newest && lastDay === period.lastDay,
  );
  return isCurrent ? newest : newest + 1;
}

/** Agencies that have taken over by decision: whom their superior is, the plan's period does not say. */
async function introduceOthers(
  { register, calendar }: RebuildTerms,
  { row, version, held }: Known,
  followUp: FollowUp,
): Promise<FollowUp> {
  const { superiors } = followUp.period.audience;
  const others = held.filter(({ agency }) => !Object.hasOwn(superiors, agency));
  if (others.length === 0) return followUp;
  const facts = await describeLeads(new PlanPeriodsReader(register, calendar), {
    ...{ plan: row.plan, version, task: row.task },
    agencies: others.map(({ agency }) => agency),
    now: followUp.period.opensAt,
  });
  return introduceLeads(followUp, facts);
}

async function readNotices({ db }: Register, { workflowId }: WorkflowRow): Promise<TaskNotice[]> {
  return await db
    .select({
      key: notices.key,
      agency: notices.agency,
      role: notices.role,
      kind: notices.kind,
      at: notices.at,
      toldAt: notices.toldAt,
      lastDay: notices.lastDay,
      deadlineVersion: notices.deadlineVersion,
    })
    .from(notices)
    .where(eq(notices.workflowId, workflowId));
}

async function readAnswers(
  { db }: Register,
  { workflowId }: WorkflowRow,
): Promise<(readonly [string, Json])[]> {
  const rows = await db
    .select({ requestId: requests.requestId, answer: requests.answer })
    .from(requests)
    .where(eq(requests.workflowId, workflowId))
    .orderBy(asc(requests.seq), asc(requests.requestId));
  return rows.slice(-carriedAnswers).map(({ requestId, answer }) => [requestId, answer] as const);
}

function countPassed(
  moments: readonly Pick<LadderMoment, 'at'>[],
  settled: IsoInstant | null,
): number {
  if (settled === null) return 0;
  return moments.filter(({ at }) => Date.parse(at) <= Date.parse(settled)).length;
}

function timesOf(past: readonly TaskEvent[], kind: string): IsoInstant[] {
  return past.filter((event) => event.kind === kind).map(({ at }) => at);
}

function latest(instants: readonly IsoInstant[]): IsoInstant | null {
  return instants.reduce<IsoInstant | null>(
    (found, at) => (found === null || Date.parse(at) > Date.parse(found) ? at : found),
    null,
  );
}
