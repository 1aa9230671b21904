import { computeTimeliness, isFinal, isOverdue, owesDelivery } from '../domain/assignment.ts';
import type { AssignmentRow } from '../domain/batch.ts';
import { addDays } from '../domain/calendar/civil-day.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { toDay } from '../domain/local-time.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { CliWording } from './wording/wording.ts';

/** When it is: plan time, the plan's zone, and which days are worked. */
export interface Present {
  readonly now: IsoInstant;
  readonly timezone: string;
  readonly calendar: WorkingCalendar;
}

/** Whether delivery is owed and late, and by how many working days; `null` where it does not apply. */
export interface Standing {
  readonly overdue: boolean;
  readonly workingDaysOver: number | null;
  readonly workingDaysLeft: number | null;
}

/** "Sắp đến hạn": as many working days as the longest default reminder of a quarterly task. */
const dueSoonWithin = 7;
/** What provinces publish separately, in calendar days. */
const longOverdueAfter = 30;

/** Where one assignment stands. */
export function computeStanding(assignment: AssignmentRow, present: Present): Standing {
  const { now, timezone, calendar } = present;
  const { lastDay, progress } = assignment;
  const overdue = isOverdue(assignment, now);
  if (lastDay === null || !owesDelivery(progress)) {
    return { overdue, workingDaysOver: null, workingDaysLeft: null };
  }
  const today = toDay(now, timezone);
  return overdue
    ? { overdue, workingDaysOver: calendar.countWorkingDays(lastDay, today), workingDaysLeft: null }
    : {
        overdue,
        workingDaysOver: null,
        workingDaysLeft: calendar.countWorkingDays(today, lastDay),
      };
}

/** "quá hạn 03 ngày làm việc", "còn 07 ngày làm việc", "gửi 14/6/2023, đúng hạn". */
export function describeStanding(
  assignment: AssignmentRow,
  present: Present,
  wording: CliWording,
): string {
  const { progress, submittedAt, timeliness, lastDay } = assignment;
  const { workingDaysOver, workingDaysLeft } = computeStanding(assignment, present);
  if (progress === 'accepted' && timeliness !== null) return wording.timeliness[timeliness];
  if (progress === 'submitted' && submittedAt !== null) {
    const day = toDay(submittedAt, present.timezone);
    return wording.submittedOn(day, computeTimeliness(assignment, submittedAt));
  }
  if (isFinal(progress)) return '';
  if (workingDaysOver !== null) return wording.overdueBy(workingDaysOver);
  if (workingDaysLeft === null || lastDay === null) return wording.undated;
  if (workingDaysLeft > 0) return wording.daysLeft(workingDaysLeft);
  return lastDay === toDay(present.now, present.timezone)
    ? wording.dueToday
    : wording.dueNextWorkingDay;
}

/** What provinces publish, counted in assignments. `dueSoon`, `undated` are parts of `inTime`. */
export interface Counts {
  readonly assignments: number;
  readonly acceptedOnTime: number;
  readonly acceptedLate: number;
  readonly inTime: number;
  readonly dueSoon: number;
  readonly undated: number;
  readonly overdue: number;
  /** Of the overdue: by more than 30 calendar days. */
  readonly longOverdue: number;
  readonly waiting: number;
  readonly extended: number;
  readonly waived: number;
  readonly notReported: number;
  readonly notApplicable: number;
}

/** Counts assignments. */
export function countAssignments(rows: readonly AssignmentRow[], present: Present): Counts {
  const count = (matches: (row: AssignmentRow, standing: Standing) => boolean) =>
    rows.filter((row) => matches(row, computeStanding(row, present))).length;
  const today = toDay(present.now, present.timezone);
  const inTime = (row: AssignmentRow, { overdue }: Standing) =>
    owesDelivery(row.progress) && !overdue;
  return {
    assignments: rows.length,
    acceptedOnTime: count((row) => row.progress === 'accepted' && row.timeliness !== 'late'),
    acceptedLate: count((row) => row.progress === 'accepted' && row.timeliness === 'late'),
    inTime: count(inTime),
    dueSoon: count(
      (row, standing) =>
        inTime(row, standing) && (standing.workingDaysLeft ?? Infinity) <= dueSoonWithin,
    ),
    undated: count((row, standing) => inTime(row, standing) && row.lastDay === null),
    overdue: count((_row, { overdue }) => overdue),
    longOverdue: count(
      (row, { overdue }) =>
        overdue && row.lastDay !== null && addDays(row.lastDay, longOverdueAfter) < today,
    ),
    waiting: count(({ progress }) => progress === 'submitted'),
    extended: count(({ lastDay, originalLastDay }) => lastDay !== originalLastDay),
    waived: count(({ progress }) => progress === 'waived'),
    notReported: count(({ progress }) => progress === 'notReported'),
    notApplicable: count(({ progress }) => progress === 'notApplicable'),
  };
}

/** "quá hạn 03 (trên 30 ngày 01), đang thực hiện trong hạn 20 (sắp đến hạn 05), …": only what there is. */
export function describeCounts(counts: Counts, { summary }: CliWording): string {
  const part = (count: number, words: (count: number) => string) =>
    count > 0 ? [words(count)] : [];
  const withParts = (words: string[], parts: string[]) =>
    words.map((text) => (parts.length > 0 ? `${text} (${parts.join(', ')})` : text));
  return [
    ...withParts(
      part(counts.overdue, summary.overdue),
      part(counts.longOverdue, summary.longOverdue),
    ),
    ...withParts(part(counts.inTime, summary.inTime), [
      ...part(counts.dueSoon, summary.dueSoon),
      ...part(counts.undated, summary.undated),
    ]),
    ...part(counts.waiting, summary.waiting),
    ...part(counts.acceptedOnTime, summary.acceptedOnTime),
    ...part(counts.acceptedLate, summary.acceptedLate),
    ...part(counts.extended, summary.extended),
    ...part(counts.waived, summary.waived),
    ...part(counts.notReported, summary.notReported),
    ...part(counts.notApplicable, summary.notApplicable),
  ].join(', ');
}
