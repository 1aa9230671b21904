import { and, asc, eq, getTableColumns, gte, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { mailAttempts, mails, notices, plans } from '../schema.ts';

export interface MailFilter {
  readonly plan?: string;
  /** Who was written to. */
  readonly agency?: string;
  /** Mails whose morning is not earlier; server time. */
  readonly since?: IsoInstant;
  /** Only those refused, deferred, in doubt, or held back because their mailboxes take nothing. */
  readonly failed?: boolean;
}

/** A mail without its text: server times, with the plan's shift to show them as plan time. */
export type ListedMail = Omit<typeof mails.$inferSelect, 'html' | 'text'> & {
  readonly shiftMs: number;
  readonly notices: number;
  /** When the server took it (server time); null while nobody did. */
  readonly sentAt: IsoInstant | null;
};

/** Mails by morning. */
export async function listMails(register: Register, filter: MailFilter): Promise<ListedMail[]> {
  const { plan, agency, since, failed = false } = filter;
  const { html: _html, text: _text, ...columns } = getTableColumns(mails);
  const rows = await register.db
    .select({
      ...columns,
      shiftMs: plans.shiftMs,
      notices: sql<number>`(select count(*)::int from ${notices} where ${notices.mailId} = ${mails.mailId} and ${notices.state} = 'mailed')`,
    })
    .from(mails)
    .leftJoin(plans, eq(plans.plan, mails.plan))
    .where(
      and(
        plan === undefined ? undefined : eq(mails.plan, plan),
        agency === undefined ? undefined : eq(mails.toAgency, agency),
        since === undefined ? undefined : gte(mails.leavesAt, since),
        failed
          ? or(inArray(mails.state, ['deferred', 'refused', 'unknown']), isNotNull(mails.waitsFor))
          : undefined,
      ),
    )
    .orderBy(asc(mails.leavesAt), asc(mails.mailId));
  return rows.map((mail) => ({
    ...mail,
    shiftMs: mail.shiftMs ?? 0,
    sentAt: mail.state === 'sent' ? mail.changedAt : null,
  }));
}

/** One mail with its text and every attempt to send it. */
export async function findMail(register: Register, mailId: number) {
  const [mail] = await register.db.select().from(mails).where(eq(mails.mailId, mailId));
  if (mail === undefined) return null;
  const attempts = await register.db
    .select()
    .from(mailAttempts)
    .where(eq(mailAttempts.mailId, mailId))
    .orderBy(asc(mailAttempts.attempt));
  return { mail, attempts };
}
