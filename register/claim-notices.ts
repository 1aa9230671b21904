import { and, asc, eq, inArray, lte, max, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { mailKindOf } from './mail-group.ts';
import { lowerMailWake } from './mail-wake.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { type MailKind, mails, notices } from './schema.ts';

export type NoticeRow = typeof notices.$inferSelect;

/** Notices that have become one mail. */
export interface ClaimedGroup {
  readonly mailId: number;
  readonly mailKey: string;
  readonly kind: MailKind;
  readonly plan: string;
  readonly to: string;
  /** Server time of its morning. */
  readonly leavesAt: IsoInstant;
  /** Keys of its notices. */
  readonly notices: readonly string[];
}

export interface ClaimOptions {
  readonly serverNow: IsoInstant;
  /** How long a morning waits for workflows that have not recorded theirs yet. */
  readonly patienceMs: number;
  /** At most so many mails. */
  readonly limit: number;
  /**
   * The next moment (server time) at which a digest or letter may leave, for a notice that came
   * after the one of its morning had been composed. Must be later than that morning.
   */
  readonly postponeTo: (notice: NoticeRow) => IsoInstant | Promise<IsoInstant>;
}

/** Notices that belong into one mail, and its morning: the latest among them. */
interface DueGroup {
  readonly first: NoticeRow;
  readonly notices: readonly NoticeRow[];
  readonly morning: IsoInstant;
}

/**
 * Turns owed notices that may leave into mails, in one transaction that also lowers the wake flag.
 * Several mailrooms at once take turns on that flag's lock, so no notice is claimed twice and no
 * digest is cut in two (skipping locked rows would do that).
 *
 * A morning is ready when no running workflow of its plan is still to wake for it, or when patience
 * has run out, which begins with the first notice on record: after downtime that is hours later. Answers are always ready; what leaves at once waits only for workflows that were
 * announced by `expectWorkflows` and have recorded nothing yet. What downtime left over from earlier
 * mornings goes into the same mail. At most one digest and one letter per plan, recipient and
 * morning: what comes later is postponed and stays owed.
 *
 * An empty answer means that nothing is ready now: `nextMailAt` tells when to look again.
 */
export async function claimNotices(
  register: Register,
  options: ClaimOptions,
): Promise<ClaimedGroup[]> {
  return await register.db.transaction(async (tx) => {
    await lowerMailWake(tx);
    for (;;) {
      const ready = await findReadyGroups(tx, options);
      const groups = await lockGroups(tx, ready, options.serverNow);
      const composed = await readComposedMornings(tx, groups);
      const isLate = (group: DueGroup) => isComposed(group, composed);
      await postpone(tx, groups.filter(isLate), options);
      const claimed = await composeMails(
        tx,
        groups.filter((group) => !isLate(group)),
        options.serverNow,
      );
      // A page on which everything was postponed must not look like the end.
      if (claimed.length > 0 || ready.length < options.limit) return claimed;
    }
  }, transactionMode);
}

/** The rule of readiness: see `claimNotices`. */
async function findReadyGroups(tx: RegisterDb, options: ClaimOptions): Promise<string[]> {
  const { serverNow, patienceMs, limit } = options;
  const patienceSince = new Date(Date.parse(serverNow) - patienceMs).toISOString();
  const { rows } = await tx.execute<{ group: string }>(sql`
    with awaited as (
      select plan, min(next_wake_at) as wake, min(next_wake_at) filter (where seq = 0) as first_wake
      from workflows
      where status = 'running' and next_wake_at is not null
      group by plan
    ), due as (
      select mail_group, plan, leaves, max(leaves_at) as morning,
        greatest(max(leaves_at), min(recorded_at)) as waiting_since
      from notices
      where state = 'owed' and leaves_at <= ${serverNow}::timestamptz
      group by mail_group, plan, leaves
    )
    select due.mail_group as group
    from due left join awaited using (plan)
    where due.mail_group like 'answer/%'
      or due.waiting_since <= ${patienceSince}::timestamptz
      or case due.leaves
           when 'atOnce' then awaited.first_wake is null or awaited.first_wake > due.morning
           else awaited.wake is null or awaited.wake > due.morning
         end
    order by due.morning, due.mail_group
    limit ${limit}`);
  return rows.map(({ group }) => group);
}

/** No batch can add to these groups meanwhile: it would have to pass the wake flag's lock first. */
async function lockGroups(
  tx: RegisterDb,
  ready: readonly string[],
  serverNow: IsoInstant,
): Promise<DueGroup[]> {
  if (ready.length === 0) return [];
  const due = await tx
    .select()
    .from(notices)
    .where(
      and(
        inArray(notices.mailGroup, [...ready]),
        eq(notices.state, 'owed'),
        lte(notices.leavesAt, serverNow),
      ),
    )
    .orderBy(asc(notices.key))
    .for('update');
  const groups = new Map<string, NoticeRow[]>();
  for (const notice of due) {
    const group = groups.get(notice.mailGroup);
    if (group === undefined) groups.set(notice.mailGroup, [notice]);
    else group.push(notice);
  }
  return [...groups.values()].flatMap((held) => toGroup(held, serverNow));
}

function toGroup(held: readonly NoticeRow[], serverNow: IsoInstant): DueGroup[] {
  const [first] = held;
  if (first === undefined) return [];
  const morning = held.map(({ leavesAt }) => leavesAt ?? serverNow).reduce(later);
  return [{ first, notices: held, morning }];
}

/** The newest morning for which a digest or letter exists, by kind, plan and recipient. */
async function readComposedMornings(
  tx: RegisterDb,
  groups: readonly DueGroup[],
): Promise<ReadonlyMap<string, IsoInstant>> {
  const firsts = groups.map(({ first }) => first).filter(hasMorning);
  if (firsts.length === 0) return new Map();
  const rows = await tx
    .select({
      kind: mails.kind,
      plan: mails.plan,
      toAgency: mails.toAgency,
      newest: max(mails.leavesAt),
    })
    .from(mails)
    .where(
      and(
        eq(mails.leaves, 'morning'),
        inArray(mails.plan, [...new Set(firsts.map(({ plan }) => plan))]),
        inArray(mails.toAgency, [...new Set(firsts.map(({ toAgency }) => toAgency))]),
      ),
    )
    .groupBy(mails.kind, mails.plan, mails.toAgency);
  return new Map(
    rows.flatMap(({ kind, plan, toAgency, newest }) =>
      newest === null ? [] : [[`${kind}/${plan}/${toAgency}`, newest] as const],
    ),
  );
}

/** True when the mail of this morning, or of a later one, exists already. */
function isComposed({ first, morning }: DueGroup, composed: ReadonlyMap<string, IsoInstant>) {
  if (!hasMorning(first)) return false;
  const newest = composed.get(recipientKey(first));
  return newest !== undefined && Date.parse(newest) >= Date.parse(morning);
}

async function postpone(
  tx: RegisterDb,
  late: readonly DueGroup[],
  { postponeTo }: ClaimOptions,
): Promise<void> {
  for (const notice of late.flatMap((group) => group.notices)) {
    const leavesAt = await postponeTo(notice);
    if (notice.leavesAt !== null && !(Date.parse(leavesAt) > Date.parse(notice.leavesAt))) {
      throw new Error(
        `expected notice ${notice.key} to be postponed beyond ${notice.leavesAt}, found ${leavesAt}`,
      );
    }
    await tx.update(notices).set({ leavesAt }).where(eq(notices.key, notice.key));
  }
}

async function composeMails(
  tx: RegisterDb,
  groups: readonly DueGroup[],
  serverNow: IsoInstant,
): Promise<ClaimedGroup[]> {
  if (groups.length === 0) return [];
  const inserted = await tx
    .insert(mails)
    .values(groups.map((group) => buildMail(group, serverNow)))
    .returning({ mailId: mails.mailId, mailKey: mails.mailKey });
  const ids = new Map(inserted.map(({ mailId, mailKey }) => [mailKey, mailId]));
  const claimed = groups.map((group) => describeClaim(group, ids));
  await linkNotices(tx, claimed);
  return claimed;
}

function buildMail(group: DueGroup, serverNow: IsoInstant): typeof mails.$inferInsert {
  const { plan, toAgency, leaves } = group.first;
  return {
    mailKey: buildMailKey(group),
    kind: mailKindOf(group.first.kind),
    plan,
    toAgency,
    leaves,
    leavesAt: group.morning,
    composedAt: serverNow,
    state: 'pending',
    attempts: 0,
    doubts: 0,
    changedAt: serverNow,
  };
}

function describeClaim(group: DueGroup, ids: ReadonlyMap<string, number>): ClaimedGroup {
  const mailKey = buildMailKey(group);
  const mailId = ids.get(mailKey);
  if (mailId === undefined) throw new Error(`expected mail ${mailKey} to be inserted, found none`);
  return {
    mailId,
    mailKey,
    kind: mailKindOf(group.first.kind),
    plan: group.first.plan,
    to: group.first.toAgency,
    leavesAt: group.morning,
    notices: group.notices.map(({ key }) => key),
  };
}

async function linkNotices(tx: RegisterDb, claimed: readonly ClaimedGroup[]): Promise<void> {
  const links = claimed.flatMap((mail) =>
    mail.notices.map((key) => ({ key, mail_id: mail.mailId })),
  );
  await tx.execute(sql`
    update notices set state = 'mailed', mail_id = link.mail_id
    from json_to_recordset(${JSON.stringify(links)}::json) as link(key text, mail_id bigint)
    where notices.key = link.key`);
}

/** A morning's mail is named by its morning; any other by its first notice, which no mail shares. */
function buildMailKey({ first, morning }: DueGroup): string {
  return hasMorning(first)
    ? `${recipientKey(first)}/${morning}`
    : `${mailKindOf(first.kind)}/${first.key}`;
}

/** True for what shares the one mail of a morning. */
function hasMorning(notice: NoticeRow): boolean {
  return mailKindOf(notice.kind) !== 'answer' && notice.leaves === 'morning';
}

function recipientKey({ kind, plan, toAgency }: NoticeRow): string {
  return `${mailKindOf(kind)}/${plan}/${toAgency}`;
}

function later(a: IsoInstant, b: IsoInstant): IsoInstant {
  return Date.parse(a) >= Date.parse(b) ? a : b;
}
