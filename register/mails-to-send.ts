import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { WaitingFor } from '../domain/batch.ts';
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
  /** Those of them that wait for another agency, and for what. */
  readonly waits: readonly LeadWait[];
}

/** A lead that cannot go on without another agency. */
export interface LeadWait {
  readonly lead: string;
  readonly waitingFor: WaitingFor;
}

/** A mail that may be tried now. Content is there from the first attempt on. */
export interface MailToSend {
  readonly mail: MailRow;
  /** In the order of task, period and agency. Withdrawn notices are left out. */
  readonly notices: readonly NoticeToSend[];
}

/**
 * Mails to try now: composed, deferred or in doubt, and not held back (any longer); oldest morning first, those that
 * stand behind `after`. Each notice comes with its assignment as it stands at this moment, so that
 * what is no longer true can be dropped (`withdrawNotices`).
 */
export async function listMailsToSend(
  register: Register,
  serverNow: IsoInstant,
  limit: number,
  after: Pick<MailRow, 'leavesAt' | 'mailId'> | null = null,
): Promise<MailToSend[]> {
  const { db } = register;
  const due = await db
    .select()
    .from(mails)
    .where(
      and(
        inArray(mails.state, ['pending', 'deferred', 'unknown']),
        or(isNull(mails.nextAttemptAt), lte(mails.nextAttemptAt, serverNow)),
        after === null
          ? undefined
          : sql`(${mails.leavesAt}, ${mails.mailId}) > (${after.leavesAt}::timestamptz, ${after.mailId}::bigint)`,
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
    .where(sql`${notices.key} = any(${keysOfMails(mailIds)})`)
    .orderBy(asc(notices.task), asc(notices.period), asc(notices.agency), asc(notices.key));
  const periods = new Map(rows.map(({ notice }) => [periodKey(notice), notice]));
  const owing = await readOwing(db, [...periods.values()]);
  return groupByMail(
    rows.map((row) => ({ ...row, ...(owing.get(periodKey(row.notice)) ?? nobodyOwes) })),
  );
}

const nobodyOwes = { owing: [], waits: [] };

/**
 * Mail by mail, by its key: for a hundred mails at once PostgreSQL would rather read all notices there
 * are, as long as it has not seen how few of them belong to one mail.
 */
function keysOfMails(mailIds: readonly number[]) {
  return sql`array(
    select told.key from unnest(${sql.param([...mailIds])}::bigint[]) as asked(mail_id)
    cross join lateral (
      select key from notices
      where notices.mail_id = asked.mail_id and notices.state = 'mailed'
      offset 0
    ) as told
  )`;
}

/** Each period once, by its key: asked for row by row, a hundred mails took seconds. */
async function readOwing(db: RegisterDb, periods: readonly PeriodOfTask[]) {
  const listed = (name: keyof PeriodOfTask) => sql.param(periods.map((period) => period[name]));
  const { rows } = await db.execute<TaskRow & Pick<NoticeToSend, 'owing' | 'waits'>>(sql`
    with told as materialized (
      select * from unnest(${listed('plan')}::text[], ${listed('task')}::text[],
        ${listed('period')}::text[]) as told(plan, task, period)
    )
    select told.plan, told.task, told.period, held.*
    from told cross join lateral (
      select coalesce(array_agg(agency order by agency), '{}') as owing,
        coalesce(jsonb_agg(jsonb_build_object('lead', agency, 'waitingFor', waiting_for) order by agency)
          filter (where jsonb_typeof(waiting_for) = 'object'), '[]') as waits
      from assignments
      where plan = told.plan and task = told.task and period = told.period
        and progress in ('open', 'returned')
    ) as held`);
  return new Map(rows.map(({ owing, waits, ...period }) => [periodKey(period), { owing, waits }]));
}

type PeriodOfTask = Pick<NoticeRow, 'plan' | 'task' | 'period'>;
type TaskRow = PeriodOfTask & Record<string, unknown>;

/** Names may contain no `/`. */
function periodKey({ plan, task, period }: PeriodOfTask): string {
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
