import { z } from 'zod';
import { daysInMonth, isIsoDay } from './calendar/civil-day.ts';
import { tidyWords } from './deadline-words.ts';
import type { IsoDay } from './plan.ts';

/** A day of a month; `last` is its last day, and a number past the end of a short month is that too. */
export type DayOfMonth = number | 'last';

/** A day of a yearly date: month 1–12, or 13–24 for the year after the one reported on. */
export interface YearlyDate {
  readonly month: number;
  readonly day: DayOfMonth;
}

/** Every week. Weekday: Monday 1 … Sunday 7; `weeksLater: 1` is the week after the one reported on. */
export interface WeeklyCycle {
  readonly every: 'week';
  readonly weekday: number;
  readonly weeksLater: 0 | 1;
  readonly time: string | null;
}

/**
 * Every month, quarter or half-year. `month` counts within the cycle from 1;
 * beyond its length (1, 3, 6) it lies in the next one ("của tháng sau" is month 2 of `month`).
 */
export interface MonthsCycle {
  readonly every: 'month' | 'quarter' | 'halfYear';
  readonly month: number;
  readonly day: DayOfMonth;
  readonly time: string | null;
}

/** Every year, on one date or several, in order; only a single date may lie in the next year. */
export interface YearlyCycle {
  readonly every: 'year';
  readonly dates: readonly YearlyDate[];
  readonly time: string | null;
}

/** Reports of the year so far: after 3 months (Quý I), 6, 9 and 12 (năm), each counted from 1 January. */
export interface CumulativeCycle {
  readonly every: 'cumulative';
  readonly months: readonly (3 | 6 | 9 | 12)[];
}

export type RecurringCycle = WeeklyCycle | MonthsCycle | YearlyCycle | CumulativeCycle;

/**
 * What a deadline phrase means. Plain JSON, also accepted in a plan file in place of a phrase.
 * Days are calendar days of the plan's time zone and every last day is inclusive:
 * "trước ngày 15" has become 14 by the time a rule exists. `time` is a cut-off `HH:mm` on the last
 * day, or null for the end of that day.
 */
export type DeadlineRule =
  /** "Thường xuyên": a line of the periodic report. */
  | { readonly kind: 'standing' }
  /** No date until the event or guidance that these words name; null when the document is silent. */
  | { readonly kind: 'undated'; readonly until: string | null }
  | {
      readonly kind: 'once';
      readonly start: IsoDay | null;
      readonly lastDay: IsoDay;
      readonly time: string | null;
    }
  /** So many days after the plan's day of issue, which is not counted (Civil Code 2015, art. 147). */
  | { readonly kind: 'sinceIssue'; readonly days: number; readonly unit: 'calendar' | 'working' }
  /**
   * Comes again. `since`: the first year. `until`: yearly (or so) until the guidance these words name
   * dates it. `onRequest`: also whenever asked for ("hoặc khi có yêu cầu").
   */
  | {
      readonly kind: 'recurring';
      readonly cycles: readonly RecurringCycle[];
      readonly since: number | null;
      readonly until: string | null;
      readonly onRequest: boolean;
    };

/** Months in one round of a cycle. */
export const monthsPerCycle = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const;

const isoDaySchema = z
  .string()
  .refine(isIsoDay, { error: 'expected a day written YYYY-MM-DD that exists' });
// 00:00 is refused because "the last day" would then be over before it began: write the day before.
const timeSchema = z
  .string()
  .regex(/^(?!00:00)([01]\d|2[0-3]):[0-5]\d$/, { error: 'expected a time HH:mm, 00:01 to 23:59' })
  .nullable()
  .default(null);
const wordsSchema = z.string().overwrite(tidyWords).min(1).max(500).nullable();
const dayOfMonthSchema = z.union([z.int().min(1).max(31), z.literal('last')]);
const yearSchema = z.int().min(1900).max(2999);

const weeklySchema = z.strictObject({
  every: z.literal('week'),
  weekday: z.int().min(1).max(7).default(7),
  weeksLater: z.union([z.literal(0), z.literal(1)]).default(0),
  time: timeSchema,
});

function monthsSchema<T extends 'month' | 'quarter' | 'halfYear'>(every: T) {
  const length = monthsPerCycle[every];
  return z.strictObject({
    every: z.literal(every),
    month: z
      .int()
      .min(1)
      .max(length * 2)
      .default(length),
    day: dayOfMonthSchema.default('last'),
    time: timeSchema,
  });
}

const yearlyDateSchema = z
  .strictObject({ month: z.int().min(1).max(24), day: dayOfMonthSchema })
  .refine(isPossibleDate, { error: 'expected a day that the month has' });

const yearlySchema = z.strictObject({
  every: z.literal('year'),
  dates: z
    .array(yearlyDateSchema)
    .min(1)
    .refine(areInOrder, { error: 'expected different dates of one year, in order' })
    .default([{ month: 12, day: 'last' }]),
  time: timeSchema,
});

const cumulativeMonths = [3, 6, 9, 12] as const;

const cumulativeSchema = z.strictObject({
  every: z.literal('cumulative'),
  months: z
    .array(z.literal(cumulativeMonths))
    .min(1)
    .refine(isAscending, {
      error: 'expected some of 3, 6, 9, 12, in order',
    })
    .default([...cumulativeMonths]),
});

const recurringCycleSchema = z.discriminatedUnion('every', [
  weeklySchema,
  monthsSchema('month'),
  monthsSchema('quarter'),
  monthsSchema('halfYear'),
  yearlySchema,
  cumulativeSchema,
]);

/** A structured rule as a plan file may give it: unknown keys are refused, what is left out takes its plain meaning. */
export const deadlineRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('standing') }),
  z.strictObject({ kind: z.literal('undated'), until: wordsSchema.default(null) }),
  z
    .strictObject({
      kind: z.literal('once'),
      start: isoDaySchema.nullable().default(null),
      lastDay: isoDaySchema,
      time: timeSchema,
    })
    .refine((rule) => rule.start === null || rule.start <= rule.lastDay, {
      path: ['start'],
      error: 'expected a start that is not after lastDay',
    }),
  z.strictObject({
    kind: z.literal('sinceIssue'),
    days: z.int().min(1).max(3660),
    unit: z.enum(['calendar', 'working']).default('calendar'),
  }),
  z.strictObject({
    kind: z.literal('recurring'),
    cycles: z.array(recurringCycleSchema).min(1),
    since: yearSchema.nullable().default(null),
    until: wordsSchema.default(null),
    onRequest: z.boolean().default(false),
  }),
]) satisfies z.ZodType<DeadlineRule>;

function isPossibleDate(date: YearlyDate): boolean {
  // 2024 is a leap year: 29 February is a date, and the last of February in other years.
  return date.day === 'last' || date.day <= daysInMonth(2024, ((date.month - 1) % 12) + 1);
}

function areInOrder(dates: readonly YearlyDate[]): boolean {
  const isOfOneYear = dates.length === 1 || dates.every((date) => date.month <= 12);
  return isOfOneYear && isAscending(dates.map(placeInYear));
}

/** A number by which yearly dates sort; the 31st and the last day of a month share their place. */
export function placeInYear(date: YearlyDate): number {
  return date.month * 32 + (date.day === 'last' ? 31 : date.day);
}

function isAscending(numbers: readonly number[]): boolean {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return sorted.join() === numbers.join();
}
