import { sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import { parsePostgresInstant } from '../column-types.ts';
import type { RegisterDb } from '../register.ts';
import type { MailState, PlanStatus } from '../schema.ts';

/** Everything that is still to be done, of all plans. Instants are server time. */
export interface Backlog {
  readonly plans: readonly { readonly status: PlanStatus; readonly count: number }[];
  /** Notices that are in no mail yet, those of later mornings included. */
  readonly noticesOwed: number;
  /** The earliest moment at which one of them might have left already; null when none might. */
  readonly oldestNoticeDue: IsoInstant | null;
  readonly mailsUnsent: readonly { readonly state: MailState; readonly count: number }[];
  /** The earliest morning of a mail that might have left already; null when there is none. */
  readonly oldestMailDue: IsoInstant | null;
}

/** Counts what is unfinished. Cheap at any age of the register: partial indexes have just that. */
export async function countBacklog(db: RegisterDb, serverNow: IsoInstant): Promise<Backlog> {
  const plans = await db.execute<{ status: PlanStatus; count: number }>(
    sql`select status, count(*)::int as count from plans group by status`,
  );
  const notices = await db.execute<{ count: number; oldest: string | null }>(sql`
    select count(*)::int as count,
      (min(leaves_at) filter (where leaves_at <= ${serverNow}::timestamptz))::text as oldest
    from notices where state = 'owed'`);
  const mails = await db.execute<{ state: MailState; count: number; oldest: string | null }>(sql`
    select state, count(*)::int as count,
      (min(leaves_at) filter (where leaves_at <= ${serverNow}::timestamptz))::text as oldest
    from mails where state in ('pending', 'sending', 'deferred', 'unknown')
    group by state`);
  return {
    plans: plans.rows,
    noticesOwed: notices.rows[0]?.count ?? 0,
    oldestNoticeDue: findOldest(notices.rows),
    mailsUnsent: mails.rows.map(({ state, count }) => ({ state, count })),
    oldestMailDue: findOldest(mails.rows),
  };
}

function findOldest(rows: readonly { readonly oldest: string | null }[]): IsoInstant | null {
  const found = rows.flatMap(({ oldest }) =>
    oldest === null ? [] : [parsePostgresInstant(oldest)],
  );
  return found.sort()[0] ?? null;
}
