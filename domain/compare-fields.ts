import { isSameValue } from './same-value.ts';

/** What something was and what it becomes. */
export interface Change<T> {
  readonly from: T;
  readonly to: T;
}

/** The fields that change, and no others. */
export type Changes<T, Field extends keyof T> = { readonly [F in Field]?: Change<T[F]> };

/** What joins and what leaves. */
export interface SetChange<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/**
 * A change of what references stand for, and of how they are written (null: as before). Words alone may
 * change: a group in place of its members stands for the same today and for others tomorrow.
 */
export interface ReferenceChange<T, Written = readonly T[]> extends SetChange<T> {
  readonly written: Change<Written> | null;
}

/** Compares field by field. */
export function compareFields<T, Field extends keyof T>(
  before: T,
  after: T,
  fields: readonly Field[],
): Changes<T, Field> {
  const changes: { -readonly [F in Field]?: Change<T[F]> } = {};
  for (const field of fields) {
    const change = compareValues(before[field], after[field]);
    if (change !== null) changes[field] = change;
  }
  return changes;
}

/** A change of one value, or null. */
export function compareValues<T>(from: T, to: T): Change<T> | null {
  return isSameValue(from, to) ? null : { from, to };
}

/** Compares lists whose order says nothing; null when they hold the same. */
export function compareSets<T>(before: readonly T[], after: readonly T[]): SetChange<T> | null {
  const [added, removed] = [selectMissing(after, before), selectMissing(before, after)];
  return added.length + removed.length === 0 ? null : { added, removed };
}

/** Compares what references stand for, and how they are written; null when both are as before. */
export function compareReferences<T>(
  before: { readonly agencies: readonly T[]; readonly written: readonly T[] },
  after: { readonly agencies: readonly T[]; readonly written: readonly T[] },
): ReferenceChange<T> | null {
  const change = compareSets(before.agencies, after.agencies);
  const isWrittenAlike = compareSets(before.written, after.written) === null;
  if (change === null && isWrittenAlike) return null;
  const written = isWrittenAlike ? null : { from: before.written, to: after.written };
  return { ...(change ?? { added: [], removed: [] }), written };
}

function selectMissing<T>(wanted: readonly T[], present: readonly T[]): T[] {
  return wanted.filter((value) => !present.some((other) => isSameValue(value, other)));
}
