import { daysInMonth, pad2 } from './calendar/civil-day.ts';
import {
  type CumulativeCycle,
  type DayOfMonth,
  type DeadlineRule,
  type MonthsCycle,
  monthsPerCycle,
  type RecurringCycle,
  type WeeklyCycle,
  type YearlyCycle,
  type YearlyDate,
} from './deadline-rule.ts';
import { isRequestWords, isUndatedWords } from './deadline-words.ts';
import type { IsoDay } from './plan.ts';

const weekdayNames = ['Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy'];
const quarterNames = ['I', 'II', 'III', 'IV'];
const cumulativeNames = { 3: 'quý I', 6: '6 tháng', 9: '9 tháng', 12: 'năm' } as const;

/**
 * The rule as a Vietnamese phrase, with days and months written as Decree 30/2020 has them.
 * `parseDeadlinePhrase` reads it back to the same rule, whatever `before` says.
 */
export function printDeadlineRule(rule: DeadlineRule): string {
  switch (rule.kind) {
    case 'standing':
      return 'Thường xuyên';
    case 'undated':
      return printUndated(rule.until);
    case 'once':
      return printOnce(rule);
    case 'sinceIssue':
      return `Trong thời hạn ${pad2(rule.days)} ngày ${rule.unit === 'working' ? 'làm việc ' : ''}kể từ ngày ban hành Kế hoạch`;
    case 'recurring':
      return printRecurring(rule);
  }
}

function printUndated(until: string | null): string {
  if (until === null) return 'Chưa xác định thời hạn';
  return isUndatedWords(until) ? until : `Chưa xác định thời hạn, chờ ${until}`;
}

function printRecurring(rule: Extract<DeadlineRule, { kind: 'recurring' }>): string {
  const cycles = rule.cycles.map(printCycle).join('; ');
  const since = rule.since === null ? '' : ` (bắt đầu từ năm ${rule.since})`;
  const onRequest = rule.onRequest ? ' hoặc khi có yêu cầu' : '';
  return capitalised(cycles) + since + onRequest + printCondition(rule.until);
}

function printCondition(until: string | null): string {
  if (until === null) return '';
  const speaksForItself = isUndatedWords(until) && !isRequestWords(until);
  return `, ${speaksForItself ? until : `chờ ${until}`}`;
}

function printCycle(cycle: RecurringCycle): string {
  switch (cycle.every) {
    case 'week':
      return printWeekly(cycle);
    case 'year':
      return printYearly(cycle);
    case 'cumulative':
      return printCumulative(cycle);
    default:
      return printMonths(cycle);
  }
}

function printWeekly({ weekday, weeksLater, time }: WeeklyCycle): string {
  if (weekday === 7 && weeksLater === 0 && time === null) return 'hằng tuần';
  const name = weekday === 7 ? 'Chủ nhật' : `thứ ${weekdayNames[weekday - 1]}`;
  return `${by(time)} ${name} ${weeksLater === 0 ? 'hằng tuần' : 'tuần sau'}`;
}

const plainNames = { month: 'hằng tháng', quarter: 'hằng quý', halfYear: '6 tháng' } as const;

function printMonths({ every, month, day, time }: MonthsCycle): string {
  const length = monthsPerCycle[every];
  if (month === length && day === 'last' && time === null) return plainNames[every];
  const later = month > length;
  const dayWords = `${by(time)} ${printDay(day)} của`;
  if (every === 'month')
    return later ? `${dayWords} tháng sau` : `${by(time)} ${printDay(day)} hằng tháng`;
  const noun = every === 'quarter' ? 'quý' : '6 tháng';
  const which = ordinal(later ? month - length : month, length);
  return `${dayWords} tháng ${which} ${later ? `${noun} sau` : `mỗi ${noun}`}`;
}

function ordinal(month: number, length: number): string {
  if (month === 1) return 'đầu';
  return month === length ? 'cuối' : `thứ ${month}`;
}

function printDay(day: DayOfMonth): string {
  return day === 'last' ? 'ngày cuối' : `ngày ${pad2(day)}`;
}

function printYearly({ dates, time }: YearlyCycle): string {
  const later = dates.some((date) => date.month > 12);
  const tail = later ? ' năm sau' : ' hằng năm';
  if (time === null && dates.every((date) => date.day === 'last')) {
    const [only] = dates;
    if (dates.length === 1 && only?.month === 12) return 'hằng năm';
    return dates.map((date) => `tháng ${monthNumber(date.month)}`).join(', ') + tail;
  }
  return `${by(time)} ${dates.map(printYearlyDate).join(', ')}${tail}`;
}

function printYearlyDate({ month, day }: YearlyDate): string {
  const name = monthNumber(month);
  return day === 'last' ? `ngày cuối tháng ${name}` : `ngày ${pad2(day)}/${name}`;
}

function printCumulative({ months }: CumulativeCycle): string {
  const names = months.map((month) => cumulativeNames[month]).join(', ');
  return months.length === 4 ? names : `lũy kế ${names}`;
}

function printOnce(rule: Extract<DeadlineRule, { kind: 'once' }>): string {
  const { start, lastDay, time } = rule;
  if (start === null) return capitalised(`${by(time)} ngày ${printDate(lastDay)}`);
  if (time !== null) {
    return `Từ ngày ${printDate(start)} đến ${printTime(time)} ngày ${printDate(lastDay)}`;
  }
  return (
    printWholeMonths(start, lastDay) ??
    `Từ ngày ${printDate(start)} đến hết ngày ${printDate(lastDay)}`
  );
}

/** A name for whole months, quarters, half-years and years; null for any other stretch. */
function printWholeMonths(start: IsoDay, lastDay: IsoDay): string | null {
  const [fromYear, fromMonth] = [start.slice(0, 4), Number(start.slice(5, 7))];
  const [toYear, toMonth] = [lastDay.slice(0, 4), Number(lastDay.slice(5, 7))];
  const isWhole =
    start.endsWith('-01') && Number(lastDay.slice(8)) === daysInMonth(Number(toYear), toMonth);
  if (!isWhole) return null;
  if (fromYear !== toYear) {
    return fromMonth === 1 && toMonth === 12 ? `Giai đoạn ${fromYear} - ${toYear}` : null;
  }
  return printWithinYear(fromMonth, toMonth, toYear);
}

function printWithinYear(from: number, to: number, year: string): string | null {
  if (from === to) return `Tháng ${monthNumber(from)}/${year}`;
  if (to - from === 2 && to % 3 === 0) return `Quý ${quarterNames[to / 3 - 1]}/${year}`;
  if (to - from === 5 && to % 6 === 0) return `6 tháng ${to === 6 ? 'đầu' : 'cuối'} năm ${year}`;
  return to - from === 11 ? `Năm ${year}` : null;
}

function by(time: string | null): string {
  return time === null ? 'chậm nhất' : `trước ${printTime(time)}`;
}

function printTime(time: string): string {
  return `${time.slice(0, 2)} giờ ${time.slice(3)}`;
}

/** Decree 30/2020: a zero before days under 10 and before months 1 and 2 only. */
function printDate(day: IsoDay): string {
  return `${day.slice(8)}/${monthNumber(Number(day.slice(5, 7)))}/${day.slice(0, 4)}`;
}

function monthNumber(month: number): string {
  const ofYear = ((month - 1) % 12) + 1;
  return ofYear < 3 ? pad2(ofYear) : String(ofYear);
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
