import { sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { parsePostgresInstant } from './column-types.ts';
import type { Register } from './register.ts';

/**
 * The earliest instant (server time) at which anything may have to be sent: an owed notice, a refusal
 * that nobody was told of, a mail not tried yet, one that is tried again, or an attempt under way that
 * has become `sendingAgeMs` old.
 * It may lie in the past: then something is ready, or a morning still waits for a workflow. Null when
 * nothing is to come.
 */
export async function nextMailAt(
  register: Register,
  { sendingAgeMs }: { readonly sendingAgeMs: number },
): Promise<IsoInstant | null> {
  const { rows } = await register.db.execute<{ next: string | null }>(sql`
    select least(
      (select min(leaves_at) from notices where state = 'owed'),
      (select min(leaves_at) from undelivered where reported_in is null and retried_at is null),
      (select min(case state
          when 'pending' then greatest(leaves_at, next_attempt_at)
          when 'sending' then sending_since + ${sendingAgeMs} * interval '1 millisecond'
          else coalesce(next_attempt_at, changed_at)
        end) from mails where state in ('pending', 'sending', 'deferred', 'unknown'))
    )::text as next`);
  const next = rows[0]?.next ?? null;
  return next === null ? null : parsePostgresInstant(next);
}
