import { readDay } from '../../client/options/day.ts';
import { isFinal } from '../../domain/assignment.ts';
import {
  type AnswerObstacle,
  type DecideExtension,
  type Review,
  updateNames,
} from '../../domain/messages.ts';
import { formatDay } from '../../domain/written-dates.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { mayAnswer, mayDecide, mayReview } from '../scope.ts';
import type { Visit } from '../visit.ts';
import type { Action } from './action.ts';
import { decisionFields, readDecision } from './decision-fields.ts';

/** What a reviewer says of a submission, and a monitor of a request or an obstacle. */

const longestText = 4_000;

/** The review that accepts the newest submission. */
export function buildAcceptance(by: string, agency: string, requestId: string): Review {
  return { requestId, agency, by, decision: 'accept', reason: null };
}

/** Whether what was handed in waits for this visitor's word. */
export function awaitsReview(visit: Visit, row: ListedAssignment): boolean {
  return isOpenPlan(visit) && mayReview(visit, row) && row.progress === 'submitted';
}

const accept: Action = {
  name: 'accept',
  update: updateNames.review,
  isOpen: awaitsReview,
  fields: () => [],
  answers: submissionOf,
  build: ({ visit, row, requestId }) => buildAcceptance(visit.link.agency, row.agency, requestId),
};

const sendBack: Action = {
  name: 'return',
  update: updateNames.review,
  isOpen: awaitsReview,
  fields: () => [{ name: 'reason', kind: 'area', required: true, most: longestText }],
  answers: submissionOf,
  build: ({ visit, row, requestId }, { reason = '' }): Review => ({
    requestId,
    agency: row.agency,
    by: visit.link.agency,
    decision: 'return',
    reason,
  }),
};

const grant: Action = {
  name: 'grant',
  update: updateNames.decideExtension,
  isOpen: isAsked,
  fields: () => [{ name: 'newDay', kind: 'day', required: true, most: 10 }, ...decisionFields],
  // Typed as 15/12/2026 in either language.
  initial: (_visit, { extensionAsked }) => ({
    newDay: extensionAsked === null ? '' : formatDay(extensionAsked.until, 'vi'),
  }),
  build: ({ row, requestId }, typed): DecideExtension => ({
    requestId,
    agency: row.agency,
    decision: 'grant',
    until: readDay(typed['newDay'] ?? ''),
    reason: null,
    ...readDecision(typed),
  }),
};

const refuse: Action = {
  name: 'refuse',
  update: updateNames.decideExtension,
  isOpen: isAsked,
  fields: () => [
    { name: 'reason', kind: 'area', required: true, most: longestText },
    ...decisionFields,
  ],
  build: ({ row, requestId }, typed): DecideExtension => ({
    requestId,
    agency: row.agency,
    decision: 'refuse',
    until: null,
    reason: typed['reason'] ?? '',
    ...readDecision(typed),
  }),
};

const answer: Action = {
  name: 'answer',
  update: updateNames.answerObstacle,
  isOpen: (visit, row) =>
    isOpenPlan(visit) &&
    mayAnswer(visit) &&
    !isFinal(row.progress) &&
    row.obstacle?.answer === null,
  fields: () => [{ name: 'text', kind: 'area', required: true, most: longestText }],
  answers: ({ obstacle }) => obstacle?.at ?? '',
  build: ({ visit, row, requestId }, { text = '' }): AnswerObstacle => ({
    requestId,
    agency: row.agency,
    by: visit.link.agency,
    text,
  }),
};

/** In the order in which a page offers them. */
export const reviewActions: readonly Action[] = [accept, sendBack, grant, refuse, answer];

function isOpenPlan({ view }: Visit): boolean {
  return view.record.status !== 'closed';
}

function isAsked(visit: Visit, row: ListedAssignment): boolean {
  const owes = row.progress === 'open' || row.progress === 'returned';
  return isOpenPlan(visit) && mayDecide(visit) && owes && row.extensionAsked !== null;
}

/** A newer submission is not what the reviewer has seen. */
function submissionOf({ submittedAt }: ListedAssignment): string {
  return submittedAt ?? '';
}
