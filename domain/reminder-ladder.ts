import type { IsoInstant } from './plan.ts';

/** Mornings on which somebody is reminded of one thing that waits, and which of them comes next. */
export interface ReminderLadder {
  readonly moments: readonly ReminderMoment[];
  readonly nextMoment: number;
}

/** A morning, and the working days that it waits by then. */
export interface ReminderMoment {
  readonly at: IsoInstant;
  readonly step: number;
}

/** The next reminder; null when none is left. */
export function nextReminderAt({ moments, nextMoment }: ReminderLadder): IsoInstant | null {
  return moments[nextMoment]?.at ?? null;
}

/** The latest reminder that is due by a moment, which stands for those missed before it, and the ladder behind it. */
export function takeReminder<Ladder extends ReminderLadder>(
  ladder: Ladder,
  now: IsoInstant,
): { readonly ladder: Ladder; readonly due: ReminderMoment | null } {
  const due = ladder.moments
    .slice(ladder.nextMoment)
    .filter(({ at }) => Date.parse(at) <= Date.parse(now));
  return {
    ladder: { ...ladder, nextMoment: ladder.nextMoment + due.length },
    due: due.at(-1) ?? null,
  };
}
