import type { InboundMail } from './inbound-mail.ts';

/** What the receiving server found out about who sent a mail. */
export type Authentication = 'passed' | 'failed' | 'unknown';

/**
 * Reads Authentication-Results (RFC 8601), only those of the server whose id is trusted: anybody may write others.
 * DMARC decides where the server checked it; else one of SPF and DKIM is enough, for a mail that was forwarded fails the
 * one, and a mail that a list has changed the other.
 */
export function readAuthentication(mail: InboundMail, authservId: string | null): Authentication {
  if (authservId === null) return 'unknown';
  const results = mail
    .header('authentication-results')
    .map(withoutComments)
    .filter((value) => isOf(value, authservId))
    .flatMap((value) => value.split(';').slice(1));
  const of = (method: string) =>
    results.flatMap((result) => {
      const [, found] = new RegExp(`^\\s*${method}\\s*=\\s*(\\w+)`, 'i').exec(result) ?? [];
      return found === undefined ? [] : [found.toLowerCase()];
    });
  const [dmarc, others] = [of('dmarc'), [...of('spf'), ...of('dkim')]];
  if (dmarc.includes('fail')) return 'failed';
  if (dmarc.includes('pass') || others.includes('pass')) return 'passed';
  return others.includes('fail') ? 'failed' : 'unknown';
}

function isOf(value: string, authservId: string): boolean {
  const [id = ''] = (value.split(';')[0] ?? '').trim().split(/\s+/);
  return id.replaceAll('"', '').toLowerCase() === authservId.toLowerCase();
}

/** Comments may stand anywhere, and may hold anything. */
function withoutComments(value: string): string {
  let left = value;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replaceAll(/\([^()]*\)/g, ' ');
  }
  return left;
}
