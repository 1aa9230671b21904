import { and, asc, eq } from 'drizzle-orm';
import type { Register } from '../register.ts';
import { workflows } from '../schema.ts';

/** Ids of the workflows of a plan that have not recorded their end. */
export async function listRunningWorkflows(register: Register, plan: string): Promise<string[]> {
  const rows = await register.db
    .select({ workflowId: workflows.workflowId })
    .from(workflows)
    .where(and(eq(workflows.plan, plan), eq(workflows.status, 'running')))
    .orderBy(asc(workflows.workflowId));
  return rows.map(({ workflowId }) => workflowId);
}
