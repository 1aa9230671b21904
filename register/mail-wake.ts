import { eq, sql } from 'drizzle-orm';
import type { RegisterDb } from './register.ts';
import { mailWake } from './schema.ts';

/** Any number that nothing else on this database locks. */
const wakeLock = 6_406_064;

/**
 * Whether the mailroom has been woken and has not looked yet: many batches at once signal it once.
 * Returns true for the batch that raised the flag, which must send the signal.
 *
 * A batch keeps a shared lock until it commits. The mailroom, which lowers the flag in the
 * transaction that claims, takes that lock for itself alone: so it waits for batches under way and
 * sees their notices, and a batch that comes later finds the flag lowered. Batches do not wait for
 * each other but while one of them raises the flag. (A share lock on the row would not do: a row that
 * changed while it was waited for stays locked although it is not returned, and two batches that then
 * raise the flag lock each other out.)
 */
export async function raiseMailWake(tx: RegisterDb): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${wakeLock}::bigint)`);
  if (await isMailWakeRaised(tx)) return false;
  const moved = await tx.execute(
    sql`update ${mailWake} set raised = 1 where ${mailWake.raised} = 0 returning 1`,
  );
  return moved.rows.length > 0;
}

/** Lowers the flag after batches under way have ended; new ones wait until this transaction ends. */
export async function lowerMailWake(tx: RegisterDb): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${wakeLock}::bigint)`);
  await tx.update(mailWake).set({ raised: 0 }).where(eq(mailWake.id, 1));
}

export async function isMailWakeRaised(db: RegisterDb): Promise<boolean> {
  const [row] = await db.select().from(mailWake);
  return row?.raised === 1;
}
