import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { buildAddressKey, delayAddresses, releaseAddresses } from './mail-delays.ts';
import { oweReport, type UndeliveredReport } from './mail-undelivered.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { type MailState, mails, notices } from './schema.ts';

/** A mail as it is handed to the server. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly addresses: readonly string[];
  /** The same at every attempt. */
  readonly messageId: string;
  /** The attempts so far, plus one: two senders cannot both begin the same one. */
  readonly attempt: number;
}

/** How an attempt ended, and when (server time). */
export interface AttemptEnd {
  readonly attempt: number;
  readonly serverNow: IsoInstant;
  /** What the mail server said, or what went wrong. */
  readonly response: string;
}

/** Notices that are no longer true leave their mail; they stay on record as withdrawn. */
export async function withdrawNotices(register: Register, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await register.db
    .update(notices)
    .set({ state: 'withdrawn' })
    .where(and(inArray(notices.key, [...keys]), inArray(notices.state, ['owed', 'mailed'])));
}

/** One mail that is about to be sent. */
export interface MailBegin {
  readonly mailId: number;
  readonly content: MailContent;
}

/**
 * Commits what is about to be sent, before a word of it goes out. Hands back which mails may be: one
 * that is in another state or at another attempt is being sent by somebody else, and the caller must
 * not.
 */
export async function markSending(
  register: Register,
  begins: readonly MailBegin[],
  serverNow: IsoInstant,
): Promise<ReadonlySet<number>> {
  if (begins.length === 0) return new Set();
  // One statement is one commit and one way there and back; thousands of mails leave on one morning.
  const { rows } = await register.db.execute<{ mail_id: string }>(sql`
    with begin (mail_id, attempt, subject, html, text, addresses, message_id) as (
      values ${sql.join(begins.map(beginValues), sql`, `)}
    ), begun as (
      update mails set state = 'sending', attempts = begin.attempt, subject = begin.subject,
        html = begin.html, text = begin.text, addresses = begin.addresses,
        message_id = begin.message_id, sending_since = ${serverNow}::timestamptz,
        next_attempt_at = null, waits_for = null, changed_at = ${serverNow}::timestamptz,
        waiting_since = coalesce(waiting_since, ${serverNow}::timestamptz)
      from begin
      where mails.mail_id = begin.mail_id and state in ('pending', 'deferred', 'unknown')
        and attempts = begin.attempt - 1
      returning mails.mail_id, attempts
    )
    insert into mail_attempts (mail_id, attempt, began_at)
    select mail_id, attempts, ${serverNow}::timestamptz from begun
    returning mail_id`);
  return idsOf(rows);
}

function beginValues({ mailId, content }: MailBegin) {
  const { attempt, subject, html, text, addresses, messageId } = content;
  return sql`(${mailId}::bigint, ${attempt}::int, ${subject}::text, ${html}::text, ${text}::text,
    ${sql.param([...addresses])}::text[], ${messageId}::text)`;
}

function idsOf(rows: readonly { readonly mail_id: string }[]): ReadonlySet<number> {
  return new Set(rows.map(({ mail_id }) => Number(mail_id)));
}

/**
 * After so long since the first attempt a mail is given up: RFC 5321, 4.5.4.1, "the give-up time
 * generally needs to be at least 4-5 days".
 */
export const giveUpMs = 120 * 3_600_000;

/** What became of one attempt. */
export type MailEnd = AttemptEnd & { readonly mailId: number } & (
    | {
        /** The server took it; that also ends the doubt about an earlier attempt. */
        readonly outcome: 'sent';
        /** Addresses that it refused while it took the mail for others. */
        readonly rejected?: readonly string[];
        /** The key of its mailboxes, when other mail waits for them: that may leave now. */
        readonly releases?: string | null;
      }
    | ({
        /**
         * `deferred`: refused for now (4xx), or the server could not be reached. `unknown`: the
         * connection was lost after DATA, nobody knows; sent again with the same Message-ID, and
         * counted. Both wait as `mail-delays.ts` says, and become `refused` after `giveUpMs`.
         */
        readonly outcome: 'deferred' | 'unknown';
        /** It asked for all mail that waits for its mailboxes. */
        readonly isProbe?: boolean;
      } & Told)
    /** Refused for good (5xx). */
    | ({ readonly outcome: 'refused' } & Told)
    /** The sender stopped and nobody knows: `unknown`, sent again at once. */
    | { readonly outcome: 'interrupted' }
  );

