import { asc, sql } from 'drizzle-orm';
import type { EvidenceStore } from './evidence-store.ts';
import { computePlanSha256 } from './plan-versions.ts';
import type { Register } from './register.ts';
import { planVersions } from './schema.ts';
import { type Fault, verifyChains } from './verify-chains.ts';
import { verifyEvidence } from './verify-evidence.ts';

export type { Fault };

export interface VerifyOptions {
  /**
   * Heads of the chains by workflow id, as running workflows carry them: they find a chain that was
   * cut off or rewritten together with its row in the register.
   */
  readonly headsFromWorkflows?: ReadonlyMap<string, string>;
}

/** What was checked, and everything that is not as it was recorded. */
export interface Verification {
  /** Events whose hash was recomputed. */
  readonly events: number;
  /** Evidence files (by content) that were read. */
  readonly files: number;
  readonly planVersions: number;
  readonly faults: readonly Fault[];
}

/**
 * Recomputes every chain of events, reads every evidence file and every plan version, and names the
 * exact place of whatever was changed, removed or added.
 */
export async function verifyRegister(
  register: Register,
  evidenceStore: EvidenceStore,
  options: VerifyOptions = {},
): Promise<Verification> {
  const chains = await verifyChains(register, options.headsFromWorkflows ?? new Map());
  const evidence = await verifyEvidence(register, evidenceStore, chains.files);
  const versions = await verifyPlanVersions(register);
  return {
    events: chains.events,
    files: evidence.files,
    planVersions: versions.count,
    faults: [...chains.faults, ...evidence.faults, ...versions.faults],
  };
}

async function verifyPlanVersions(register: Register): Promise<{ count: number; faults: Fault[] }> {
  const names = await register.db
    .select({ plan: planVersions.plan, version: planVersions.version })
    .from(planVersions)
    .orderBy(asc(planVersions.plan), asc(planVersions.version));
  const faults: Fault[] = [];
  // One at a time: each holds a whole plan and its directory.
  for (const { plan, version } of names) {
    const [row] = await register.db
      .select()
      .from(planVersions)
      .where(sql`${planVersions.plan} = ${plan} and ${planVersions.version} = ${version}`);
    const found = row === undefined ? 'no such row' : computePlanSha256(row);
    const expected = row?.sha256 ?? 'a row';
    if (found !== expected) {
      faults.push({ place: `plan ${plan}, version ${version}`, expected, found });
    }
  }
  return { count: names.length, faults };
}
