import { findNearestName, fold } from './nearest-name.ts';
import type { AgencyId, Directory } from './plan.ts';

/** What a reference in a plan file or directory stands for. */
export type Reference =
  | { readonly kind: 'agency'; readonly id: AgencyId }
  | { readonly kind: 'group'; readonly id: string }
  /** A name that several agencies bear. */
  | { readonly kind: 'ambiguous'; readonly ids: readonly AgencyId[] }
  | { readonly kind: 'unknown'; readonly nearest: string | null };

/** Looks references up: by the id of an agency or group, else by an agency's name or alias. */
export interface References {
  find(ref: string): Reference;
  /** As `find`, but an unknown one's nearest name is an agency's, never a group's. */
  findAgency(ref: string): Reference;
}

/** Names proposed for unknown ones: whoever has misspelt more needs another directory, not advice. */
const mostProposals = 50;

/** The references that a directory knows. Names are compared without regard to case and spacing. */
export function buildReferences(directory: Directory): References {
  const ids = new Set(directory.agencies.map(({ id }) => id));
  const groups = new Set(Object.keys(directory.groups));
  const names = collectNames(directory);
  const spelt = spellings(directory);
  const proposals = new Map<string, string | null>();
  const propose = (ref: string, candidates: readonly string[]) => {
    const key = `${candidates.length} ${ref}`;
    const known = proposals.get(key);
    if (known !== undefined || proposals.size >= mostProposals) return known ?? null;
    const nearest = findNearestName(ref, candidates);
    proposals.set(key, nearest);
    return nearest;
  };
  const find = (ref: string, candidates: readonly string[]): Reference => {
    if (ids.has(ref)) return { kind: 'agency', id: ref };
    if (groups.has(ref)) return { kind: 'group', id: ref };
    const [first, ...others] = names.get(fold(ref)) ?? [];
    if (first === undefined) return { kind: 'unknown', nearest: propose(ref, candidates) };
    if (others.length > 0) return { kind: 'ambiguous', ids: [first, ...others] };
    return { kind: 'agency', id: first };
  };
  const all = [...ids, ...groups, ...spelt];
  const ofAgencies = [...ids, ...spelt];
  return { find: (ref) => find(ref, all), findAgency: (ref) => find(ref, ofAgencies) };
}

/** The id that a reference stands for; the reference itself where it stands for nothing or for several. */
export function toReferenceId(references: References, ref: string): string {
  const found = references.find(ref);
  return found.kind === 'agency' || found.kind === 'group' ? found.id : ref;
}

function collectNames(directory: Directory): Map<string, AgencyId[]> {
  const names = new Map<string, AgencyId[]>();
  for (const { id, name, aliases } of directory.agencies) {
    for (const spelling of new Set([name, ...aliases].map(fold))) {
      const bearers = names.get(spelling);
      if (bearers === undefined) names.set(spelling, [id]);
      else bearers.push(id);
    }
  }
  return names;
}

function spellings(directory: Directory): string[] {
  return directory.agencies.flatMap(({ name, aliases }) => [name, ...aliases]);
}
