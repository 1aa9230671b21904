import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { computeMovedLadder } from '../domain/ladder.ts';
import { endOfDay, inZone } from '../domain/local-time.ts';
import type { MovedDeadline, MovedDeadlines } from '../domain/workflow-input.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';

/** Computes cut-offs and ladders of deadlines that were moved; only `domain/` knows how. */
export async function computeDeadlines(
  calendar: WorkingCalendar,
  periods: PlanPeriodsReader,
  { plan: planId, version, cycle, requested, now, moved }: MovedDeadlines,
): Promise<MovedDeadline[]> {
  const { definition: plan } = await periods.readVersion(planId, version);
  const opensAt = inZone(now, plan.timezone);
  return moved.map(({ agency, lastDay }) => ({
    agency,
    cutoff: endOfDay(lastDay, plan.timezone),
    ladder: computeMovedLadder(
      plan,
      { cycle, opensAt, lastDay, closesAt: null, requested },
      calendar,
    ),
  }));
}
