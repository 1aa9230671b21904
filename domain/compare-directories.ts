import {
  type Changes,
  compareFields,
  compareSets,
  compareValues,
  type ReferenceChange,
} from './compare-fields.ts';
import { buildAgencyIndex, expandReference } from './directory.ts';
import type { Agency, AgencyId, Directory, Group } from './plan.ts';

/** What may change of an agency. */
export const agencyFields = [
  'name',
  'aliases',
  'level',
  'superior',
  'email',
  'via',
  'validFrom',
  'validTo',
  'successor',
] as const satisfies readonly (keyof Agency)[];

/** An agency by id and name. */
export type AgencyBrief = Pick<Agency, 'id' | 'name'>;

/** An agency that both directories know; its name is the new one. */
export interface AgencyChange extends AgencyBrief {
  readonly fields: Changes<Agency, (typeof agencyFields)[number]>;
}

/** A group that both directories know, with the members that join and leave, whatever the day. */
export interface GroupChange extends ReferenceChange<AgencyId, Group> {
  readonly group: string;
}

/** What differs between two directories. Plain JSON. */
export interface DirectoryDifference {
  readonly agencies: {
    readonly added: readonly AgencyBrief[];
    readonly removed: readonly AgencyBrief[];
    readonly changed: readonly AgencyChange[];
  };
  readonly groups: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly GroupChange[];
  };
}

/** Compares two directories; the order of agencies and members says nothing. */
export function compareDirectories(before: Directory, after: Directory): DirectoryDifference {
  const [old, recent] = [buildAgencyIndex(before), buildAgencyIndex(after)];
  return {
    agencies: {
      added: after.agencies.filter(({ id }) => !old.has(id)).map(toBrief),
      removed: before.agencies.filter(({ id }) => !recent.has(id)).map(toBrief),
      changed: after.agencies.flatMap((agency) => compareAgency(old.get(agency.id), agency)),
    },
    groups: compareGroups(before, after),
  };
}

function toBrief({ id, name }: Agency): AgencyBrief {
  return { id, name };
}

function compareAgency(before: Agency | undefined, after: Agency): AgencyChange[] {
  if (before === undefined) return [];
  const fields = compareFields(before, after, agencyFields);
  return Object.keys(fields).length === 0 ? [] : [{ ...toBrief(after), fields }];
}

function compareGroups(before: Directory, after: Directory): DirectoryDifference['groups'] {
  const missingIn = (groups: Directory['groups']) => (name: string) => !Object.hasOwn(groups, name);
  return {
    added: Object.keys(after.groups).filter(missingIn(before.groups)),
    removed: Object.keys(before.groups).filter(missingIn(after.groups)),
    changed: Object.entries(after.groups).flatMap(([name, to]) => {
      const from = Object.hasOwn(before.groups, name) ? before.groups[name] : undefined;
      if (from === undefined) return [];
      const members = compareSets(expandReference(name, before), expandReference(name, after));
      const written = compareValues(inOrder(from), inOrder(to));
      if (members === null && written === null) return [];
      return [{ group: name, ...(members ?? { added: [], removed: [] }), written }];
    }),
  };
}

function inOrder(group: Group): Group {
  return 'level' in group ? group : { members: group.members.toSorted() };
}
