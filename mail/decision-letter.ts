import type { IsoDay } from '../domain/plan.ts';
import {
  type Body,
  deadlineFact,
  detailsSection,
  previewOf,
  quoteSection,
  sayInstant,
  taskFact,
} from './answer-parts.ts';
import { decisionFacts, sayDecision } from './decision-facts.ts';
import { buildFact, type Fact } from './letter.ts';
import type {
  AnsweredAssignment,
  DecisionMailModel,
  ExtensionDecidedModel,
  ExtensionRequestedModel,
  InstructedModel,
  ObstacleAnsweredModel,
  ObstacleReportedModel,
  WaivedModel,
} from './models.ts';
import type { Wording } from './wording/wording.ts';

/** The body of a mail about an extension, an obstacle, an instruction or the stop. */
export function decisionBody(model: DecisionMailModel, words: Wording): Body {
  switch (model.kind) {
    case 'extensionRequested':
      return extensionRequestedBody(model, words);
    case 'extensionDecided':
      return extensionDecidedBody(model, words);
    case 'obstacleReported':
      return obstacleReportedBody(model, words);
    case 'obstacleAnswered':
      return obstacleAnsweredBody(model, words);
    case 'instructed':
      return instructedBody(model, words);
    case 'waived':
      return waivedBody(model, words);
  }
}

/** A letter that comes again says so. */
function remind(
  { isReminder }: { readonly isReminder: boolean },
  subject: string,
  { decision }: Wording,
): string {
  return isReminder ? decision.again(subject) : subject;
}

function extensionRequestedBody(model: ExtensionRequestedModel, words: Wording): Body {
  const { head, assignment, until, reason } = model;
  const { label, decision } = words;
  return {
    subject: remind(model, decision.extensionRequestedSubject(assignment, until), words),
    preview: previewOf(reason),
    opening: decision.extensionRequestedOpening(head, assignment.agencyName),
    sections: [
      detailsSection(words, [
        ...leadFacts(assignment, words),
        buildFact(label.askedUntil, movedTo(until, assignment, words)),
        buildFact(label.askedAt, sayInstant(model.requestedAt, head, words)),
      ]),
      quoteSection(decision.requestReasonHeading, reason),
    ],
    closing: decision.extensionRequestedClosing(head),
  };
}

function extensionDecidedBody(model: ExtensionDecidedModel, words: Wording): Body {
  const { head, assignment, from, until, reason } = model;
  const said = sayDecision(model.decision);
  const days =
    until === null
      ? [buildFact(words.label.deadline, movedTo(from, assignment, words))]
      : [
          buildFact(words.label.oldDeadline, movedTo(from, assignment, words)),
          buildFact(words.label.newDeadline, movedTo(until, assignment, words)),
        ];
  return {
    subject: words.decision.extensionDecidedSubject(assignment, { from, until }),
    preview: words.taskTitle(assignment),
    opening: words.decision.extensionDecidedOpening(head, said.authority, until !== null),
    sections: [
      detailsSection(words, [taskFact(assignment, words), ...days, ...decisionFacts(said, words)]),
      ...(reason === null ? [] : [quoteSection(words.decision.reasonHeading, reason)]),
    ],
    closing: words.decision.extensionDecidedClosing(head, until !== null),
  };
}

function obstacleReportedBody(model: ObstacleReportedModel, words: Wording): Body {
  const { head, assignment, text } = model;
  return {
    subject: remind(model, words.decision.obstacleReportedSubject(assignment), words),
    preview: previewOf(text),
    opening: words.decision.obstacleReportedOpening(head, assignment.agencyName),
    sections: [
      quoteSection(words.decision.obstacleHeading, text),
      detailsSection(words, [
        ...leadFacts(assignment, words),
        buildFact(words.label.reportedAt, sayInstant(model.reportedAt, head, words)),
      ]),
    ],
    closing: words.decision.obstacleReportedClosing(head),
  };
}

function obstacleAnsweredBody(model: ObstacleAnsweredModel, words: Wording): Body {
  const { head, assignment } = model;
  return {
    subject: words.decision.obstacleAnsweredSubject(assignment),
    preview: previewOf(model.answer),
    opening: words.decision.obstacleAnsweredOpening(head),
    sections: [
      quoteSection(words.decision.answerHeading, model.answer),
      quoteSection(words.decision.obstacleHeading, model.text),
      detailsSection(words, [
        taskFact(assignment, words),
        deadlineFact(assignment, words),
        buildFact(words.label.answeredAt, sayInstant(model.answeredAt, head, words)),
      ]),
    ],
    closing: words.decision.obstacleAnsweredClosing,
  };
}

function instructedBody(model: InstructedModel, words: Wording): Body {
  const { head, assignment, text } = model;
  const said = sayDecision(model.decision);
  return {
    subject: words.decision.instructedSubject(assignment, said.authority),
    preview: previewOf(text),
    opening: words.decision.instructedOpening(head, said.authority),
    sections: [
      quoteSection(words.decision.instructionHeading, text),
      detailsSection(words, [
        taskFact(assignment, words),
        deadlineFact(assignment, words),
        ...decisionFacts(said, words),
      ]),
    ],
    closing: words.decision.instructedClosing(head),
  };
}

function waivedBody(model: WaivedModel, words: Wording): Body {
  const { head, assignment, reason } = model;
  const said = sayDecision(model.decision);
  return {
    subject: words.decision.waivedSubject(assignment),
    preview: previewOf(reason),
    opening: words.decision.waivedOpening(head, said.authority),
    sections: [
      quoteSection(words.decision.reasonHeading, reason),
      detailsSection(words, [taskFact(assignment, words), ...decisionFacts(said, words)]),
    ],
    closing: words.decision.waivedClosing,
  };
}

function leadFacts(assignment: AnsweredAssignment, words: Wording): Fact[] {
  return [
    taskFact(assignment, words),
    buildFact(words.label.agency, assignment.agencyName),
    deadlineFact(assignment, words),
  ];
}

/** A last day before or after a decision; the time of its cut-off belongs to the task and stays. */
function movedTo(
  lastDay: IsoDay | null,
  { cutoffTime }: AnsweredAssignment,
  words: Wording,
): string {
  return words.deadline({ lastDay, originalLastDay: null, cutoffTime, undated: false });
}
