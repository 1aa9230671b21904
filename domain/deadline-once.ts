import {
  daysInMonth,
  type EpochDay,
  epochDayOf,
  isRealDate,
  toIsoDay,
} from './calendar/civil-day.ts';
import {
  type Introduced,
  introduce,
  type PhraseOptions,
  readQuarter,
  splitList,
} from './deadline-grammar.ts';
import type { DeadlineRule } from './deadline-rule.ts';

type OnceRule = Extract<DeadlineRule, { kind: 'once' }>;

/** The days that a phrase names, both included. `first` is null where no law says when it begins. */
interface Span {
  readonly first: EpochDay | null;
  readonly last: EpochDay;
}

const yearTail = '(?:/|-|,? (?:của )?năm | )(\\d{4})';

type SpanReader = (groups: readonly string[]) => Span | null;

/** Single units: a day, a month, a quarter, a year, a part of one. */
const units: readonly (readonly [RegExp, SpanReader])[] = [
  [/^(?:ngày )?(\d{1,2})[/.-](\d{1,2})(?:[/.-]| năm )(\d{4})$/u, ([d, m, y]) => oneDay(y, m, d)],
  [/^(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?:\/| năm | )(\d{4})$/u, ([d, m, y]) => oneDay(y, m, d)],
  [/^(?:ngày )?(\d{4})-(\d{2})-(\d{2})$/u, ([y, m, d]) => oneDay(y, m, d)],
  [new RegExp(`^tháng (\\d{1,2})${yearTail}$`, 'u'), ([m, y]) => months(y, Number(m), 1)],
  [new RegExp(`^quý (i{1,3}|iv|0?\\d)${yearTail}$`, 'u'), ([q = '', y]) => quarter(y, q)],
  [/^(?:cả )?(?:năm )?(\d{4})$/u, ([y]) => months(y, 1, 12)],
  [/^0?([369]) tháng đầu (?:của )?năm (\d{4})$/u, ([n, y]) => months(y, 1, Number(n))],
  [/^0?([36]) tháng cuối (?:của )?năm (\d{4})$/u, ([n, y]) => months(y, 13 - Number(n), Number(n))],
  [/^nửa đầu (?:của )?năm (\d{4})$/u, ([y]) => months(y, 1, 6)],
  [/^nửa cuối (?:của )?năm (\d{4})$/u, ([y]) => months(y, 7, 6)],
  // "Đầu", "giữa", "cuối" of a month or a year are single days: Civil Code 2015, art. 146.
  [new RegExp(`^đầu tháng (\\d{1,2})${yearTail}$`, 'u'), ([m, y]) => oneDay(y, m, '1')],
  [new RegExp(`^giữa tháng (\\d{1,2})${yearTail}$`, 'u'), ([m, y]) => oneDay(y, m, '15')],
  [/^đầu năm (\d{4})$/u, ([y]) => oneDay(y, '1', '1')],
  [/^giữa năm (\d{4})$/u, ([y]) => oneDay(y, '6', '30')],
  [/^(?:ngày )?cuối (?:cùng )?(?:của )?((?:tháng|quý|năm) .+)$/u, ([unit = '']) => endOf(unit)],
  // A school year ends by 31 May; when it begins is each province's decision.
  [/^năm học (\d{4}) ?- ?(\d{4})$/u, ([a, b]) => schoolYear(Number(a), Number(b))],
];

/** A one-off deadline from folded words; null when they are none, or name a day that does not exist. */
export function readOnce(words: string, options: PhraseOptions): OnceRule | null {
  const introduced = introduce(words.replace(/^xong /u, ''));
  if (introduced === null) return null;
  if (introduced.lead === 'from' || introduced.lead === 'bare') {
    const window = readWindow(introduced.rest);
    if (window !== null && introduced.time === null) return window;
  }
  const unit = readUnit(introduced.rest);
  if (unit !== null) return dated(introduced, unit, options);
  const span = readSpan(introduced.rest);
  // "Trước quý II, III": before which of them? "Từ quý II - III" is a stretch, not a beginning.
  if (span === null || introduced.lead === 'before') return null;
  return dated(
    introduced.lead === 'from' ? { ...introduced, lead: 'within' } : introduced,
    span,
    options,
  );
}

