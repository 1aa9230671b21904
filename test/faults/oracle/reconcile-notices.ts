import { instantOf } from './days.ts';
import type { Acknowledged, Facts, MailRow, NoticeRow } from './facts.ts';
import { type AnswerNotice, listAnswerNotices, listOwed, type OwedNotice } from './owed-notices.ts';

/** Owed notices against those on record, and what became of each. */

/** How many notices there are of each end; together they are those on record. */
export interface NoticeCounts {
  /** Owed with certainty. */
  owed: number;
  /** Those of which nobody can say whether an answer came first. */
  possible: number;
  recorded: number;
  delivered: number;
  superseded: number;
  withdrawn: number;
  /** In a mail that the server refused for good. */
  refused: number;
  /** Came after the letter of its morning had gone: it leaves with the next morning's. */
  postponed: number;
}

export interface ReconciledNotices {
  readonly counts: NoticeCounts;
  readonly faults: readonly string[];
  /** Owed notices with the row on record. */
  readonly found: readonly { readonly owed: OwedNotice; readonly row: NoticeRow }[];
}

export function reconcileNotices(facts: Facts): ReconciledNotices {
  const { register } = facts;
  const records = new Map(register.plans.map((row) => [row.plan, row]));
  const faults: string[] = [];
  const owed = facts.plans.flatMap((started) => {
    const record = records.get(started.plan);
    if (record === undefined) {
      faults.push(`plan ${started.plan}: its start was acknowledged and is not on record`);
      return [];
    }
    return listOwed(started, record, facts.answers, facts);
  });
  const answers = facts.plans.flatMap((started) => listAnswerNotices(started, facts.answers));
  const byIdentity = groupRows(register.notices);
  const counts = { ...noCounts, recorded: register.notices.length };
  counts.owed = owed.filter(({ certain }) => certain).length + answers.length;
  counts.possible = owed.filter(({ certain }) => !certain).length;
  const found = matchLadders(owed, byIdentity, faults);
  matchAnswers(answers, byIdentity, faults);
  for (const rows of byIdentity.values()) {
    faults.push(...rows.map(({ key }) => `notice ${key}: on record and not owed`));
  }
  const mails = new Map(register.mails.map((mail) => [mail.mailId, mail]));
  for (const row of register.notices) {
    const { end, fault } = judgeEnd(row, facts, mails);
    if (end !== null) counts[end] += 1;
    if (fault !== null) faults.push(`notice ${row.key}: ${fault}`);
  }
  return { counts, faults, found };
}

const noCounts: NoticeCounts = {
  ...{ owed: 0, possible: 0, recorded: 0, delivered: 0 },
  ...{ superseded: 0, withdrawn: 0, refused: 0, postponed: 0 },
};

function groupRows(rows: readonly NoticeRow[]): Map<string, NoticeRow[]> {
  const groups = new Map<string, NoticeRow[]>();
  for (const row of rows) {
    const identity = isOfLadder(row) ? identify(row) : row.key;
    groups.set(identity, [...(groups.get(identity) ?? []), row]);
  }
  return groups;
}

function isOfLadder({ kind }: NoticeRow): boolean {
  return ['opened', 'dueSoon', 'overdue', 'escalated'].includes(kind);
}

type Identity = Pick<OwedNotice, 'plan' | 'task' | 'period' | 'agency' | 'to' | 'kind' | 'step'>;

function identify({ plan, task, period, agency, to, kind, step }: Identity): string {
  return [plan, task, period, agency ?? '*', to, kind, step].join('/');
}

/** Takes from the rows what was owed, and names what is missing, twice, or at another time. */
function matchLadders(
  owed: readonly OwedNotice[],
  rows: Map<string, NoticeRow[]>,
  faults: string[],
): { owed: OwedNotice; row: NoticeRow }[] {
  return owed.flatMap((notice) => {
    const identity = identify(notice);
    const [row, ...others] = rows.get(identity) ?? [];
    rows.delete(identity);
    if (row === undefined) {
      if (notice.certain) faults.push(`notice ${identity}: owed and not on record`);
      return [];
    }
    faults.push(...others.map(({ key }) => `notice ${key}: on record more than once`));
    const at = new Date(row.at).getTime();
    if (!notice.atMs.includes(at) || row.role !== notice.role || row.lastDay !== notice.lastDay) {
      faults.push(
        `notice ${identity}: expected ${notice.role} at ${notice.atMs.map(show).join(' or ')} about ${notice.lastDay}, found ${row.role} at ${show(at)} about ${row.lastDay}`,
      );
    }
    return [{ owed: notice, row }];
  });
}

function matchAnswers(
  owed: readonly AnswerNotice[],
  rows: Map<string, NoticeRow[]>,
  faults: string[],
): void {
  for (const { plan, task, period, agency, to, kind, requestId } of owed) {
    const key = [plan, task, period, agency, to, kind, 0, requestId].join('/');
    if (!rows.delete(key)) faults.push(`notice ${key}: owed for an answer and not on record`);
  }
}

type End = Exclude<keyof NoticeCounts, 'owed' | 'possible' | 'recorded'>;

