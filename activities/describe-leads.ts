import { buildAgencyIndex, findReviewer, findSuperior, replaceEnded } from '../domain/directory.ts';
import { toDay } from '../domain/local-time.ts';
import { reportTask } from '../domain/names.ts';
import type { DescribeLeads, LeadFacts } from '../domain/workflow-input.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';

/** Finds out about agencies that have taken an assignment over by decision. */
export async function describeLeads(
  periods: PlanPeriodsReader,
  { plan: planId, version, task: number, agencies, now }: DescribeLeads,
): Promise<LeadFacts[]> {
  const { definition, directory } = await periods.readVersion(planId, version);
  const day = toDay(now, definition.timezone);
  const plan = replaceEnded(definition, directory, day);
  const task = plan.tasks.find((one) => one.task === number);
  if (task === undefined && number !== reportTask) {
    throw new Error(`expected task ${number} in version ${version} of ${planId}, found none`);
  }
  const index = buildAgencyIndex(directory);
  return agencies.map((agency) => ({
    agency,
    name: index.get(agency)?.name ?? agency,
    reviewer: findReviewer(plan, task ?? { reviewer: null }, agency, directory, day),
    superior: findSuperior(agency, directory, day),
  }));
}
