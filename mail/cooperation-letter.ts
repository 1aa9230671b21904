import { describeProgress } from '../domain/face.ts';
import {
  type Body,
  daysFact,
  detailsSection,
  previewOf,
  quoteSection,
  sayInstant,
  taskFact,
} from './answer-parts.ts';
import { cleanLine, truncate } from './clean-text.ts';
import { decisionFacts, sayDecision } from './decision-facts.ts';
import { buildFact, type Fact } from './letter.ts';
import type {
  ContributedModel,
  CooperationMailModel,
  HandedOverModel,
  ReopenedModel,
  TakenOverModel,
  WaitingForModel,
} from './models.ts';
import type { Wording, WorkToDo } from './wording/wording.ts';

const reasonLimit = 300;

/** The body of a mail about who does a task, and with whom. */
export function cooperationBody(model: CooperationMailModel, words: Wording): Body {
  switch (model.kind) {
    case 'handedOver':
      return handedOverBody(model, words);
    case 'takenOver':
      return takenOverBody(model, words);
    case 'reopened':
      return reopenedBody(model, words);
    case 'contributed':
      return contributedBody(model, words);
    case 'waitingFor':
      return waitingForBody(model, words);
  }
}

function handedOverBody(model: HandedOverModel, words: Wording): Body {
  const { head, assignment, reason, toName } = model;
  const decision = sayDecision(model.decision);
  return {
    subject: words.cooperation.handedOverSubject(assignment, toName),
    preview: previewOf(reason),
    opening: words.cooperation.handedOverOpening(head, decision.authority, toName),
    sections: [
      quoteSection(words.decision.reasonHeading, reason),
      detailsSection(words, [
        taskFact(assignment, words),
        buildFact(words.label.handedOverTo, toName),
        ...decisionFacts(decision, words),
      ]),
    ],
    closing: words.cooperation.handedOverClosing(toName),
  };
}

function takenOverBody(model: TakenOverModel, words: Wording): Body {
  const { head, assignment, reason, fromName } = model;
  const decision = sayDecision(model.decision);
  return {
    subject: words.cooperation.takenOverSubject(assignment, fromName),
    preview: words.taskTitle(assignment),
    opening: words.cooperation.takenOverOpening(head, decision.authority, fromName),
    sections: [
      detailsSection(words, [
        taskFact(assignment, words),
        buildFact(words.label.takenOverFrom, fromName),
        daysFact(model, words),
        handedInFact(model, words),
        ...decisionFacts(decision, words),
      ]),
      quoteSection(words.decision.reasonHeading, reason),
    ],
    closing: words.cooperation.takenOverClosing(head, workOf(model)),
  };
}

function handedInFact({ head, handedIn }: TakenOverModel, words: Wording): Fact {
  const { label, cooperation } = words;
  if (handedIn === null) return buildFact(label.handedIn, cooperation.handedIn(null, null));
  const { at, returnReason } = handedIn;
  const reason = returnReason === null ? null : truncate(cleanLine(returnReason), reasonLimit);
  return buildFact(label.handedIn, cooperation.handedIn(sayInstant(at, head, words), reason));
}

function workOf({ handedIn, workingDaysOver }: TakenOverModel): WorkToDo {
  if (handedIn !== null && handedIn.returnReason === null) return 'reviewed';
  return workingDaysOver === null ? 'inTime' : 'overdue';
}

function reopenedBody(model: ReopenedModel, words: Wording): Body {
  const { head, assignment, reason, was } = model;
  const decision = sayDecision(model.decision);
  return {
    subject: words.cooperation.reopenedSubject(assignment),
    preview: previewOf(reason),
    opening: words.cooperation.reopenedOpening(head, decision.authority),
    sections: [
      detailsSection(words, [
        taskFact(assignment, words),
        buildFact(words.label.stateBefore, describeProgress(was, words.locale)),
        ...reopenedDays(model, words),
        ...decisionFacts(decision, words),
      ]),
      quoteSection(words.decision.reasonHeading, reason),
    ],
    closing: words.cooperation.reopenedClosing(head, model.workingDaysOver !== null),
  };
}

function reopenedDays(model: ReopenedModel, words: Wording): Fact[] {
  const { assignment, from, until } = model;
  if (until === null) return [daysFact(model, words)];
  const asSet = { ...model, assignment: { ...assignment, originalLastDay: null } };
  const before = { lastDay: from, originalLastDay: null, cutoffTime: assignment.cutoffTime };
  return [
    buildFact(words.label.oldDeadline, words.deadline({ ...before, undated: false })),
    { ...daysFact(asSet, words), label: words.label.newDeadline },
  ];
}

function contributedBody(model: ContributedModel, words: Wording): Body {
  const { head, assignment, byName, text, document } = model;
  return {
    subject: words.cooperation.contributedSubject(assignment, byName),
    preview: previewOf(text),
    opening: words.cooperation.contributedOpening(head, byName),
    sections: [
      quoteSection(words.cooperation.contributionHeading, text),
      detailsSection(words, [
        taskFact(assignment, words),
        daysFact(model, words),
        buildFact(words.label.coordinator, byName),
        ...(document === null ? [] : [buildFact(words.label.document, words.document(document))]),
        buildFact(words.label.submittedAt, sayInstant(model.at, head, words)),
      ]),
    ],
    closing: words.cooperation.contributedClosing(head),
  };
}

function waitingForBody(model: WaitingForModel, words: Wording): Body {
  const { head, assignment, text } = model;
  const { agencyName } = assignment;
  return {
    subject: words.cooperation.waitingForSubject(assignment),
    preview: previewOf(text),
    opening: words.cooperation.waitingForOpening(head, agencyName),
    sections: [
      quoteSection(words.cooperation.requestHeading, text),
      detailsSection(words, [
        taskFact(assignment, words),
        buildFact(words.label.agency, agencyName),
        daysFact(model, words),
        buildFact(words.label.askedAt, sayInstant(model.askedAt, head, words)),
      ]),
    ],
    closing: words.cooperation.waitingForClosing(head, agencyName),
  };
}
