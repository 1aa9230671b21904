import type { Progress } from './assignment-state.ts';
import type { AssignmentRow } from './batch.ts';
import { foldEvents, type PastEvent, type RecordedCutoff } from './held-assignments.ts';
import { toDay } from './local-time.ts';
import type { IsoDay } from './plan.ts';

/** How the work of a plan was completed, day by day, against its deadlines. */

/** What had come about by the end of a day. All counts are assignments. */
export interface CompletionDay {
  readonly day: IsoDay;
  /** Should have been handed in by then: the last day, as it stands now, has come. */
  readonly due: number;
  /** Stood as handed in then, accepted or not; what was returned stands so no more. */
  readonly delivered: number;
  /** Of these: accepted. */
  readonly accepted: number;
}

export interface Completion {
  /** Assignments that are followed: neither passed on, stopped nor not applicable. */
  readonly total: number;
  /** The days on which a count changes, in order; in between it stays. */
  readonly days: readonly CompletionDay[];
}

/** What completion is computed from: what happened, and the assignments as they stand now. */
export interface CompletionInput {
  readonly events: readonly PastEvent[];
  readonly recorded: readonly (RecordedCutoff & Pick<AssignmentRow, 'progress'>)[];
  readonly timezone: string;
}

const unfollowed: readonly Progress[] = ['reassigned', 'waived', 'notApplicable'];

/** Counts what was due and what was done by the end of each day on which any of it changes. */
export function computeCompletion({ events, recorded, timezone }: CompletionInput): Completion {
  const followed = recorded.filter(({ progress }) => !unfollowed.includes(progress));
  const changes = new Map<IsoDay, Omit<CompletionDay, 'day'>>();
  const add = (day: IsoDay, due: number, delivered: number, accepted: number) => {
    const known = changes.get(day) ?? { due: 0, delivered: 0, accepted: 0 };
    changes.set(day, {
      due: known.due + due,
      delivered: known.delivered + delivered,
      accepted: known.accepted + accepted,
    });
  };
  for (const { lastDay } of followed) if (lastDay !== null) add(lastDay, 1, 0, 0);
  foldEvents(events, { timezone, recorded }, ({ at }, before, { progress }) => {
    const delivered = isDelivered(progress) - isDelivered(before?.progress);
    const accepted = isAccepted(progress) - isAccepted(before?.progress);
    if (delivered !== 0 || accepted !== 0) add(toDay(at, timezone), 0, delivered, accepted);
  });
  return { total: followed.length, days: accumulate(changes) };
}

/** 1 or 0. */
function isDelivered(progress: Progress | undefined): number {
  return progress === 'submitted' || progress === 'accepted' ? 1 : 0;
}

function isAccepted(progress: Progress | undefined): number {
  return progress === 'accepted' ? 1 : 0;
}

function accumulate(changes: ReadonlyMap<IsoDay, Omit<CompletionDay, 'day'>>): CompletionDay[] {
  let [due, delivered, accepted] = [0, 0, 0];
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, change]) => {
      due += change.due;
      delivered += change.delivered;
      accepted += change.accepted;
      return { day, due, delivered, accepted };
    });
}
