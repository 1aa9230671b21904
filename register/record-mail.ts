import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import type { Register, RegisterDb } from './register.ts';
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
        next_attempt_at = null, changed_at = ${serverNow}::timestamptz
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

/** What became of one attempt. */
export type MailEnd = AttemptEnd & { readonly mailId: number } & (
    | {
        /** The server took it; that also ends the doubt about an earlier attempt. */
        readonly outcome: 'sent';
        /** Addresses that it refused while it took the mail for others. */
        readonly rejected?: readonly string[];
      }
    /** Refused for now (4xx), or the server could not be reached: tried again at `nextAttemptAt`. */
    | { readonly outcome: 'deferred'; readonly nextAttemptAt: IsoInstant }
    /** Refused for good (5xx). */
    | { readonly outcome: 'refused' }
    /**
     * The connection was lost after DATA: nobody knows. Sent again with the same Message-ID, at once
     * or at `nextAttemptAt`, and counted.
     */
    | { readonly outcome: 'unknown'; readonly nextAttemptAt?: IsoInstant }
  );

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
  const { rows } = await register.db.execute<{ mail_id: string }>(sql`
    with over as materialized (
      select * from json_to_recordset(${JSON.stringify(ends.map(describeEnd))}::json) as over(
        mail_id bigint, attempt int, ended_at timestamptz, outcome text, response text,
        rejected text[], next_attempt_at timestamptz)
    ), ended as (
      update mail_attempts set ended_at = over.ended_at, outcome = over.outcome,
        response = over.response, rejected = over.rejected
      from over
      where mail_attempts.mail_id = over.mail_id and mail_attempts.attempt = over.attempt
    )
    update mails set state = over.outcome, next_attempt_at = over.next_attempt_at,
      sending_since = null, changed_at = over.ended_at, response = over.response,
      doubts = doubts + case over.outcome when 'unknown' then 1 else 0 end
    from over
    where mails.mail_id = over.mail_id and case over.outcome
      when 'sent' then mails.state in ('sending', 'unknown', 'deferred')
      else mails.state = 'sending' and mails.attempts = over.attempt
    end
    returning mails.mail_id`);
  return idsOf(rows);
}

function describeEnd(end: MailEnd) {
  const nextAttemptAt =
    end.outcome === 'deferred' || end.outcome === 'unknown' ? end.nextAttemptAt : undefined;
  return {
    ...{ mail_id: end.mailId, attempt: end.attempt, ended_at: end.serverNow },
    ...{ outcome: end.outcome, response: end.response },
    rejected: end.outcome === 'sent' ? (end.rejected ?? []) : [],
    next_attempt_at: nextAttemptAt ?? null,
  };
}

/** Refused before any attempt: nobody to write to. `reason` says what is missing. */
export async function recordUnsendable(
  register: Register,
  mailId: number,
  { serverNow, reason }: { readonly serverNow: IsoInstant; readonly reason: string },
): Promise<boolean> {
  return await changeMail(register.db, mailId, ['pending', 'deferred', 'unknown'], {
    state: 'refused',
    nextAttemptAt: null,
    changedAt: serverNow,
    response: reason,
  });
}

/** Nothing in it is true any more: it is not sent (again). */
export async function recordWithdrawn(
  register: Register,
  mailId: number,
  serverNow: IsoInstant,
): Promise<boolean> {
  return await changeMail(register.db, mailId, ['pending', 'deferred', 'unknown'], {
    state: 'withdrawn',
    nextAttemptAt: null,
    changedAt: serverNow,
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
  const interrupted = { outcome: 'unknown', serverNow, response } as const;
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
