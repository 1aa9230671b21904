import { daysInMonth } from './calendar/civil-day.ts';
import { introduce, type PhraseOptions, readQuarter, splitList } from './deadline-grammar.ts';
import {
  type DayOfMonth,
  type MonthsCycle,
  monthsPerCycle,
  placeInYear,
  type RecurringCycle,
  type WeeklyCycle,
  type YearlyCycle,
  type YearlyDate,
} from './deadline-rule.ts';

type Frequency = 'week' | keyof typeof monthsPerCycle;

const nouns: Readonly<Record<string, Frequency>> = {
  tuần: 'week',
  tháng: 'month',
  quý: 'quarter',
  '6 tháng': 'halfYear',
  năm: 'year',
};
const weekdays: Readonly<Record<string, number>> = {
  'thứ hai': 1,
  'thứ ba': 2,
  'thứ tư': 3,
  'thứ năm': 4,
  'thứ sáu': 5,
  'thứ bảy': 6,
  'thứ 2': 1,
  'thứ 3': 2,
  'thứ 4': 3,
  'thứ 5': 4,
  'thứ 6': 5,
  'thứ 7': 6,
  'chủ nhật': 7,
};
const ordinals: Readonly<Record<string, number>> = {
  đầu: 1,
  'đầu tiên': 1,
  'thứ nhất': 1,
  'thứ hai': 2,
  'thứ ba': 3,
  'thứ tư': 4,
  'thứ năm': 5,
  'thứ sáu': 6,
  'thứ 1': 1,
  'thứ 2': 2,
  'thứ 3': 3,
  'thứ 4': 4,
  'thứ 5': 5,
  'thứ 6': 6,
};
const every = '(?:hằng|mỗi|từng)';
const next = '(?:sau|tiếp theo|kế tiếp|liền kề)';
const day = '(?:(?:ngày )?(\\d{1,2})|ngày cuối(?: cùng)?)';

const weekPattern = new RegExp(
  `^(?:ngày )?(thứ \\S+|chủ nhật)(?: của)? (?:${every} tuần|(tuần ${next}))$`,
  'u',
);
const monthPattern = new RegExp(
  `^${day}(?: của| vào| trong)? (?:(?:${every} )?(tháng ${next})|${every} tháng)(?:,? ${every} tháng)?$`,
  'u',
);
const monthOfPattern = new RegExp(
  `^(?:${day} )?(?:của |vào |trong )?(tháng) (đầu(?: tiên)?|giữa|cuối(?: cùng)?|thứ \\S+)(?: của)?(?: ${every})? (quý|6 tháng)( ${next})?(?: ${every} (?:quý|năm))?$`,
  'u',
);
const yearlyTail = new RegExp(` ${every} năm$`, 'u');
const nextYearTail = new RegExp(`(?: của)? năm ${next}$`, 'u');

/** The plain cycle of a noun: "hằng quý" ends with the quarter. */
export function plainCycle(frequency: Frequency): RecurringCycle {
  if (frequency === 'week') return { every: 'week', weekday: 7, weeksLater: 0, time: null };
  if (frequency === 'year') return yearly([{ month: 12, day: 'last' }], null);
  return { every: frequency, month: monthsPerCycle[frequency], day: 'last', time: null };
}

/**
 * "Hằng tháng", "mỗi quý ít nhất 01 lần", "02 lần/năm", "6 tháng một lần" …; null when it is none of them.
 * Folded words. In a list a bare noun ("năm", "1 năm") is enough.
 */
export function readPlainCycle(words: string, inList: boolean): RecurringCycle | null {
  const tidied = words
    .replace(/^định kỳ (?=\S)/u, '')
    .replace(/(?<!\d)0(?=\d)/gu, '')
    .replace(/nửa năm|sáu tháng/gu, '6 tháng')
    .replace(/(?:^| )(?:ít nhất|tối thiểu)(?= )/gu, '')
    .replace(/một(?= (?:lần|tuần|tháng|quý|năm))/gu, '1')
    .trim();
  const frequency = readNoun(tidied, inList) ?? readCount(tidied);
  return frequency === null ? null : plainCycle(frequency);
}

function readNoun(words: string, inList: boolean): Frequency | null {
  const match =
    /^(?:(?:vào )?(?:ngày )?cuối (?:cùng )?(?:của )?)?(hằng |mỗi |từng |theo |1 )?(6 tháng|tuần|tháng|quý|năm)(?: đầu năm)?( 1 lần|\/(?:1 )?lần)?$/u.exec(
      words,
    );
  const [, determiner, noun = '', once] = match ?? [];
  const isBare = once === undefined && (determiner === undefined || determiner === '1 ');
  if (words.endsWith('đầu năm') || (isBare && !inList && noun !== '6 tháng')) return null;
  return frequencyOf(noun);
}

