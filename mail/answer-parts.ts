import { cleanLines, truncate } from './clean-text.ts';
import { buildFact, type Fact, type Letter } from './letter.ts';
import type { AnsweredAssignment } from './models.ts';
import type { Wording } from './wording/wording.ts';

const quoteLimit = 2000;

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
