import type { EpochDay } from './civil-day.ts';
import { epochDayOf, toIsoDay, weekdayOf } from './civil-day.ts';
import type { HolidayEntry, HolidayYear } from './holiday-year.ts';
import { labourCode, labourCodeInLieu } from './holiday-year.ts';
import { lunarDay, lunarNewYear } from './lunar.ts';

interface Holiday {
  readonly day: EpochDay;
  readonly name: string;
  readonly source: string;
}

const cultureDayName = 'Ngày Văn hóa Việt Nam';
const cultureDaySource =
  'Nghị quyết 80-NQ/TW ngày 07/01/2026 (chủ trương), chưa thấy sửa Bộ luật Lao động, điều 112';

/** Vietnam Culture Day, 24 November: chosen in January 2026 as a day off in principle; the Labour Code was not yet amended as far as known. */
export function cultureDay(year: number): HolidayEntry {
  const day = toIsoDay(epochDayOf(year, 11, 24));
  return { from: day, to: day, name: cultureDayName, source: cultureDaySource, provisional: true };
}

/**
 * The holidays of a year that is not decreed yet: the law's days, the lunar ones computed in UTC+7, those
 * on a weekend replaced by the next working day (Labour Code, art. 111.3). Swapped Saturdays cannot be
 * foreseen. Every entry is provisional.
 */
export function provisionalYear(year: number): HolidayYear {
  const holidays = lawfulHolidays(year);
  const taken = new Set(holidays.map((holiday) => holiday.day));
  const inLieu = holidays
    .filter((holiday) => weekdayOf(holiday.day) > 5)
    .map((holiday) => dayInLieu(holiday, taken));
  return { year, off: [...holidays, ...inLieu].map(toEntry), worked: [] };
}

function lawfulHolidays(year: number): readonly Holiday[] {
  const named = (name: string, ...days: EpochDay[]) =>
    days.map((day) => ({ day, name, source: labourCode }));
  const culture = epochDayOf(year, 11, 24);
  return [
    ...named('Tết Dương lịch', epochDayOf(year, 1, 1)),
    ...named('Tết Âm lịch', ...tetDays(year)),
    ...named('Giỗ Tổ Hùng Vương', lunarDay(year, 3, 10)),
    ...named('Ngày Chiến thắng', epochDayOf(year, 4, 30)),
    ...named('Ngày Quốc tế lao động', epochDayOf(year, 5, 1)),
    ...named('Quốc khánh', ...nationalDays(year)),
    { day: culture, name: cultureDayName, source: cultureDaySource },
  ];
}

/**
 * The five days of Tết: two before and three after, or one before and four after where that makes a whole
 * week (Tết on a Tuesday). Every decision from 2021 to 2026 followed this.
 */
export function tetDays(year: number): readonly EpochDay[] {
  const newYear = lunarNewYear(year);
  const first = newYear - (weekdayOf(newYear) === 2 ? 1 : 2);
  return [0, 1, 2, 3, 4].map((days) => first + days);
}

/**
 * 2 September and the day next to it: the day after when it is a Monday or a Thursday, else the day before.
 * Every decision from 2021 to 2026 followed this.
 */
export function nationalDays(year: number): readonly EpochDay[] {
  const second = epochDayOf(year, 9, 2);
  return [1, 4].includes(weekdayOf(second)) ? [second, second + 1] : [second - 1, second];
}

/** The next day that is neither a weekend nor a holiday; takes it. */
function dayInLieu(holiday: Holiday, taken: Set<EpochDay>): Holiday {
  let day = holiday.day + 1;
  while (weekdayOf(day) > 5 || taken.has(day)) day += 1;
  taken.add(day);
  return { day, name: `Nghỉ bù ${holiday.name}`, source: inLieuSource(holiday.source) };
}

function inLieuSource(source: string): string {
  return source === labourCode ? labourCodeInLieu : source;
}

function toEntry(holiday: Holiday): HolidayEntry {
  const day = toIsoDay(holiday.day);
  return { from: day, to: day, name: holiday.name, source: holiday.source, provisional: true };
}
