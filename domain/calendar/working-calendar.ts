import type { IsoDay } from '../plan.ts';

/** A day that counts as off although no decision says so yet. */
export interface ProvisionalDay {
  readonly day: IsoDay;
  readonly name: string;
  readonly source: string;
}

/**
 * Which days are worked. Days are calendar days in Vietnam.
 * Every method throws a RangeError that names the known years when it would need a day outside them.
 */
export interface WorkingCalendar {
  isWorkingDay(day: IsoDay): boolean;
  /** The n-th working day strictly after `day` (strictly before it when n < 0); `day` itself when n is 0. */
  addWorkingDays(day: IsoDay, n: number): IsoDay;
  latestWorkingDayOnOrBefore(day: IsoDay): IsoDay;
  earliestWorkingDayOnOrAfter(day: IsoDay): IsoDay;
  /** How many working days lie in (afterDay, upToDay]; 0 when `upToDay` is not later. */
  countWorkingDays(afterDay: IsoDay, upToDay: IsoDay): number;
  /** Days from `from` to `to`, both included, that are off only provisionally; years not known are left out. */
  provisionalDaysWithin(from: IsoDay, to: IsoDay): readonly ProvisionalDay[];
}
