import type { LadderNotice } from './notice.ts';
import { compareNotices } from './preview.ts';

/** What differs between what was to be told and what was told. */
export interface NoticeDifference {
  /** Owed and not told. */
  readonly missing: readonly LadderNotice[];
  /** Told and not owed. */
  readonly unexpected: readonly LadderNotice[];
}

/**
 * Compares two lists of notices, whatever their order; a notice told twice is unexpected once. Notices
 * with the same key are the same.
 */
export function compareTold(
  owed: readonly LadderNotice[],
  told: readonly LadderNotice[],
  identify: (notice: LadderNotice) => string = identifyInFull,
): NoticeDifference {
  const left = new Map<string, LadderNotice[]>();
  for (const notice of owed) {
    const key = identify(notice);
    left.set(key, [...(left.get(key) ?? []), notice]);
  }
  const unexpected = told.filter((notice) => left.get(identify(notice))?.pop() === undefined);
  return {
    missing: [...left.values()].flat().sort(compareNotices),
    unexpected: [...unexpected].sort(compareNotices),
  };
}

function identifyInFull(notice: LadderNotice): string {
  const { at, task, period, agency, to, role, kind, step, lastDay } = notice;
  return JSON.stringify([Date.parse(at), task, period, agency, to, role, kind, step, lastDay]);
}
