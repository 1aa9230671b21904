import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { assignments, plans } from '../schema.ts';
import { overdueAt, overdueFirst } from './is-overdue.ts';
import type { ListedAssignment } from './list-assignments.ts';

/** Whose debts are asked for. */
export interface OwingFilter {
  readonly plan: string;
  /** Only what this agency reviews. */
  readonly reviewer?: string;
  readonly agency?: string;
  readonly task?: string;
  readonly serverNow: IsoInstant;
}

/** How much one agency owes, or is owed of one task. */
export interface OwingCount {
  /** The agency's id, or the task's number. */
  readonly of: string;
  readonly owed: number;
  readonly overdue: number;
  /** The first last day among them; null when none is dated. */
  readonly firstDay: string | null;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Counts what is not handed in, by agency or by task: those with most overdue first, then by the first last day. */
export async function countOwing(
  register: Register,
  by: 'agency' | 'task',
  filter: OwingFilter,
  { limit, offset }: Page,
): Promise<{ readonly counts: readonly OwingCount[]; readonly total: number }> {
  const column = assignments[by];
  const overdue = sql<number>`(count(*) filter (where ${overdueAt(filter.serverNow)}))::int`;
  const firstDay = sql<string | null>`min(${assignments.lastDay})`;
  const counts = await register.db
    .select({ of: column, owed: sql<number>`count(*)::int`, overdue, firstDay })
    .from(assignments)
    .leftJoin(plans, eq(plans.plan, assignments.plan))
    .where(isOwed(filter))
    .groupBy(column)
    .orderBy(sql`${overdue} desc`, sql`${firstDay} asc nulls last`, asc(column))
    .limit(limit)
    .offset(offset);
  const [all] = await register.db
    .select({ total: sql<number>`count(distinct ${column})::int` })
    .from(assignments)
    .where(isOwed(filter));
  return { counts, total: all?.total ?? 0 };
}

/** Lists what is not handed in: overdue first, then by last day (undated last). */
export async function listOwed(
  register: Register,
  filter: OwingFilter,
  { limit, offset }: Page,
): Promise<{ readonly rows: readonly ListedAssignment[]; readonly total: number }> {
  const overdue = overdueAt(filter.serverNow);
  const rows = await register.db
    .select({ ...getTableColumns(assignments), overdue })
    .from(assignments)
    .leftJoin(plans, eq(plans.plan, assignments.plan))
    .where(isOwed(filter))
    .orderBy(...overdueFirst(overdue))
    .limit(limit)
    .offset(offset);
  return { rows, total: await register.db.$count(assignments, isOwed(filter)) };
}

function isOwed({ plan, reviewer, agency, task }: OwingFilter) {
  return and(
    eq(assignments.plan, plan),
    inArray(assignments.progress, ['open', 'returned']),
    reviewer === undefined ? undefined : eq(assignments.reviewer, reviewer),
    agency === undefined ? undefined : eq(assignments.agency, agency),
    task === undefined ? undefined : eq(assignments.task, task),
  );
}
