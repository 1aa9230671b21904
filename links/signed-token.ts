import { createHmac } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { z } from 'zod';
import type { IsoInstant } from '../domain/plan.ts';
import type { LinkKey } from './link-keys.ts';

/** What a token is for. One that was made for another purpose is none: each has a key and an audience of its own. */
export type Purpose = 'link' | 'form' | 'upload' | 'reply';

/** What a token says; whatever else must hold is for the caller. */
export interface TokenClaims {
  readonly [name: string]: string | number;
}

/** A signed token of ours has about 300 letters; what is far longer is not even looked at. */
const longestToken = 1_024;

/** Signs claims (JWS, HS256, RFC 7515) with the first key. The same claims give the same token. */
export async function signToken(
  keys: readonly LinkKey[],
  purpose: Purpose,
  claims: TokenClaims,
  expiresAt: IsoInstant,
): Promise<string> {
  const [key] = keys;
  if (key === undefined) throw new Error('expected a key to sign links with, found none');
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: key.id })
    .setAudience(`dondoc-${purpose}`)
    .setExpirationTime(Math.floor(Date.parse(expiresAt) / 1000))
    .sign(deriveSecret(key, purpose));
}

/** The claims of a token; null for one that is forged, changed, expired, of another purpose or shape, or no token. */
export async function readToken<T>(
  keys: readonly LinkKey[],
  purpose: Purpose,
  token: string,
  { now, schema }: { readonly now: IsoInstant; readonly schema: z.ZodType<T> },
): Promise<T | null> {
  if (token.length > longestToken) return null;
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => findSecret(keys, kid, purpose), {
      algorithms: ['HS256'],
      audience: `dondoc-${purpose}`,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    return schema.safeParse(payload).data ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function findSecret(keys: readonly LinkKey[], id: string | undefined, purpose: Purpose) {
  const key = keys.find((known) => known.id === id);
  if (key === undefined) throw new errors.JWKSNoMatchingKey();
  return deriveSecret(key, purpose);
}

/** A secret of its own for each purpose, from the one key of the settings (HMAC, RFC 2104). */
export function deriveSecret({ secret }: LinkKey, purpose: Purpose): Uint8Array {
  return createHmac('sha256', secret).update(`dondoc ${purpose}`).digest();
}
