import { and, eq, inArray, max, sql } from 'drizzle-orm';
import type { IsoInstant } from '../domain/plan.ts';
import { parsePostgresInstant } from './column-types.ts';
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
  readonly group: string;
  readonly kind: MailKind;
  readonly plan: string;
  readonly toAgency: string;
  readonly leaves: NoticeRow['leaves'];
  /** Keys of its notices, in order. */
  readonly notices: readonly [string, ...string[]];
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
  // Gathered by the database: a morning of a whole country has a hundred thousand notices.
  const { rows } = await tx.execute<LockedGroup>(sql`
    with locked as materialized (
      select key, kind, mail_group, plan, to_agency, leaves, leaves_at
      from notices
      where mail_group = any(${sql.param([...ready])}) and state = 'owed'
        and leaves_at <= ${serverNow}::timestamptz
      order by key
      for update
    )
    select mail_group, plan, to_agency, leaves, max(leaves_at)::text as morning,
      array_agg(key order by key) as keys, (array_agg(kind order by key))[1] as kind
    from locked
    group by mail_group, plan, to_agency, leaves
    order by min(key)`);
  return rows.map(({ mail_group: group, to_agency: toAgency, kind, keys, morning, ...shared }) => ({
    ...shared,
    group,
    toAgency,
    kind: mailKindOf(kind),
    notices: keys,
    morning: parsePostgresInstant(morning),
  }));
}

interface LockedGroup extends Record<string, unknown> {
  readonly mail_group: string;
  readonly plan: string;
  readonly to_agency: string;
  readonly kind: NoticeRow['kind'];
  readonly leaves: NoticeRow['leaves'];
  readonly morning: string;
  readonly keys: [string, ...string[]];
}

/** The newest morning for which a digest or letter exists, by kind, plan and recipient. */
async function readComposedMornings(
  tx: RegisterDb,
  groups: readonly DueGroup[],
): Promise<ReadonlyMap<string, IsoInstant>> {
  const mornings = groups.filter(hasMorning);
  if (mornings.length === 0) return new Map();
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
        inArray(mails.plan, [...new Set(mornings.map(({ plan }) => plan))]),
        inArray(mails.toAgency, [...new Set(mornings.map(({ toAgency }) => toAgency))]),
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
function isComposed(group: DueGroup, composed: ReadonlyMap<string, IsoInstant>) {
  if (!hasMorning(group)) return false;
  const newest = composed.get(recipientKey(group));
  return newest !== undefined && Date.parse(newest) >= Date.parse(group.morning);
}

async function postpone(
  tx: RegisterDb,
  late: readonly DueGroup[],
  { postponeTo }: ClaimOptions,
): Promise<void> {
  const keys = late.flatMap((group) => group.notices);
  if (keys.length === 0) return;
  const held = await tx
    .select()
    .from(notices)
    .where(inArray(notices.key, keys))
    .orderBy(notices.key);
  for (const notice of held) {
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
  const drafts = groups.map(draftMail);
  const { rows } = await tx.execute<{ mail_id: string; mail_key: string }>(sql`
    insert into mails (mail_key, kind, plan, to_agency, leaves, leaves_at, composed_at, state,
      attempts, doubts, changed_at)
    select mail_key, kind, plan, to_agency, leaves, leaves_at, ${serverNow}::timestamptz, 'pending',
      0, 0, ${serverNow}::timestamptz
    from json_to_recordset(${JSON.stringify(drafts)}::json) as draft(mail_key text, kind text,
      plan text, to_agency text, leaves text, leaves_at timestamptz)
    returning mail_id, mail_key`);
  const ids = new Map(rows.map(({ mail_id, mail_key }) => [mail_key, Number(mail_id)]));
  const claimed = groups.map((group) => describeClaim(group, ids));
  await linkNotices(tx, claimed, serverNow);
  return claimed.map(({ group: _group, ...mail }) => mail);
}

function draftMail(group: DueGroup) {
  return {
    mail_key: buildMailKey(group),
    kind: group.kind,
    plan: group.plan,
    to_agency: group.toAgency,
    leaves: group.leaves,
    leaves_at: group.morning,
  };
}

function describeClaim(
  due: DueGroup,
  ids: ReadonlyMap<string, number>,
): ClaimedGroup & { group: string } {
  const mailKey = buildMailKey(due);
  const mailId = ids.get(mailKey);
  if (mailId === undefined) throw new Error(`expected mail ${mailKey} to be inserted, found none`);
  const { group, kind, plan, toAgency: to, morning: leavesAt } = due;
  return { group, mailId, mailKey, kind, plan, to, leavesAt, notices: due.notices };
}

/** The notices are those that have been locked: nobody else could change them since. */
async function linkNotices(
  tx: RegisterDb,
  claimed: readonly (ClaimedGroup & { group: string })[],
  serverNow: IsoInstant,
): Promise<void> {
  const links = claimed.map(({ group, mailId }) => ({ mail_group: group, mail_id: mailId }));
  await tx.execute(sql`
    update notices set state = 'mailed', mail_id = link.mail_id
    from json_to_recordset(${JSON.stringify(links)}::json) as link(mail_group text, mail_id bigint)
    where notices.mail_group = link.mail_group and notices.state = 'owed'
      and notices.leaves_at <= ${serverNow}::timestamptz`);
}

/** A morning's mail is named by its morning; any other by its first notice, which no mail shares. */
function buildMailKey(group: DueGroup): string {
  return hasMorning(group)
    ? `${recipientKey(group)}/${group.morning}`
    : `${group.kind}/${group.notices[0]}`;
}

/** True for what shares the one mail of a morning. */
function hasMorning({ kind, leaves }: DueGroup): boolean {
  return kind !== 'answer' && leaves === 'morning';
}

function recipientKey({ kind, plan, toAgency }: DueGroup): string {
  return `${kind}/${plan}/${toAgency}`;
}