function dated(introduced: Introduced, span: Span, options: PhraseOptions): OnceRule | null {
  const { lead, time } = introduced;
  const isDay = span.first === span.last;
  if (time !== null && !isDay) return null;
  const excluded =
    lead === 'from' || introduced.midnight || (lead === 'before' && options.before === 'exclusive');
  if (excluded) return span.first === null ? null : once(null, span.first - 1, null);
  const hasStart = time === null && (lead === 'within' || (lead === 'bare' && !isDay));
  return once(hasStart ? span.first : null, span.last, time);
}

/** "(từ) A đến B": a start and an end, which may have a cut-off time. */
function readWindow(words: string): OnceRule | null {
  for (const match of words.matchAll(/ (?:cho )?(?:đến|tới) /gu)) {
    const left = words.slice(0, match.index);
    const right = introduce(`đến ${words.slice(match.index + match[0].length)}`);
    if (right === null || right.midnight) continue;
    const end = right.rest.replace(/^hết /u, '');
    const span = left === 'nay' ? sinceNow(end) : readRange(left, end);
    if (span === null || (right.time !== null && !isSingleDay(end))) continue;
    return once(span.first, span.last, right.time);
  }
  return null;
}

function sinceNow(end: string): Span | null {
  const span = readUnit(end);
  return span === null ? null : { first: null, last: span.last };
}

function isSingleDay(words: string): boolean {
  const span = readUnit(words);
  return span !== null && span.first === span.last;
}

function readSpan(words: string): Span | null {
  const bare = words.replace(/^giai đoạn (?:từ )?/u, '');
  return readDashRange(bare) ?? readList(bare);
}

function readUnit(words: string): Span | null {
  for (const [pattern, read] of units) {
    const match = pattern.exec(words);
    if (match !== null) return read(match.slice(1));
  }
  return null;
}

function readDashRange(words: string): Span | null {
  for (const match of words.matchAll(/ ?- ?| (?:đến|tới) /gu)) {
    const span = readRange(words.slice(0, match.index), words.slice(match.index + match[0].length));
    if (span !== null) return span;
  }
  return null;
}

/** Two ends; what the first lacks of the year and the second of the noun is taken from the other. */
function readRange(left: string, right: string): Span | null {
  const noun = /^(?:ngày|tháng|quý|năm) /u.exec(left)?.[0] ?? '';
  const end = readUnit(right) ?? readUnit(noun + right);
  const begin = readUnit(left) ?? readUnit(`${left}/${right.slice(-4)}`);
  if (end === null || begin?.first == null || begin.first > end.last) return null;
  return { first: begin.first, last: end.last };
}

/** "Quý I, II năm 2023": neighbouring quarters or months are one span; others are not one deadline. */
function readList(words: string): Span | null {
  const noun = /^(?:tháng|quý) /u.exec(words)?.[0];
  if (noun === undefined) return null;
  const items = splitList(words).map((item) => (item.startsWith(noun) ? item : noun + item));
  const spans = items.map((item) => readUnit(item) ?? readUnit(`${item}/${words.slice(-4)}`));
  return spans.reduce((joined, next) => (joined && next ? join(joined, next) : null));
}

function join(left: Span, right: Span): Span | null {
  return right.first === left.last + 1 ? { first: left.first, last: right.last } : null;
}

function oneDay(year = '', month = '', day = ''): Span | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!isRealDate(y, m, d)) return null;
  const epochDay = epochDayOf(y, m, d);
  return { first: epochDay, last: epochDay };
}

function months(year: string | undefined, first: number, count: number): Span | null {
  const last = first + count - 1;
  if (first < 1 || last > 12) return null;
  const y = Number(year);
  return { first: epochDayOf(y, first, 1), last: epochDayOf(y, last, daysInMonth(y, last)) };
}

function quarter(year: string | undefined, numeral: string): Span | null {
  const number = readQuarter(numeral);
  return number === null ? null : months(year, number * 3 - 2, 3);
}

function endOf(unit: string): Span | null {
  const span = readUnit(unit);
  return span === null ? null : { first: span.last, last: span.last };
}

function schoolYear(from: number, to: number): Span | null {
  return to === from + 1 ? { first: null, last: epochDayOf(to, 5, 31) } : null;
}

function once(start: EpochDay | null, last: EpochDay, time: string | null): OnceRule {
  return {
    kind: 'once',
    start: start === null ? null : toIsoDay(start),
    lastDay: toIsoDay(last),
    time,
  };
}
