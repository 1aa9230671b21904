import type { EvidenceFile } from '../domain/batch.ts';
import { formatInstant } from '../domain/written-dates.ts';
import { formatBytes } from '../domain/written-numbers.ts';
import {
  type Body,
  daysFact,
  deadlineFact,
  previewOf,
  quoteLines,
  taskFact,
} from './answer-parts.ts';
import { cleanLine, truncate } from './clean-text.ts';
import { cooperationBody } from './cooperation-letter.ts';
import { decisionBody } from './decision-letter.ts';
import {
  buildFact,
  buildSection,
  type Fact,
  type Letter,
  type LetterItem,
  type LetterSection,
} from './letter.ts';
import type {
  AcceptedModel,
  AnswerMailModel,
  ReceivedModel,
  ReturnedModel,
  ReviewAskedModel,
  Submission,
  SubmissionTimeliness,
} from './models.ts';
import type { Wording } from './wording/wording.ts';
import { wordingFor } from './wording/wording-for.ts';

const fileNameLimit = 120;
const lineLimit = 500;

/** An answer in the sentences of its language. */
export function buildAnswerLetter(model: AnswerMailModel): Letter {
  const words = wordingFor(model.head.locale);
  return {
    locale: model.head.locale,
    sort: words.sort(model.kind),
    plan: words.planShort(model.head.plan),
    greeting: words.greeting(model.head.recipient.name),
    page: words.page(model.head),
    footer: words.footer(model.head),
    ...buildBody(model, words),
  };
}

function buildBody(model: AnswerMailModel, words: Wording): Body {
  switch (model.kind) {
    case 'received':
      return receivedBody(model, words);
    case 'reviewAsked':
      return reviewAskedBody(model, words);
    case 'returned':
      return returnedBody(model, words);
    case 'accepted':
      return acceptedBody(model, words);
    case 'handedOver':
    case 'takenOver':
    case 'reopened':
    case 'contributed':
    case 'waitingFor':
      return cooperationBody(model, words);
    default:
      return decisionBody(model, words);
  }
}

function receivedBody(model: ReceivedModel, words: Wording): Body {
  const { head, assignment, submission } = model;
  return {
    subject: words.answer.receivedSubject(assignment, submission.at, head.timezone),
    preview: words.taskTitle(assignment),
    opening: words.answer.receivedOpening(head),
    sections: submissionSections(model, words.label.receivedAt, [], words),
    closing: words.answer.receivedClosing(model.reviewerName),
  };
}

function reviewAskedBody(model: ReviewAskedModel, words: Wording): Body {
  const { head, assignment, reviewBy } = model;
  const fixed = { originalLastDay: null, cutoffTime: null, undated: false };
  const lastDay =
    reviewBy === null
      ? []
      : [buildFact(words.label.reviewBy, words.deadline({ lastDay: reviewBy, ...fixed }))];
  return {
    subject: words.answer.reviewAskedSubject(assignment),
    preview: words.taskTitle(assignment),
    opening: words.answer.reviewAskedOpening(head, assignment.agencyName),
    sections: submissionSections(model, words.label.submittedAt, lastDay, words),
    closing: words.answer.reviewAskedClosing(head),
  };
}

function returnedBody(model: ReturnedModel, words: Wording): Body {
  const { head, assignment, workingDaysOver } = model;
  const over = { isOver: workingDaysOver !== null, days: workingDaysOver ?? 0 };
  return {
    subject: words.answer.returnedSubject(assignment, over),
    preview: previewOf(model.reason),
    opening: words.answer.returnedOpening(head, model.reviewerName),
    sections: [
      buildSection(words.answer.reasonHeading, { quote: quoteLines(model.reason) }),
      buildSection(words.answer.detailsHeading, { facts: returnedFacts(model, words) }),
    ],
    closing: words.answer.returnedClosing(head, over.isOver),
  };
}

function returnedFacts(model: ReturnedModel, words: Wording): Fact[] {
  const { head, assignment } = model;
  return [
    taskFact(assignment, words),
    daysFact(model, words),
    buildFact(words.label.returnedAt, formatInstant(model.returnedAt, head.timezone, words.locale)),
    buildFact(words.label.reviewer, model.reviewerName),
  ];
}

function acceptedBody(model: AcceptedModel, words: Wording): Body {
  const { head, assignment, timeliness } = model;
  const instant = (at: string) => formatInstant(at, head.timezone, words.locale);
  return {
    subject: words.answer.acceptedSubject(assignment, timeliness),
    preview: words.taskTitle(assignment),
    opening: words.answer.acceptedOpening(head, model.reviewerName),
    sections: [
      buildSection(words.answer.detailsHeading, {
        facts: [
          taskFact(assignment, words),
          deadlineFact(assignment, words),
          submittedFact(words.label.submittedAt, instant(model.submittedAt), timeliness, words),
          buildFact(words.label.acceptedAt, instant(model.acceptedAt)),
          buildFact(words.label.reviewer, model.reviewerName),
        ],
      }),
    ],
    closing: words.answer.acceptedClosing,
  };
}

function submissionSections(
  { head, assignment, submission, timeliness }: ReceivedModel | ReviewAskedModel,
  timeLabel: string,
  more: readonly Fact[],
  words: Wording,
): LetterSection[] {
  const at = formatInstant(submission.at, head.timezone, words.locale);
  const details = buildSection(words.answer.detailsHeading, {
    facts: [
      taskFact(assignment, words),
      buildFact(words.label.agency, assignment.agencyName),
      deadlineFact(assignment, words),
      submittedFact(timeLabel, at, timeliness, words),
      buildFact(words.label.receiptNumber, submission.requestId),
      ...more,
    ],
  });
  return [details, ...contentSection(submission, words)];
}

function contentSection(submission: Submission, words: Wording): LetterSection[] {
  const facts = contentFacts(submission, words);
  const items = [...submission.files.map(fileItem(words)), ...lineItems(submission, words)];
  const note = submission.note === null ? [] : quoteLines(submission.note);
  return [
    ...(facts.length + items.length === 0
      ? []
      : [buildSection(words.answer.submissionHeading, { facts, items })]),
    ...(note.length === 0 ? [] : [buildSection(words.answer.noteHeading, { quote: note })]),
  ];
}

function contentFacts({ document, figures }: Submission, words: Wording): Fact[] {
  const said = figures.map(({ name, value }) => `${name} = ${value}`).join('; ');
  return [
    ...(document === null ? [] : [buildFact(words.label.document, words.document(document))]),
    ...(figures.length === 0 ? [] : [buildFact(words.label.figures, said)]),
  ];
}

function fileItem(words: Wording) {
  return ({ name, size, sha256 }: EvidenceFile, index: number): LetterItem => ({
    number: `${index + 1}.`,
    title: `${truncate(cleanLine(name), fileNameLimit)} (${formatBytes(size, words.locale)})`,
    facts: [buildFact('SHA-256', sha256)],
    lines: [],
  });
}

function lineItems({ lines }: Submission, words: Wording): LetterItem[] {
  if (lines.length === 0) return [];
  const said = lines.map(({ task, state, text }) => ({
    label: words.lineLabel(task, state),
    text: truncate(cleanLine(text), lineLimit),
  }));
  return [{ number: '', title: words.label.lines, facts: [], lines: said }];
}

function submittedFact(
  label: string,
  at: string,
  timeliness: SubmissionTimeliness | null,
  words: Wording,
): Fact {
  const said = timeliness === null ? null : words.timeliness(timeliness);
  return { label, text: at, emphasis: said, alarm: timeliness === 'late' };
}
