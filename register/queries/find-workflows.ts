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
 * True when the workflow of a task's period (and part; null when it is not split) has recorded its
 * last batch: it must not be started again, though Temporal may have forgotten it.
 */
export async function isPeriodFinal(
  register: Register,
  key: {
    readonly plan: string;
    readonly task: string;
    readonly period: string;
    readonly part: number | null;
  },
): Promise<boolean> {
  const [final] = await register.db
    .select({ workflowId: workflows.workflowId })
    .from(workflows)
    .where(
      and(
        eq(workflows.plan, key.plan),
        eq(workflows.task, key.task),
        eq(workflows.period, key.period),
        sql`${workflows.part} is not distinct from ${key.part}::int`,
        eq(workflows.status, 'closed'),
      ),
    );
  return final !== undefined;
}
