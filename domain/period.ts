import {
  daysInMonth,
  type EpochDay,
  epochDayOf,
  pad2,
  toEpochDay,
  toIsoDay,
  weekdayOf,
} from './calendar/civil-day.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import {
  type CumulativeCycle,
  type DayOfMonth,
  type DeadlineRule,
  type MonthsCycle,
  monthsPerCycle,
  type RecurringCycle,
  type WeeklyCycle,
  type YearlyCycle,
} from './deadline-rule.ts';
import type { Cycle, Due, IsoDay } from './plan.ts';

/** One occurrence of a task's deadlines (kỳ báo cáo). */
export interface PeriodOccurrence {
  /** `once`, `2026-W23`, `2026-11`, `2026-Q4`, `2026-H2`, `2026-9M`, `2026`; unique within a task. */
  readonly period: string;
  readonly cycle: Cycle;
  /** The period's first day; null when it has none of its own: the plan's `from` then. */
  readonly start: IsoDay | null;
  readonly lastDay: IsoDay;
  /** Cut-off `HH:mm` on the last day; null for the end of that day. */
  readonly time: string | null;
  /** The words of the document; null for a structured rule. Coinciding deadlines are joined by "; ". */
  readonly phrase: string | null;
  /** Stands only until guidance dates it ("Hàng năm, theo hướng dẫn …"). */
  readonly conditional: boolean;
}

/** The days a plan covers, both included, and the day it was issued. */
export interface PlanSpan {
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly issued: IsoDay;
}

/** A period of one cycle, before coinciding ends are joined and names made unique. */
interface Candidate {
  readonly name: string;
  readonly cycle: Cycle;
  readonly start: EpochDay | null;
  /** The end of the time reported on; the last day of delivery may come later or earlier. */
  readonly end: EpochDay;
  readonly lastDay: EpochDay;
  readonly time: string | null;
}

/** A candidate with what its `due` says; `order` is the place of its cycle among all of the task. */
interface Ranked extends Candidate {
  readonly phrase: string | null;
  readonly conditional: boolean;
  readonly order: number;
}

interface Years {
  readonly first: number;
  readonly last: number;
}

const shortestFirst: readonly Cycle[] = ['week', 'month', 'quarter', 'halfYear', 'year', 'once'];

/**
 * The periods of a task that touch the days [from, to] and whose last day is not before `from`, by last day.
 * A last day after `to` is kept ("ngày 05 của tháng sau" of December). Standing and undated rules have none.
 *
 * Ends on the same day are one period: named after the shortest cycle, due at the earliest cut-off,
 * conditional only if all are. A name that is taken by another deadline of the task gets `.2`, `.3` …, in the
 * order in which the plan lists them: several one-off deadlines are `once`, `once.2` …. A name never depends
 * on the span asked for.
 * @throws {RangeError} when working days since the issue lie in a year the calendar does not know.
 */
export function computePeriods(
  dues: readonly Due[],
  span: PlanSpan,
  calendar: WorkingCalendar,
): readonly PeriodOccurrence[] {
  const [from, to] = [toEpochDay(span.from), toEpochDay(span.to)];
  const candidates = rankCandidates(dues, span, calendar);
  return uniquelyNamed(joinCoinciding(candidates))
    .filter(({ members }) => members.some((member) => isWithin(member, from, to)))
    .map(toOccurrence)
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
}

function isWithin(candidate: Candidate, from: EpochDay, to: EpochDay): boolean {
  const { start, end, lastDay } = candidate;
  return lastDay >= from && end >= from && (start === null || start <= to);
}

function rankCandidates(
  dues: readonly Due[],
  span: PlanSpan,
  calendar: WorkingCalendar,
): readonly Ranked[] {
  const ranked: Ranked[] = [];
  const years = yearsToCompute(dues, span);
  let order = 0;
  for (const { phrase, rule } of dues) {
    const conditional = rule.kind === 'recurring' && rule.until !== null;
    for (const cycle of candidatesOf(rule, span, years, calendar)) {
      order += 1;
      for (const candidate of cycle) ranked.push({ ...candidate, phrase, conditional, order });
    }
  }
  return ranked;
}

