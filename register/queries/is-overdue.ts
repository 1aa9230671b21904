import { asc, type SQL, sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import { assignments, plans } from '../schema.ts';

/**
 * True when delivery is owed and the cut-off has passed, at a moment of server time; the plan's row
 * (left-joined) turns it into plan time. The same rule as `isOverdue` of the domain.
 */
export function overdueAt(serverNow: IsoInstant): SQL<boolean> {
  const planNow = sql`${serverNow}::timestamptz + coalesce(${plans.shiftMs}, 0) * interval '1 millisecond'`;
  return sql<boolean>`(${assignments.progress} in ('open', 'returned')
    and ${assignments.cutoff} is not null
    and ${assignments.cutoff}::timestamptz < ${planNow})`;
}

/** The order of lists of assignments: overdue first, then by last day (undated last), task, period and agency. */
export function overdueFirst(overdue: SQL<boolean>): SQL[] {
  return [
    sql`${overdue} desc`,
    sql`${assignments.lastDay} asc nulls last`,
    asc(assignments.task),
    asc(assignments.period),
    asc(assignments.agency),
  ];
}
