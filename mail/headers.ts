import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 over a list of parts, hex: no name or address can be read from it. */
export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/**
 * The Message-ID of a mail, with its angle brackets: the same key always gives the same id, so that a mail
 * sent twice can be recognised as one.
 */
export function buildMessageId({ mailKey, domain }: { mailKey: string; domain: string }): string {
  return `<mail.${hashOf(['mail', mailKey])}@${checkDomain(domain)}>`;
}

/** The headers that keep all mails about one plan to one agency in one thread (RFC 5322, 3.6.4). */
export interface ThreadHeaders {
  readonly inReplyTo: string;
  readonly references: string;
}

/**
 * A root that no mail has: clients thread by the reference alone, whichever mail arrives first. A mail that
 * answers another stands below that one as well.
 */
export function buildThreadHeaders(
  thread: { plan: string; agency: string; domain: string },
  answers: string | null = null,
): ThreadHeaders {
  const hash = hashOf(['thread', thread.plan, thread.agency]);
  const root = `<thread.${hash}@${checkDomain(thread.domain)}>`;
  return answers === null
    ? { inReplyTo: root, references: root }
    : { inReplyTo: answers, references: `${root} ${answers}` };
}

/**
 * What tells machines that a machine wrote (RFC 3834) and keeps their vacation notices away, and lets people
 * filter by plan (List-Id, RFC 2919).
 */
export function buildAutomaticHeaders(
  { plan, domain }: { plan: string; domain: string },
  answers = false,
): Record<string, string> {
  const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(plan) ? plan : hashOf(['plan', plan]);
  return {
    'Auto-Submitted': answers ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    'List-Id': `<${label.toLowerCase()}.plan.${checkDomain(domain)}>`,
  };
}

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const domainForm = new RegExp(`^${label}(?:\\.${label})*$`, 'i');

function checkDomain(domain: string): string {
  if (domainForm.test(domain)) return domain;
  throw new TypeError(
    `Mail ids need a domain name such as "mail.tinh.example"; found ${JSON.stringify(domain)}. Set the domain of the sender's address.`,
  );
}
