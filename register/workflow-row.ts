import { and, eq, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { emptyHead } from './hash-chain.ts';
import { insertRows } from './insert-rows.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { events, workflows } from './schema.ts';

export type WorkflowRow = typeof workflows.$inferSelect;

/** What is known of a workflow before its first batch. */
export interface ExpectedWorkflow {
  readonly workflowId: string;
  readonly plan: string;
  readonly version: number;
  readonly task: string;
  readonly period: string;
  /** When it will record for the first time, server time: at latest the moment of its first notice. */
  readonly nextWakeAt: IsoInstant;
}

/**
 * Writes down workflows that are about to be started, so that no digest of their plan is composed
 * before they have recorded what belongs into it. A workflow that is on record already stays as it is.
 */
export async function expectWorkflows(
  register: Register,
  expected: readonly ExpectedWorkflow[],
  serverNow: IsoInstant,
): Promise<void> {
  const rows = [...expected]
    .sort((a, b) => (a.workflowId < b.workflowId ? -1 : 1))
    .map((workflow) => ({ ...newRow(workflow, serverNow), nextWakeAt: workflow.nextWakeAt }));
  await register.db.transaction(
    (tx) => insertRows(tx, workflows, rows, sql`on conflict do nothing`),
    transactionMode,
  );
}

/** The stored row of a workflow, with the seq and head at which a new run of it must go on. */
export async function loadWorkflow(
  db: RegisterDb,
  workflowId: string,
): Promise<WorkflowRow | null> {
  const [row] = await db.select().from(workflows).where(eq(workflows.workflowId, workflowId));
  return row ?? null;
}

/**
 * Locks the row of a workflow until the transaction ends; its first batch creates it. Null when a
 * later batch finds none.
 */
export async function lockWorkflow(
  tx: RegisterDb,
  batch: Parameters<typeof newRow>[0] & { readonly seq: number },
  serverNow: IsoInstant,
): Promise<WorkflowRow | null> {
  if (batch.seq === 1) {
    await insertRows(tx, workflows, [newRow(batch, serverNow)], sql`on conflict do nothing`);
  }
  const [row] = await tx
    .select()
    .from(workflows)
    .where(eq(workflows.workflowId, batch.workflowId))
    .for('update');
  return row ?? null;
}

/** Head of the chain as it was after a batch. */
export async function findHeadAfter(
  tx: RegisterDb,
  workflowId: string,
  seq: number,
): Promise<string> {
  const [last] = await tx
    .select({ hash: events.hash })
    .from(events)
    .where(and(eq(events.workflowId, workflowId), sql`${events.seq} <= ${seq}`))
    .orderBy(sql`${events.n} desc`)
    .limit(1);
  return last?.hash ?? emptyHead;
}

/** `task:<plan>/<task>/<period>/<part>`: the part, or null for a task that is not split. */
export function partOf(workflowId: string): number | null {
  const part = /^task:[^/]+\/[^/]+\/[^/]+\/(\d+)$/.exec(workflowId)?.[1];
  return part === undefined ? null : Number(part);
}

function newRow(
  workflow: Pick<ExpectedWorkflow, 'workflowId' | 'plan' | 'version' | 'task' | 'period'>,
  serverNow: IsoInstant,
): WorkflowRow {
  const { workflowId, plan, version, task, period } = workflow;
  return {
    workflowId,
    plan,
    version,
    task,
    period,
    part: partOf(workflowId),
    seq: 0,
    head: emptyHead,
    eventCount: 0,
    nextWakeAt: null,
    status: 'running',
    recordedAt: serverNow,
  };
}
