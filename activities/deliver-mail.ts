import { heartbeat } from '@temporalio/activity';
import pLimit from 'p-limit';
import { resolveMailboxes } from '../domain/directory.ts';
import { computeMorning } from '../domain/ladder.ts';
import { endOfDay, toDay } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import type { MailRound, MailRoundResult } from '../domain/workflow-input.ts';
import { composeMail } from '../mail/compose-mail.ts';
import { buildMessageId } from '../mail/headers.ts';
import {
  type ClaimOptions,
  claimNotices,
  joinMissedMails,
  listMailsToSend,
  type MailBegin,
  type MailEnd,
  type MailToSend,
  markSending,
  type NoticeRow,
  type NoticeToSend,
  nextMailAt,
  recordEnds,
  recordUnsendable,
  recordWithdrawn,
  recoverInterrupted,
  withdrawNotices,
} from '../register/mail-queue.ts';
import type { Register } from '../register/register.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { Gathering, type GatheringLimits } from './gathering.ts';
import { type MailContext, MailContextReader } from './mail-context.ts';
import type { Delivery } from './mail-transport.ts';
import { parseMailbox } from './mailbox.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';
import { renderMail } from './render-mail.ts';
import { isStillTrue } from './still-true.ts';

/** Mails composed in one transaction: workflows that record meanwhile wait for its end. */
const claimsAtOnce = 1_000;
/** Such transactions in one round; a round is one attempt of the activity. */
const claimsPerRound = 10;
/** Mails read at once: what they say is as true as it was then. */
const mailsPerPage = 100;
/** A round begins no further page after so long; the activity's own limit is far longer. */
const roundMs = 30_000;
/** An attempt that has not ended by then was interrupted: the transport's own limits are shorter. */
const sendingAgeMs = 3 * 60_000;
/** Mails on their way for each connection: while some are taken, the next are written. */
const mailsPerConnection = 4;
/** What is begun, and what has ended, within moments is committed together. */
const beginLimits = { most: 10, waitMs: 10 };
const endLimits = { most: 10, waitMs: 20 };
/** How soon to look again while a morning waits for its workflows. */
const pollMs = 250;
/** How soon to try again what could not be written. */
const failurePauseMs = 60_000;
const heartbeatMs = 10_000;
/** Waits after a refusal for now: doubling, at most an hour. */
const firstDelayMs = 30_000;
const longestDelayMs = 3_600_000;

/** What every step of a round needs. */
interface Round {
  readonly deps: Pick<ActivityDependencies, 'register' | 'calendar' | 'mail' | 'log'>;
  readonly contexts: MailContextReader;
  readonly serverNow: string;
  /** True when the mail is on record as being sent by us. */
  readonly begins: Gathering<MailBegin, boolean>;
  readonly ends: Gathering<MailEnd, boolean>;
}

/** Claims what is ready, drops what is no longer true, sends and records the rest. */
export async function deliverMail(
  deps: Round['deps'],
  periods: PlanPeriodsReader,
  { serverNow }: MailRound,
): Promise<MailRoundResult> {
  const { register, mail } = deps;
  const contexts = new MailContextReader(deps, periods, serverNow);
  await recoverInterrupted(register, { serverNow, olderThanMs: sendingAgeMs });
  const allClaimed = await claimAll(register, {
    serverNow,
    patienceMs: mail.patienceMs,
    limit: claimsAtOnce,
    postponeTo: (notice) => postpone(contexts, notice),
  });
  await joinMissedMails(register, serverNow);
  const { sent, failed, allTried } = await attemptPages({
    ...{ deps, contexts, serverNow },
    begins: gather((all) => markSending(register, all, serverNow), beginLimits),
    ends: gather((all) => recordEnds(register, all), endLimits),
  });
  const next = await nextMailAt(register, { sendingAgeMs });
  const pauseMs = failed > 0 ? failurePauseMs : pollMs;
  return {
    sent,
    more: failed === 0 && !(allClaimed && allTried),
    nextAt: next === null ? null : notBefore(next, addMs(serverNow, pauseMs)),
  };
}

/** `change` hands back the mails that it has changed. */
function gather<T extends { readonly mailId: number }>(
  change: (all: readonly T[]) => Promise<ReadonlySet<number>>,
  limits: GatheringLimits,
): Gathering<T, boolean> {
  return new Gathering(async (all: readonly T[]) => {
    const changed = await change(all);
    return ({ mailId }: T) => changed.has(mailId);
  }, limits);
}

/** Composes everything that is ready; false when a round's measure was full before. */
async function claimAll(register: Register, options: ClaimOptions): Promise<boolean> {
  for (let claims = 0; claims < claimsPerRound; claims += 1) {
    heartbeat();
    const claimed = await claimNotices(register, options);
    if (claimed.length < options.limit) return true;
  }
  return false;
}

