import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth, isoDayOf, toEpochDay, toIsoDay } from '../../domain/calendar/civil-day.ts';
import { parseDeadlinePhrase } from '../../domain/deadline-phrase.ts';
import { printDeadlineRule } from '../../domain/deadline-print.ts';
import {
  type DeadlineRule,
  deadlineRuleSchema,
  type RecurringCycle,
} from '../../domain/deadline-rule.ts';
import { tidyWords } from '../../domain/deadline-words.ts';

const isoDay = fc
  .integer({ min: toEpochDay('2000-01-01'), max: toEpochDay('2099-12-31') })
  .map(toIsoDay);
const time = fc.option(
  fc
    .integer({ min: 1, max: 1439 })
    .map(
      (m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
    ),
);
const openings = fc.constantFrom(
  '',
  'Theo hướng dẫn ',
  'theo yêu cầu ',
  'Khi có yêu cầu ',
  'sau khi có ',
  'chờ ',
  'đột xuất',
  'trước ngày 15/6/2023, ',
  'hằng quý, ',
  '(bắt đầu từ năm 2026) ',
);
const words = fc.option(
  fc
    .tuple(openings, fc.string({ unit: 'grapheme', maxLength: 30 }), openings)
    .map((parts) => tidyWords(parts.join('')))
    .filter((text) => text !== ''),
);
const dayOfMonth = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const));

function months(every: 'month' | 'quarter' | 'halfYear', length: number) {
  return fc.record({
    every: fc.constant(every),
    month: fc.integer({ min: 1, max: length * 2 }),
    day: dayOfMonth,
    time,
  });
}

const yearlyDate = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: dayOfMonth })
  .filter(({ month, day }) => day === 'last' || day <= daysInMonth(2024, month));
const yearly = fc
  .tuple(fc.array(yearlyDate, { minLength: 1, maxLength: 4 }), fc.boolean(), time)
  .map(([dates, later, at]) => {
    const key = (date: { month: number; day: number | 'last' }) =>
      date.month * 32 + (date.day === 'last' ? 31 : date.day);
    const different = new Map(dates.map((date) => [key(date), date]));
    const ordered = [...different.values()].sort((a, b) => key(a) - key(b));
    const [only] = ordered;
    const next = only && later && ordered.length === 1;
    return {
      every: 'year' as const,
      dates: next ? [{ month: only.month + 12, day: only.day }] : ordered,
      time: at,
    };
  });

