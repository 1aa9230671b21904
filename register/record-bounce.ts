import { and, desc, eq } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { oweReport, type UndeliveredReport } from './mail-undelivered.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { mailAttempts, mails } from './schema.ts';

type MailRow = typeof mails.$inferSelect;

/** What a server reported of a mail that it had taken. */
export interface BounceRecord {
  readonly serverNow: IsoInstant;
  /** What the last server said. */
  readonly response: string;
  /** The addresses that it could not deliver to; null where it does not say. */
  readonly rejected: readonly string[] | null;
  /** Who is told, when nobody of the agency was reached. */
  readonly report: UndeliveredReport | null;
}

/** The newest mail with a Message-ID, or null. */
export async function findMailByMessageId(
  { db }: Register,
  messageId: string,
): Promise<MailRow | null> {
  const [found] = await db
    .select()
    .from(mails)
    .where(eq(mails.messageId, messageId))
    .orderBy(desc(mails.mailId))
    .limit(1);
  return found ?? null;
}

/**
 * Records that a mail came back. Once all its addresses have failed it is `refused`, and the report on that is owed in
 * the same transaction; until then it is `partly`. `settled`: it is not thought to have arrived (any more), as when the
 * same was reported before; nothing changes.
 */
export async function recordBounce(
  register: Register,
  mailId: number,
  { serverNow, response, rejected, report }: BounceRecord,
): Promise<'refused' | 'partly' | 'settled'> {
  return await register.db.transaction(async (tx) => {
    const [mail] = await tx.select().from(mails).where(eq(mails.mailId, mailId)).for('update');
    if (mail === undefined || (mail.state !== 'sent' && mail.state !== 'unknown')) return 'settled';
    const failed = await addRejected(tx, mail, rejected ?? mail.addresses ?? []);
    const left = (mail.addresses ?? []).filter((address) => !failed.has(address.toLowerCase()));
    // An alias of theirs names an address that we never wrote to: then it may have been any.
    const isNamed = (rejected ?? []).every((address) => isAddressOf(mail, address));
    const isRefused = left.length === 0 || !isNamed;
    await updateAttempt(tx, mail, isRefused ? { outcome: 'refused', response } : { response });
    if (!isRefused) return 'partly';
    await tx
      .update(mails)
      .set({
        state: 'refused',
        response,
        nextAttemptAt: null,
        waitsFor: null,
        changedAt: serverNow,
      })
      .where(eq(mails.mailId, mailId));
    await oweReport(tx, mailId, { recordedAt: serverNow, report });
    return 'refused';
  }, transactionMode);
}

/** Records beside the newest attempt that a server is still trying. The mail stays as it is. */
export async function recordDelay(
  register: Register,
  mail: Pick<MailRow, 'mailId' | 'attempts'>,
  response: string,
): Promise<void> {
  await updateAttempt(register.db, mail, { response });
}

function isAddressOf({ addresses }: MailRow, address: string): boolean {
  return (addresses ?? []).some((own) => own.toLowerCase() === address.toLowerCase());
}

async function addRejected(
  tx: RegisterDb,
  mail: MailRow,
  rejected: readonly string[],
): Promise<ReadonlySet<string>> {
  const [attempt] = await tx.select().from(mailAttempts).where(isNewestOf(mail));
  const all = [...new Set([...(attempt?.rejected ?? []), ...rejected])];
  await updateAttempt(tx, mail, { rejected: all });
  return new Set(all.map((address) => address.toLowerCase()));
}

async function updateAttempt(
  db: RegisterDb,
  mail: Pick<MailRow, 'mailId' | 'attempts'>,
  changes: Partial<Pick<typeof mailAttempts.$inferSelect, 'outcome' | 'response' | 'rejected'>>,
): Promise<void> {
  await db.update(mailAttempts).set(changes).where(isNewestOf(mail));
}

function isNewestOf({ mailId, attempts }: Pick<MailRow, 'mailId' | 'attempts'>) {
  return and(eq(mailAttempts.mailId, mailId), eq(mailAttempts.attempt, attempts));
}
