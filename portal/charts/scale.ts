import { civilOf, isoDayOf, toEpochDay } from '../../domain/calendar/civil-day.ts';
import type { IsoDay } from '../../domain/plan.ts';

/** From a value to its place on a picture. */
export type Scale = (value: number) => number;

/** A scale between two places; of an empty range everything stands at the first. */
export function buildScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Scale {
  const range = high - low;
  return (value) => (range === 0 ? from : from + ((value - low) * (to - from)) / range);
}

/** Round values from 0 up to at least `most`, about four steps: 0, 50, 100, 150, 200. */
export function listTicks(most: number): number[] {
  const rough = Math.max(most, 1) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((by) => by * unit).find((by) => by >= rough) ?? 1);
  const steps = Math.ceil(Math.max(most, 1) / step);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** Firsts of months from one day to another, at most about eight: every month, third month, or year. */
export function listMonths(from: IsoDay, to: IsoDay): IsoDay[] {
  const first = indexOf(from);
  const last = indexOf(to);
  const every = [1, 2, 3, 6, 12].find((by) => (last - first) / by <= 8) ?? 24;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((month) => month % every === 0)
    .map((month) => isoDayOf(Math.floor(month / 12), (month % 12) + 1, 1))
    .filter((day) => day >= from && day <= to);
}

function indexOf(day: IsoDay): number {
  const { year, month } = civilOf(toEpochDay(day));
  return year * 12 + month - 1;
}
