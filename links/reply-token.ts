import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReplyScope } from '../domain/link.ts';
import type { LinkKey } from './link-keys.ts';
import { replyTokenLength, replyTokenLetters } from './reply-address.ts';
import { deriveSecret } from './signed-token.ts';

/**
 * The token of an agency in a plan: 100 bits of an HMAC (RFC 2104) with the first key. It says nothing: who may be
 * meant, the register knows.
 */
export function buildReplyToken(keys: readonly LinkKey[], scope: ReplyScope): string {
  const [key] = keys;
  if (key === undefined) throw new Error('expected a key to sign reply addresses with, found none');
  return computeToken(key, scope);
}

/** The tokens that an agency in a plan may have: one for each key. */
export function listReplyTokens(keys: readonly LinkKey[], scope: ReplyScope): string[] {
  return keys.map((key) => computeToken(key, scope));
}

/** Whether two tokens are the same, in a time that tells nothing of where they differ. */
export function isSameToken(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function computeToken(key: LinkKey, { plan, agency, generation }: ReplyScope): string {
  const digest = createHmac('sha256', deriveSecret(key, 'reply'))
    .update(JSON.stringify([plan, agency, generation]))
    .digest();
  let bits =
    BigInt(`0x${digest.toString('hex')}`) >> BigInt(digest.length * 8 - replyTokenLength * 5);
  let token = '';
  for (; token.length < replyTokenLength; bits >>= 5n) {
    token = (replyTokenLetters[Number(bits & 31n)] ?? '') + token;
  }
  return token;
}
