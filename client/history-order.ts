import type { HistoryEntry } from '../register/queries/read-history.ts';

/** What happened stands before what was to be told of it, and that before the mails. */
const ranks: Readonly<Record<HistoryEntry['what'], number>> = {
  event: 0,
  evidence: 1,
  notice: 2,
  mail: 3,
};

/**
 * The order in which the audit trail is read: by instant; notices that were told at one instant (a
 * start that catches up) by when each was to leave, then by kind.
 */
export function compareEntries(a: HistoryEntry, b: HistoryEntry): number {
  const order = Date.parse(a.at) - Date.parse(b.at) || ranks[a.what] - ranks[b.what];
  if (order !== 0 || a.what !== 'notice' || b.what !== 'notice') return order;
  return (
    Date.parse(a.notice.at) - Date.parse(b.notice.at) ||
    compareKinds(a.notice.kind, b.notice.kind) ||
    b.notice.step - a.notice.step
  );
}

/** The announcement stands first, the others by name. */
function compareKinds(a: string, b: string): number {
  if (a === b) return 0;
  return a === 'opened' || (b !== 'opened' && a < b) ? -1 : 1;
}
