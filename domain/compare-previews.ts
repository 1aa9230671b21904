import { compareTold } from './compare-notices.ts';
import type { LadderNotice } from './notice.ts';
import type { IsoInstant } from './plan.ts';
import type { Preview, PreviewAssignment } from './preview.ts';

/** What a new version of a plan adds to the time to come, and what it takes away, if nobody answers. */
export interface PreviewDifference {
  readonly notices: {
    readonly coming: readonly LadderNotice[];
    readonly gone: readonly LadderNotice[];
  };
  /** `moved`: with another last day than before. */
  readonly assignments: {
    readonly coming: readonly PreviewAssignment[];
    readonly gone: readonly PreviewAssignment[];
    readonly moved: readonly PreviewAssignment[];
  };
}

/**
 * Compares two previews from a moment on: notices that have not left by then, assignments that are not
 * over by then in one of the two. A new assignment that should be open already is announced late: that counts. A notice that
 * only leaves at another hour of its day is the same.
 */
export function comparePreviews(
  before: Preview,
  after: Preview,
  now: IsoInstant,
): PreviewDifference {
  const [old, recent] = [indexApplicable(before), indexApplicable(after)];
  const isRunning = ({ cutoff }: PreviewAssignment) => Date.parse(cutoff) >= Date.parse(now);
  const added = [...recent.values()].filter((one) => !old.has(keyOf(one)) && isRunning(one));
  const addedKeys = new Set(added.map(keyOf));
  const isNew = (notice: LadderNotice) => addedKeys.has(keyOf(notice));
  const isToCome = (notice: LadderNotice) => Date.parse(notice.at) >= Date.parse(now);
  const { missing: coming, unexpected: gone } = compareTold(
    after.notices.filter((one) => isToCome(one) || (one.kind === 'opened' && isNew(one))),
    before.notices.filter(isToCome),
    identifyByDay,
  );
  return {
    notices: { coming, gone },
    assignments: {
      coming: added,
      gone: [...old.values()].filter((one) => !recent.has(keyOf(one)) && isRunning(one)),
      moved: [...recent].flatMap(([key, one]) => {
        const was = old.get(key);
        if (was === undefined || was.lastDay === one.lastDay) return [];
        return isRunning(was) || isRunning(one) ? [one] : [];
      }),
    },
  };
}

function indexApplicable({ assignments }: Preview): Map<string, PreviewAssignment> {
  const applicable = assignments.filter((assignment) => assignment.applicable);
  return new Map(applicable.map((assignment) => [keyOf(assignment), assignment]));
}

function keyOf({ task, period, agency }: Pick<LadderNotice, 'task' | 'period' | 'agency'>): string {
  return JSON.stringify([task, period, agency]);
}

/** Instants carry the plan's offset: their first ten letters are the local day. */
function identifyByDay(notice: LadderNotice): string {
  const { at, to, role, kind, step, lastDay } = notice;
  return JSON.stringify([keyOf(notice), at.slice(0, 10), to, role, kind, step, lastDay]);
}
