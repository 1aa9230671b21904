import type { Locale } from '../domain/plan.ts';

/**
 * A mail as sentences in one language, before HTML or text: both are made from this, so they cannot
 * say different things. Every field is always present: the HTML template refuses a missing one.
 */
export interface Letter {
  readonly locale: Locale;
  readonly subject: string;
  /** What a list of mails shows after the subject. */
  readonly preview: string;
  /** What sort of mail this is. */
  readonly sort: string;
  /** The plan it is about, in a few words. */
  readonly plan: string;
  readonly greeting: string;
  readonly opening: string;
  readonly sections: readonly LetterSection[];
  /** What the reader is asked to do. */
  readonly closing: readonly string[];
  /** Where the reader sees and answers everything; null where there is no such page. */
  readonly page: LetterPage | null;
  readonly footer: readonly string[];
}

/** A link to the reader's own page. */
export interface LetterPage {
  readonly label: string;
  readonly url: string;
  /** Whose it is. */
  readonly note: string;
}

/** A part of a letter with a heading of its own. */
export interface LetterSection {
  readonly heading: string;
  /** It is about something overdue: the only thing shown in red. */
  readonly alarm: boolean;
  readonly facts: readonly Fact[];
  readonly items: readonly LetterItem[];
  readonly table: LetterTable | null;
  /** Somebody's own words, line by line. */
  readonly quote: readonly string[];
}

/** One numbered thing. */
export interface LetterItem {
  readonly number: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly lines: readonly LabelledLine[];
}

/** A line of a list: `1.1` and what it says. */
export interface LabelledLine {
  readonly label: string;
  readonly text: string;
  /** Where the text leads; the plain-text part shows it below the text. */
  readonly url?: string;
}

/** "Thời hạn: hết ngày 31/5/2023 (thứ Tư); quá hạn 03 ngày làm việc." */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** The part that must not be overlooked, after the text. */
  readonly emphasis: string | null;
  readonly alarm: boolean;
}

/** Four columns that a phone can show without scrolling sideways. */
export interface LetterTable {
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly LetterRow[];
}

export interface LetterRow {
  readonly number: string;
  readonly who: string;
  /** Null when the section says it for all rows. */
  readonly when: string | null;
  /** How late; shown in red. */
  readonly late: string;
  readonly response: string;
}

/** A section with nothing in it but what is given. */
export function buildSection(
  heading: string,
  parts: Partial<Omit<LetterSection, 'heading'>>,
): LetterSection {
  const empty = { alarm: false, facts: [], items: [], table: null, quote: [] };
  return { ...empty, ...parts, heading };
}

/** A fact without emphasis. */
export function buildFact(label: string, text: string): Fact {
  return { label, text, emphasis: null, alarm: false };
}
