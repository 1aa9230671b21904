import { isIsoDay, isoDayOf, isRealDate } from '../../domain/calendar/civil-day.ts';
import { quote } from '../../domain/finding.ts';
import type { IsoDay } from '../../domain/plan.ts';
import { usageError } from '../cli-error.ts';

const written = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** A day as officials write it ("14/6/2023") or as machines do ("2023-06-14"); null for anything else. */
export function readDay(text: string): IsoDay | null {
  const trimmed = text.trim();
  if (isIsoDay(trimmed)) return trimmed;
  const [, day, month, year] = (written.exec(trimmed) ?? []).map(Number);
  if (day === undefined || month === undefined || year === undefined) return null;
  return isRealDate(year, month, day) ? isoDayOf(year, month, day) : null;
}

/** The value of an option that wants a day. @throws CliError (usage) */
export function parseDay(option: string): (text: string) => IsoDay {
  return (text) => {
    const day = readDay(text);
    if (day !== null) return day;
    throw usageError(
      `${option}: expected a day that exists, written 2023-06-14 or 14/6/2023, found ${quote(text)}`,
    );
  };
}
