import { eq, sql } from 'drizzle-orm';
import type { RegisterDb } from './register.ts';
import { mailWake } from './schema.ts';

/**
 * Whether the mailroom has been woken and has not looked yet. Many batches at once signal it once.
 *
 * A batch that finds the flag raised keeps a share lock on it until it commits: the mailroom, which
 * lowers the flag in the transaction that claims, waits for it, and so sees that batch's notices.
 * Share locks do not exclude one another, so batches do not wait for each other.
 */
export async function raiseMailWake(tx: RegisterDb): Promise<boolean> {
  for (;;) {
    const raised = await tx.execute(
      sql`select 1 from ${mailWake} where ${mailWake.raised} = 1 for share`,
    );
    if (raised.rows.length > 0) return false;
    const moved = await tx.execute(
      sql`update ${mailWake} set raised = 1 where ${mailWake.raised} = 0 returning 1`,
    );
    if (moved.rows.length > 0) return true;
  }
}

/** Lowers the flag, waiting for batches under way; holds its row until the transaction ends. */
export async function lowerMailWake(tx: RegisterDb): Promise<void> {
  await tx.update(mailWake).set({ raised: 0 }).where(eq(mailWake.id, 1));
}

export async function isMailWakeRaised(db: RegisterDb): Promise<boolean> {
  const [row] = await db.select().from(mailWake);
  return row?.raised === 1;
}
