import { eq } from 'drizzle-orm';
import type { Progress } from '../../domain/assignment-state.ts';
import type { Register } from '../register.ts';
import { assignments } from '../schema.ts';

/** Who holds an assignment, and in which workflow. */
export interface LeadOnRecord {
  readonly task: string;
  readonly period: string;
  readonly agency: string;
  readonly workflowId: string;
  readonly progress: Progress;
  readonly deadlineVersion: number;
}

/** Every assignment of a plan that is on record, in brief. */
export async function listLeads(register: Register, plan: string): Promise<LeadOnRecord[]> {
  return await register.db
    .select({
      task: assignments.task,
      period: assignments.period,
      agency: assignments.agency,
      workflowId: assignments.workflowId,
      progress: assignments.progress,
      deadlineVersion: assignments.deadlineVersion,
    })
    .from(assignments)
    .where(eq(assignments.plan, plan));
}