/** Tries page after page, each read while the one before it is on its way. */
async function attemptPages(
  round: Round,
): Promise<{ sent: number; failed: number; allTried: boolean }> {
  const counts = { sent: 0, failed: 0 };
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), roundMs);
  const readPage = (after: MailToSend | undefined) =>
    listMailsToSend(round.deps.register, round.serverNow, mailsPerPage, after?.mail ?? null);
  try {
    let page = await readPage(undefined);
    while (page.length > 0 && !ending.signal.aborted) {
      const [following, { sent, failed }] = await Promise.all([
        page.length < mailsPerPage ? [] : readPage(page.at(-1)),
        attemptAll(round, page),
      ]);
      counts.sent += sent;
      counts.failed += failed;
      page = following;
    }
    return { ...counts, allTried: page.length === 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** Tries all; one that cannot be written stops no other: it stays pending, and the log says why. */
async function attemptAll(
  round: Round,
  due: readonly MailToSend[],
): Promise<{ sent: number; failed: number }> {
  const { mail, log } = round.deps;
  const counts = { sent: 0, failed: 0 };
  const limit = pLimit(mail.connections * mailsPerConnection);
  // A mail server that hangs must not look like a worker that died.
  const beat = setInterval(() => heartbeat(counts), heartbeatMs);
  const tryOne = async (toSend: MailToSend) => {
    try {
      if (await attempt(round, toSend)) counts.sent += 1;
    } catch (error) {
      counts.failed += 1;
      log.error({ err: error, mailKey: toSend.mail.mailKey }, 'mail could not be written');
    }
  };
  try {
    await Promise.all(due.map((toSend) => limit(() => tryOne(toSend))));
  } finally {
    clearInterval(beat);
  }
  return counts;
}

/** Tries one mail; true when the server took it. */
async function attempt(round: Round, toSend: MailToSend): Promise<boolean> {
  const { register } = round.deps;
  const { contexts, serverNow } = round;
  const { mail } = toSend;
  const context = await contexts.read(
    mail.plan,
    toSend.notices.map(({ notice }) => notice),
  );
  const stillTrue = (entry: NoticeToSend) => {
    const { task, period: name, lastDay } = entry.notice;
    const period = context.findPeriod(task, name);
    // What a coordinator is told may be about a lead whose last day was moved.
    const cutoff =
      lastDay === period.lastDay ? period.cutoff : endOfDay(lastDay, context.plan.timezone);
    return isStillTrue(entry, { now: context.now, cutoff });
  };
  const notices = toSend.notices.filter(stillTrue);
  const stale = toSend.notices.filter((entry) => !notices.includes(entry));
  await withdrawNotices(
    register,
    stale.map(({ notice }) => notice.key),
  );
  if (notices.length === 0) {
    await recordWithdrawn(register, mail.mailId, serverNow);
    return false;
  }
  const { addresses } = resolveMailboxes(mail.toAgency, context.directory);
  if (addresses.length === 0) {
    const reason = `${mail.toAgency} has no address and no via in the directory`;
    await recordUnsendable(register, mail.mailId, { serverNow, reason });
    return false;
  }
  return await send(round, context, { ...toSend, notices }, addresses);
}

async function send(
  round: Round,
  context: MailContext,
  { mail, notices }: MailToSend,
  addresses: readonly string[],
): Promise<boolean> {
  const { from, replyTo, domain, transport, dateOf } = round.deps.mail;
  const rendered = await renderMail(context, mail, notices);
  const { mailKey } = mail;
  const options = composeMail(rendered, {
    from: parseMailbox(from),
    to: addresses,
    replyTo,
    mailKey,
    plan: mail.plan,
    agency: mail.toAgency,
    domain,
  });
  const attempted = mail.attempts + 1;
  const begun = await round.begins.do({
    mailId: mail.mailId,
    content: {
      subject: rendered.subject,
      html: rendered.html,
      text: rendered.text,
      addresses,
      messageId: buildMessageId({ mailKey, domain }),
      attempt: attempted,
    },
  });
  if (!begun) return false;
  const date = dateOf === 'planTime' ? { date: new Date(context.now) } : {};
  const delivery = await transport.deliver({ ...options, ...date });
  if (delivery.outcome !== 'sent') {
    round.deps.log.warn({ mailId: mail.mailId, ...delivery }, 'mail not delivered');
  }
  const attemptOf = { mailId: mail.mailId, attempt: attempted, serverNow: round.serverNow };
  await round.ends.do(describeEnd(delivery, attemptOf));
  return delivery.outcome === 'sent';
}

function describeEnd(
  delivery: Delivery,
  of: Pick<MailEnd, 'mailId' | 'attempt' | 'serverNow'>,
): MailEnd {
  if (delivery.outcome === 'sent' || delivery.outcome === 'refused') return { ...of, ...delivery };
  const waitMs = Math.min(firstDelayMs * 2 ** (of.attempt - 1), longestDelayMs);
  return { ...of, ...delivery, nextAttemptAt: addMs(of.serverNow, waitMs) };
}

/** The next morning after the one whose digest has been composed already. */
async function postpone(contexts: MailContextReader, notice: NoticeRow): Promise<string> {
  const { plan, shiftMs, calendar } = await contexts.read(notice.plan);
  const planTime = addMs(notice.leavesAt ?? notice.recordedAt, shiftMs + 1);
  const morning = computeMorning(plan, planTime, toDay(planTime, plan.timezone), calendar);
  return addMs(morning, -shiftMs);
}

function notBefore(instant: string, earliest: string): string {
  return Date.parse(instant) < Date.parse(earliest) ? earliest : instant;
}
