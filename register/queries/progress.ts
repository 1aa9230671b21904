import { and, eq, inArray, or } from 'drizzle-orm';
import type { Standing } from '../../domain/roll-up.ts';
import type { Register } from '../register.ts';
import { assignments } from '../schema.ts';

interface TaskAndPeriod {
  readonly task: string;
  readonly period: string;
}

/**
 * Reads how far every lead of some task periods has come, and who has its assignment now, when it was
 * passed on; null for one that is not on record.
 */
export async function readProgress(
  register: Register,
  plan: string,
  periods: readonly TaskAndPeriod[],
): Promise<(of: TaskAndPeriod, agency: string) => Standing | null> {
  if (periods.length === 0) return () => null;
  const rows = await register.db
    .select({
      task: assignments.task,
      period: assignments.period,
      agency: assignments.agency,
      progress: assignments.progress,
      passedTo: assignments.passedTo,
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
  const known = new Map(rows.map((row) => [keyOf(row, row.agency), row]));
  return (of, agency) => {
    let row = known.get(keyOf(of, agency));
    for (const seen = new Set<string>(); row !== undefined && row.passedTo !== null; ) {
      if (seen.has(row.agency)) break;
      seen.add(row.agency);
      row = known.get(keyOf(of, row.passedTo)) ?? row;
    }
    return row === undefined ? null : { agency: row.agency, progress: row.progress };
  };
}

function keyOf({ task, period }: TaskAndPeriod, agency: string): string {
  return JSON.stringify([task, period, agency]);
}
