import { computeTimeliness, isFinal, isOverdue, owesDelivery } from '../domain/assignment.ts';
import type { AssignmentRow } from '../domain/batch.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { buildMoment, type Counts, countPlaces, placeAssignment } from '../domain/counts.ts';
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

/** Counts assignments; one that was passed on counts where it is now. */
export function countAssignments(
  rows: readonly AssignmentRow[],
  { now, timezone, calendar }: Present,
): Omit<Counts, 'total'> & { readonly assignments: number } {
  const moment = buildMoment(now, timezone, calendar);
  const { total, ...counts } = countPlaces(
    rows.flatMap((row) => placeAssignment(row, moment) ?? []),
  );
  return { assignments: total, ...counts };
}

/** "quá hạn 03 (trên 30 ngày 01), đang thực hiện trong hạn 20 (sắp đến hạn 05), …": only what there is. */
export function describeCounts(counts: Omit<Counts, 'total'>, { summary }: CliWording): string {
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
      ...part(counts.longUndated, summary.longUndated),
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