/** The candidates of a rule, cycle by cycle. */
function candidatesOf(
  rule: DeadlineRule,
  span: PlanSpan,
  years: Years,
  calendar: WorkingCalendar,
): readonly (readonly Candidate[])[] {
  switch (rule.kind) {
    case 'standing':
    case 'undated':
      return [];
    case 'once':
      return [[once(rule.start, rule.lastDay, rule.time)]];
    case 'sinceIssue':
      return [[once(span.issued, lastDaySinceIssue(rule, span.issued, calendar), null)]];
    case 'recurring':
      return rule.cycles.map((cycle) => recurring(cycle, rule.since, years));
  }
}

function lastDaySinceIssue(
  rule: Extract<DeadlineRule, { kind: 'sinceIssue' }>,
  issued: IsoDay,
  calendar: WorkingCalendar,
): IsoDay {
  return rule.unit === 'working'
    ? calendar.addWorkingDays(issued, rule.days)
    : toIsoDay(toEpochDay(issued) + rule.days);
}

function once(start: IsoDay | null, lastDay: IsoDay, time: string | null): Candidate {
  const last = toEpochDay(lastDay);
  const first = start === null ? null : toEpochDay(start);
  return { name: 'once', cycle: 'once', start: first, end: last, lastDay: last, time };
}

/**
 * Whole years, one more on either side, and those of one-off deadlines: a period outside the span may share
 * a last day or a name with one inside.
 */
function yearsToCompute(dues: readonly Due[], span: PlanSpan): Years {
  const oneOff = dues.flatMap(({ rule }) => (rule.kind === 'once' ? rule.lastDay : []));
  const years = [span.from, span.to, ...oneOff].map((day) => Number(day.slice(0, 4)));
  return { first: Math.min(...years) - 1, last: Math.max(...years) + 1 };
}

function recurring(cycle: RecurringCycle, since: number | null, years: Years): Candidate[] {
  const candidates: Candidate[] = [];
  for (let year = Math.max(years.first, since ?? 0); year <= years.last; year += 1) {
    candidates.push(...withinYear(cycle, year));
  }
  return candidates;
}

function withinYear(cycle: RecurringCycle, year: number): readonly Candidate[] {
  switch (cycle.every) {
    case 'week':
      return weeksOf(cycle, year);
    case 'year':
      return datesOf(cycle, year);
    case 'cumulative':
      return cumulativeOf(cycle, year);
    default:
      return partsOf(cycle, year);
  }
}

/** ISO 8601: the first week of a year is the one that holds 4 January. */
function weeksOf(cycle: WeeklyCycle, year: number): readonly Candidate[] {
  const [first, following] = [firstMonday(year), firstMonday(year + 1)];
  const weeks = (following - first) / 7;
  return Array.from({ length: weeks }, (_, index) => {
    const start = first + index * 7;
    const lastDay = start + cycle.weeksLater * 7 + cycle.weekday - 1;
    const name = `${year}-W${pad2(index + 1)}`;
    return { name, cycle: 'week', start, end: start + 6, lastDay, time: cycle.time };
  });
}

function firstMonday(year: number): EpochDay {
  const fourth = epochDayOf(year, 1, 4);
  return fourth - weekdayOf(fourth) + 1;
}

/** Months, quarters or half-years of a year. */
function partsOf(cycle: MonthsCycle, year: number): readonly Candidate[] {
  const length = monthsPerCycle[cycle.every];
  return Array.from({ length: 12 / length }, (_, index) => {
    const before = index * length;
    return {
      name: partName(cycle.every, year, index + 1),
      cycle: cycle.every,
      start: epochDayOf(year, before + 1, 1),
      end: dayOfMonth(year, before + length, 'last'),
      lastDay: dayOfMonth(year, before + cycle.month, cycle.day),
      time: cycle.time,
    };
  });
}

function partName(every: MonthsCycle['every'], year: number, index: number): string {
  if (every === 'month') return `${year}-${pad2(index)}`;
  return `${year}-${every === 'quarter' ? 'Q' : 'H'}${index}`;
}

/**
 * One date a year is the period of that year. Several divide it: each period begins after the last day of the
 * one before. Where they fall in the closing months of equal parts (June and December; March, June, September
 * and December) they are those parts, `2026-H1`; else each is named after its month, `2026-05`.
 */
