import { eq, ne, sql } from 'drizzle-orm';
import type { Progress } from '../../domain/assignment-state.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import { parsePostgresInstant } from '../column-types.ts';
import type { RegisterDb } from '../register.ts';
import { assignments, type MailState, mails, type NoticeState, notices, plans } from '../schema.ts';
import { overdueAt } from './is-overdue.ts';

/** What is on record of the plans that are not closed. */
export interface CurrentCounts {
  readonly assignments: readonly {
    readonly plan: string;
    readonly progress: Progress;
    readonly count: number;
    readonly overdue: number;
  }[];
  readonly notices: readonly {
    readonly plan: string;
    readonly state: NoticeState;
    readonly count: number;
  }[];
  readonly mails: readonly {
    readonly plan: string;
    readonly state: MailState;
    readonly count: number;
  }[];
  /** Server time at which a mail last changed its state; null when there is none. */
  readonly lastMailChange: IsoInstant | null;
}

const count = sql<number>`count(*)::int`;
const isCurrent = ne(plans.status, 'closed');

/**
 * Counts everything that plans under way have on record: it reads all of that, so it takes tenths of a
 * second where there are 100,000 assignments, and closed plans are left out.
 */
export async function countCurrent(db: RegisterDb, serverNow: IsoInstant): Promise<CurrentCounts> {
  const byMail = await db
    .select({
      plan: mails.plan,
      state: mails.state,
      count,
      changedAt: sql<string>`max(${mails.changedAt})::text`,
    })
    .from(mails)
    .innerJoin(plans, eq(plans.plan, mails.plan))
    .where(isCurrent)
    .groupBy(mails.plan, mails.state);
  const changes = byMail.map(({ changedAt }) => parsePostgresInstant(changedAt)).sort();
  return {
    assignments: await countAssignments(db, serverNow),
    notices: await db
      .select({ plan: notices.plan, state: notices.state, count })
      .from(notices)
      .innerJoin(plans, eq(plans.plan, notices.plan))
      .where(isCurrent)
      .groupBy(notices.plan, notices.state),
    mails: byMail.map(({ plan, state, count: found }) => ({ plan, state, count: found })),
    lastMailChange: changes.at(-1) ?? null,
  };
}

async function countAssignments(db: RegisterDb, serverNow: IsoInstant) {
  return await db
    .select({
      plan: assignments.plan,
      progress: assignments.progress,
      count,
      overdue: sql<number>`(count(*) filter (where ${overdueAt(serverNow)}))::int`,
    })
    .from(assignments)
    .innerJoin(plans, eq(plans.plan, assignments.plan))
    .where(isCurrent)
    .groupBy(assignments.plan, assignments.progress);
}
