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

/** The references that a directory knows. Names are compared without regard to case and spacing. */
export function buildReferences(directory: Directory): References {
  const ids = new Set(directory.agencies.map(({ id }) => id));
  const groups = new Set(Object.keys(directory.groups));
  const names = collectNames(directory);
  const find = (ref: string, candidates: Iterable<string>): Reference => {
    if (ids.has(ref)) return { kind: 'agency', id: ref };
    if (groups.has(ref)) return { kind: 'group', id: ref };
    const [first, ...others] = names.get(fold(ref)) ?? [];
    if (first === undefined) return { kind: 'unknown', nearest: findNearestName(ref, candidates) };
    if (others.length > 0) return { kind: 'ambiguous', ids: [first, ...others] };
    return { kind: 'agency', id: first };
  };
  return {
    find: (ref) => find(ref, [...ids, ...groups, ...spellings(directory)]),
    findAgency: (ref) => find(ref, [...ids, ...spellings(directory)]),
  };
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
      names.set(spelling, [...(names.get(spelling) ?? []), id]);
    }
  }
  return names;
}

function spellings(directory: Directory): string[] {
  return directory.agencies.flatMap(({ name, aliases }) => [name, ...aliases]);
}
