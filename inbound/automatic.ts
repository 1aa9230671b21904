import type { InboundMail } from './inbound-mail.ts';

/** What tells that a mail is one of ours that came back. */
export interface OwnMarks {
  /** The address in `From:` of our mails, and the one that replies go to. */
  readonly addresses: readonly string[];
  /** Right-hand side of our Message-IDs. */
  readonly messageDomain: string;
}

/**
 * Why a mail is taken to be written by a machine, or to be our own come back; null for what somebody wrote. Such mail
 * is never answered and never handed in (RFC 3834, 2): vacation notices, receipts of reading, lists, loops.
 */
export function findAutomatic(mail: InboundMail, own: OwnMarks): string | null {
  const says = (name: string, pattern: RegExp) =>
    mail.header(name).some((value) => pattern.test(value));
  const has = (name: string) => mail.header(name).length > 0;
  if (has('auto-submitted') && !says('auto-submitted', /^no\b/i)) return 'Auto-Submitted';
  if (says('precedence', /^(?:bulk|junk|list|auto_reply)\b/i)) return 'Precedence';
  for (const name of ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress', 'list-id']) {
    if (has(name)) return name;
  }
  if (says('return-path', /^<\s*>$/)) return 'an empty Return-Path';
  if (mail.type.value === 'multipart/report') return 'multipart/report';
  return isOwn(mail, own) ? 'our own mail' : null;
}

/**
 * Told by its sender and its Message-ID. Not by the domain in `From:` alone: agencies may have their mailboxes in the
 * domain of our Message-IDs.
 */
function isOwn({ from, id }: InboundMail, { addresses, messageDomain }: OwnMarks): boolean {
  const ours = addresses.map((address) => address.toLowerCase());
  // A plus-address of ours is ours.
  const bare = from.map((address) => address.replace(/\+[^@]*@/, '@'));
  return (
    bare.some((address) => ours.includes(address)) ||
    new RegExp(`^<mail\\.[0-9a-f]{32}@${messageDomain.replaceAll('.', '\\.')}>$`, 'i').test(id)
  );
}
