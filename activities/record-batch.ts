import type {
  AssignmentRow,
  NoticeEntry,
  RecordBatch,
  RecordedBatch,
  ScheduledDecision,
  ScheduledReview,
} from '../domain/batch.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { computeMorning } from '../domain/ladder.ts';
import { LatestAnswers } from '../domain/latest-answers.ts';
import { toDay, toInstant } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import type { IsoInstant, Plan } from '../domain/plan.ts';
import { findWaiting } from '../domain/waiting-decisions.ts';
import { applyBatch } from '../register/apply-batch.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';
import { wakeMailroom } from './wake-mailroom.ts';

/** Somebody is reminded of one thing that waits so often at most. */
const mostReminders = 5;

/** Writes one wake-up of a workflow, and wakes the mailroom when something is to be sent. */
export async function recordBatch(
  deps: Pick<ActivityDependencies, 'register' | 'client' | 'calendar'>,
  periods: PlanPeriodsReader,
  batch: RecordBatch,
): Promise<RecordedBatch> {
  const { assignments, notices } = batch;
  const submitted = assignments.filter(({ progress }) => progress === 'submitted');
  const asking = assignments.filter((row) => findWaiting(row).length > 0);
  const isNeeded = notices.length + submitted.length + asking.length > 0;
  const plan = isNeeded ? await readPlan(periods, batch) : null;
  const leavesAt = plan === null ? () => null : rememberMoments(plan, batch, deps.calendar);
  const outcome = await applyBatch(deps.register, batch, leavesAt);
  if (outcome.wakeMailroom) await wakeMailroom(deps.client);
  if (plan === null) return outcome;
  const reviews = listComing(scheduleReviews(plan, submitted, deps.calendar), batch);
  const decisions = listComing(scheduleDecisions(plan, asking, deps.calendar), batch);
  return {
    ...outcome,
    ...(submitted.length === 0 ? {} : { reviews }),
    ...(asking.length === 0 ? {} : { decisions }),
  };
}

/** A batch has hundreds of notices and few moments: each is computed once. */
function rememberMoments(plan: Plan, batch: RecordBatch, calendar: WorkingCalendar) {
  const moments = new LatestAnswers<IsoInstant | null>(batch.notices.length);
  return (notice: NoticeEntry) =>
    moments.get(`${notice.at} ${notice.leaves} ${notice.state}`, () =>
      computeLeavesAt(plan, notice, batch, calendar),
    );
}

/** What waits since before has been told already what came before this batch. */
function listComing<Scheduled extends Pick<ScheduledReview, 'moments'>>(
  scheduled: readonly Scheduled[],
  { now }: Pick<RecordBatch, 'now'>,
): Scheduled[] {
  return scheduled.map((one) => ({
    ...one,
    moments: one.moments.filter(({ at }) => Date.parse(at) > Date.parse(now)),
  }));
}

/** When the reviewers of some submissions are reminded. */
export function scheduleReviews(
  plan: Plan,
  submitted: readonly Pick<AssignmentRow, 'agency' | 'submittedAt'>[],
  calendar: WorkingCalendar,
): ScheduledReview[] {
  return submitted.flatMap(({ agency, submittedAt }) =>
    submittedAt === null
      ? []
      : [{ agency, submittedAt, moments: listReminders(plan, submittedAt, calendar) }],
  );
}

/** When those who decide are reminded of what some leads have asked or reported. */
export function scheduleDecisions(
  plan: Plan,
  asking: readonly AssignmentRow[],
  calendar: WorkingCalendar,
): ScheduledDecision[] {
  return asking.flatMap((row) =>
    findWaiting(row).map(({ of, askedAt }) => ({
      ...{ agency: row.agency, of, askedAt },
      moments: listReminders(plan, askedAt, calendar),
    })),
  );
}

/**
 * Mornings on which somebody is reminded of what waits since a moment: the first after `reviewWithin`
 * working days, and every so many after that, at most five times.
 */
function listReminders(plan: Plan, since: IsoInstant, calendar: WorkingCalendar) {
  const { timezone, reviewWithin, reminders } = plan;
  const day = toDay(since, timezone);
  return Array.from({ length: mostReminders }, (_, index) => {
    const step = reviewWithin * (index + 1) + 1;
    const at = toInstant(calendar.addWorkingDays(day, step), reminders.sendAt, timezone);
    return { at, step };
  });
}

/**
 * When a notice may leave, in server time. Told on its own day or before, it leaves at its `sendAt`;
 * told later, after downtime, it leaves at once on a working day after `sendAt`, else on the next morning.
 */
export function computeLeavesAt(
  plan: Plan,
  notice: Pick<NoticeEntry, 'at' | 'leaves' | 'state'>,
  { now, serverNow }: Pick<RecordBatch, 'now' | 'serverNow'>,
  calendar: WorkingCalendar,
): IsoInstant | null {
  if (notice.state === 'superseded') return null;
  const shiftMs = Date.parse(now) - Date.parse(serverNow);
  if (notice.leaves === 'atOnce') {
    const isToCome = Date.parse(notice.at) > Date.parse(now);
    return isToCome ? addMs(notice.at, -shiftMs) : serverNow;
  }
  return new Date(Date.parse(leaveMorning(plan, notice.at, now, calendar)) - shiftMs).toISOString();
}

function leaveMorning(
  plan: Plan,
  at: IsoInstant,
  now: IsoInstant,
  calendar: WorkingCalendar,
): IsoInstant {
  const today = toDay(now, plan.timezone);
  const isToCome = Date.parse(at) > Date.parse(now);
  if (isToCome || toDay(at, plan.timezone) === today) return at;
  const morning = toInstant(today, plan.reminders.sendAt, plan.timezone);
  const inHours = calendar.isWorkingDay(today) && Date.parse(now) >= Date.parse(morning);
  return inHours ? morning : computeMorning(plan, now, today, calendar);
}

async function readPlan(periods: PlanPeriodsReader, { plan, version }: RecordBatch): Promise<Plan> {
  return (await periods.readVersion(plan, version)).definition;
}