function frequencyOf(noun: string): Frequency | null {
  return nouns[noun] ?? null;
}

function readCount(words: string): Frequency | null {
  const monthly = /^(\d+) tháng(?: 1 lần|\/(?:1 )?lần)$/u.exec(words);
  if (monthly) return frequencyOfMonths(Number(monthly[1]));
  const countFirst = words.replace(/^(?:mỗi|hằng|1) (\p{L}+),? (\d+ lần)$/u, '$2/$1');
  const match =
    /^(\d+) lần(?:\/|,? |(?:,? trong) (?=1 |mỗi |hằng ))(?:1 |mỗi |hằng )?(tuần|tháng|quý|năm)$/u.exec(
      countFirst,
    );
  const [count, noun = ''] = match?.slice(1) ?? [];
  if (Number(count) === 1) return frequencyOf(noun);
  return noun === 'năm' ? frequencyOfMonths(12 / Number(count)) : null;
}

function frequencyOfMonths(count: number): Frequency | null {
  const names: readonly (keyof typeof monthsPerCycle)[] = ['month', 'quarter', 'halfYear', 'year'];
  return names.find((name) => monthsPerCycle[name] === count) ?? null;
}

/** One cycle with its day, from folded words; null when they are none or name a day that cannot be. */
export function readCycle(words: string, options: PhraseOptions): RecurringCycle | null {
  return (
    readPlainCycle(words, false) ?? readDatedCycle(words, options) ?? readFronted(words, options)
  );
}

/** "Hằng quý, trước ngày 15 của tháng cuối quý": the frequency stands in front. */
function readFronted(words: string, options: PhraseOptions): RecurringCycle | null {
  const match = /^(?:định kỳ )?((?:hằng|mỗi) (tuần|tháng|quý|năm)),? (?:vào |là )?(.+)$/u.exec(
    words,
  );
  if (match === null) return null;
  const [, front = '', noun = '', given = ''] = match;
  const rest = given.replace(/^\((.+)\)$/u, '$1');
  const cycle = readDatedCycle(rest, options) ?? readDatedCycle(`${rest} ${front}`, options);
  return cycle?.every === nouns[noun] ? cycle : null;
}

function readDatedCycle(words: string, options: PhraseOptions): RecurringCycle | null {
  const introduced = introduce(words);
  if (introduced === null || introduced.lead === 'from') return null;
  const { lead, midnight, rest, time } = introduced;
  const excluded = midnight || (lead === 'before' && options.before === 'exclusive');
  return (
    readWeekly(rest, time, excluded) ??
    readMonthly(rest, time, excluded) ??
    readMonthOf(rest, time, excluded) ??
    readYearly(rest, time, excluded)
  );
}

function readWeekly(words: string, time: string | null, excluded: boolean): WeeklyCycle | null {
  const match = weekPattern.exec(words);
  const weekday = weekdays[match?.[1] ?? ''];
  if (match === null || weekday === undefined) return null;
  const later = match[2] === undefined ? 0 : 1;
  if (!excluded) return { every: 'week', weekday, weeksLater: later, time };
  // Before Monday is the Sunday that ends the week before: the same days, another week's number.
  if (weekday === 1) return { every: 'week', weekday: 7, weeksLater: 0, time };
  return { every: 'week', weekday: weekday - 1, weeksLater: later, time };
}

function readMonthly(words: string, time: string | null, excluded: boolean): MonthsCycle | null {
  const match = monthPattern.exec(words);
  if (match === null) return null;
  const date = { month: match[2] === undefined ? 1 : 2, day: readDay(match[1]) };
  return monthsCycle('month', date, time, excluded);
}

function readMonthOf(words: string, time: string | null, excluded: boolean): MonthsCycle | null {
  const match = monthOfPattern.exec(words);
  if (match === null) return null;
  const [, dayNumber, , which = '', noun, later] = match;
  const frequency = noun === 'quý' ? 'quarter' : 'halfYear';
  const length = monthsPerCycle[frequency];
  const ordinal = ordinalMonth(which, length);
  if (ordinal === null) return null;
  const month = ordinal + (later === undefined ? 0 : length);
  const wholeMonth = !/\d|ngày/u.test(words.slice(0, words.indexOf('tháng')));
  // "Trước tháng cuối quý" is before that month begins.
  const date = { month, day: wholeMonth && excluded ? 1 : readDay(dayNumber) };
  return monthsCycle(frequency, date, time, excluded);
}

