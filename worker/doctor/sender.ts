import { parseMailbox } from '../../activities/mailbox.ts';
import type { Settings } from '../settings.ts';
import { type Outcome, ok, warning, wrong } from './check.ts';

/** Domains that nobody can own: RFC 2606, RFC 6761. */
const placeholder = /(?:^|\.)(?:example|test|invalid|localhost|local|example\.(?:com|net|org))$/i;

/** Whether a domain stands for one that somebody has to write there. */
export function isPlaceholder(domain: string): boolean {
  return placeholder.test(domain);
}

/** Whether `From:` can be read and is somebody's; `caught`: mail goes to the inbox of a `dondoc up`. */
export function judgeSender({ mailFrom }: Pick<Settings, 'mailFrom'>, caught: boolean): Outcome {
  const sender = readAddress(mailFrom);
  if (sender === null) {
    return wrong(
      `expected one mailbox, found "${mailFrom}"`,
      'DONDOC_MAIL_FROM="Nhắc việc <nhacviec@YOUR-DOMAIN>"',
    );
  }
  if (!isPlaceholder(domainOf(sender))) return ok(mailFrom);
  const found = `${sender}: ${domainOf(sender)} is a placeholder, no mail server takes mail from it`;
  const fix = 'DONDOC_MAIL_FROM="Nhắc việc <nhacviec@YOUR-DOMAIN>", with a domain of your own';
  return caught ? warning(`${found} (the inbox of dondoc up does)`, fix) : wrong(found, fix);
}

/** Whether replies reach anybody. */
export function judgeReplyTo({
  mailReplyTo,
  replyAddress,
}: Pick<Settings, 'mailReplyTo' | 'replyAddress'>): Outcome {
  if (replyAddress !== null) return ok(`replies go to ${replyAddress}, and are handed in`);
  if (mailReplyTo === null) return ok('not set: letters ask to write to the monitor instead');
  if (!isPlaceholder(domainOf(mailReplyTo))) return ok(mailReplyTo);
  return wrong(
    `${mailReplyTo}: ${domainOf(mailReplyTo)} is a placeholder, replies reach nobody`,
    'DONDOC_MAIL_REPLY_TO=vanphong@YOUR-DOMAIN, or remove it: letters then ask to write to the monitor',
  );
}

/** Whether Message-IDs are ours: some mail servers hold back a placeholder's. */
export function judgeMailDomain({
  mailDomain,
  mailFrom,
}: Pick<Settings, 'mailDomain' | 'mailFrom'>): Outcome {
  if (!isPlaceholder(mailDomain)) return ok(mailDomain);
  const own = domainOf(readAddress(mailFrom) ?? '');
  const domain = own === '' || isPlaceholder(own) ? 'YOUR-DOMAIN' : own;
  return warning(
    `${mailDomain} is a placeholder, and stands in every Message-ID`,
    `DONDOC_MAIL_DOMAIN=${domain}, before the first mail: it must not change while mail is under way`,
  );
}

function readAddress(mailbox: string): string | null {
  try {
    return parseMailbox(mailbox).address;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** What follows the last @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
