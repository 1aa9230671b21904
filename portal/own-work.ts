import { computeStanding } from '../client/standing.ts';
import { isFinal } from '../domain/assignment.ts';
import { countLeads, type LeadCount } from '../register/queries/count-leads.ts';
import { type ListedAssignment, listAssignments } from '../register/queries/list-assignments.ts';
import { coordinates } from './scope.ts';
import type { Visit } from './visit.ts';
import type { HomeSection } from './wording/portal-wording.ts';

/** Days before the last day from which an assignment is shown as due soon; working days. */
const soonWithin = 7;

/** Everything that an agency has to do with in a plan. */
export interface OwnWork {
  readonly assignments: Readonly<Record<Exclude<HomeSection, 'coordinate'>, ListedAssignment[]>>;
  readonly coordinates: readonly LeadCount[];
}

/** Reads an agency's work in the order in which it is shown. */
export async function readOwnWork(visit: Visit): Promise<OwnWork> {
  const { view, agency } = visit;
  const { register, record, plan, present, serverNow } = view;
  const filter = { plan: record.plan, agency: agency.id };
  const rows = await listAssignments(register, filter, serverNow);
  const tasks = plan.tasks.map(({ task }) => task).filter((task) => coordinates(visit, task));
  const sectionOf = (row: ListedAssignment): Exclude<HomeSection, 'coordinate'> => {
    if (isFinal(row.progress)) return 'done';
    if (row.progress === 'submitted') return 'submitted';
    const { overdue, workingDaysLeft } = computeStanding(row, present);
    if (overdue) return 'overdue';
    if (row.progress === 'returned') return 'returned';
    return workingDaysLeft !== null && workingDaysLeft <= soonWithin ? 'dueSoon' : 'open';
  };
  const assignments: Record<Exclude<HomeSection, 'coordinate'>, ListedAssignment[]> = {
    overdue: [],
    returned: [],
    dueSoon: [],
    open: [],
    submitted: [],
    done: [],
  };
  for (const row of rows) assignments[sectionOf(row)].push(row);
  return {
    assignments,
    coordinates: await countLeads(register, { plan: record.plan, tasks, agency: agency.id }),
  };
}
