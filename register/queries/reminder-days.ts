import { and, asc, eq, inArray } from 'drizzle-orm';
import type { IsoDay } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { notices } from '../schema.ts';

interface Reminded {
  readonly task: string;
  readonly period: string;
  readonly agency: string | null;
}

/**
 * The days (plan time) on which the leads of some task periods were reminded: every ladder notice to
 * the lead itself that was mailed, ascending, each day once.
 */
export async function listReminderDays(
  register: Register,
  plan: string,
  about: readonly Reminded[],
): Promise<(of: Reminded) => readonly IsoDay[]> {
  if (about.length === 0) return () => [];
  const rows = await register.db
    .select({
      task: notices.task,
      period: notices.period,
      agency: notices.agency,
      at: notices.at,
    })
    .from(notices)
    .where(
      and(
        eq(notices.plan, plan),
        eq(notices.role, 'lead'),
        eq(notices.state, 'mailed'),
        inArray(notices.kind, ['dueSoon', 'overdue']),
        inArray(notices.task, [...new Set(about.map(({ task }) => task))]),
        inArray(notices.period, [...new Set(about.map(({ period }) => period))]),
      ),
    )
    .orderBy(asc(notices.at));
  const days = new Map<string, Set<IsoDay>>();
  for (const row of rows) {
    const key = keyOf(row);
    days.set(key, (days.get(key) ?? new Set()).add(row.at.slice(0, 10)));
  }
  return (of) => [...(days.get(keyOf(of)) ?? [])];
}

function keyOf({ task, period, agency }: Reminded): string {
  return JSON.stringify([task, period, agency]);
}
