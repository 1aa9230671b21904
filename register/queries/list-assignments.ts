import { and, eq, getTableColumns } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { assignments, plans } from '../schema.ts';
import { overdueAt, overdueFirst } from './is-overdue.ts';

export interface AssignmentFilter {
  readonly plan: string;
  readonly task?: string;
  readonly period?: string;
  readonly agency?: string;
  /** Only what is overdue. */
  readonly overdue?: true;
}

/** An assignment as it stands, and whether delivery is owed beyond its cut-off. */
export type ListedAssignment = typeof assignments.$inferSelect & { readonly overdue: boolean };

/** Assignments of a plan: overdue first, then by last day (undated last), task, period and agency. */
export async function listAssignments(
  register: Register,
  filter: AssignmentFilter,
  serverNow: IsoInstant,
): Promise<ListedAssignment[]> {
  const { plan, task, period, agency } = filter;
  const overdue = overdueAt(serverNow);
  return await register.db
    .select({ ...getTableColumns(assignments), overdue })
    .from(assignments)
    .leftJoin(plans, eq(plans.plan, assignments.plan))
    .where(
      and(
        eq(assignments.plan, plan),
        task === undefined ? undefined : eq(assignments.task, task),
        period === undefined ? undefined : eq(assignments.period, period),
        agency === undefined ? undefined : eq(assignments.agency, agency),
        filter.overdue === undefined ? undefined : overdue,
      ),
    )
    .orderBy(...overdueFirst(overdue));
}
