import { resolveMailboxes } from '../domain/directory.ts';
import { endOfDay } from '../domain/local-time.ts';
import type { AgencyId } from '../domain/plan.ts';
import { composeMail } from '../mail/compose-mail.ts';
import { buildMessageId } from '../mail/headers.ts';
import type { RenderedMail } from '../mail/models.ts';
import {
  buildAddressKey,
  holdMail,
  isGivenUp,
  listUndelivered,
  type MailBegin,
  type MailEnd,
  type MailRow,
  type MailToSend,
  type NoticeToSend,
  recordUnsendable,
  recordWithdrawn,
  sayGivenUp,
  takeProbe,
  type UndeliveredReport,
  withdrawNotices,
} from '../register/mail-queue.ts';
import { findAnswered, readAnswerToReply } from '../register/reply-answers.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import type { Gathering } from './gathering.ts';
import type { MailContext, MailContextReader } from './mail-context.ts';
import type { MailDesk } from './mail-desk.ts';
import type { Delivery } from './mail-transport.ts';
import { parseMailbox } from './mailbox.ts';
import { nextMorning } from './next-morning.ts';
import { renderMail } from './render-mail.ts';
import { renderUndelivered } from './render-undelivered.ts';
import { findReportTo } from './report-to.ts';
import { isStillTrue } from './still-true.ts';

/** What every step of a round needs. */
export interface Round {
  readonly deps: Pick<ActivityDependencies, 'register' | 'calendar' | 'mail' | 'log'>;
  readonly contexts: MailContextReader;
  readonly serverNow: string;
  readonly desk: MailDesk;
  /** From then on no mail is begun. */
  readonly ending: AbortSignal;
  /** Keys of mailboxes that take nothing for now, as far as this round knows. */
  readonly delayed: Set<string>;
  /** True when the mail is on record as being sent by us. */
  readonly begins: Gathering<MailBegin, boolean>;
  readonly ends: Gathering<MailEnd, boolean>;
}

/** A mail that has somebody to go to and something to say. */
interface ReadyMail {
  readonly mail: MailRow;
  readonly context: MailContext;
  readonly addresses: readonly string[];
  /** Called when its turn has come. */
  readonly render: () => Promise<RenderedMail>;
  /** Who is told if it is refused. */
  readonly report: UndeliveredReport | null;
}

/**
 * Tries one mail. `sent`: the server took it; `left`: the round ended before its turn came. Calls
 * `onItsWay` when the rest depends on the mail server alone.
 */
export async function attemptMail(
  round: Round,
  toSend: MailToSend,
  onItsWay: () => void,
): Promise<'sent' | 'notSent' | 'left'> {
  const ready = await prepare(round, toSend);
  if (ready === null) return 'notSent';
  const place = await findPlace(round, ready);
  if (place === 'held') return 'notSent';
  if (!(await round.desk.pace.turn(round.ending))) return 'left';
  return await send(round, ready, { isProbe: place === 'probe', onItsWay });
}

/** Null when there is nothing to say, or nobody to say it to; both are on record then. */
async function prepare(round: Round, toSend: MailToSend): Promise<ReadyMail | null> {
  const { register } = round.deps;
  const { mail } = toSend;
  const context = await round.contexts.read(
    mail.plan,
    toSend.notices.map(({ notice }) => notice),
  );
  const render = await findContent(round, context, toSend);
  if (render === null) {
    await recordWithdrawn(register, mail.mailId, round.serverNow);
    return null;
  }
  const to = findReportTo(mail, context.plan);
  const report = to === null ? null : { to, leavesAt: nextMorning(context, round.serverNow) };
  const { addresses } = resolveMailboxes(mail.toAgency, context.directory);
  const ready = { mail, context, addresses, render, report };
  if (addresses.length > 0) return ready;
  await refuse(round, ready, `${mail.toAgency} has no address and no via in the directory`);
  return null;
}

async function withLink(context: MailContext, to: AgencyId): Promise<MailContext> {
  return { ...context, link: await context.linkOf(to) };
}

/** What a mail says at this moment; null when nothing of it is true any more. */
async function findContent(
  { deps: { register } }: Round,
  context: MailContext,
  { mail, notices }: MailToSend,
): Promise<ReadyMail['render'] | null> {
  const { kind, toAgency, mailId } = mail;
  if (kind === 'undelivered') {
    const left = await listUndelivered(register, mailId);
    return left.length === 0
      ? null
      : async () => renderUndelivered(await withLink(context, toAgency), toAgency, left);
  }
  const stored = readAnswerToReply(mail);
  if (stored !== null) return async () => ({ ...stored, locale: context.plan.locale, ics: null });
  const isTrue = (entry: NoticeToSend) => isTrueIn(context, entry);
  const stale = notices.filter((entry) => !isTrue(entry));
  await withdrawNotices(
    register,
    stale.map(({ notice }) => notice.key),
  );
  const left = notices.filter((entry) => !stale.includes(entry));
  return left.length === 0
    ? null
    : async () => renderMail(await withLink(context, toAgency), { kind, toAgency }, left);
}

