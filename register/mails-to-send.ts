import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import type { NoticeRow } from './claim-notices.ts';
import type { Register, RegisterDb } from './register.ts';
import { assignments, mails, notices } from './schema.ts';

export type MailRow = typeof mails.$inferSelect;
export type StoredAssignment = typeof assignments.$inferSelect;

/** A notice and what it is about, as both stand now. */
export interface NoticeToSend {
  readonly notice: NoticeRow;
  /** The assignment it is about; null for what is told of a whole task. */
  readonly assignment: StoredAssignment | null;
  /** Leads of the same task and period that still owe delivery (`open` or `returned`). */
  readonly owing: readonly string[];
}

/** A mail that may be tried now. Content is there from the first attempt on. */
export interface MailToSend {
  readonly mail: MailRow;
  /** In the order of task, period and agency. Withdrawn notices are left out. */
  readonly notices: readonly NoticeToSend[];
}

/**
 * Mails to try now: composed, or deferred or in doubt and due again; oldest morning first. Each
 * notice comes with its assignment as it stands at this moment, so that what is no longer true can
 * be dropped (`withdrawNotices`).
 */
export async function listMailsToSend(
  register: Register,
  serverNow: IsoInstant,
  limit: number,
): Promise<MailToSend[]> {
  const { db } = register;
  const due = await db
    .select()
    .from(mails)
    .where(
      or(
        eq(mails.state, 'pending'),
        and(
          inArray(mails.state, ['deferred', 'unknown']),
          or(sql`${mails.nextAttemptAt} is null`, lte(mails.nextAttemptAt, serverNow)),
        ),
      ),
    )
    .orderBy(asc(mails.leavesAt), asc(mails.mailId))
    .limit(limit);
  const byMail = await readNotices(
    db,
    due.map(({ mailId }) => mailId),
  );
  return due.map((mail) => ({ mail, notices: byMail.get(mail.mailId) ?? [] }));
}

async function readNotices(
  db: RegisterDb,
  mailIds: readonly number[],
): Promise<Map<number | null, NoticeToSend[]>> {
  if (mailIds.length === 0) return new Map();
  const rows = await db
    .select({ notice: notices, assignment: assignments })
    .from(notices)
    .leftJoin(
      assignments,
      and(
        eq(assignments.plan, notices.plan),
        eq(assignments.task, notices.task),
        eq(assignments.period, notices.period),
        eq(assignments.agency, notices.agency),
      ),
    )
    .where(and(inArray(notices.mailId, [...mailIds]), eq(notices.state, 'mailed')))
    .orderBy(asc(notices.task), asc(notices.period), asc(notices.agency), asc(notices.key));
  const owing = await readOwing(db, mailIds);
  return groupByMail(
    rows.map((row) => ({ ...row, owing: owing.get(periodKey(row.notice)) ?? [] })),
  );
}

async function readOwing(db: RegisterDb, mailIds: readonly number[]) {
  const { rows } = await db.execute<PeriodOfTask & { agencies: string[] }>(sql`
    select plan, task, period, array_agg(agency order by agency) as agencies
    from assignments
    where progress in ('open', 'returned') and (plan, task, period) in (
      select plan, task, period from notices where mail_id = any(${sql.param([...mailIds])})
    )
    group by plan, task, period`);
  return new Map(rows.map((row) => [periodKey(row), row.agencies]));
}

interface PeriodOfTask extends Record<string, unknown> {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
}

/** Names may contain no `/`. */
function periodKey({ plan, task, period }: Pick<NoticeRow, 'plan' | 'task' | 'period'>): string {
  return `${plan}/${task}/${period}`;
}

function groupByMail(rows: readonly NoticeToSend[]): Map<number | null, NoticeToSend[]> {
  const groups = new Map<number | null, NoticeToSend[]>();
  for (const row of rows) {
    const group = groups.get(row.notice.mailId);
    if (group === undefined) groups.set(row.notice.mailId, [row]);
    else group.push(row);
  }
  return groups;
}
