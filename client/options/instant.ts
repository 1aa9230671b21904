import { quote } from '../../domain/finding.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import { usageError } from '../cli-error.ts';
import { readDay } from './day.ts';

const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The value of an option that wants an instant: ISO 8601 with an offset. @throws CliError (usage) */
export function parseInstant(option: string): (text: string) => IsoInstant {
  return (text) => {
    const exists = withOffset.test(text) && readDay(text.slice(0, 10)) !== null;
    if (exists && !Number.isNaN(Date.parse(text))) return text;
    throw usageError(
      `${option}: expected an instant with its offset such as 2023-06-05T08:00:00+07:00, found ${quote(text)}`,
    );
  };
}
