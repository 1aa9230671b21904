import { toDay } from '../domain/local-time.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { formatInstant } from '../domain/written-dates.ts';
import { cleanLines, truncate } from './clean-text.ts';
import { countedDeadlineFact } from './deadline-fact.ts';
import { buildFact, buildSection, type Fact, type Letter, type LetterSection } from './letter.ts';
import type { AnsweredAssignment, DaysOfDeadline, MailHead } from './models.ts';
import type { Wording } from './wording/wording.ts';

const quoteLimit = 2000;
const previewLimit = 200;

/** What differs between the kinds of answers. */
export type Body = Pick<Letter, 'subject' | 'preview' | 'opening' | 'sections' | 'closing'>;

/** Somebody's words with their own line breaks, cut when they fill the mail. */
export function quoteLines(text: string): string[] {
  return cleanLines(truncate(text, quoteLimit));
}

/** The task and period that an answer is about. */
export function taskFact(assignment: AnsweredAssignment, words: Wording): Fact {
  return buildFact(words.label.task, words.taskName(assignment));
}

/** Its last day, as extended. */
export function deadlineFact(assignment: AnsweredAssignment, words: Wording): Fact {
  return buildFact(words.label.deadline, words.deadline({ ...assignment, undated: false }));
}

/** The same with the working days until it, or since it. */
export function daysFact(
  model: DaysOfDeadline & { readonly head: MailHead; readonly assignment: AnsweredAssignment },
  words: Wording,
): Fact {
  const { head, assignment, workingDaysLeft, workingDaysOver } = model;
  const deadline = { ...assignment, undated: false, workingDaysLeft, workingDaysOver };
  const today = toDay(head.at, head.timezone);
  return countedDeadlineFact(words.label.deadline, deadline, today, words);
}

/** What an answer is about, fact by fact. */
export function detailsSection(words: Wording, facts: readonly Fact[]): LetterSection {
  return buildSection(words.answer.detailsHeading, { facts });
}

/** Somebody's own words under a heading. */
export function quoteSection(heading: string, text: string): LetterSection {
  return buildSection(heading, { quote: quoteLines(text) });
}

/** A moment in the plan's time zone. */
export function sayInstant(at: IsoInstant, { timezone }: MailHead, words: Wording): string {
  return formatInstant(at, timezone, words.locale);
}

/** Somebody's own words as a list of mails shows them. */
export function previewOf(text: string): string {
  return truncate(cleanLines(text).join(' '), previewLimit);
}
