import { foldText } from '../fold-text.ts';
import type { MailRecord } from '../mail-store.ts';

export interface MailFilter {
  /** An address of the envelope, whole; empty for all. */
  readonly to: string;
  /** Words that must all occur, without regard to case or marks. */
  readonly words: string;
}

/** The mails that fit, newest first. */
export function filterMails(records: readonly MailRecord[], filter: MailFilter): MailRecord[] {
  const words = foldText(filter.words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const fitting = records.filter(
    (record) =>
      (filter.to === '' || record.to.includes(filter.to)) &&
      words.every((word) => record.searchText.includes(word)),
  );
  return fitting.reverse();
}

/** Every address that got mail, in alphabetical order. */
export function listRecipients(records: readonly MailRecord[]): string[] {
  return [...new Set(records.flatMap((record) => record.to))].sort();
}
