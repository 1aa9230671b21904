import type { IsoInstant } from '../domain/plan.ts';
import { computePlanEnd, splitLeads } from '../domain/task-period.ts';
import type { PlanAgenda } from '../domain/workflow-input.ts';
import type { PlanPeriodsKey, PlanPeriodsReader } from './plan-periods.ts';

/** Reads when a plan opens what, and when its last ladder ends: the end of the day of its last step. */
export async function planAgenda(
  reader: PlanPeriodsReader,
  input: PlanPeriodsKey,
): Promise<PlanAgenda> {
  const { version, periods } = await reader.read(input);
  const { title, locale } = version.definition;
  const workflows = new Map<IsoInstant, number>();
  for (const period of periods) {
    const parts = period.notApplicable === null ? splitLeads(period).length : 0;
    workflows.set(period.opensAt, (workflows.get(period.opensAt) ?? 0) + parts);
  }
  return {
    title,
    locale,
    openings: [...workflows].map(([at, count]) => ({ at, workflows: count })),
    endsAt: computePlanEnd(version.definition, periods),
  };
}