function isTrueIn(context: MailContext, entry: NoticeToSend): boolean {
  const { task, period: name, lastDay } = entry.notice;
  const period = context.findPeriod(task, name);
  // What a coordinator is told may be about a lead whose last day was moved.
  const cutoff =
    lastDay === period.lastDay ? period.cutoff : endOfDay(lastDay, context.plan.timezone);
  return isStillTrue(entry, { now: context.now, cutoff });
}

/** Whether its mailboxes are known to take nothing: then one mail asks for all, and the rest waits. */
async function findPlace(round: Round, ready: ReadyMail): Promise<'free' | 'probe' | 'held'> {
  const { register } = round.deps;
  const { serverNow } = round;
  const { mail, addresses } = ready;
  const key = buildAddressKey(addresses);
  if (!round.delayed.has(key)) return 'free';
  if (await takeProbe(register, key, serverNow)) return 'probe';
  if (isGivenUp(mail, serverNow)) {
    await refuse(round, ready, sayGivenUp(mail.response));
    return 'held';
  }
  const held = await holdMail(register, mail.mailId, { addresses, serverNow });
  return held ? 'held' : 'free';
}

async function refuse(round: Round, { mail, report }: ReadyMail, reason: string): Promise<void> {
  const { serverNow } = round;
  if (await recordUnsendable(round.deps.register, mail.mailId, { serverNow, reason, report })) {
    tellRefusal(round, mail, report, reason);
  }
}

async function send(
  round: Round,
  ready: ReadyMail,
  { isProbe, onItsWay }: { readonly isProbe: boolean; readonly onItsWay: () => void },
): Promise<'sent' | 'notSent'> {
  const { mail, context, addresses } = ready;
  const { transport, domain, dateOf } = round.deps.mail;
  const rendered = await ready.render();
  const { mailKey } = mail;
  const attempt = mail.attempts + 1;
  const { subject, html, text } = rendered;
  const messageId = buildMessageId({ mailKey, domain });
  const begun = await round.begins.do({
    mailId: mail.mailId,
    content: { subject, html, text, addresses, messageId, attempt },
  });
  if (!begun) return 'notSent';
  const date = dateOf === 'planTime' ? { date: new Date(context.now) } : {};
  const delivering = transport.deliver({ ...(await address(round, ready, rendered)), ...date });
  onItsWay();
  await recordDelivery(round, ready, { delivery: await delivering, attempt, isProbe });
  return (await delivering).outcome === 'sent' ? 'sent' : 'notSent';
}

async function address(
  round: Round,
  { mail, context, addresses }: ReadyMail,
  rendered: RenderedMail,
) {
  const { from, domain } = round.deps.mail;
  const replyTo = (await context.replyToOf(mail.toAgency)) ?? round.deps.mail.replyTo;
  const answers = findAnswered(mail);
  return composeMail(rendered, {
    ...{ from: parseMailbox(from), to: addresses, replyTo, domain },
    ...{ mailKey: mail.mailKey, plan: mail.plan, agency: mail.toAgency },
    ...(answers === null ? {} : { answers }),
  });
}

interface Delivered {
  readonly delivery: Delivery;
  readonly attempt: number;
  readonly isProbe: boolean;
}

async function recordDelivery(
  round: Round,
  { mail, addresses, report }: ReadyMail,
  { delivery, attempt, isProbe }: Delivered,
): Promise<void> {
  const key = buildAddressKey(addresses);
  const of = { mailId: mail.mailId, attempt, serverNow: round.serverNow };
  if (delivery.outcome === 'sent') {
    const releases = round.delayed.has(key) ? key : null;
    await round.ends.do({ ...of, ...delivery, releases });
    return;
  }
  round.deps.log.warn({ mailId: mail.mailId, ...delivery }, 'mail not delivered');
  if (delivery.outcome === 'refused') {
    await round.ends.do({ ...of, ...delivery, report });
    tellRefusal(round, mail, report, delivery.response);
  } else {
    await round.ends.do({ ...of, ...delivery, report, isProbe });
    round.delayed.add(key);
  }
}

/** What nobody is left to be told stands in the log, and in `dondoc mails --failed`. */
function tellRefusal(
  { deps: { log } }: Round,
  { mailId, plan, toAgency }: MailRow,
  report: UndeliveredReport | null,
  response: string,
): void {
  if (report !== null) return;
  const advice = `dondoc mails ${plan} --failed`;
  log.error({ mailId, plan, toAgency, response, advice }, 'mail refused, and nobody can be told');
}
