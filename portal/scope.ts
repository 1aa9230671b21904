import { expandReference, replaceEnded } from '../domain/directory.ts';
import { toDay } from '../domain/local-time.ts';
import type { Plan } from '../domain/plan.ts';
import { type ListedAssignment, listAssignments } from '../register/queries/list-assignments.ts';
import type { Target } from './addresses.ts';
import type { Visit } from './visit.ts';

/**
 * The assignment of a target, when this visitor may see it: its own, or by its role those it reviews, or all.
 * Null for one that is not there and for one that is somebody else's: neither tells which.
 */
export async function findVisible(
  visit: Visit,
  { task, period, agency }: Target,
): Promise<ListedAssignment | null> {
  const { register, record, serverNow } = visit.view;
  const filter = { plan: record.plan, task, period, agency };
  const [row] = await listAssignments(register, filter, serverNow);
  return row !== undefined && maySee(visit, row) ? row : null;
}

/** Whether something that names an assignment is of this visitor's plan and scope. */
export async function mayRead(visit: Visit, about: Target & { plan: string }): Promise<boolean> {
  return about.plan === visit.link.plan && (await findVisible(visit, about)) !== null;
}

/**
 * Which assignments a visitor's lists name beside its own: all of the plan, those that it reviews, or none. A link
 * that an agency has for its own work opens nothing more, whatever else the agency is in the plan.
 */
export function listedScope(visit: Visit): 'all' | 'reviewed' | 'none' {
  switch (visit.link.role) {
    case 'agency':
      return 'none';
    case 'monitor':
      return standingPlan(visit).monitor === visit.link.agency ? 'all' : 'reviewed';
    case 'office':
    case 'coordinator':
      return 'all';
  }
}

/** Those of some assignments that this visitor may see. */
export function selectVisible(visit: Visit, rows: readonly ListedAssignment[]): ListedAssignment[] {
  const scope = listedScope(visit);
  return rows.filter((row) => maySee(visit, row, scope));
}

/** Whether this visitor sees how the plan stands as a whole: counts and states, no texts. */
export function maySeeOverview(visit: Visit): boolean {
  return listedScope(visit) !== 'none';
}

/** Whether this visitor sees everything that is overdue, and passes on what an authority instructs. */
export function mayInstruct({ link }: Visit): boolean {
  return link.role === 'office';
}

/** Whether this visitor accepts or returns what is handed in for an assignment. */
export function mayReview({ link }: Visit, row: Pick<ListedAssignment, 'reviewer'>): boolean {
  return link.role !== 'agency' && row.reviewer === link.agency;
}

/** Whether this visitor records what was decided on last days. */
export function mayDecide(visit: Visit): boolean {
  const { role, agency } = visit.link;
  return role === 'office' || (role !== 'agency' && standingPlan(visit).monitor === agency);
}

/** Whether this visitor answers obstacles. */
export function mayAnswer(visit: Visit): boolean {
  const { role, agency } = visit.link;
  return mayDecide(visit) || (role !== 'agency' && standingPlan(visit).obstaclesTo === agency);
}

/** Whether this visitor's agency coordinates a task. */
export function coordinates({ link, view }: Visit, task: string): boolean {
  const found = view.plan.tasks.find((known) => known.task === task);
  return (found?.coordinators ?? []).some(
    (by) => 'ref' in by && expandReference(by.ref, view.directory).includes(link.agency),
  );
}

/** The plan with those that stand today in the places of agencies that have ended. */
function standingPlan({ view }: Visit): Plan {
  const { plan, directory, present } = view;
  return replaceEnded(plan, directory, toDay(present.now, present.timezone));
}

function maySee(visit: Visit, row: ListedAssignment, scope = listedScope(visit)): boolean {
  if (row.agency === visit.link.agency) return true;
  switch (scope) {
    case 'all':
      return true;
    case 'reviewed':
      return mayReview(visit, row) || (row.obstacle !== null && mayAnswer(visit));
    case 'none':
      return false;
  }
}
