import { and, eq, sql } from 'drizzle-orm';
import type { IsoDay } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { events, workflows } from '../schema.ts';

/** The agencies of a plan that somebody had reminded on a day, beside the plan's own reminders. */
export async function listReminded(
  register: Register,
  plan: string,
  day: IsoDay,
): Promise<ReadonlySet<string>> {
  const rows = await register.db
    .selectDistinct({ agency: events.agency })
    .from(events)
    .innerJoin(workflows, eq(workflows.workflowId, events.workflowId))
    .where(
      and(
        eq(workflows.plan, plan),
        eq(events.kind, 'reminded'),
        sql`${events.data}->>'day' = ${day}`,
      ),
    );
  return new Set(rows.flatMap(({ agency }) => (agency === null ? [] : [agency])));
}
