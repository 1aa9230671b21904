import {
  type Assignment,
  acknowledge,
  type Outcome,
  review,
  submitEvidence,
} from './assignment.ts';
import {
  answerObstacle,
  contribute,
  decideExtension,
  instruct,
  type Parties,
  remind,
  reopen,
  reportObstacle,
  requestExtension,
  waitFor,
  waive,
} from './decisions.ts';
import type {
  Acknowledge,
  AnswerObstacle,
  Contribute,
  DecideExtension,
  Instruct,
  Remind,
  Reopen,
  ReportObstacle,
  RequestExtension,
  Review,
  SubmitEvidence,
  WaitFor,
  Waive,
} from './messages.ts';
import type { IsoInstant } from './plan.ts';

/** The updates that change one assignment, by name. */
export interface Commands {
  readonly acknowledge: Acknowledge;
  readonly submitEvidence: SubmitEvidence;
  readonly review: Review;
  readonly requestExtension: RequestExtension;
  readonly decideExtension: DecideExtension;
  readonly reportObstacle: ReportObstacle;
  readonly answerObstacle: AnswerObstacle;
  readonly instruct: Instruct;
  readonly remind: Remind;
  readonly waive: Waive;
  readonly reopen: Reopen;
  readonly contribute: Contribute;
  readonly waitFor: WaitFor;
}

/** What each of them does. */
export const transitions: {
  readonly [Name in keyof Commands]: (
    assignment: Assignment,
    command: Commands[Name],
    now: IsoInstant,
    parties: Parties,
  ) => Outcome;
} = {
  acknowledge,
  submitEvidence,
  review,
  requestExtension,
  decideExtension,
  reportObstacle,
  answerObstacle,
  instruct,
  remind,
  waive,
  reopen,
  contribute,
  waitFor,
};
