import type { IsoDay } from '../domain/plan.ts';
import { cleanLine, truncate } from './clean-text.ts';
import { buildFact, buildSection, type Letter, type LetterItem } from './letter.ts';
import type { MailHead, RenderedMail, TaskPeriod } from './models.ts';
import { renderLetter } from './render-letter.ts';
import { type ReplyRejection, replyWordingFor } from './wording/reply.ts';
import { wordingFor } from './wording/wording-for.ts';

/** An assignment that a reply may have been about. */
export interface RepliedAssignment extends TaskPeriod {
  readonly lastDay: IsoDay | null;
  /** Where it can be answered; null where there is no portal. */
  readonly url: string | null;
}

/** What an agency is told whose reply was not recorded. */
export interface ReplyLetterModel {
  readonly head: MailHead;
  readonly why: ReplyRejection;
  /** The subject of the reply. */
  readonly theirs: string;
  /** What is wrong, one sentence each. */
  readonly details: readonly string[];
  readonly assignments: readonly RepliedAssignment[];
}

/** Mail programs cut what is long; an agency has that many only where nobody wrote to it before. */
const assignmentsInFull = 50;
const longestSubject = 100;

/** Tells an agency why its reply was not recorded, and how it goes on. Pure. */
export function renderReplyLetter(model: ReplyLetterModel): RenderedMail {
  return renderLetter(buildLetter(model), null);
}

function buildLetter({ head, why, theirs, details, assignments }: ReplyLetterModel): Letter {
  const words = wordingFor(head.locale);
  const says = replyWordingFor(head.locale);
  const subject = truncate(cleanLine(theirs), longestSubject);
  const shown = assignments.slice(0, assignmentsInFull);
  const left = assignments.length - shown.length;
  const items = shown.map((assignment, index) => buildItem(head, assignment, index + 1));
  return {
    locale: head.locale,
    subject: says.subject(subject),
    preview: says.opening(subject, why),
    sort: says.sort,
    plan: words.planShort(head.plan),
    greeting: words.greeting(head.recipient.name),
    opening: says.opening(subject, why),
    sections: [
      ...(details.length === 0 ? [] : [buildSection(says.heading.details, { quote: details })]),
      ...(items.length === 0 ? [] : [buildSection(says.heading.assignments, { items })]),
    ],
    closing: [...(left > 0 ? [says.more(left)] : []), ...says.closing(why)],
    page: words.page(head),
    footer: words.footer(head),
  };
}

function buildItem(head: MailHead, assignment: RepliedAssignment, number: number): LetterItem {
  const says = replyWordingFor(head.locale);
  const { url, lastDay } = assignment;
  return {
    number: `${number}.`,
    title: wordingFor(head.locale).taskTitle(assignment),
    facts: [buildFact(says.deadline, says.day(lastDay))],
    lines: url === null ? [] : [{ ...says.page, url }],
  };
}
