import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addMs } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { fingerprint, type LinkKey } from '../links/link-keys.ts';
import { readToken, signToken } from '../links/signed-token.ts';

/** What one form may do: one action on one thing, by whoever holds one link. */
export interface FormScope {
  /** The token of the link; only its fingerprint enters the form's token. */
  readonly link: string;
  readonly action: string;
  /** What it is done to: `task/period/agency`, or empty. */
  readonly target: string;
}

/** An official may leave a form open over a day of meetings. */
const lifeMs = 24 * 3_600_000;

const claimsSchema = z.object({
  request: z.uuid(),
  link: z.string(),
  action: z.string(),
  target: z.string(),
});

/**
 * A form's one-time token. It carries the id of the request that the form will make: handed in twice, it is
 * one request, and the second gets the answer of the first.
 */
export async function signForm(
  keys: readonly LinkKey[],
  scope: FormScope,
  now: IsoInstant,
): Promise<string> {
  const claims = { ...scope, link: fingerprint(scope.link), request: randomUUID() };
  return await signToken(keys, 'form', claims, addMs(now, lifeMs));
}

/** The request id of a form; null when its token is not one of ours for exactly this scope, or is a day old. */
export async function readForm(
  keys: readonly LinkKey[],
  token: string,
  { link, action, target }: FormScope,
  now: IsoInstant,
): Promise<string | null> {
  const claims = await readToken(keys, 'form', token, { now, schema: claimsSchema });
  if (claims === null || claims.link !== fingerprint(link)) return null;
  return claims.action === action && claims.target === target ? claims.request : null;
}
