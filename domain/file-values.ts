import { z } from 'zod';
import { isIsoDay } from './calendar/civil-day.ts';
import { idPattern } from './names.ts';

/**
 * The plain values of plan files and directories. Scalars arrive as the text that stands in the file,
 * so that `6.10` stays `6.10`; whole numbers are read from that text.
 * What only a person can have mistaken (patterns of ids, empty lists) is left to the checks, which
 * point at it and go on; here it stands as metadata for editors.
 */

export const maxIdLength = 100;

/**
 * A task number as printed, without what separates the parts of a workflow id (`/`, `:`), without spaces and
 * without what cannot be seen: it is printed as it stands, and two that look alike would be two tasks.
 */
export const taskNumberPattern = /^[^\s/:\p{C}]+$/u;
export const maxTaskNumberLength = 50;

/** One line of text: Unicode NFC, runs of white space made one space. Not empty. */
export const text = z
  .string()
  .overwrite((value) => value.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .min(1)
  .max(2000)
  .refine((value) => !/\p{Cc}/u.test(value));

/** An id of this file's own. */
export const id = text.meta({ pattern: idPattern.source, maxLength: maxIdLength });

/** The number of a task; editors also accept it bare, as YAML numbers. */
export const taskNumber = text.meta({ type: ['string', 'number'], maxLength: maxTaskNumberLength });

/** A calendar day `YYYY-MM-DD` that exists. */
export const day = z.string().refine(isIsoDay).meta({ format: 'date' });

/** A local time `HH:mm`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A whole number from `min` to `max`, read from its text. */
export function wholeNumber(min: number, max: number) {
  const read = (value: unknown) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return z.preprocess(read, z.int().min(min).max(max));
}

/** How many entries a list may have: far more than any plan has, and few enough to be checked at once. */
export const listLimits = {
  tasks: 1_000,
  agencies: 10_000,
  groups: 1_000,
  members: 10_000,
  leads: 1_000,
  dues: 50,
  after: 200,
  products: 100,
  aliases: 50,
  emails: 10,
  escalation: 20,
  steps: 30,
} as const;

/** One value or a list of at most `most`; always a list once read. `minItems` is checked later. */
export function oneOrMore<T extends z.ZodType>(item: T, minItems: 0 | 1, most: number) {
  const whole = z.array(item).max(most);
  const list = minItems === 0 ? whole : whole.meta({ minItems });
  return z.union([list, item]).transform((value): z.output<T>[] => asList(value));
}

function asList<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}
