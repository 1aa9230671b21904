import { z } from 'zod';
import { type Link, linkRoles } from '../domain/link.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { LinkKey } from './link-keys.ts';
import { readToken, signToken } from './signed-token.ts';

const claimsSchema = z
  .object({
    plan: z.string().min(1),
    agency: z.string().min(1),
    role: z.enum(linkRoles),
    generation: z.int().nonnegative(),
    exp: z.int().positive(),
  })
  .transform(
    ({ exp, ...link }): Link => ({
      ...link,
      expiresAt: new Date(exp * 1000).toISOString(),
    }),
  );

/** The token of a link. The same link gives the same token, so that a letter written twice is one letter. */
export async function signLink(
  keys: readonly LinkKey[],
  { expiresAt, ...scope }: Link,
): Promise<string> {
  return await signToken(keys, 'link', scope, expiresAt);
}

/** The link that a token stands for, or null; whether it was revoked, the register knows. */
export async function readLink(
  keys: readonly LinkKey[],
  token: string,
  now: IsoInstant,
): Promise<Link | null> {
  return await readToken(keys, 'link', token, { now, schema: claimsSchema });
}
