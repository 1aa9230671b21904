import { findNearestName, fold } from '../domain/nearest-name.ts';
import type { AgencyId, Directory } from '../domain/plan.ts';
import { buildReferences } from '../domain/references.ts';
import { type CliError, usageError } from './cli-error.ts';
import { cleanForTerminal } from './terminal-text.ts';

/** An option that names an agency. */
type AgencyOption = '--agency' | '--by' | '--to' | '--on';

/**
 * The agency that a caller names by id, name or alias, without regard to case, spacing and Unicode
 * form; null when the directory has none.
 * @throws CliError (usage) when several agencies bear the name
 */
export function findAgency(
  directory: Directory,
  option: AgencyOption,
  named: string,
): AgencyId | null {
  const byId = directory.agencies.find(({ id }) => fold(id) === fold(named));
  if (byId !== undefined) return byId.id;
  const found = buildReferences(directory).findAgency(named);
  if (found.kind === 'agency') return found.id;
  if (found.kind !== 'ambiguous') return null;
  throw usageError(
    `${option}: expected one agency, found ${cleanForTerminal(named)}, a name of ${found.ids.length}: ${found.ids.join(', ')}`,
    ['name it by its id'],
  );
}

/** As `findAgency`. @throws CliError (usage) with the nearest name when the directory has none */
export function requireAgency(directory: Directory, option: AgencyOption, named: string): AgencyId {
  const found = findAgency(directory, option, named);
  if (found !== null) return found;
  throw unknownAgency([directory], option, named);
}

/** As `requireAgency`, of an option that may be left out. */
export function resolveAgency(
  directory: Directory,
  option: AgencyOption,
  named: string | undefined,
): AgencyId | undefined {
  return named === undefined ? undefined : requireAgency(directory, option, named);
}

/** That none of some directories has an agency of a name, and the nearest name that they have. */
export function unknownAgency(
  directories: readonly Directory[],
  option: AgencyOption,
  named: string,
): CliError {
  const agencies = directories.flatMap((directory) => directory.agencies);
  const nearest = findNearestName(named, [
    ...agencies.map(({ id }) => id),
    ...agencies.flatMap(({ name, aliases }) => [name, ...aliases]),
  ]);
  const hint = nearest === null ? '' : `; did you mean ${cleanForTerminal(nearest)}?`;
  return usageError(
    `${option}: expected an agency of the directory, found no ${cleanForTerminal(named)}${hint}`,
  );
}