interface Told {
  /** Who is told if the mail is refused; null when nobody is left to tell. */
  readonly report?: UndeliveredReport | null;
}

/** An attempt's end as it is recorded, and what becomes of its mail. */
interface Judged {
  readonly end: MailEnd;
  readonly state: MailState;
  readonly nextAttemptAt: IsoInstant | null;
  readonly waitsFor: string | null;
  /** What is said of the mail. */
  readonly response: string;
}

/**
 * Records how attempts ended, all in one commit: of each mail at most one. Hands back which mails
 * changed their state: only the newest attempt decides, except that one known to have been sent
 * settles the mail.
 */
export async function recordEnds(
  register: Register,
  ends: readonly MailEnd[],
): Promise<ReadonlySet<number>> {
  if (ends.length === 0) return new Set();
  // Thousands of mails that were taken, on one morning: one statement for many.
  if (ends.every(isPlainlySent)) return await writeEnds(register.db, ends.map(judgeAlone));
  return await register.db.transaction(async (tx) => {
    const judged = await judgeEnds(tx, ends);
    const changed = await writeEnds(tx, judged);
    for (const { end, state } of judged) {
      if (changed.has(end.mailId)) await recordConsequence(tx, end, state);
    }
    return changed;
  }, transactionMode);
}

function isPlainlySent(end: MailEnd): boolean {
  return end.outcome === 'sent' && (end.releases ?? null) === null;
}

/** An end that concerns no other mail. */
function judgeAlone(end: MailEnd): Judged {
  const state = end.outcome === 'interrupted' ? 'unknown' : end.outcome;
  return { end, state, nextAttemptAt: null, waitsFor: null, response: end.response };
}

async function judgeEnds(tx: RegisterDb, ends: readonly MailEnd[]): Promise<Judged[]> {
  const locked = await tx
    .select()
    .from(mails)
    .where(
      inArray(
        mails.mailId,
        ends.map(({ mailId }) => mailId),
      ),
    )
    .orderBy(mails.mailId)
    .for('update');
  const byId = new Map(locked.map((mail) => [mail.mailId, mail]));
  const keyOf = ({ mailId }: MailEnd) => buildAddressKey(byId.get(mailId)?.addresses ?? []);
  const judged: Judged[] = [];
  // In the order of their keys, so that two transactions cannot lock each other out.
  for (const end of [...ends].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    judged.push(await judgeEnd(tx, end, byId.get(end.mailId)));
  }
  return judged;
}

async function judgeEnd(
  tx: RegisterDb,
  end: MailEnd,
  mail: typeof mails.$inferSelect | undefined,
): Promise<Judged> {
  const isPutOff = end.outcome === 'deferred' || end.outcome === 'unknown';
  const decides = mail?.state === 'sending' && mail.attempts === end.attempt;
  if (!isPutOff || !decides) return judgeAlone(end);
  const waitsFor = buildAddressKey(mail.addresses ?? []);
  const { serverNow, response, isProbe = false } = end;
  const nextAttemptAt = await delayAddresses(tx, {
    ...{ addresses: waitsFor, serverNow, response, isProbe },
  });
  return isGivenUp(mail, serverNow)
    ? { ...judgeAlone(end), state: 'refused', response: sayGivenUp(response) }
    : { ...judgeAlone(end), nextAttemptAt, waitsFor };
}

/** True when a mail has waited for as long as any may. */
export function isGivenUp(
  { waitingSince }: Pick<typeof mails.$inferSelect, 'waitingSince'>,
  serverNow: IsoInstant,
): boolean {
  return waitingSince !== null && Date.parse(serverNow) - Date.parse(waitingSince) >= giveUpMs;
}

/** What is said of a mail that was given up. */
export function sayGivenUp(response: string | null): string {
  const last = response === null ? '' : `; the last answer was: ${response}`;
  return `given up ${giveUpMs / 3_600_000} hours after the first attempt (RFC 5321, 4.5.4.1)${last}`;
}

async function recordConsequence(tx: RegisterDb, end: MailEnd, state: MailState): Promise<void> {
  if (end.outcome === 'sent' && end.releases) {
    await releaseAddresses(tx, end.releases, end.serverNow);
  }
  if (state === 'refused') {
    const report = 'report' in end ? (end.report ?? null) : null;
    await oweReport(tx, end.mailId, { recordedAt: end.serverNow, report });
  }
}

