import { and, eq, sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { linkGenerations } from '../schema.ts';

/** Which links of an agency in a plan are valid: those of this generation; 0 until some were revoked. */
export async function readGeneration(
  { db }: Register,
  plan: string,
  agency: string,
): Promise<number> {
  const [found] = await db
    .select({ generation: linkGenerations.generation })
    .from(linkGenerations)
    .where(and(eq(linkGenerations.plan, plan), eq(linkGenerations.agency, agency)));
  return found?.generation ?? 0;
}

/** Ends every link of some agencies in a plan; the next ones are of a new generation. `at`: server time. */
export async function revokeLinks(
  { db }: Register,
  plan: string,
  agencies: readonly string[],
  at: IsoInstant,
): Promise<void> {
  if (agencies.length === 0) return;
  await db
    .insert(linkGenerations)
    .values(agencies.map((agency) => ({ plan, agency, generation: 1, revokedAt: at })))
    .onConflictDoUpdate({
      target: [linkGenerations.plan, linkGenerations.agency],
      set: { generation: sql`${linkGenerations.generation} + 1`, revokedAt: at },
    });
}