const cycle: fc.Arbitrary<RecurringCycle> = fc.oneof(
  fc.record({
    every: fc.constant('week' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
    weeksLater: fc.constantFrom(0 as const, 1 as const),
    time,
  }),
  months('month', 1),
  months('quarter', 3),
  months('halfYear', 6),
  yearly,
  fc.record({
    every: fc.constant('cumulative' as const),
    months: fc.subarray([3, 6, 9, 12] as const, { minLength: 1 }),
  }),
);

const anyOnce = fc
  .record({ kind: fc.constant('once' as const), start: fc.option(isoDay), lastDay: isoDay, time })
  .filter((rule) => rule.start === null || rule.start <= rule.lastDay);
const wholeMonths = fc
  .tuple(
    fc.integer({ min: 2020, max: 2029 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .filter(([, first, years, last]) => years > 0 || first <= last)
  .map(([year, first, years, last]) => ({
    kind: 'once' as const,
    start: isoDayOf(year, first, 1),
    lastDay: isoDayOf(year + years, last, daysInMonth(year + years, last)),
    time: null,
  }));

const anyRule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  fc.constant({ kind: 'standing' as const }),
  fc.record({ kind: fc.constant('undated' as const), until: words }),
  anyOnce,
  wholeMonths,
  fc.record({
    kind: fc.constant('sinceIssue' as const),
    days: fc.integer({ min: 1, max: 400 }),
    unit: fc.constantFrom('calendar' as const, 'working' as const),
  }),
  fc.record({
    kind: fc.constant('recurring' as const),
    cycles: fc.array(cycle, { minLength: 1, maxLength: 3 }),
    since: fc.option(fc.integer({ min: 2000, max: 2099 })),
    until: words,
    onRequest: fc.boolean(),
  }),
);

describe('a printed rule', () => {
  it('is read back as the same rule, however "trước" is read', () => {
    fc.assert(
      fc.property(anyRule, fc.constantFrom('exclusive', 'inclusive'), (rule, before) => {
        expect(deadlineRuleSchema.parse(rule)).toEqual(rule);
        expect(parseDeadlinePhrase(printDeadlineRule(rule), { before })).toEqual({
          ok: true,
          rule,
        });
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['Trước ngày 30/6/2022', 'Chậm nhất ngày 29/6/2022'],
    ['trước ngày 3/2/2023', 'Chậm nhất ngày 02/02/2023'],
    ['Quý 1 năm 2025', 'Quý I/2025'],
    ['Trong tháng 2/2025', 'Tháng 02/2025'],
    ['Trong năm 2025', 'Năm 2025'],
    ['Quý III, IV/2025', '6 tháng cuối năm 2025'],
    ['Quý I, II/2025', '6 tháng đầu năm 2025'],
    ['2025-2030', 'Giai đoạn 2025 - 2030'],
    ['tháng 3-9/2023', 'Từ ngày 01/3/2023 đến hết ngày 30/9/2023'],
    ['Trước 10h ngày 15/6/2023', 'Trước 10 giờ 00 ngày 15/6/2023'],
    ['hàng quý', 'Hằng quý'],
    ['Trước ngày 15 của tháng cuối mỗi Quý', 'Chậm nhất ngày 14 của tháng cuối mỗi quý'],
    ['Trước 16 giờ thứ 5 hàng tuần', 'Trước 16 giờ 00 thứ Năm hằng tuần'],
    [
      'Hàng quý, 6 tháng, 1 năm hoặc khi có yêu cầu',
      'Hằng quý; 6 tháng; hằng năm hoặc khi có yêu cầu',
    ],
    [
      'Trong 5 ngày làm việc kể từ ngày ban hành',
      'Trong thời hạn 05 ngày làm việc kể từ ngày ban hành Kế hoạch',
    ],
  ])('%s is printed %s', (phrase, printed) => {
    const reading = parseDeadlinePhrase(phrase, { before: 'exclusive' });
    expect(reading.ok && printDeadlineRule(reading.rule)).toBe(printed);
  });
});

describe('a structured rule in a plan file', () => {
  it('may leave out what has a plain meaning', () => {
    expect(deadlineRuleSchema.parse({ kind: 'once', lastDay: '2025-06-30' })).toEqual({
      kind: 'once',
      start: null,
      lastDay: '2025-06-30',
      time: null,
    });
    expect(
      deadlineRuleSchema.parse({
        kind: 'recurring',
        cycles: [
          { every: 'week' },
          { every: 'quarter' },
          { every: 'year' },
          { every: 'cumulative' },
        ],
      }),
    ).toEqual({
      kind: 'recurring',
      cycles: [
        { every: 'week', weekday: 7, weeksLater: 0, time: null },
        { every: 'quarter', month: 3, day: 'last', time: null },
        { every: 'year', dates: [{ month: 12, day: 'last' }], time: null },
        { every: 'cumulative', months: [3, 6, 9, 12] },
      ],
      since: null,
      until: null,
      onRequest: false,
    });
    expect(deadlineRuleSchema.parse({ kind: 'undated', until: ' chờ  Bộ. ' })).toEqual({
      kind: 'undated',
      until: 'chờ Bộ',
    });
  });

  it.each([
    { kind: 'standing', due: 'x' },
    { kind: 'sometimes' },
    { kind: 'undated', until: ' . ' },
    { kind: 'once' },
    { kind: 'once', lastDay: '2023-02-29' },
    { kind: 'once', lastDay: '2023-06-30', start: '2023-07-01' },
    { kind: 'once', lastDay: '2023-06-30', time: '24:00' },
    { kind: 'once', lastDay: '2023-06-30', time: '00:00' },
    { kind: 'sinceIssue', days: 0 },
    { kind: 'recurring', cycles: [] },
    { kind: 'recurring', cycles: [{ every: 'month', month: 3 }] },
    { kind: 'recurring', cycles: [{ every: 'week', weekday: 8 }] },
    { kind: 'recurring', cycles: [{ every: 'year', dates: [] }] },
    { kind: 'recurring', cycles: [{ every: 'year', dates: [{ month: 6, day: 31 }] }] },
    {
      kind: 'recurring',
      cycles: [
        {
          every: 'year',
          dates: [
            { month: 12, day: 1 },
            { month: 6, day: 1 },
          ],
        },
      ],
    },
    {
      kind: 'recurring',
      cycles: [
        {
          every: 'year',
          dates: [
            { month: 12, day: 1 },
            { month: 13, day: 1 },
          ],
        },
      ],
    },
    { kind: 'recurring', cycles: [{ every: 'cumulative', months: [6, 3] }] },
  ])('is refused when it is wrong: %j', (rule) => {
    expect(deadlineRuleSchema.safeParse(rule).success).toBe(false);
  });
});

describe('a week that ends on Sunday', () => {
  it.each([
    [{ every: 'week', weekday: 7, weeksLater: 0, time: null }, 'hằng tuần'],
    [{ every: 'week', weekday: 7, weeksLater: 1, time: null }, 'Chủ nhật tuần sau'],
    [{ every: 'week', weekday: 4, weeksLater: 0, time: '16:00' }, 'thứ Năm hằng tuần'],
  ] as const)('%j is printed %s', (cycle, words) => {
    const rule = { kind: 'recurring', cycles: [cycle], since: null, until: null, onRequest: false };
    expect(printDeadlineRule(deadlineRuleSchema.parse(rule)).toLowerCase()).toContain(
      words.toLowerCase(),
    );
  });
});
