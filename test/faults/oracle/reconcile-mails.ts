import type { Facts, KeptMail, MailRow } from './facts.ts';
import { readDirectoryText, readPlanText } from './plan-text.ts';

/** Mails on record against those that the mail server has. */

export interface MailCounts {
  /** On record. */
  mails: number;
  /** Kept by the server exactly once, and more than once. */
  once: number;
  twice: number;
  /** Attempts of which nobody knows whether the mail went out. */
  doubts: number;
  refused: number;
  withdrawn: number;
}

export function reconcileMails(facts: Facts): { counts: MailCounts; faults: string[] } {
  const { register } = facts;
  const copies = groupCopies(facts.kept);
  const counts: MailCounts = {
    mails: register.mails.length,
    ...{ once: 0, twice: 0 },
    doubts: register.mails.reduce((sum, { doubts }) => sum + doubts, 0),
    refused: register.mails.filter(({ state }) => state === 'refused').length,
    withdrawn: register.mails.filter(({ state }) => state === 'withdrawn').length,
  };
  const faults: string[] = [];
  for (const mail of register.mails) {
    const own = copies.get(mail.messageId ?? '') ?? [];
    copies.delete(mail.messageId ?? '');
    if (own.length === 1) counts.once += 1;
    if (own.length > 1) counts.twice += 1;
    const place = `mail ${mail.mailId} (${mail.kind} to ${mail.to} of ${mail.plan})`;
    faults.push(...judge(mail, own, facts).map((fault) => `${place}: ${fault}`));
  }
  for (const [messageId, { length }] of copies) {
    faults.push(`mail ${messageId}: kept ${length} times by the mail server and not on record`);
  }
  return { counts, faults: [...faults, ...findMissingWords(facts)] };
}

function judge(mail: MailRow, copies: readonly KeptMail[], facts: Facts): string[] {
  const { state, doubts } = mail;
  const least = state === 'sent' ? 1 : 0;
  const most = state === 'sent' ? 1 + doubts : doubts;
  const times = copies.length;
  return [
    ...(['sent', 'refused', 'withdrawn'].includes(state) ? [] : [`is still ${state}`]),
    ...(times < least ? ['sent on record, and the mail server has never seen it'] : []),
    ...(times > most
      ? [`delivered ${times} times, ${doubts} doubts on record, state ${state}`]
      : []),
    ...judgeDoubts(mail, facts),
    ...judgeRecipients(mail, copies, facts),
    ...(state === 'refused' ? judgeRefusal(mail, facts) : []),
  ];
}

function judgeDoubts({ mailId, doubts }: MailRow, { register }: Facts): string[] {
  const unknown = register.attempts.filter(
    (attempt) => attempt.mailId === mailId && attempt.outcome === 'unknown',
  ).length;
  return unknown === doubts ? [] : [`${doubts} doubts on record, ${unknown} attempts in doubt`];
}

/**
 * Every copy went to the agency's mailboxes and to nobody else. One that was left out was refused, or another
 * mailbox of the agency took the mail and this one's refusal is on record.
 */
function judgeRecipients(mail: MailRow, copies: readonly KeptMail[], facts: Facts): string[] {
  if (copies.length === 0) return [];
  const mailboxes = findMailboxes(mail, facts);
  const reached = new Set(copies.flatMap(({ recipients }) => recipients));
  const strangers = [...reached].filter((address) => !mailboxes.includes(address));
  const left = mailboxes.filter((address) => !reached.has(address));
  const unexplained = left.filter(
    (address) => !isRefused(address, facts) && !isRejected(mail, address, facts),
  );
  return [
    ...strangers.map((address) => `went to ${address}, no mailbox of ${mail.to}`),
    ...unexplained.map((address) => `never went to ${address}`),
  ];
}

function findMailboxes({ plan, to }: MailRow, { plans }: Facts): readonly string[] {
  const started = plans.find((one) => one.plan === plan);
  return started === undefined ? [] : (readDirectoryText(started.directory).get(to)?.email ?? []);
}

function judgeRefusal(mail: MailRow, facts: Facts): string[] {
  const explained =
    facts.refused.some(({ messageId }) => messageId !== null && messageId === mail.messageId) ||
    findMailboxes(mail, facts).some((address) => isRefused(address, facts));
  return explained ? [] : ['refused on record, and the mail server never refused it for good'];
}

function isRefused(address: string, { refused }: Facts): boolean {
  return refused.some(({ recipient }) => recipient === address);
}

function isRejected({ mailId }: MailRow, address: string, { register }: Facts): boolean {
  return register.attempts.some(
    (attempt) => attempt.mailId === mailId && attempt.rejected.includes(address),
  );
}

function groupCopies(kept: readonly KeptMail[]): Map<string, KeptMail[]> {
  const copies = new Map<string, KeptMail[]>();
  for (const mail of kept) {
    copies.set(mail.messageId, [...(copies.get(mail.messageId) ?? []), mail]);
  }
  return copies;
}

/** What was told stands in the letter: each task of these plans has a title of its own. */
function findMissingWords(facts: Facts): string[] {
  const titles = new Map(
    facts.plans.flatMap(({ text }) => {
      const { plan, tasks } = readPlanText(text);
      return tasks.map(({ task, title }) => [`${plan}/${task}`, title] as const);
    }),
  );
  const copies = groupCopies(facts.kept);
  const messages = new Map(facts.register.mails.map((mail) => [mail.mailId, mail]));
  return facts.register.notices.flatMap(({ key, plan, task, state, mailId }) => {
    const mail = mailId === null ? undefined : messages.get(mailId);
    if (state !== 'mailed' || mail?.state !== 'sent') return [];
    const title = titles.get(`${plan}/${task}`) ?? '';
    const told = (copies.get(mail.messageId ?? '') ?? []).some(({ text }) =>
      text.replace(/\s+/g, ' ').includes(title),
    );
    return told ? [] : [`notice ${key}: its letter does not name "${title}"`];
  });
}
