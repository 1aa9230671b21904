import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { mails, undelivered } from './schema.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Who is told that a mail was refused, and on which morning (server time). */
export interface UndeliveredReport {
  readonly to: AgencyId;
  readonly leavesAt: IsoInstant;
}

/** A refused mail, as a letter tells of it. */
export interface UndeliveredMail {
  readonly mailId: number;
  readonly toAgency: AgencyId;
  /** Empty when the directory had none. */
  readonly addresses: readonly string[];
  readonly attempts: number;
  /** What the mail server said, or what is missing. */
  readonly response: string;
}

/**
 * Puts a refusal on record, in the transaction that records it, and so exactly once. When the letter
 * that was refused told of others, nobody has been told of them: they pass to the next recipient.
 */
export async function oweReport(
  tx: RegisterDb,
  mailId: number,
  { recordedAt, report }: { recordedAt: IsoInstant; report: UndeliveredReport | null },
): Promise<void> {
  const told = { reportTo: report?.to ?? null, leavesAt: report?.leavesAt ?? null };
  await tx.insert(undelivered).values({ mailId, recordedAt, ...told });
  if (report === null) return;
  await tx
    .update(undelivered)
    .set({ ...told, reportedIn: null })
    .where(eq(undelivered.reportedIn, mailId));
}

/**
 * Makes one letter of all that is to be told to one agency of one plan on one morning. What comes
 * after it has been composed waits for the next day. Hands back how many letters there are.
 */
export async function composeReports(register: Register, serverNow: IsoInstant): Promise<number> {
  if ((await selectOwed(register.db, serverNow).limit(1)).length === 0) return 0;
  return await register.db.transaction(async (tx) => {
    const letters = gatherLetters(
      await selectOwed(tx, serverNow).for('update', { of: undelivered }),
    );
    let composed = 0;
    for (const letter of letters) if (await composeLetter(tx, letter, serverNow)) composed += 1;
    return composed;
  }, transactionMode);
}

function selectOwed(db: RegisterDb, serverNow: IsoInstant) {
  return db
    .select({
      undeliveredId: undelivered.undeliveredId,
      plan: mails.plan,
      to: undelivered.reportTo,
      leavesAt: undelivered.leavesAt,
    })
    .from(undelivered)
    .innerJoin(mails, eq(mails.mailId, undelivered.mailId))
    .where(
      and(
        isNull(undelivered.reportedIn),
        isNull(undelivered.retriedAt),
        isNotNull(undelivered.leavesAt),
        lte(undelivered.leavesAt, serverNow),
      ),
    )
    .orderBy(asc(undelivered.undeliveredId));
}

interface ReportLetter {
  readonly plan: string;
  readonly to: AgencyId;
  morning: IsoInstant;
  readonly ids: number[];
}

function gatherLetters(owed: Awaited<ReturnType<typeof selectOwed>>): ReportLetter[] {
  const letters = new Map<string, ReportLetter>();
  for (const { undeliveredId, plan, to, leavesAt } of owed) {
    if (to === null || leavesAt === null) continue;
    const key = `${plan}/${to}`;
    const letter = letters.get(key) ?? { plan, to, morning: leavesAt, ids: [] };
    if (Date.parse(leavesAt) > Date.parse(letter.morning)) letter.morning = leavesAt;
    letter.ids.push(undeliveredId);
    letters.set(key, letter);
  }
  return [...letters.values()];
}

async function composeLetter(
  tx: RegisterDb,
  { plan, to, morning, ids }: ReportLetter,
  serverNow: IsoInstant,
): Promise<boolean> {
  const [mail] = await tx
    .insert(mails)
    .values({
      ...{
        mailKey: `undelivered/${plan}/${to}/${morning}`,
        kind: 'undelivered',
        plan,
        toAgency: to,
      },
      ...{ leaves: 'morning', leavesAt: morning, composedAt: serverNow, state: 'pending' },
      ...{ attempts: 0, doubts: 0, changedAt: serverNow },
    })
    .onConflictDoNothing()
    .returning({ mailId: mails.mailId });
  const nextDay = new Date(Date.parse(morning) + dayMs).toISOString();
  await tx
    .update(undelivered)
    .set(mail === undefined ? { leavesAt: nextDay } : { reportedIn: mail.mailId })
    .where(inArray(undelivered.undeliveredId, ids));
  return mail !== undefined;
}

/** What a letter tells of: mails that are still refused, and that nobody has had sent once more. */
export async function listUndelivered(
  register: Register,
  letterId: number,
): Promise<UndeliveredMail[]> {
  const rows = await register.db
    .select({
      mailId: mails.mailId,
      toAgency: mails.toAgency,
      addresses: mails.addresses,
      attempts: mails.attempts,
      response: mails.response,
    })
    .from(undelivered)
    .innerJoin(mails, eq(mails.mailId, undelivered.mailId))
    .where(
      and(
        eq(undelivered.reportedIn, letterId),
        isNull(undelivered.retriedAt),
        eq(mails.state, 'refused'),
      ),
    )
    .orderBy(asc(mails.toAgency), asc(mails.mailId));
  return rows.map(({ addresses, response, ...mail }) => ({
    ...mail,
    addresses: addresses ?? [],
    response: response ?? '',
  }));
}
