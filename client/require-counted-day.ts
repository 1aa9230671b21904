import { computeMovedLadder } from '../domain/ladder.ts';
import type { Cycle, IsoDay } from '../domain/plan.ts';
import { explainRefusal } from '../domain/plan-checks.ts';
import { usageError } from './cli-error.ts';
import type { PlanView } from './plan-view.ts';

/**
 * Refuses a new last day whose reminders and escalation would fall into years whose working days are
 * not known: nobody would be told anything. @throws CliError (usage)
 */
export function requireCountedDay(
  option: string,
  lastDay: IsoDay | null,
  { plan, present, wording }: Pick<PlanView, 'plan' | 'present' | 'wording'>,
  cycle: Cycle,
): void {
  if (lastDay === null) return;
  const terms = { cycle, opensAt: present.now, lastDay, closesAt: null, requested: false };
  const unknown = explainRefusal(() => computeMovedLadder(plan, terms, present.calendar));
  if (unknown === null) return;
  throw usageError(
    `${option}: expected a day whose reminders and escalation fall into years whose working days are known, found ${wording.day(lastDay)} (${unknown})`,
  );
}
