import { isOverdue } from './assignment.ts';
import type { AssignmentRow } from './batch.ts';
import { addDays, addMonths } from './calendar/civil-day.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { toDay } from './local-time.ts';
import type { IsoDay, IsoInstant } from './plan.ts';

/** What provinces publish: how many assignments, or tasks, stand where at a moment. */

/** "Sắp đến hạn": as many working days as the longest default reminder of a quarterly task. */
const dueSoonWithin = 7;
/** What provinces publish separately, in calendar days. */
const longOverdueAfter = 30;
/** What provinces publish separately, in months. */
const longUndatedAfter = 3;

/**
 * Where something stands, the worst first. Everything that is counted stands in exactly one of
 * these, so that they add up to the total.
 */
export const categories = [
  /** Delivery is owed, and the cut-off has passed. */
  'overdue',
  /** Delivery is owed (nothing handed in yet, or returned), and the cut-off has not passed. */
  'inTime',
  /** Handed in, whether in time or not, and not reviewed. */
  'waiting',
  /** A report that was still missing when the next one was due, or when the plan closed. */
  'notReported',
  'acceptedLate',
  'acceptedOnTime',
  /** Stopped by decision. */
  'waived',
  /** Due before the plan was issued, or before tracking began. */
  'notApplicable',
] as const;
export type Category = (typeof categories)[number];

/** What is counted a second time, beside its category. */
export type Mark =
  /** Of those in time: nothing dates it. */
  | 'undated'
  /** Of the undated: for more than three months. */
  | 'longUndated'
  /** Of those in time: at most seven working days are left. */
  | 'dueSoon'
  /** Of the overdue: by more than 30 calendar days. */
  | 'longOverdue'
  /** Of all: its last day is not the original one. */
  | 'extended';

/** Where one assignment, or one task, stands. */
export interface Place {
  readonly category: Category;
  readonly marks: readonly Mark[];
}

/** `total` is the sum of the categories; marks overlap with them. */
export type Counts = { readonly total: number } & Readonly<Record<Category | Mark, number>>;

/** What of an assignment decides where it stands. */
export type Countable = Pick<
  AssignmentRow,
  'progress' | 'timeliness' | 'opensAt' | 'lastDay' | 'originalLastDay' | 'cutoff'
>;

/** A moment of plan time, and the day that it is in the plan's time zone. */
export interface Moment {
  readonly now: IsoInstant;
  readonly today: IsoDay;
  readonly timezone: string;
  readonly calendar: WorkingCalendar;
}

/** Adds its day to a moment of plan time. */
export function buildMoment(now: IsoInstant, timezone: string, calendar: WorkingCalendar): Moment {
  return { now, today: toDay(now, timezone), timezone, calendar };
}

/** Where an assignment stands; null for one that was passed on: it counts where it is now. */
export function placeAssignment(assignment: Countable, moment: Moment): Place | null {
  const category = categoryOf(assignment, moment);
  if (category === null) return null;
  const { lastDay, originalLastDay } = assignment;
  const extended: Mark[] = lastDay === originalLastDay ? [] : ['extended'];
  return { category, marks: [...listMarks(category, assignment, moment), ...extended] };
}

/** Where a task stands that nobody has dated since a day: in time. */
export function placeUndated(since: IsoDay, { today }: Pick<Moment, 'today'>): Place {
  const isLong = addMonths(since, longUndatedAfter) < today;
  return { category: 'inTime', marks: isLong ? ['undated', 'longUndated'] : ['undated'] };
}

/**
 * Where a task stands in one of its periods: where the worst of its leads' assignments stands. So it
 * is completed once every lead is, and late once one of them was; what was stopped or is not
 * applicable holds nothing up. Marks are those of the assignments in that category, and `extended`
 * when any of them was.
 */
export function placeTask(places: readonly Place[]): Place {
  const { category } = places.reduce((worst, place) => (isWorse(place, worst) ? place : worst));
  const marks = places.flatMap((place) =>
    place.marks.filter((mark) => mark === 'extended' || place.category === category),
  );
  return { category, marks: [...new Set(marks)] };
}

/** Counts what stands where. */
export function countPlaces(places: readonly Place[]): Counts {
  const counts = { ...noCounts, total: places.length };
  for (const { category, marks } of places) {
    counts[category] += 1;
    for (const mark of marks) counts[mark] += 1;
  }
  return counts;
}

const noCounts = {
  total: 0,
  acceptedOnTime: 0,
  acceptedLate: 0,
  inTime: 0,
  undated: 0,
  longUndated: 0,
  dueSoon: 0,
  overdue: 0,
  longOverdue: 0,
  waiting: 0,
  waived: 0,
  notReported: 0,
  notApplicable: 0,
  extended: 0,
};

function isWorse(a: Place, b: Place): boolean {
  return categories.indexOf(a.category) < categories.indexOf(b.category);
}

function categoryOf(assignment: Countable, { now }: Moment): Category | null {
  const { progress, timeliness } = assignment;
  switch (progress) {
    case 'open':
    case 'returned':
      return isOverdue(assignment, now) ? 'overdue' : 'inTime';
    case 'submitted':
      return 'waiting';
    case 'accepted':
      return timeliness === 'late' ? 'acceptedLate' : 'acceptedOnTime';
    case 'reassigned':
      return null;
    default:
      return progress;
  }
}

function listMarks(category: Category, assignment: Countable, moment: Moment): readonly Mark[] {
  const { lastDay, opensAt } = assignment;
  const { today, timezone, calendar } = moment;
  if (category !== 'inTime' && category !== 'overdue') return [];
  if (lastDay === null) return placeUndated(toDay(opensAt, timezone), moment).marks;
  if (category === 'overdue') {
    return addDays(lastDay, longOverdueAfter) < today ? ['longOverdue'] : [];
  }
  return calendar.countWorkingDays(today, lastDay) <= dueSoonWithin ? ['dueSoon'] : [];
}
