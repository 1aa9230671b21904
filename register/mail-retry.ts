import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import { buildAddressKey } from './mail-delays.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { type MailState, mailDelays, mails, undelivered } from './schema.ts';

/** A mail that is sent once more, and the state that it was in. */
export interface RetriedMail {
  readonly mailId: number;
  readonly was: MailState;
}

/**
 * Lets what one agency did not get be sent now: refused mails are deferred again, with five days of
 * their own; what waits for its mailboxes waits no longer. On record for each refusal that is undone
 * this way. Called again, it does the same to what has not left yet.
 */
export async function retryMails(
  register: Register,
  of: { readonly plan: string; readonly agency: AgencyId; readonly serverNow: IsoInstant },
): Promise<RetriedMail[]> {
  return await register.db.transaction(async (tx) => {
    const stuck = await lockStuck(tx, of);
    if (stuck.length === 0) return [];
    const keys = stuck.flatMap(({ addresses }) =>
      addresses === null ? [] : [buildAddressKey(addresses)],
    );
    await tx.delete(mailDelays).where(inArray(mailDelays.addresses, keys));
    const refused = stuck.filter(({ state }) => state === 'refused').map(({ mailId }) => mailId);
    await undoRefusals(tx, refused, of.serverNow);
    const others = stuck.filter(({ state }) => state !== 'refused').map(({ mailId }) => mailId);
    const now = { nextAttemptAt: of.serverNow, waitsFor: null };
    await tx.update(mails).set(now).where(inArray(mails.mailId, others));
    return stuck.map(({ mailId, state: was }) => ({ mailId, was }));
  }, transactionMode);
}

async function lockStuck(tx: RegisterDb, of: { readonly plan: string; readonly agency: AgencyId }) {
  return await tx
    .select({ mailId: mails.mailId, state: mails.state, addresses: mails.addresses })
    .from(mails)
    .where(
      and(
        eq(mails.plan, of.plan),
        eq(mails.toAgency, of.agency),
        or(
          inArray(mails.state, ['refused', 'deferred', 'unknown']),
          and(eq(mails.state, 'pending'), isNotNull(mails.waitsFor)),
        ),
      ),
    )
    .orderBy(mails.mailId)
    .for('update');
}

async function undoRefusals(
  tx: RegisterDb,
  refused: readonly number[],
  serverNow: IsoInstant,
): Promise<void> {
  if (refused.length === 0) return;
  const ids = [...refused];
  const recorded = await tx
    .update(undelivered)
    .set({ retriedAt: serverNow })
    .where(and(inArray(undelivered.mailId, ids), isNull(undelivered.retriedAt)))
    .returning({ mailId: undelivered.mailId });
  // Refused by a version that kept no such record.
  const missing = ids.filter((id) => !recorded.some(({ mailId }) => mailId === id));
  if (missing.length > 0) {
    const row = { recordedAt: serverNow, retriedAt: serverNow };
    await tx.insert(undelivered).values(missing.map((mailId) => ({ mailId, ...row })));
  }
  await tx
    .update(mails)
    .set({
      ...{ state: 'deferred', nextAttemptAt: serverNow, changedAt: serverNow },
      ...{ waitingSince: null, waitsFor: null },
    })
    .where(inArray(mails.mailId, ids));
}
