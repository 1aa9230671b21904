import { sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { type Register, transactionMode } from './register.ts';
import { mails, notices, undelivered } from './schema.ts';

/** Digests and letters that have not left. A mail in doubt stays by itself, since it may have arrived. */
const waits = sql`state in ('pending', 'deferred') and kind <> 'answer'`;

/** True when a digest or a letter that was made before has not left: what is made now may have to be joined to it. */
export async function hasWaitingMail(register: Register): Promise<boolean> {
  const { rows } = await register.db.execute<{ waits: boolean }>(sql`
    select exists (select 1 from ${mails} where ${waits}) as waits`);
  return rows[0]?.waits ?? false;
}

/**
 * After mail could not leave for several mornings: the digests (and the letters) that wait for one
 * recipient become the newest of them, with the notices of all. Nobody gets three digests in one
 * minute. The newest has waited for as long
 * as the first of them: otherwise a mailbox that is always busy would never be given up.
 */
export async function joinMissedMails(register: Register, serverNow: IsoInstant): Promise<void> {
  await register.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mail_id: string; newest: string }>(sql`
      select mail_id, newest from (
        select mail_id, first_value(mail_id) over (
          partition by plan, to_agency, kind order by leaves_at desc, mail_id desc
        ) as newest
        from ${mails}
        where ${waits}
          and leaves_at <= ${serverNow}::timestamptz
      ) as waiting
      where newest <> mail_id
      order by mail_id`);
    for (const { mail_id: mailId, newest } of rows) {
      await tx.execute(
        sql`update ${notices} set mail_id = ${newest} where mail_id = ${mailId} and state = 'mailed'`,
      );
      await tx.execute(
        sql`update ${undelivered} set reported_in = ${newest} where reported_in = ${mailId}`,
      );
      await tx.execute(sql`
        update ${mails} set waiting_since = least(mails.waiting_since, joined.waiting_since)
        from ${mails} as joined
        where mails.mail_id = ${newest} and joined.mail_id = ${mailId}`);
      await tx.execute(sql`
        update ${mails}
        set state = 'withdrawn', next_attempt_at = null, waits_for = null, changed_at = ${serverNow}::timestamptz,
          response = ${`joined to mail ${newest}: both were waiting`}
        where mail_id = ${mailId}`);
    }
  }, transactionMode);
}
