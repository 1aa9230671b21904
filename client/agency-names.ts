import { buildAgencyIndex } from '../domain/directory.ts';
import type { AgencyId, Directory } from '../domain/plan.ts';
import { cleanForTerminal } from './terminal-text.ts';

/** Names agencies of a directory, safe for a terminal; by their id where it does not know them. */
export function buildNamer(directory: Directory): (agency: AgencyId) => string {
  const index = buildAgencyIndex(directory);
  return (agency) => cleanForTerminal(index.get(agency)?.name ?? agency);
}
