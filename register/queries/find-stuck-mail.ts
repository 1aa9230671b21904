import { sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import { parsePostgresInstant } from '../column-types.ts';
import type { Register } from '../register.ts';

/** Mail of plans that are not closed, by what keeps it; all times are server time. */
export interface StuckMail {
  /** Refused for good since `refusedSince`. */
  readonly refused: number;
  /** Nobody knows whether they went out. */
  readonly unknown: number;
  /** Refused for now. */
  readonly deferred: number;
  /** What the mail server said of the newest of these. */
  readonly response: string | null;
  /** When the oldest notice or mail that has not left was to leave, if that has passed. */
  readonly oldestUnsentAt: IsoInstant | null;
}

/** Counts mail that did not leave. */
export async function findStuckMail(
  register: Register,
  { now, refusedSince }: { readonly now: IsoInstant; readonly refusedSince: IsoInstant },
): Promise<StuckMail> {
  const { rows } = await register.db.execute<Omit<StuckMail, 'oldestUnsentAt'> & Oldest>(sql`
    with troubled as (
      select state, response, changed_at from mails join plans using (plan)
      where status <> 'closed' and (state in ('unknown', 'deferred')
        or (state = 'refused' and changed_at >= ${refusedSince}))
    )
    select
      (select count(*)::int from troubled where state = 'refused') as refused,
      (select count(*)::int from troubled where state = 'unknown') as unknown,
      (select count(*)::int from troubled where state = 'deferred') as deferred,
      (select response from troubled order by changed_at desc limit 1) as response,
      least(
        (select min(leaves_at) from notices where state = 'owed' and leaves_at < ${now}),
        (select min(leaves_at) from mails
          where state in ('pending', 'sending', 'deferred', 'unknown') and leaves_at < ${now})
      )::text as oldest`);
  const [row] = rows;
  if (row === undefined) throw new Error('expected one row of counts, found none');
  const { oldest, ...counts } = row;
  return { ...counts, oldestUnsentAt: oldest === null ? null : parsePostgresInstant(oldest) };
}

interface Oldest {
  readonly oldest: string | null;
  readonly [column: string]: unknown;
}
