/**
 * How much is followed at once. At size 1: 510 task workflows of 196 leads (99,960 assignments) in 34
 * plans of 15 tasks, 3,400 agencies in a national directory of which each plan names 196.
 */
export interface LoadShape {
  readonly plans: number;
  readonly workflows: number;
  readonly assignments: number;
  readonly agencies: number;
  /** One digest per plan, agency and morning: the product's rule. */
  readonly digests: number;
}

export const leadsPerTask = 196;
export const tasksPerPlan = 15;
const fullWorkflows = 510;
/** Plans overlap: two neighbours share 96 agencies, so that every agency leads in one plan or in two. */
const agenciesPerPlan = 100;

/** Throws RangeError for a size that is no number above 0. */
export function computeShape(size: number): LoadShape {
  if (!(size > 0 && Number.isFinite(size))) {
    throw new RangeError(`expected a size above 0, found ${size}: 1 is 99,960 assignments`);
  }
  const workflows = Math.max(1, Math.round(fullWorkflows * size));
  const plans = Math.ceil(workflows / tasksPerPlan);
  return {
    plans,
    workflows,
    assignments: workflows * leadsPerTask,
    agencies: Math.max(leadsPerTask, plans * agenciesPerPlan),
    digests: plans * leadsPerTask,
  };
}

/** How many tasks the n-th plan (from 0) has: only the last one may have fewer. */
export function countTasks({ workflows }: LoadShape, plan: number): number {
  return Math.min(tasksPerPlan, workflows - plan * tasksPerPlan);
}

/** Places in the national directory (from 0) of the agencies that lead in the n-th plan (from 0). */
export function selectLeads({ agencies }: LoadShape, plan: number): number[] {
  return Array.from(
    { length: leadsPerTask },
    (_, index) => (plan * agenciesPerPlan + index) % agencies,
  );
}
