import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Register } from '../register.ts';
import { assignments } from '../schema.ts';

/** How far the leads of one task's period are; counts of assignments that were not passed on. */
export interface LeadCount {
  readonly task: string;
  readonly period: string;
  readonly leads: number;
  /** Handed in, accepted or otherwise ended. */
  readonly done: number;
  /** The latest last day of those still owed; null when none is dated. */
  readonly lastDay: string | null;
  /** Leads that wait for the agency asked about. */
  readonly awaiting: readonly string[];
}

/** Counts the leads of some tasks by period, as one of their coordinators sees them; only periods where delivery is still owed. */
export async function countLeads(
  register: Register,
  { plan, tasks, agency }: { plan: string; tasks: readonly string[]; agency: string },
): Promise<LeadCount[]> {
  if (tasks.length === 0) return [];
  const owes = sql`${assignments.progress} in ('open', 'returned')`;
  return await register.db
    .select({
      task: assignments.task,
      period: assignments.period,
      leads: sql<number>`count(*)::int`,
      done: sql<number>`(count(*) filter (where not ${owes}))::int`,
      lastDay: sql<string | null>`max(${assignments.lastDay}) filter (where ${owes})`,
      awaiting: sql<
        string[]
      >`coalesce(array_agg(${assignments.agency}) filter (where ${assignments.waitingFor}->>'agency' = ${agency}), '{}')`,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.plan, plan),
        inArray(assignments.task, [...tasks]),
        sql`${assignments.progress} not in ('reassigned', 'notApplicable')`,
      ),
    )
    .groupBy(assignments.task, assignments.period)
    .having(sql`bool_or(${owes})`)
    .orderBy(sql`5 asc nulls last`, asc(assignments.task), asc(assignments.period));
}
