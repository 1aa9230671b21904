import { z } from 'zod';
import { addMs } from '../../domain/names.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import { fingerprint, type LinkKey } from '../../links/link-keys.ts';
import { readToken, signToken } from '../../links/signed-token.ts';
import type { StagedFile } from '../../register/evidence-store.ts';
import { evidenceKinds, type KindName } from './evidence-kinds.ts';

/** A file that was uploaded, looked at and set aside, under the name that it will be handed in with. */
export interface StagedEvidence extends StagedFile {
  readonly name: string;
  readonly kind: KindName;
}

/** Who may hand in a staged file, and to what. */
export interface StagedScope {
  /** The token of the link; only its fingerprint enters the reference. */
  readonly link: string;
  /** `task/period/agency`. */
  readonly target: string;
}

/** As long as a form lives: it stands in one. */
const lifeMs = 24 * 3_600_000;

const kindNames = Object.keys(evidenceKinds) as KindName[];
const claimsSchema = z.object({
  link: z.string(),
  target: z.string(),
  id: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().positive(),
  kind: z.enum(kindNames),
});

/**
 * What a form that is shown again carries instead of a file that has arrived already: nobody can make one up, nor
 * use somebody else's. The name is not in it: it is data, and long.
 */
export async function signStaged(
  keys: readonly LinkKey[],
  { link, target }: StagedScope,
  { id, sha256, size, kind }: StagedEvidence,
  now: IsoInstant,
): Promise<string> {
  const claims = { link: fingerprint(link), target, id, sha256, size, kind };
  return await signToken(keys, 'upload', claims, addMs(now, lifeMs));
}

/** The staged file that a reference stands for; null when it is not ours for exactly this scope, or a day old. */
export async function readStaged(
  keys: readonly LinkKey[],
  reference: string,
  { link, target }: StagedScope,
  now: IsoInstant,
): Promise<Omit<StagedEvidence, 'name'> | null> {
  const claims = await readToken(keys, 'upload', reference, { now, schema: claimsSchema });
  if (claims === null || claims.link !== fingerprint(link) || claims.target !== target) return null;
  const { id, sha256, size, kind } = claims;
  return { id, sha256, size, kind };
}
