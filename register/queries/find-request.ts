import { eq } from 'drizzle-orm';
import type { Register } from '../register.ts';
import { requests } from '../schema.ts';

/** A request that was recorded, with the answer it got. `at` is plan time. */
export type StoredRequest = Readonly<typeof requests.$inferSelect>;

/** Null when no such request was ever recorded. */
export async function findRequest(
  register: Register,
  requestId: string,
): Promise<StoredRequest | null> {
  const [found] = await register.db
    .select()
    .from(requests)
    .where(eq(requests.requestId, requestId));
  return found ?? null;
}