async function writeEnds(db: RegisterDb, judged: readonly Judged[]): Promise<ReadonlySet<number>> {
  const { rows } = await db.execute<{ mail_id: string }>(sql`
    with over as materialized (
      select * from json_to_recordset(${JSON.stringify(judged.map(describeEnd))}::json) as over(
        mail_id bigint, attempt int, ended_at timestamptz, outcome text, answer text,
        rejected text[], state text, next_attempt_at timestamptz, waits_for text, response text)
    ), ended as (
      update mail_attempts set ended_at = over.ended_at, outcome = over.outcome,
        response = over.answer, rejected = over.rejected
      from over
      where mail_attempts.mail_id = over.mail_id and mail_attempts.attempt = over.attempt
    )
    update mails set state = over.state, next_attempt_at = over.next_attempt_at,
      waits_for = over.waits_for, sending_since = null, changed_at = over.ended_at,
      response = over.response,
      doubts = doubts + case over.outcome when 'unknown' then 1 else 0 end
    from over
    where mails.mail_id = over.mail_id and case over.outcome
      when 'sent' then mails.state in ('sending', 'unknown', 'deferred')
      else mails.state = 'sending' and mails.attempts = over.attempt
    end
    returning mails.mail_id`);
  return idsOf(rows);
}

function describeEnd({ end, state, nextAttemptAt, waitsFor, response }: Judged) {
  return {
    ...{ mail_id: end.mailId, attempt: end.attempt, ended_at: end.serverNow },
    ...{ outcome: judgeAlone(end).state, answer: end.response },
    rejected: end.outcome === 'sent' ? (end.rejected ?? []) : [],
    ...{ state, next_attempt_at: nextAttemptAt, waits_for: waitsFor, response },
  };
}

/** Why a mail is refused without an attempt, and who is told. */
export interface Unsendable {
  readonly serverNow: IsoInstant;
  /** What is missing, or that it was given up. */
  readonly reason: string;
  readonly report: UndeliveredReport | null;
}

/** Refused without (another) attempt: there is nobody to write to, or it has waited too long. */
export async function recordUnsendable(
  register: Register,
  mailId: number,
  { serverNow, reason, report }: Unsendable,
): Promise<boolean> {
  return await register.db.transaction(async (tx) => {
    const changed = await changeMail(tx, mailId, ['pending', 'deferred', 'unknown'], {
      ...{ state: 'refused', nextAttemptAt: null, waitsFor: null, changedAt: serverNow },
      response: reason,
    });
    if (changed) await oweReport(tx, mailId, { recordedAt: serverNow, report });
    return changed;
  }, transactionMode);
}

/** Nothing in it is true any more: it is not sent (again). */
export async function recordWithdrawn(
  register: Register,
  mailId: number,
  serverNow: IsoInstant,
): Promise<boolean> {
  return await changeMail(register.db, mailId, ['pending', 'deferred', 'unknown'], {
    ...{ state: 'withdrawn', nextAttemptAt: null, waitsFor: null, changedAt: serverNow },
  });
}

/**
 * Finds attempts that a crash interrupted (begun more than `olderThanMs` ago and never ended) and
 * makes them unknown, to be sent again. Returns the ids of those mails.
 */
export async function recoverInterrupted(
  register: Register,
  { serverNow, olderThanMs }: { readonly serverNow: IsoInstant; readonly olderThanMs: number },
): Promise<number[]> {
  const since = new Date(Date.parse(serverNow) - olderThanMs).toISOString();
  const response = 'interrupted: the sender stopped before it recorded what became of this attempt';
  const stuck = await register.db
    .select({ mailId: mails.mailId, attempt: mails.attempts })
    .from(mails)
    .where(and(eq(mails.state, 'sending'), lte(mails.sendingSince, since)))
    .orderBy(mails.mailId);
  const interrupted = { outcome: 'interrupted', serverNow, response } as const;
  const recovered = await recordEnds(
    register,
    stuck.map((mail) => ({ ...mail, ...interrupted })),
  );
  return stuck.map(({ mailId }) => mailId).filter((mailId) => recovered.has(mailId));
}

async function changeMail(
  db: RegisterDb,
  mailId: number,
  from: readonly MailState[],
  changes: Parameters<ReturnType<typeof updateMails>['set']>[0],
): Promise<boolean> {
  const changed = await updateMails(db)
    .set(changes)
    .where(and(eq(mails.mailId, mailId), inArray(mails.state, [...from])))
    .returning({ mailId: mails.mailId });
  return changed.length > 0;
}

function updateMails(db: RegisterDb) {
  return db.update(mails);
}
