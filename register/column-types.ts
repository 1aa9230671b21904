import { customType } from 'drizzle-orm/pg-core';
import type { Json } from '../domain/batch.ts';
import type { IsoInstant } from '../domain/plan.ts';

/**
 * An instant that SQL compares: `timestamptz` in the database, ISO 8601 in UTC in the code. What is
 * only shown stays text, with the plan's offset.
 */
export const instant = customType<{ data: IsoInstant; driverData: string }>({
  dataType: () => 'timestamptz',
  toDriver: (value) => value,
  fromDriver: (value) => parsePostgresInstant(value),
});

/**
 * `jsonb` that comes back as it went in. (drizzle's own parses a second time what the driver has
 * parsed already: the text "123" would come back as a number, and the hash of its event would break.)
 */
export const json = customType<{ data: Json; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => value as Json,
});

/** Turns PostgreSQL's `2023-06-14 01:00:00.5+00` into `2023-06-14T01:00:00.500Z`. */
export function parsePostgresInstant(text: string): IsoInstant {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) {
    throw new Error(`expected a timestamptz as PostgreSQL prints it, found "${text}"`);
  }
  if (parsed.size >= keptInstants) parsed.clear();
  const instant = new Date(ms).toISOString();
  parsed.set(text, instant);
  return instant;
}

/** All notices of a morning and all their mails have the same few. */
const parsed = new Map<string, IsoInstant>();
const keptInstants = 1_000;
