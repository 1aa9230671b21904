import { setTimeout as sleep } from 'node:timers/promises';
import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { mailTimes } from '../domain/mail-times.ts';
import { addMs } from '../domain/names.ts';
import type { MailRound, MailRoundResult } from '../domain/workflow-input.ts';
import {
  claimNotices,
  composeReports,
  hasWaitingMail,
  joinMissedMails,
  listDelayed,
  listMailsToSend,
  type MailToSend,
  markSending,
  nextMailAt,
  recordEnds,
  recoverInterrupted,
} from '../register/mail-queue.ts';
import type { Register } from '../register/register.ts';
import { attemptMail, type Round } from './attempt-mail.ts';
import { Gathering, type GatheringLimits } from './gathering.ts';
import { MailContextReader } from './mail-context.ts';
import type { MailDesk } from './mail-desk.ts';
import { nextMorning } from './next-morning.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';
import { whenAborted } from './when-aborted.ts';

/** Mails composed in one transaction: workflows that record meanwhile wait for its end. */
const claimsAtOnce = 1_000;
/** Such transactions in one round; a round is one attempt of the activity. */
const claimsPerRound = 10;
/** Mails read at once: what they say is as true as it was then. */
const mailsPerPage = 100;
/** A round begins no further mail after so long; the activity's own limit is far longer. */
const roundMs = 30_000;
/** So long a round waits for mails on their way; what hangs for longer ends after it. */
const stragglersMs = 5_000;
/** What is begun, and what has ended, within moments is committed together. */
const beginLimits = { most: 10, waitMs: 10 };
const endLimits = { most: 10, waitMs: 20 };
/** How soon to look again while a morning waits for its workflows. */
const pollMs = 250;
/** How soon to try again what could not be written. */
const failurePauseMs = 60_000;
const heartbeatMs = 10_000;

const { sendingAgeMs } = mailTimes;

/**
 * Claims what is ready, drops what is no longer true, sends and records the rest. A mail whose server
 * hangs delays no other: the round ends without it, and its outcome is recorded when it comes.
 */
export async function deliverMail(
  deps: Round['deps'],
  periods: PlanPeriodsReader,
  desk: MailDesk,
  { serverNow }: MailRound,
): Promise<MailRoundResult> {
  const { register } = deps;
  const contexts = new MailContextReader(deps, periods, serverNow);
  const ending = new AbortController();
  // A worker that is stopped begins nothing more.
  const ended = AbortSignal.any([ending.signal, cancellationSignal()]);
  const composing = await compose(deps, contexts, serverNow, ended);
  const timer = setTimeout(() => ending.abort(), roundMs);
  try {
    const progress = await attemptPages(
      {
        ...{ deps, contexts, serverNow, desk, ending: ended },
        delayed: await listDelayed(register),
        begins: gather((all) => markSending(register, all, serverNow), beginLimits),
        ends: gather((all) => recordEnds(register, all), endLimits),
      },
      composing,
    );
    const allClaimed = await composing.allClaimed;
    return await describeRound(register, serverNow, { ...progress, allClaimed });
  } finally {
    clearTimeout(timer);
    ending.abort();
    await Promise.allSettled([composing.allClaimed]);
  }
}

/** Mails that are being made while others are on their way. */
interface Composing {
  /** False when a round's measure was full before everything was claimed. Rejects when a claim failed. */
  readonly allClaimed: Promise<boolean>;
  /** Nothing more is being made, whatever became of it. */
  isOver: boolean;
}

/**
 * Makes mails of what is ready. A whole country's morning is made in several transactions: the first of them is
 * waited for, the others go on while its mails leave. Where mail of an earlier round still waits, all are waited
 * for, since what has missed several mornings becomes one mail.
 */
async function compose(
  { register, mail }: Round['deps'],
  contexts: MailContextReader,
  serverNow: string,
  ending: AbortSignal,
): Promise<Composing> {
  await recoverInterrupted(register, { serverNow, olderThanMs: sendingAgeMs });
  const isLate = await hasWaitingMail(register);
  const claim = async () => {
    heartbeat();
    const claimed = await claimNotices(register, {
      serverNow,
      patienceMs: mail.patienceMs,
      limit: claimsAtOnce,
      postponeTo: async (notice) =>
        nextMorning(await contexts.read(notice.plan), notice.leavesAt ?? notice.recordedAt),
    });
    return claimed.length < claimsAtOnce;
  };
  const isFirstAll = await claim();
  const claimOthers = async () => isFirstAll || (await claimRest(claim, ending));
  const claimedBefore = isLate ? await claimOthers() : null;
  await composeReports(register, serverNow);
  await joinMissedMails(register, serverNow);
  const composing = {
    allClaimed: claimedBefore === null ? claimOthers() : Promise.resolve(claimedBefore),
    isOver: isFirstAll || isLate,
  };
  void Promise.allSettled([composing.allClaimed]).then(() => {
    composing.isOver = true;
  });
  return composing;
}

