import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import type { Register, RegisterDb } from './register.ts';
import { type MailState, mailAttempts, mails, notices } from './schema.ts';

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

/**
 * Commits what is about to be sent, before a word of it goes out. False when the mail is in another
 * state or at another attempt: somebody else is sending it, and the caller must not.
 */
export async function markSending(
  register: Register,
  mailId: number,
  content: MailContent,
  serverNow: IsoInstant,
): Promise<boolean> {
  const { attempt, addresses, subject, html, text, messageId } = content;
  // One statement is one commit and one way there and back; thousands of mails leave on one morning.
  const { rowCount } = await register.db.execute(sql`
    with begun as (
      update ${mails} set state = 'sending', attempts = ${attempt}, subject = ${subject},
        html = ${html}, text = ${text}, addresses = ${sql.param([...addresses])},
        message_id = ${messageId}, sending_since = ${serverNow}::timestamptz,
        next_attempt_at = null, changed_at = ${serverNow}::timestamptz
      where mail_id = ${mailId} and state in ('pending', 'deferred', 'unknown')
        and attempts = ${attempt}::int - 1
      returning mail_id
    )
    insert into ${mailAttempts} (mail_id, attempt, began_at)
    select mail_id, ${attempt}::int, ${serverNow}::timestamptz from begun`);
  return (rowCount ?? 0) > 0;
}

/**
 * The server took it. `rejected` names addresses that it refused while it took the mail for others.
 * Also ends the doubt about an earlier attempt. Each `record…` tells whether the mail's state changed.
 */
export async function recordSent(
  register: Register,
  mailId: number,
  end: AttemptEnd & { readonly rejected?: readonly string[] },
): Promise<boolean> {
  return await endAttempt(register, mailId, end, {
    outcome: 'sent',
    from: ['sending', 'unknown', 'deferred'],
    rejected: end.rejected ?? [],
  });
}

/** Refused for now (4xx), or the server could not be reached: tried again at `nextAttemptAt`. */
export async function recordDeferred(
  register: Register,
  mailId: number,
  end: AttemptEnd & { readonly nextAttemptAt: IsoInstant },
): Promise<boolean> {
  return await endAttempt(register, mailId, end, {
    outcome: 'deferred',
    from: ['sending'],
    nextAttemptAt: end.nextAttemptAt,
  });
}

/** Refused for good (5xx). */
export async function recordRefused(
  register: Register,
  mailId: number,
  end: AttemptEnd,
): Promise<boolean> {
  return await endAttempt(register, mailId, end, { outcome: 'refused', from: ['sending'] });
}

/**
 * The connection was lost after DATA: nobody knows. Sent again with the same Message-ID, at once or
 * at `nextAttemptAt`, and counted.
 */
export async function recordUnknown(
  register: Register,
  mailId: number,
  end: AttemptEnd & { readonly nextAttemptAt?: IsoInstant },
): Promise<boolean> {
  return await endAttempt(register, mailId, end, {
    outcome: 'unknown',
    from: ['sending'],
    nextAttemptAt: end.nextAttemptAt ?? null,
  });
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
  const recovered: number[] = [];
  for (const { mailId, attempt } of stuck) {
    const changed = await recordUnknown(register, mailId, { attempt, serverNow, response });
    if (changed) recovered.push(mailId);
  }
  return recovered;
}

async function endAttempt(
  register: Register,
  mailId: number,
  end: AttemptEnd,
  result: {
    readonly outcome: 'sent' | 'deferred' | 'refused' | 'unknown';
    readonly from: readonly MailState[];
    readonly nextAttemptAt?: IsoInstant | null;
    readonly rejected?: readonly string[];
  },
): Promise<boolean> {
  const { attempt, serverNow, response } = end;
  const { outcome, from, nextAttemptAt = null, rejected = [] } = result;
  // Only the newest attempt decides, except that one known to have been sent settles the mail.
  const decides = outcome === 'sent' ? sql`true` : sql`attempts = ${attempt}::int`;
  const doubt = outcome === 'unknown' ? 1 : 0;
  const { rowCount } = await register.db.execute(sql`
    with ended as (
      update ${mailAttempts} set ended_at = ${serverNow}::timestamptz, outcome = ${outcome},
        response = ${response}, rejected = ${sql.param([...rejected])}
      where mail_id = ${mailId} and attempt = ${attempt}::int
    )
    update ${mails} set state = ${outcome}, next_attempt_at = ${nextAttemptAt}::timestamptz,
      sending_since = null, changed_at = ${serverNow}::timestamptz, response = ${response},
      doubts = doubts + ${doubt}::int
    where mail_id = ${mailId} and state = any(${sql.param([...from])}) and ${decides}`);
  return (rowCount ?? 0) > 0;
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
