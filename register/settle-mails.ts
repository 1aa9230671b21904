import { and, asc, eq, inArray, lte, max } from 'drizzle-orm';
import { groupBy } from '../domain/group-by.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { NoticeRow } from './claim-notices.ts';
import { mailKindOf } from './mail-group.ts';
import { lowerMailWake } from './mail-wake.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { mails, notices } from './schema.ts';

/** What is taken as sent, though this register does not have it sent. */
export interface Settlement {
  readonly plan: string;
  /** Server time: what was to leave until then. */
  readonly until: IsoInstant;
  /** Which of the notices that are owed have left, with which morning's mail (server time). */
  readonly choose: (owed: readonly NoticeRow[], composed: ComposedMornings) => readonly Left[];
  readonly serverNow: IsoInstant;
  /** Stands with each mail: by what it is taken as sent. */
  readonly reason: string;
}

/** The newest morning of which a mail is on record, by kind, plan and recipient: `recipientOf`. */
export type ComposedMornings = ReadonlyMap<string, IsoInstant>;

/** A notice that left, and the moment (server time) of the mail that it left with. */
export interface Left {
  readonly notice: NoticeRow;
  readonly with: IsoInstant;
}

/** Whose mail of a morning a notice goes with; null for what leaves alone or at once. */
export function recipientOf({ kind, leaves, plan, toAgency }: NoticeRow): string | null {
  const mail = mailKindOf(kind);
  return mail === 'answer' || leaves === 'atOnce' ? null : `${mail}/${plan}/${toAgency}`;
}

/** How many of each were taken as sent. */
export interface Settled {
  readonly notices: number;
  readonly mails: number;
}

/**
 * After a restore: takes as told what left before it, so that nobody is told again. Each group of owed
 * notices of one moment becomes a mail without content that is on record as sent, with the reason; mails
 * that the backup caught before their end are settled likewise.
 */
export async function settleMails(register: Register, settlement: Settlement): Promise<Settled> {
  return await register.db.transaction(async (tx) => {
    await lowerMailWake(tx);
    const groups = await listLeft(tx, settlement);
    for (const group of groups) await settleGroup(tx, group, settlement);
    const unfinished = await settleUnfinished(tx, settlement);
    return { notices: groups.flat().length, mails: groups.length + unfinished };
  }, transactionMode);
}

/** What a settlement would take as sent; changes nothing. */
export async function countSettling(register: Register, settlement: Settlement): Promise<Settled> {
  const groups = await listLeft(register.db, settlement);
  const unfinished = await register.db
    .select({ mailId: mails.mailId })
    .from(mails)
    .where(isUnfinished(settlement));
  return { notices: groups.flat().length, mails: groups.length + unfinished.length };
}

/** Mail by mail. */
async function listLeft(db: RegisterDb, { plan, until, choose }: Settlement): Promise<Left[][]> {
  const owed = await db
    .select()
    .from(notices)
    .where(and(eq(notices.plan, plan), eq(notices.state, 'owed'), lte(notices.leavesAt, until)))
    .orderBy(asc(notices.leavesAt), asc(notices.key));
  const left = choose(owed, await readComposed(db, plan));
  return [...groupBy(left, (one) => `${one.notice.mailGroup} ${one.with}`).values()];
}

async function readComposed(db: RegisterDb, plan: string): Promise<ComposedMornings> {
  const { kind, toAgency, leavesAt } = mails;
  const rows = await db
    .select({ kind, toAgency, newest: max(leavesAt) })
    .from(mails)
    .where(and(eq(mails.plan, plan), eq(mails.leaves, 'morning')))
    .groupBy(kind, toAgency);
  return new Map(
    rows.flatMap((row) =>
      row.newest === null ? [] : [[`${row.kind}/${plan}/${row.toAgency}`, row.newest] as const],
    ),
  );
}

async function settleGroup(
  tx: RegisterDb,
  group: readonly Left[],
  { serverNow, reason }: Settlement,
): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const { plan, toAgency, leaves, key, kind: told } = first.notice;
  const kind = mailKindOf(told);
  const recipient = recipientOf(first.notice);
  const leavesAt = first.with;
  const mailKey = recipient === null ? `${kind}/${key}` : `${recipient}/${leavesAt}`;
  await tx
    .insert(mails)
    .values({
      ...{ mailKey, kind, plan, toAgency, leaves, leavesAt },
      ...{ composedAt: serverNow, state: 'sent', attempts: 0, doubts: 0 },
      ...{ changedAt: serverNow, response: reason },
    })
    .onConflictDoNothing();
  const [mail] = await tx.select().from(mails).where(eq(mails.mailKey, mailKey));
  if (mail === undefined) throw new Error(`expected mail ${mailKey} to be there, found none`);
  const keys = group.map(({ notice }) => notice.key);
  await tx
    .update(notices)
    .set({ state: 'mailed', mailId: mail.mailId })
    .where(and(inArray(notices.key, keys), eq(notices.state, 'owed')));
}

async function settleUnfinished(tx: RegisterDb, settlement: Settlement): Promise<number> {
  const { serverNow, reason } = settlement;
  const changed = await tx
    .update(mails)
    .set({
      ...{ state: 'sent', nextAttemptAt: null, sendingSince: null, waitsFor: null },
      ...{ changedAt: serverNow, response: reason },
    })
    .where(isUnfinished(settlement))
    .returning({ mailId: mails.mailId });
  return changed.length;
}

function isUnfinished({ plan, until }: Settlement) {
  return and(
    eq(mails.plan, plan),
    inArray(mails.state, ['pending', 'sending', 'deferred', 'unknown']),
    lte(mails.leavesAt, until),
  );
}