async function claimRest(claim: () => Promise<boolean>, ending: AbortSignal): Promise<boolean> {
  for (let claims = 1; claims < claimsPerRound && !ending.aborted; claims += 1) {
    if (await claim()) return true;
  }
  return false;
}

async function describeRound(
  register: Register,
  serverNow: string,
  { sent, failed, allTried, allClaimed }: Progress & { readonly allClaimed: boolean },
): Promise<MailRoundResult> {
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

/** How far a round has come. */
interface Progress {
  sent: number;
  /** Could not be written. */
  failed: number;
  /** Everything that was due was tried or held back. */
  allTried: boolean;
}

/** Tries page after page, each read while the mails of the one before it are set on their way. */
async function attemptPages(round: Round, composing: Composing): Promise<Progress> {
  const progress: Progress = { sent: 0, failed: 0, allTried: true };
  const underWay = new Set<Promise<void>>();
  // A mail server that hangs must not look like a worker that died.
  const beat = setInterval(() => heartbeat({ sent: progress.sent }), heartbeatMs);
  const readPage = async (after?: MailToSend) => {
    const isLast = composing.isOver;
    const read = () =>
      listMailsToSend(round.deps.register, round.serverNow, mailsPerPage, after?.mail ?? null);
    const page = await read();
    if (isLast || page.length === mailsPerPage) return page;
    // What is still being made comes behind what there is.
    await composing.allClaimed;
    return await read();
  };
  try {
    let page = await readPage();
    while (page.length > 0 && !round.ending.aborted) {
      [page] = await Promise.all([
        page.length < mailsPerPage && composing.isOver ? [] : readPage(page.at(-1)),
        setOnTheirWay(round, page, progress, underWay),
      ]);
    }
    if (page.length > 0) progress.allTried = false;
    await waitAtMost(stragglersMs, underWay);
    return { ...progress };
  } finally {
    clearInterval(beat);
  }
}

/** Resolves when each mail is on its way, held back or left out, or when the round is to end. */
async function setOnTheirWay(
  round: Round,
  page: readonly MailToSend[],
  progress: Progress,
  underWay: Set<Promise<void>>,
): Promise<void> {
  const all = Promise.all(
    page.map((toSend) => {
      const { promise: onItsWay, resolve } = withResolvers();
      const task = round.desk.slots(() => tryOne(round, toSend, progress, resolve));
      const done = task.finally(() => {
        resolve();
        underWay.delete(done);
      });
      underWay.add(done);
      return onItsWay;
    }),
  );
  // Mails that hang may keep every place: those still in line give up by themselves when one is free.
  const ended = whenAborted(round.ending).then(() => true);
  if (await Promise.race([all.then(() => false), ended])) progress.allTried = false;
}

/** One that cannot be written stops no other: it stays pending, and the log says why. */
async function tryOne(
  round: Round,
  toSend: MailToSend,
  progress: Progress,
  onItsWay: () => void,
): Promise<void> {
  try {
    const outcome = round.ending.aborted ? 'left' : await attemptMail(round, toSend, onItsWay);
    if (outcome === 'sent') progress.sent += 1;
    if (outcome === 'left') progress.allTried = false;
  } catch (error) {
    progress.failed += 1;
    const { mailKey } = toSend.mail;
    round.deps.log.error({ err: error, mailKey }, 'mail could not be written');
  }
}

async function waitAtMost(ms: number, all: ReadonlySet<Promise<void>>): Promise<void> {
  const enough = new AbortController();
  const timeUp = sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([Promise.all(all), timeUp]);
  enough.abort();
}

/** As `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((resolved) => {
    resolve = resolved;
  });
  return { promise, resolve };
}

function notBefore(instant: string, earliest: string): string {
  return Date.parse(instant) < Date.parse(earliest) ? earliest : instant;
}
