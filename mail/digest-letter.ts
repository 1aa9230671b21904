import { toDay } from '../domain/local-time.ts';
import type { IsoDay } from '../domain/plan.ts';
import { formatInstant } from '../domain/written-dates.ts';
import { toRoman } from '../domain/written-numbers.ts';
import { buildAmendedItem, shareDecision } from './digest-amended.ts';
import { buildDigestItem } from './digest-item.ts';
import { groupByPart, type PartOfDigest, partOf } from './digest-order.ts';
import {
  buildFact,
  buildSection,
  type Letter,
  type LetterItem,
  type LetterSection,
} from './letter.ts';
import type { AmendedItem, DigestItem, DigestModel, MailHead, WaitingReview } from './models.ts';
import { listNames, shortName } from './names.ts';
import type {
  DigestCounts,
  DigestPart,
  DigestStage,
  DigestTopic,
  Wording,
} from './wording/wording.ts';
import { wordingFor } from './wording/wording-for.ts';

/** A digest in the sentences of its language: what is overdue first, numbered through all its parts. */
export function buildDigestLetter(model: DigestModel): Letter {
  const { head } = model;
  const words = wordingFor(head.locale);
  const parts = groupByPart(model);
  const topic = topicOf(model);
  return {
    locale: head.locale,
    subject: words.digest.subject(shortName(head.recipient.name), topic, countEntries(model)),
    preview: previewOf(parts, words),
    sort: words.sort(topic),
    plan: words.planShort(head.plan),
    greeting: words.greeting(head.recipient.name),
    opening: words.digest.opening(head),
    sections: buildSections(parts, head, words),
    closing: buildClosing(model, words),
    page: words.page(head),
    footer: words.footer(head),
  };
}

/** What a digest is about when it is about one thing only. */
function topicOf({ items, amended, reviews }: DigestModel): DigestTopic {
  if (items.length > 0 || amended.length * reviews.length > 0) return 'digest';
  return amended.length > 0 ? 'amended' : 'reviewOverdue';
}

function previewOf([first]: readonly PartOfDigest[], words: Wording): string {
  if (first === undefined) return '';
  if (first.part === 'review')
    return listNames([...new Set(first.entries.map(({ agencyName }) => agencyName))], words);
  return first.entries.slice(0, 1).map(words.taskTitle).join();
}

function buildSections(
  parts: readonly PartOfDigest[],
  head: MailHead,
  words: Wording,
): LetterSection[] {
  let count = 0;
  return parts.map((part, index) => {
    const first = count + 1;
    count += part.entries.length;
    const heading = words.digest.heading(part.part, toRoman(index + 1), part.entries.length);
    return buildSection(heading, {
      alarm: part.part === 'overdue',
      ...contentOf(part, first, head, words),
    });
  });
}

/** `first`: the number of the first entry. */
function contentOf(
  group: PartOfDigest,
  first: number,
  head: MailHead,
  words: Wording,
): Pick<LetterSection, 'items'> & Partial<Pick<LetterSection, 'facts'>> {
  if (group.part === 'review')
    return {
      items: group.entries.map((one, index) => buildReview(one, first + index, head, words)),
    };
  if (group.part === 'amended') return amendedContent(group.entries, first, head, words);
  return {
    items: group.entries.map((item, index) => buildDigestItem(item, first + index, head, words)),
  };
}

function amendedContent(
  items: readonly AmendedItem[],
  first: number,
  head: MailHead,
  words: Wording,
) {
  const { shared, own } = shareDecision(items, words);
  const today = toDay(head.at, head.timezone);
  return {
    facts: shared,
    items: items.map((item, index) =>
      buildAmendedItem(item, first + index, { today, decision: own(item) }, words),
    ),
  };
}

function buildReview(
  review: WaitingReview,
  number: number,
  { timezone }: MailHead,
  words: Wording,
): LetterItem {
  const { label, digest } = words;
  const days = review.workingDaysWaiting;
  const submitted = buildFact(
    label.submittedAt,
    formatInstant(review.submittedAt, timezone, words.locale),
  );
  const waited = { emphasis: digest.waited(days), alarm: days > 0 };
  return {
    number: `${number}.`,
    title: `${review.agencyName}: ${words.taskTitle(review)}`,
    facts: [{ ...submitted, ...waited }, buildFact(label.receiptNumber, review.requestId)],
    lines: [],
  };
}

function buildClosing(model: DigestModel, words: Wording): string[] {
  const { head, amended, reviews } = model;
  const { closing, removedClosing, reviewClosing } = words.digest;
  const stage = stageOf(model);
  return [
    ...(stage === null ? [] : closing(head, stage)),
    ...(amended.some(({ removed }) => removed) ? removedClosing : []),
    ...(reviews.length > 0 ? reviewClosing(head) : []),
  ];
}

/** Null when nothing is to be done for any of its tasks. */
function stageOf({ items, amended }: DigestModel): DigestStage | null {
  const isOver = [
    ...items.filter(({ role }) => role === 'lead').map(({ state }) => state === 'overdue'),
    ...amended.flatMap(({ deadline }) =>
      deadline === null ? [] : [deadline.workingDaysOver !== null],
    ),
  ];
  if (isOver.length > 0) return isOver.every((over) => over) ? 'overdue' : 'inTime';
  return items.length > 0 ? 'coordination' : null;
}

function countEntries({ items, amended, reviews }: DigestModel): DigestCounts {
  const count = (part: DigestPart) => items.filter((item) => partOf(item) === part).length;
  const days = items
    .filter((item) => partOf(item) === 'dueSoon')
    .map(({ lastDay }) => lastDay)
    .filter((day): day is IsoDay => day !== null)
    .sort();
  return {
    overdue: count('overdue'),
    returned: count('returned'),
    dueSoon: count('dueSoon'),
    opened: count('opened'),
    coordination: count('coordination'),
    amended: countTasks(amended.filter(({ removed }) => !removed)),
    removed: countTasks(amended.filter(({ removed }) => removed)),
    reviews: reviews.length,
    longestReview: Math.max(0, ...reviews.map(({ workingDaysWaiting }) => workingDaysWaiting)),
    nextLastDay: days[0] ?? null,
    sameLastDay: new Set(days).size === 1 && days.length === count('dueSoon'),
  };
}

/** Two versions of one morning may change the same task. */
function countTasks(items: readonly Pick<DigestItem, 'task' | 'period'>[]): number {
  return new Set(items.map(({ task, period }) => JSON.stringify([task, period]))).size;
}
