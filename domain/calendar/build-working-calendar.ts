import type { IsoDay } from '../plan.ts';
import { type EpochDay, epochDayOf, toEpochDay, toIsoDay, weekdayOf } from './civil-day.ts';
import type { HolidayEntry, HolidayYear } from './holiday-year.ts';
import type { ProvisionalDay, WorkingCalendar } from './working-calendar.ts';

/**
 * A calendar of consecutive years, earliest first. Everything is counted once here, so that each question
 * afterwards is a look-up in an array.
 * @throws {RangeError} when no year is given.
 */
export function buildWorkingCalendar(years: readonly HolidayYear[]): WorkingCalendar {
  const table = countWorkingDaysOnce(years);
  const provisional = provisionalDaysOf(years);
  return {
    isWorkingDay: (day) => isWorked(table, toEpochDay(day)),
    addWorkingDays: (day, n) => (n === 0 ? day : table.nthFrom(day, n)),
    latestWorkingDayOnOrBefore: (day) =>
      isWorked(table, toEpochDay(day)) ? day : table.nthFrom(day, -1),
    earliestWorkingDayOnOrAfter: (day) =>
      isWorked(table, toEpochDay(day)) ? day : table.nthFrom(day, 1),
    countWorkingDays: (afterDay, upToDay) =>
      upToDay <= afterDay ? 0 : table.upTo(toEpochDay(upToDay)) - table.upTo(toEpochDay(afterDay)),
    provisionalDaysWithin: (from, to) => provisional.filter(({ day }) => from <= day && day <= to),
  };
}

interface WorkingDayTable {
  /** How many working days there are from the first known day to this one, included. */
  upTo(day: EpochDay): number;
  /** The n-th working day strictly after `day`, or before it when n < 0. */
  nthFrom(day: IsoDay, n: number): IsoDay;
}

function countWorkingDaysOnce(years: readonly HolidayYear[]): WorkingDayTable {
  const [from, to] = firstAndLastYear(years);
  const { first, workingDays, counts } = tabulate(years, from, to);
  const unknown = (what: string) =>
    new RangeError(
      `${what}: working days are known for ${from}–${to} only; add a data file for the year under domain/calendar`,
    );
  const upTo = (day: EpochDay) => {
    const count = counts[day - first];
    if (count === undefined) throw unknown(`no working days for ${toIsoDay(day)}`);
    return count;
  };
  return {
    upTo,
    nthFrom: (day, n) => {
      const epochDay = toEpochDay(day);
      const index = n > 0 ? upTo(epochDay) + n - 1 : upTo(epochDay - 1) + n;
      const found = workingDays[index];
      if (found === undefined) throw unknown(`no working day ${n} from ${day}`);
      return found;
    },
  };
}

function isWorked(table: WorkingDayTable, day: EpochDay): boolean {
  return table.upTo(day) > table.upTo(day - 1);
}

function firstAndLastYear(years: readonly HolidayYear[]): readonly [number, number] {
  const numbers = years.map(({ year }) => year);
  if (numbers.length === 0) throw new RangeError('a working calendar needs at least one year');
  return [Math.min(...numbers), Math.max(...numbers)];
}

function tabulate(years: readonly HolidayYear[], from: number, to: number) {
  const off = new Set(years.flatMap((year) => year.off.flatMap(daysOf)));
  const worked = new Set(years.flatMap((year) => year.worked.flatMap(daysOf)));
  // One day earlier than the first year, with a count of 0: "up to the day before" is asked of 1 January.
  const first = epochDayOf(from, 1, 1) - 1;
  const last = epochDayOf(to, 12, 31);
  const workingDays: IsoDay[] = [];
  const counts = [0];
  for (let day = first + 1; day <= last; day += 1) {
    if (worked.has(day) || (weekdayOf(day) <= 5 && !off.has(day))) workingDays.push(toIsoDay(day));
    counts.push(workingDays.length);
  }
  return { first, workingDays, counts };
}

function daysOf(entry: HolidayEntry): readonly EpochDay[] {
  const first = toEpochDay(entry.from);
  return Array.from({ length: toEpochDay(entry.to) - first + 1 }, (_, i) => first + i);
}

function provisionalDaysOf(years: readonly HolidayYear[]): readonly ProvisionalDay[] {
  return years
    .flatMap((year) => year.off.filter((entry) => entry.provisional))
    .flatMap((entry) =>
      daysOf(entry).map((day) => ({
        day: toIsoDay(day),
        name: entry.name,
        source: entry.source,
      })),
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
