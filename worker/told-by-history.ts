import { addMs } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { NoticeRow } from '../register/claim-notices.ts';
import { type ComposedMornings, type Left, recipientOf } from '../register/settle-mails.ts';
import type { Refilled } from './refill-register.ts';

/** What Temporal's history says about mail. Server time throughout. */
export interface MailHistory {
  /** By then everything that was to leave, and was on record, had left. */
  readonly settledAt: IsoInstant;
  /** Rounds of the mailroom that sent anything, in order: in such a one a digest was composed. */
  readonly rounds: readonly IsoInstant[];
}

/** A batch is on record moments after the time that it bears. */
const recordingMs = 60_000;

/** A mail of a morning as it must have been composed. */
interface Composed {
  readonly morning: IsoInstant;
  readonly at: IsoInstant;
}

/**
 * Which owed notices have left, and with which mail. What was on record only after the digest of its
 * morning had been composed waited for the next morning; where that is in doubt, a notice is not taken
 * as told: it is better told twice than never.
 */
export function chooseTold(
  owed: readonly NoticeRow[],
  composed: ComposedMornings,
  { settledAt, rounds }: MailHistory,
  refilled: readonly Refilled[],
  nextMorning: (after: IsoInstant) => IsoInstant,
): Left[] {
  const mails = new Map<string, Composed[]>();
  const known = owed
    .flatMap((notice) => {
      const at = findRecordedAt(notice, refilled);
      return at === null || at > settledAt ? [] : [{ notice, at }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return known.flatMap(({ notice, at }) => {
    const leaves = findMorning(notice, at, { composed, mails, settledAt, nextMorning });
    if (leaves === null) return [];
    const recipient = recipientOf(notice);
    if (recipient !== null) keepMail(mails, recipient, { morning: leaves, at }, rounds);
    return [{ notice, with: leaves }];
  });
}

/** The morning with which a notice left; null when that is still to come. */
function findMorning(
  notice: NoticeRow,
  recordedAt: IsoInstant,
  terms: {
    readonly composed: ComposedMornings;
    readonly mails: ReadonlyMap<string, readonly Composed[]>;
    readonly settledAt: IsoInstant;
    readonly nextMorning: (after: IsoInstant) => IsoInstant;
  },
): IsoInstant | null {
  const recipient = recipientOf(notice);
  let morning = notice.leavesAt;
  while (morning !== null && morning <= terms.settledAt) {
    const wanted = morning;
    if (recipient === null) return wanted;
    const newest = terms.composed.get(recipient);
    const isOnRecord = newest !== undefined && newest >= wanted;
    const before = terms.mails.get(recipient) ?? [];
    const isLate = before.some((mail) => mail.morning >= wanted && mail.at < recordedAt);
    if (!isOnRecord && !isLate) return wanted;
    morning = terms.nextMorning(wanted);
  }
  return null;
}

/** The first round that could have composed a mail is taken as the one that did. */
function keepMail(
  mails: Map<string, Composed[]>,
  recipient: string,
  { morning, at }: Composed,
  rounds: readonly IsoInstant[],
): void {
  const kept = mails.get(recipient) ?? [];
  if (kept.some((mail) => mail.morning === morning)) return;
  const earliest = at > morning ? at : morning;
  const round = rounds.find((one) => one >= earliest);
  if (round !== undefined) mails.set(recipient, [...kept, { morning, at: round }]);
}

function findRecordedAt(
  { workflowId, seq, recordedAt }: NoticeRow,
  refilled: readonly Refilled[],
): IsoInstant | null {
  const at = refilled.find((one) => one.workflowId === workflowId)?.recordedAt.get(seq);
  // Null: it was on its way, and Temporal does not know whether it arrived.
  return at === undefined ? addMs(recordedAt, recordingMs) : at;
}
