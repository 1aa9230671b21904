import { and, asc, desc, eq } from 'drizzle-orm';
import type { ReportLine } from '../../domain/messages.ts';
import type { AgencyId, IsoInstant } from '../../domain/plan.ts';
import { listLinesOf } from '../lines-of-event.ts';
import type { Register } from '../register.ts';
import { events, workflows } from '../schema.ts';

/** What an agency handed in last of a period. `at`: plan time. */
export interface StoredReport {
  readonly agency: AgencyId;
  readonly at: IsoInstant;
  readonly requestId: string | null;
  readonly lines: readonly ReportLine[];
}

/** The newest submission of each agency in a task's period. */
export async function listReports(
  register: Register,
  { plan, task, period }: { readonly plan: string; readonly task: string; readonly period: string },
): Promise<StoredReport[]> {
  const rows = await register.db
    .selectDistinctOn([events.agency], {
      agency: events.agency,
      at: events.at,
      requestId: events.requestId,
      data: events.data,
    })
    .from(events)
    .innerJoin(workflows, eq(workflows.workflowId, events.workflowId))
    .where(
      and(
        eq(workflows.plan, plan),
        eq(workflows.task, task),
        eq(workflows.period, period),
        eq(events.kind, 'submitted'),
      ),
    )
    .orderBy(asc(events.agency), desc(events.n));
  return rows.flatMap(({ agency, at, requestId, data }) =>
    agency === null ? [] : [{ agency, at, requestId, lines: listLinesOf({ data }) }],
  );
}
