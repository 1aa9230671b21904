import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { PastEvent } from '../../domain/held-assignments.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { events, workflows } from '../schema.ts';

/**
 * What had happened in a plan's task workflows by a moment of plan time, that moment included: the
 * events of each workflow in their order. Times are compared as instants, whatever offset they are
 * written with.
 */
export async function listEventsUntil(
  register: Register,
  plan: string,
  until: IsoInstant,
  kinds: readonly string[],
): Promise<PastEvent[]> {
  return await register.db
    .select({
      workflowId: events.workflowId,
      task: workflows.task,
      period: workflows.period,
      kind: events.kind,
      agency: events.agency,
      at: events.at,
      data: events.data,
    })
    .from(events)
    .innerJoin(workflows, eq(workflows.workflowId, events.workflowId))
    .where(
      and(
        eq(workflows.plan, plan),
        ne(workflows.task, ''),
        inArray(events.kind, [...kinds]),
        sql`${events.at}::timestamptz <= ${until}::timestamptz`,
      ),
    )
    .orderBy(asc(events.workflowId), asc(events.n));
}