/** What became of a notice, and what is wrong with that. */
function judgeEnd(
  row: NoticeRow,
  facts: Facts,
  mails: ReadonlyMap<number, MailRow>,
): { end: End | null; fault: string | null } {
  switch (row.state) {
    case 'superseded':
      return { end: 'superseded', fault: judgeSuperseded(row, facts.register.notices) };
    case 'withdrawn':
      return { end: 'withdrawn', fault: judgeWithdrawn(row, facts) };
    case 'owed':
      return isPostponed(row, facts)
        ? { end: 'postponed', fault: null }
        : { end: null, fault: 'owed, and in no mail' };
    default:
      return judgeMailed(row, mails);
  }
}

function judgeMailed({ mailId }: NoticeRow, mails: ReadonlyMap<number, MailRow>) {
  const mail = mailId === null ? undefined : mails.get(mailId);
  if (mail === undefined) return { end: null, fault: 'mailed, and its mail is not on record' };
  if (mail.state === 'sent') return { end: 'delivered', fault: null } as const;
  if (mail.state === 'refused') return { end: 'refused', fault: null } as const;
  return { end: null, fault: `its mail ${mail.mailId} is ${mail.state}` };
}

/** A later notice for the same recipient about the same assignment, told at the same moment, replaces it. */
function judgeSuperseded(row: NoticeRow, all: readonly NoticeRow[]): string | null {
  const about = ({ agency, lastDay, to }: NoticeRow) => `${agency ?? `*${lastDay}`} ${to}`;
  const replaced = all.some(
    (other) =>
      other.workflowId === row.workflowId &&
      other.seq === row.seq &&
      other.state !== 'superseded' &&
      about(other) === about(row) &&
      Date.parse(other.at) > Date.parse(row.at),
  );
  return replaced ? null : 'superseded, and nothing later was told instead';
}

/** An answer since, or the end of the last day, makes what was to be said untrue. */
function judgeWithdrawn(row: NoticeRow, facts: Facts): string | null {
  const { plan, task, period, agency, kind } = row;
  const said = (verbs: readonly Acknowledged['verb'][], lead: string) =>
    facts.answers.some(
      (answer) =>
        answer.plan === plan &&
        answer.task === task &&
        answer.period === period &&
        answer.agency === lead &&
        verbs.includes(answer.verb) &&
        Date.parse(answer.at) >= Date.parse(row.at),
    );
  if (kind === 'reviewAsked') {
    return said(['accept', 'return'], agency ?? '') ? null : 'withdrawn, and nobody has reviewed';
  }
  if (kind === 'returned') {
    return said(['submit'], agency ?? '') ? null : 'withdrawn, and nothing was handed in again';
  }
  if (kind === 'dueSoon' && hasPassed(row, facts)) return null;
  return nobodyOwedSince(row, facts) ? null : 'withdrawn, and the lead has not answered since';
}

/**
 * Whether some answer since then left nobody owing. Of a whole task, the others may have answered before the
 * notice was due: it was owed because of the last one.
 */
export function nobodyOwedSince(
  row: Pick<NoticeRow, 'plan' | 'task' | 'period' | 'agency' | 'at'>,
  facts: {
    readonly answers: Facts['answers'];
    readonly register: Pick<Facts['register'], 'assignments'>;
  },
): boolean {
  const { plan, task, period, agency } = row;
  const leads = agency === null ? listLeads(row, facts) : [agency];
  const moves = facts.answers
    .filter((answer) => answer.plan === plan && answer.task === task && answer.period === period)
    .filter(({ verb }) => verb === 'submit' || verb === 'return')
    .map((answer) => ({ ...answer, atMs: Date.parse(answer.at) }))
    .sort((a, b) => a.atMs - b.atMs);
  return moves.some(
    ({ verb, atMs }) =>
      verb === 'submit' &&
      atMs >= Date.parse(row.at) &&
      leads.every((lead) => {
        const last = moves.findLast((move) => move.agency === lead && move.atMs <= atMs);
        return last?.verb === 'submit';
      }),
  );
}

function hasPassed({ plan, lastDay }: NoticeRow, { register, readAtMs }: Facts): boolean {
  const shiftMs = register.plans.find((row) => row.plan === plan)?.shiftMs ?? 0;
  return readAtMs + shiftMs > instantOf(lastDay, '23:59');
}

function listLeads(
  { plan, task, period }: Pick<NoticeRow, 'plan' | 'task' | 'period'>,
  { register }: { readonly register: Pick<Facts['register'], 'assignments'> },
): string[] {
  return register.assignments
    .filter((row) => row.plan === plan && row.task === task && row.period === period)
    .map(({ agency }) => agency);
}

/** Owed for a later morning, because the letter of its own had gone already. */
function isPostponed(row: NoticeRow, { register, readAtMs }: Facts): boolean {
  return (
    row.leaves === 'morning' &&
    (row.leavesAtMs ?? 0) > readAtMs &&
    register.mails.some(
      ({ plan, to, kind, leavesAtMs }) =>
        plan === row.plan && to === row.to && kind !== 'answer' && leavesAtMs <= readAtMs,
    )
  );
}

function show(ms: number): string {
  return new Date(ms).toISOString();
}
