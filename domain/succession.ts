import { addDays } from './calendar/civil-day.ts';
import { buildAgencyIndex, resolveSuccessor } from './directory.ts';
import { startOfDay } from './local-time.ts';
import type { AgencyId, Directory, IsoDay, IsoInstant } from './plan.ts';

/**
 * Agencies that end and those that stand in their place: from the day after `validTo` the successor
 * has what is still open, and is told what the other would have been told.
 */

/** From a moment on, one agency stands in the place of another. Plain JSON. */
export interface Succession {
  readonly from: AgencyId;
  readonly to: AgencyId;
  /** Start of the day after `validTo`, plan time. */
  readonly at: IsoInstant;
  /** Name of `to`. */
  readonly name: string;
}

/**
 * What is still to come, from a day on, for some agencies and for those that will stand in their
 * place, in order of time. An agency that ends without a successor is left out: it keeps what it has.
 */
export function listSuccessions(
  agencies: readonly AgencyId[],
  directory: Directory,
  day: IsoDay,
  timezone: string,
): Succession[] {
  const found = new Map<AgencyId, Succession>();
  const queue = [...agencies];
  for (let agency = queue.pop(); agency !== undefined; agency = queue.pop()) {
    if (found.has(agency)) continue;
    const succession = findSuccession(agency, directory, day, timezone);
    if (succession === null) continue;
    found.set(agency, succession);
    queue.push(succession.to);
  }
  return [...found.values()].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.from < b.from ? -1 : 1),
  );
}

/** The agency that stands in an agency's place at a moment: itself until it ends. */
export function standInAt(
  successions: readonly Succession[],
  agency: AgencyId,
  at: IsoInstant,
): AgencyId {
  let standing = agency;
  for (const { from, to, at: since } of successions) {
    if (from === standing && Date.parse(since) <= Date.parse(at)) standing = to;
  }
  return standing;
}

/** Those that stand in the places of some agencies at a moment, each once, in the same order. */
export function standInsAt(
  successions: readonly Succession[],
  agencies: readonly AgencyId[],
  at: IsoInstant,
): AgencyId[] {
  return [...new Set(agencies.map((agency) => standInAt(successions, agency, at)))];
}

function findSuccession(
  agency: AgencyId,
  directory: Directory,
  day: IsoDay,
  timezone: string,
): Succession | null {
  const index = buildAgencyIndex(directory);
  const validTo = index.get(agency)?.validTo ?? null;
  if (validTo === null || validTo < day) return null;
  const next = addDays(validTo, 1);
  const to = resolveSuccessor(agency, directory, next);
  const name = to === null ? undefined : index.get(to)?.name;
  if (to === null || name === undefined) return null;
  return { from: agency, to, at: startOfDay(next, timezone), name };
}
