import { and, eq, inArray, or } from 'drizzle-orm';
import type { Progress } from '../../domain/assignment-state.ts';
import type { Register } from '../register.ts';
import { assignments } from '../schema.ts';

interface TaskAndPeriod {
  readonly task: string;
  readonly period: string;
}

/** Reads how far every lead of some task periods has come; null for one that is not on record. */
export async function readProgress(
  register: Register,
  plan: string,
  periods: readonly TaskAndPeriod[],
): Promise<(of: TaskAndPeriod, agency: string) => Progress | null> {
  if (periods.length === 0) return () => null;
  const rows = await register.db
    .select({
      task: assignments.task,
      period: assignments.period,
      agency: assignments.agency,
      progress: assignments.progress,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.plan, plan),
        inArray(assignments.task, [...new Set(periods.map(({ task }) => task))]),
        or(
          ...periods.map(({ task, period }) =>
            and(eq(assignments.task, task), eq(assignments.period, period)),
          ),
        ),
      ),
    );
  const known = new Map(rows.map((row) => [keyOf(row, row.agency), row.progress]));
  return (of, agency) => known.get(keyOf(of, agency)) ?? null;
}

function keyOf({ task, period }: TaskAndPeriod, agency: string): string {
  return JSON.stringify([task, period, agency]);
}
