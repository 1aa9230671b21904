import type { IsoDay } from '../domain/plan.ts';
import type { Fact } from './letter.ts';
import type { DaysOfDeadline } from './models.ts';
import type { DeadlineWords, Wording } from './wording/wording.ts';

/** A last day with the working days until it or, in red, since it. `today`: the day of the mail. */
export function countedDeadlineFact(
  label: string,
  deadline: DeadlineWords & DaysOfDeadline,
  today: IsoDay,
  words: Wording,
): Fact {
  const { workingDaysLeft: left, workingDaysOver: over } = deadline;
  const remaining = left === null ? null : words.daysLeft(left, deadline.lastDay === today);
  return {
    label,
    text: words.deadline(deadline),
    emphasis: over === null ? remaining : words.daysOver(over),
    alarm: over !== null,
  };
}
