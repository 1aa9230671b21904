import { createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { computeLinkExpiry, type Link } from '../../domain/link.ts';
import { readLink, signLink } from '../../links/link-token.ts';
import { createRandom, type SeededRandom } from '../rig/seeded-random.ts';

const key = (id: string, fill: number) => ({ id, secret: createSecretKey(Buffer.alloc(32, fill)) });
const keys = [key('new', 1), key('old', 2)];
const now = '2026-11-23T08:00:00.000Z';
const link: Link = {
  plan: 'dong-thap-2023',
  agency: 'so-noi-vu',
  role: 'agency',
  generation: 0,
  expiresAt: '2027-03-01T16:59:59.000Z',
};

/** How many forged tokens a run tries; the long form is for a machine that has nothing else to do. */
const cases = Number(process.env['FUZZ_CASES'] ?? 4_000);

describe('the token of a link', () => {
  it('opens what was signed, the same each time', async () => {
    const token = await signLink(keys, link);
    expect(await signLink(keys, link)).toBe(token);
    expect(await readLink(keys, token, now)).toEqual(link);
    expect(token.length).toBeLessThan(320);
  });

  it('is valid with a key that has been replaced, and not with one that was taken away', async () => {
    const token = await signLink([key('old', 2)], link);
    expect(await readLink(keys, token, now)).toEqual(link);
    expect(await readLink([key('new', 1)], token, now)).toBeNull();
  });

  it('ends 60 days after the plan, in server time', async () => {
    const plan = { to: '2023-12-31', timezone: 'Asia/Ho_Chi_Minh' };
    expect(computeLinkExpiry(plan, 0)).toBe('2024-02-29T16:59:59.999Z');
    const token = await signLink(keys, { ...link, expiresAt: computeLinkExpiry(plan, 0) });
    expect(await readLink(keys, token, '2024-02-29T16:59:58.000Z')).not.toBeNull();
    expect(await readLink(keys, token, '2024-02-29T17:00:00.000Z')).toBeNull();
  });

  it('opens nothing without a signature, with another algorithm or for another purpose', async () => {
    const claims = { plan: link.plan, agency: link.agency, role: 'office', generation: 0 };
    const secret = Buffer.alloc(32, 1);
    const sign = (alg: string, audience: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, kid: 'new' })
        .setAudience(audience)
        .setExpirationTime('10y')
        .sign(secret);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none', kid: 'new' })}.${part(claims)}.`;
    const forged = [
      unsigned,
      await sign('HS256', 'dondoc-link'),
      await sign('HS512', 'dondoc-link'),
    ];
    for (const token of forged) expect(await readLink(keys, token, now)).toBeNull();
  });

  it('opens nothing after any change', async () => {
    const token = await signLink(keys, link);
    const random = createRandom(20261123);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=%';
    let tried = 0;
    for (let n = 0; n < cases; n += 1) {
      const mutated = mutate(token, random, letters);
      if (mutated === token) continue;
      tried += 1;
      const opened = await readLink(keys, mutated, now);
      // The last letter of a signature has bits that nobody reads: such a token is the same token.
      if (opened !== null) expect(sameSignature(mutated, token)).toBe(true);
    }
    expect(tried).toBeGreaterThan(cases * 0.9);
  }, 600_000);
});

function mutate(token: string, random: SeededRandom, letters: string): string {
  const at = random.integer(0, token.length - 1);
  const letter = random.pick([...letters]);
  return random.pick([
    token.slice(0, at) + letter + token.slice(at + 1),
    token.slice(0, at) + token.slice(at + 1),
    token.slice(0, at) + letter + token.slice(at),
    token.slice(0, at),
  ]);
}

function sameSignature(one: string, other: string): boolean {
  const bytes = (token: string) =>
    Buffer.from(token.split('.')[2] ?? '', 'base64url').toString('hex');
  const head = (token: string) => token.split('.').slice(0, 2).join('.');
  return head(one) === head(other) && bytes(one) === bytes(other);
}
