import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Register } from '../register.ts';
import { assignments, workflows } from '../schema.ts';
import type { WorkflowRow } from '../workflow-row.ts';
import type { PeriodFilter } from './read-history.ts';

/**
 * The workflows that hold the assignments of a task's period (several when its leads are split), or
 * the one that holds an agency's. Empty when there is none.
 */
export async function findWorkflowsOf(
  register: Register,
  { plan, task, period, agency }: PeriodFilter,
): Promise<string[]> {
  const rows = await register.db
    .selectDistinct({ workflowId: assignments.workflowId })
    .from(assignments)
    .where(
      and(
        eq(assignments.plan, plan),
        eq(assignments.task, task),
        eq(assignments.period, period),
        agency === undefined ? undefined : eq(assignments.agency, agency),
      ),
    )
    .orderBy(asc(assignments.workflowId));
  return rows.map(({ workflowId }) => workflowId);
}

/** Every task workflow of a plan that is on record, running or closed. */
export async function listPlanWorkflows(register: Register, plan: string): Promise<WorkflowRow[]> {
  return await register.db
    .select()
    .from(workflows)
    .where(and(eq(workflows.plan, plan), ne(workflows.task, '')))
    .orderBy(asc(workflows.workflowId));
}

/** Task workflows of a plan that have not recorded their last batch. */
export async function listRunningWorkflows(
  register: Register,
  plan: string,
): Promise<WorkflowRow[]> {
  return await register.db
    .select()
    .from(workflows)
    .where(and(eq(workflows.plan, plan), eq(workflows.status, 'running'), ne(workflows.task, '')))
    .orderBy(asc(workflows.workflowId));
}

/**
 * Which of some workflows have recorded their last batch: they must not be started again, though
 * Temporal may have forgotten them.
 */
export async function findClosed(
  register: Register,
  workflowIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await register.db
    .select({ workflowId: workflows.workflowId })
    .from(workflows)
    .where(
      and(
        sql`${workflows.workflowId} = any(${sql.param([...workflowIds])}::text[])`,
        eq(workflows.status, 'closed'),
      ),
    );
  return new Set(rows.map(({ workflowId }) => workflowId));
}
