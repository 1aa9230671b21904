import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Directory, IsoInstant, Plan } from '../domain/plan.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { UnknownPlanVersion } from './register-errors.ts';
import { planVersions } from './schema.ts';
import { makeStorable } from './storable.ts';

/** A plan's text and what it was understood to mean. */
export interface PlanVersion {
  readonly plan: string;
  readonly version: number;
  /** The plan file, word for word. */
  readonly text: string;
  readonly definition: Plan;
  readonly directory: Directory;
  readonly sha256: string;
  /** Server time. */
  readonly recordedAt: IsoInstant;
}

/** SHA-256, hex, over text, definition and directory: a change of any of them is a new version. */
export function computePlanSha256(
  content: Pick<PlanVersion, 'text' | 'definition' | 'directory'>,
): string {
  const { text, definition, directory } = content;
  return createHash('sha256').update(canonicalJson({ text, definition, directory })).digest('hex');
}

/** Saves a version of a plan. What equals the newest version is that version. */
export async function savePlanVersion(
  register: Register,
  content: Omit<PlanVersion, 'version' | 'sha256'>,
): Promise<{ readonly version: number; readonly isNew: boolean }> {
  const saved = makeStorable(content);
  const sha256 = computePlanSha256(saved);
  return await register.db.transaction(async (tx) => {
    // Two savers of one plan take turns, so that each sees the other's version.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${saved.plan}, 0))`);
    const newest = await findNewest(tx, saved.plan);
    if (newest?.sha256 === sha256) return { version: newest.version, isNew: false };
    const version = (newest?.version ?? 0) + 1;
    await tx.insert(planVersions).values({ ...saved, version, sha256 });
    return { version, isNew: true };
  }, transactionMode);
}

/** @throws UnknownPlanVersion naming the versions there are */
export async function loadPlanVersion(
  register: Register,
  plan: string,
  version: number,
): Promise<PlanVersion> {
  const [found] = await register.db
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.plan, plan), eq(planVersions.version, version)));
  if (found !== undefined) return found;
  const newest = await findNewest(register.db, plan);
  throw new UnknownPlanVersion(plan, version, newest?.version ?? null);
}

async function findNewest(db: RegisterDb, plan: string) {
  const [newest] = await db
    .select({ version: planVersions.version, sha256: planVersions.sha256 })
    .from(planVersions)
    .where(eq(planVersions.plan, plan))
    .orderBy(desc(planVersions.version))
    .limit(1);
  return newest;
}
