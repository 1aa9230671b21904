import { type SQL, sql } from 'drizzle-orm';
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
