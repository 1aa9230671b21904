import type { IsoDay } from '../plan.ts';

/**
 * Plain integer arithmetic on calendar days, without a clock or a time zone.
 * An epoch day is the number of days since 1970-01-01 in the proleptic Gregorian calendar.
 * Reminder ladders ask for days by the hundred thousand, hence no date library here.
 */
export type EpochDay = number;

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoByEpochDay = new Map<EpochDay, IsoDay>();

/** Epoch day of a Gregorian date (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil). */
export function epochDayOf(year: number, month: number, day: number): EpochDay {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month 1–12 and day of an epoch day (civil_from_days of the same source). */
export function civilOf(epochDay: EpochDay): { year: number; month: number; day: number } {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** How many days a month has; month 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether the three numbers are a date that exists. */
export function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whether a text is `YYYY-MM-DD` and that day exists. */
export function isIsoDay(text: string): boolean {
  const match = isoPattern.exec(text);
  return match !== null && isRealDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/**
 * Epoch day of `YYYY-MM-DD`.
 * @throws {RangeError} when the text is no such day.
 */
export function toEpochDay(day: IsoDay): EpochDay {
  if (!isIsoDay(day)) {
    throw new RangeError(`expected a day written YYYY-MM-DD that exists, found "${day}"`);
  }
  return epochDayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** `YYYY-MM-DD` of an epoch day; years 0 to 9999. */
export function toIsoDay(epochDay: EpochDay): IsoDay {
  const known = isoByEpochDay.get(epochDay);
  if (known !== undefined) return known;
  const { year, month, day } = civilOf(epochDay);
  const iso = `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`;
  isoByEpochDay.set(epochDay, iso);
  return iso;
}

/** `YYYY-MM-DD` of a date given by its numbers. */
export function isoDayOf(year: number, month: number, day: number): IsoDay {
  return toIsoDay(epochDayOf(year, month, day));
}

/** The day so many calendar days later (earlier when negative). */
export function addDays(day: IsoDay, days: number): IsoDay {
  return toIsoDay(toEpochDay(day) + days);
}

/** The same day of the month so many months later; the month's last day where it has no such day. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const { year, month, day: dayOfMonth } = civilOf(toEpochDay(day));
  const index = month - 1 + months;
  const laterYear = year + Math.floor(index / 12);
  const laterMonth = (((index % 12) + 12) % 12) + 1;
  const lastDay = daysInMonth(laterYear, laterMonth);
  return isoDayOf(laterYear, laterMonth, Math.min(dayOfMonth, lastDay));
}

/** ISO weekday: Monday 1 … Sunday 7. 1970-01-01 was a Thursday. */
export function weekdayOf(epochDay: EpochDay): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** The number with a leading zero below ten. */
export function pad2(value: number): string {
  return String(value).padStart(2, '0');
}
