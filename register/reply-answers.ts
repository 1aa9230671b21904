import { and, count, eq, gt, sql } from 'drizzle-orm';
import { addMs } from '../domain/names.ts';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import { type Register, transactionMode } from './register.ts';
import { mails } from './schema.ts';

/**
 * Mails that answer what somebody replied: an `answer` without notices, whose words were written when the reply was
 * read. Its key names the reply, so that each is answered once.
 */

const prefix = 'reply/';
const dayMs = 86_400_000;

/** An answer that is to be sent. */
export interface AnswerToReply {
  readonly plan: string;
  readonly agency: AgencyId;
  /** The reply's Message-ID, or what stands for it. */
  readonly repliedId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type MailRow = typeof mails.$inferSelect;

/**
 * Puts an answer on record, to be sent by the mailroom. `repeated`: that reply was answered before; `tooMany`: the
 * agency has got `most` of them in the last 24 hours, and this one is not sent.
 */
export async function oweAnswerToReply(
  register: Register,
  { plan, agency, repliedId, subject, html, text }: AnswerToReply,
  { serverNow, most }: { readonly serverNow: IsoInstant; readonly most: number },
): Promise<'owed' | 'repeated' | 'tooMany'> {
  const mailKey = `${prefix}${plan}/${agency}/${repliedId}`;
  return await register.db.transaction(async (tx) => {
    const [known] = await tx.select().from(mails).where(eq(mails.mailKey, mailKey));
    if (known !== undefined) return 'repeated';
    // Two readers at once would each count without the other's.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${plan}/${agency}`}, 0))`,
    );
    const [sent] = await tx
      .select({ answers: count() })
      .from(mails)
      .where(
        and(
          eq(mails.plan, plan),
          eq(mails.toAgency, agency),
          sql`starts_with(${mails.mailKey}, ${prefix})`,
          gt(mails.composedAt, addMs(serverNow, -dayMs)),
        ),
      );
    if ((sent?.answers ?? 0) >= most) return 'tooMany';
    const inserted = await tx
      .insert(mails)
      .values({
        ...{ mailKey, kind: 'answer', plan, toAgency: agency, leaves: 'atOnce' },
        ...{ leavesAt: serverNow, composedAt: serverNow, state: 'pending' },
        ...{ subject, html, text, attempts: 0, doubts: 0, changedAt: serverNow },
      })
      .onConflictDoNothing()
      .returning({ mailId: mails.mailId });
    return inserted.length > 0 ? 'owed' : 'repeated';
  }, transactionMode);
}

/** The words of such an answer; null for any other mail. */
export function readAnswerToReply({
  mailKey,
  subject,
  html,
  text,
}: Pick<MailRow, 'mailKey' | 'subject' | 'html' | 'text'>): Pick<
  AnswerToReply,
  'subject' | 'html' | 'text'
> | null {
  if (!mailKey.startsWith(prefix)) return null;
  if (subject !== null && html !== null && text !== null) return { subject, html, text };
  throw new Error(`expected mail ${mailKey} to have its words on record, found none`);
}

/** Which reply a mail answers; null when it answers none. A Message-ID that no header may carry is left out. */
export function findAnswered({
  mailKey,
  plan,
  toAgency,
}: Pick<MailRow, 'mailKey' | 'plan' | 'toAgency'>): { messageId: string | null } | null {
  if (!mailKey.startsWith(prefix)) return null;
  const repliedId = mailKey.slice(`${prefix}${plan}/${toAgency}/`.length);
  return { messageId: /^<[!-;=?-~]{3,250}>$/.test(repliedId) ? repliedId : null };
}
