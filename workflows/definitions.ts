import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  type Acknowledge,
  type AnswerObstacle,
  type Close,
  type DecideExtension,
  type Instruct,
  queryNames,
  type Receipt,
  type ReportObstacle,
  type RequestExtension,
  type Review,
  type SubmitEvidence,
  signalNames,
  type TaskSnapshot,
  updateNames,
  type Waive,
} from '../domain/messages.ts';

/** The updates, signals and queries as the SDK wants them; names and shapes stand in `domain/`. */
export const acknowledgeUpdate = defineUpdate<Receipt, [Acknowledge]>(updateNames.acknowledge);
export const submitEvidenceUpdate = defineUpdate<Receipt, [SubmitEvidence]>(
  updateNames.submitEvidence,
);
export const reviewUpdate = defineUpdate<Receipt, [Review]>(updateNames.review);
export const requestExtensionUpdate = defineUpdate<Receipt, [RequestExtension]>(
  updateNames.requestExtension,
);
export const decideExtensionUpdate = defineUpdate<Receipt, [DecideExtension]>(
  updateNames.decideExtension,
);
export const reportObstacleUpdate = defineUpdate<Receipt, [ReportObstacle]>(
  updateNames.reportObstacle,
);
export const answerObstacleUpdate = defineUpdate<Receipt, [AnswerObstacle]>(
  updateNames.answerObstacle,
);
export const instructUpdate = defineUpdate<Receipt, [Instruct]>(updateNames.instruct);
export const waiveUpdate = defineUpdate<Receipt, [Waive]>(updateNames.waive);
export const closeUpdate = defineUpdate<CloseAnswer, [Close]>(updateNames.close);
export const wakeSignal = defineSignal(signalNames.wake);
export const stateQuery = defineQuery<TaskSnapshot>(queryNames.state);

/** What closing answers: whether the workflow's end is on record yet. */
export interface CloseAnswer {
  readonly requestId: string;
  readonly written: boolean;
}