function datesOf(cycle: YearlyCycle, year: number): readonly Candidate[] {
  const part = equalParts(cycle);
  let start = epochDayOf(year, 1, 1);
  return cycle.dates.map((date, index) => {
    const lastDay = dayOfMonth(year, date.month, date.day);
    const isFinal = index === cycle.dates.length - 1;
    const end = isFinal ? epochDayOf(year, 12, 31) : lastDay;
    const name = part ? partName(part, year, index + 1) : `${year}-${pad2(date.month)}`;
    const named: Pick<Candidate, 'name' | 'cycle'> =
      cycle.dates.length === 1
        ? { name: String(year), cycle: 'year' }
        : { name, cycle: part ?? 'year' };
    const candidate = { ...named, start, end, lastDay, time: cycle.time };
    start = lastDay + 1;
    return candidate;
  });
}

function equalParts({ dates }: YearlyCycle): MonthsCycle['every'] | undefined {
  const length = 12 / dates.length;
  const everies: readonly MonthsCycle['every'][] = ['month', 'quarter', 'halfYear'];
  return dates.every((date, index) => date.month === (index + 1) * length)
    ? everies.find((every) => monthsPerCycle[every] === length)
    : undefined;
}

const cumulativeNames = {
  3: { suffix: '-Q1', cycle: 'quarter' },
  6: { suffix: '-H1', cycle: 'halfYear' },
  // No cycle of the contract lasts nine months; this is the longest that is not longer.
  9: { suffix: '-9M', cycle: 'halfYear' },
  12: { suffix: '', cycle: 'year' },
} as const;

function cumulativeOf(cycle: CumulativeCycle, year: number): readonly Candidate[] {
  return cycle.months.map((months) => {
    const lastDay = dayOfMonth(year, months, 'last');
    const { suffix, cycle: name } = cumulativeNames[months];
    const start = epochDayOf(year, 1, 1);
    return { name: year + suffix, cycle: name, start, end: lastDay, lastDay, time: null };
  });
}

/** A day of a month counted from January of `year`, beyond 12 in the next one; clamped to the month's end. */
function dayOfMonth(year: number, month: number, day: DayOfMonth): EpochDay {
  const [y, m] = month > 12 ? [year + 1, month - 12] : [year, month];
  const length = daysInMonth(y, m);
  return epochDayOf(y, m, day === 'last' ? length : Math.min(day, length));
}

interface Joined {
  readonly name: string;
  /** Shortest cycle first, then in the order of the plan. */
  readonly members: readonly [Ranked, ...Ranked[]];
}

function joinCoinciding(candidates: readonly Ranked[]): readonly Joined[] {
  const byLastDay = new Map<EpochDay, [Ranked, ...Ranked[]]>();
  for (const candidate of candidates) {
    const members = byLastDay.get(candidate.lastDay);
    if (members) members.push(candidate);
    else byLastDay.set(candidate.lastDay, [candidate]);
  }
  return [...byLastDay.values()].map((members) => {
    members.sort((a, b) => rank(a) - rank(b) || a.order - b.order);
    return { name: members[0].name, members };
  });
}

function rank(candidate: Candidate): number {
  return shortestFirst.indexOf(candidate.cycle);
}

function uniquelyNamed(periods: readonly Joined[]): readonly Joined[] {
  const inOrder = [...periods].sort(
    ({ members: [a] }, { members: [b] }) => a.order - b.order || a.lastDay - b.lastDay,
  );
  const taken = new Map<string, number>();
  return inOrder.map((period) => {
    const times = (taken.get(period.name) ?? 0) + 1;
    taken.set(period.name, times);
    return times === 1 ? period : { ...period, name: `${period.name}.${times}` };
  });
}

function toOccurrence({ name, members }: Joined): PeriodOccurrence {
  const [first] = members;
  const times = members.flatMap(({ time }) => time ?? []).sort();
  const phrases = new Set(members.flatMap(({ phrase }) => phrase ?? []));
  return {
    period: name,
    cycle: first.cycle,
    start: first.start === null ? null : toIsoDay(first.start),
    lastDay: toIsoDay(first.lastDay),
    time: times[0] ?? null,
    phrase: phrases.size === 0 ? null : [...phrases].join('; '),
    conditional: members.every(({ conditional }) => conditional),
  };
}