function ordinalMonth(which: string, length: number): number | null {
  if (which.startsWith('cuối')) return length;
  const month = which === 'giữa' ? (length === 3 ? 2 : undefined) : ordinals[which];
  return month === undefined || month > length ? null : month;
}

function monthsCycle(
  frequency: MonthsCycle['every'],
  date: YearlyDate,
  time: string | null,
  excluded: boolean,
): MonthsCycle | null {
  const due = excluded ? dayBefore(date, monthsPerCycle[frequency]) : date;
  return due === null ? null : { every: frequency, ...due, time };
}

function readYearly(words: string, time: string | null, excluded: boolean): YearlyCycle | null {
  const body = words.replace(/,$/u, '').replace(yearlyTail, '');
  const items = withNouns(splitList(body));
  const saysYearly = body !== words || nextYearTail.test(body);
  const isListOfMonths = items.length > 1 && items.every((item) => item.startsWith('tháng '));
  if (!saysYearly && !isListOfMonths) return null;
  const dates: YearlyDate[] = [];
  for (const item of items) {
    const date = readYearlyDate(item, excluded);
    if (date === null || (time !== null && !/\d\/|ngày/u.test(item))) return null;
    dates.push(date);
  }
  return yearly(
    dates.sort((a, b) => placeInYear(a) - placeInYear(b)),
    time,
  );
}

/** In "tháng 3, 6, 9" the noun stands once. */
function withNouns(items: readonly string[]): readonly string[] {
  const noun = /^(?:tháng|quý) /u.exec(items[0] ?? '')?.[0];
  return items.map((item) => (noun && /^(?:\d{1,2}|i{1,3}|iv)$/u.test(item) ? noun + item : item));
}

function readYearlyDate(item: string, excluded: boolean): YearlyDate | null {
  const words = item.replace(nextYearTail, '');
  const later = words === item ? 0 : 12;
  const unit = readUnitOfYear(words);
  if (unit !== null) {
    const date = excluded ? dayBefore({ month: unit.first, day: 1 }, 12) : null;
    return shifted(date ?? { month: unit.last, day: 'last' }, later, date !== null);
  }
  const date = readDayOfYear(words);
  if (date === null) return null;
  const due = excluded ? dayBefore(date, 12) : date;
  return due === null ? null : shifted(due, later, excluded);
}

/** A date of the next year; the day before its 1 January is 31 December of this one. */
function shifted(date: YearlyDate, later: number, excluded: boolean): YearlyDate {
  const wrapped = excluded && later > 0 && date.month === 12 && date.day === 'last';
  return wrapped ? date : { month: date.month + later, day: date.day };
}

function readUnitOfYear(words: string): { first: number; last: number } | null {
  const month = Number(/^tháng (\d{1,2})$/u.exec(words)?.[1] ?? Number.NaN);
  if (month >= 1 && month <= 12) return { first: month, last: month };
  const quarter = readQuarter(/^quý (\S+)$/u.exec(words)?.[1] ?? '');
  return quarter === null ? null : { first: quarter * 3 - 2, last: quarter * 3 };
}

function readDayOfYear(words: string): YearlyDate | null {
  const last = /^(?:ngày )?cuối(?: cùng)?(?: của)? tháng (\d{1,2})$/u.exec(words);
  if (last) return realDate(Number(last[1]), 'last');
  const match = /^(?:ngày )?(\d{1,2})(?:\/| tháng )(\d{1,2})$/u.exec(words);
  return match === null ? null : realDate(Number(match[2]), Number(match[1]));
}

function realDate(month: number, dayNumber: DayOfMonth): YearlyDate | null {
  if (month < 1 || month > 12) return null;
  const real = dayNumber === 'last' || (dayNumber >= 1 && dayNumber <= daysInMonth(2024, month));
  return real ? { month, day: dayNumber } : null;
}

/** The day before, in months counted within a cycle; before its first day comes the end of the one before. */
function dayBefore(date: YearlyDate, length: number): YearlyDate | null {
  if (date.day === 'last') return null;
  if (date.day > 1) return { month: date.month, day: date.day - 1 };
  return { month: date.month === 1 ? length : date.month - 1, day: 'last' };
}

function readDay(digits: string | undefined): DayOfMonth {
  return digits === undefined ? 'last' : Number(digits);
}

function yearly(dates: readonly YearlyDate[], time: string | null): YearlyCycle {
  return { every: 'year', dates, time };
}
