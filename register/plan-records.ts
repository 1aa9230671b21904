import { asc, eq } from 'drizzle-orm';
import type { Register } from './register.ts';
import { UnknownPlan } from './register-errors.ts';
import { plans } from './schema.ts';

/** How a plan was started and how it stands. `startedAt` and `closedAt` are plan time. */
export type PlanRecord = Readonly<typeof plans.$inferSelect>;

/**
 * Writes down that a plan was started. The first record of a plan stays: starting it again changes
 * nothing and gets that record.
 */
export async function startPlanRecord(
  register: Register,
  record: Omit<PlanRecord, 'status' | 'closedAt'>,
): Promise<{ readonly record: PlanRecord; readonly isNew: boolean }> {
  const [inserted] = await register.db
    .insert(plans)
    .values({ ...record, status: 'running', closedAt: null })
    .onConflictDoNothing()
    .returning();
  if (inserted !== undefined) return { record: inserted, isNew: true };
  const stored = await findPlan(register, record.plan);
  if (stored === null) throw new UnknownPlan(record.plan);
  return { record: stored, isNew: false };
}

/** @throws UnknownPlan */
export async function updatePlanRecord(
  register: Register,
  plan: string,
  changes: Partial<Omit<PlanRecord, 'plan'>>,
): Promise<PlanRecord> {
  const [updated] = await register.db
    .update(plans)
    .set(changes)
    .where(eq(plans.plan, plan))
    .returning();
  if (updated === undefined) throw new UnknownPlan(plan);
  return updated;
}

export async function findPlan(register: Register, plan: string): Promise<PlanRecord | null> {
  const [found] = await register.db.select().from(plans).where(eq(plans.plan, plan));
  return found ?? null;
}

/** Every plan ever started, by name. */
export async function listPlans(register: Register): Promise<PlanRecord[]> {
  return await register.db.select().from(plans).orderBy(asc(plans.plan));
}
