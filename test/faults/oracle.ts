import type { Facts } from './oracle/facts.ts';
import { findBrokenChains } from './oracle/hash-chain.ts';
import { reconcileAnswers } from './oracle/reconcile-answers.ts';
import { type MailCounts, reconcileMails } from './oracle/reconcile-mails.ts';
import { type NoticeCounts, reconcileNotices } from './oracle/reconcile-notices.ts';

/**
 * Says what is owed and what became of it, from the plan files, the receipts, the mail server's own
 * store, the evidence folder and the rows of the register. It shares no code with dondoc: neither here
 * nor in `oracle/` is anything imported from domain, register, workflows, activities, mail, client,
 * worker or embedded.
 */
export interface Verdict {
  /** Everything that is not as it should be, each with its place. */
  readonly faults: readonly string[];
  readonly notices: NoticeCounts;
  readonly mails: MailCounts;
  readonly answers: number;
  readonly events: number;
  /** From the moment at which a notice was due to the first mail that carried it, ms. */
  readonly longestDelayMs: number;
  /** From the first attempt to the receipt, ms. */
  readonly slowestAnswerMs: number;
}

export function reconcile(facts: Facts): Verdict {
  const { register, answers } = facts;
  const notices = reconcileNotices(facts);
  const mails = reconcileMails(facts);
  const { counts } = notices;
  const ends =
    counts.delivered + counts.superseded + counts.withdrawn + counts.refused + counts.postponed;
  return {
    faults: [
      ...notices.faults,
      ...(ends === counts.recorded
        ? []
        : [`${counts.recorded} notices are on record, and ${ends} have come to an end`]),
      ...mails.faults,
      ...reconcileAnswers(facts),
      ...findBrokenChains(register.workflows, register.events),
    ],
    notices: counts,
    mails: mails.counts,
    answers: answers.length,
    events: register.events.length,
    longestDelayMs: longest(measureDelays(facts, notices.found)),
    slowestAnswerMs: longest(answers.map(({ waitedMs }) => waitedMs)),
  };
}

function measureDelays(
  { register, kept }: Facts,
  found: ReturnType<typeof reconcileNotices>['found'],
): number[] {
  const messages = new Map(register.mails.map(({ mailId, messageId }) => [mailId, messageId]));
  const first = new Map<string, number>();
  for (const { messageId, keptAtMs } of kept) {
    first.set(messageId, Math.min(first.get(messageId) ?? keptAtMs, keptAtMs));
  }
  return found.flatMap(({ owed, row }) => {
    const told = first.get(messages.get(row.mailId ?? -1) ?? '');
    return told === undefined ? [] : [told - owed.dueMs];
  });
}

function longest(durations: readonly number[]): number {
  return durations.reduce((most, one) => Math.max(most, one), 0);
}
