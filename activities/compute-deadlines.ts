import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { computeMovedLadder } from '../domain/ladder.ts';
import { endOfDay, inZone } from '../domain/local-time.ts';
import { explainRefusal } from '../domain/plan-checks.ts';
import type { MovedDeadline, MovedDeadlines } from '../domain/workflow-input.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';

/**
 * Computes cut-offs and ladders of deadlines that were moved; only `domain/` knows how. The commands
 * refuse a day whose ladder leads into a year whose working days nobody knows; one that comes from
 * elsewhere has no ladder: the workflow, which can do nothing else before it is dated, goes on.
 */
export async function computeDeadlines(
  calendar: WorkingCalendar,
  periods: PlanPeriodsReader,
  { plan: planId, version, cycle, requested, now, moved }: MovedDeadlines,
): Promise<MovedDeadline[]> {
  const { definition: plan } = await periods.readVersion(planId, version);
  const opensAt = inZone(now, plan.timezone);
  return moved.map(({ agency, lastDay }) => {
    const terms = { cycle, opensAt, lastDay, closesAt: null, requested };
    let ladder: MovedDeadline['ladder'] = [];
    explainRefusal(() => {
      ladder = computeMovedLadder(plan, terms, calendar);
    });
    return { agency, cutoff: endOfDay(lastDay, plan.timezone), ladder };
  });
}
