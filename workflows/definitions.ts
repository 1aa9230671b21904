import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  type Acknowledge,
  type Amend,
  type AmendTask,
  type AnswerObstacle,
  type Close,
  type Contribute,
  type DecideExtension,
  type Instruct,
  type Pause,
  type PlanReceipt,
  queryNames,
  type Reassign,
  type Receipt,
  type Remind,
  type Reopen,
  type ReportObstacle,
  type RequestExtension,
  type RequestReport,
  type Resume,
  type Review,
  type SetDeadline,
  type SubmitEvidence,
  signalNames,
  type TaskSnapshot,
  updateNames,
  type WaitFor,
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
export const remindUpdate = defineUpdate<Receipt, [Remind]>(updateNames.remind);
export const waiveUpdate = defineUpdate<Receipt, [Waive]>(updateNames.waive);
export const reassignUpdate = defineUpdate<Receipt, [Reassign]>(updateNames.reassign);
export const reopenUpdate = defineUpdate<Receipt, [Reopen]>(updateNames.reopen);
export const contributeUpdate = defineUpdate<Receipt, [Contribute]>(updateNames.contribute);
export const waitForUpdate = defineUpdate<Receipt, [WaitFor]>(updateNames.waitFor);
/** Of a task: from its plan. */
export const amendTaskUpdate = defineUpdate<CloseAnswer, [AmendTask]>(updateNames.amend);
export const pauseTaskUpdate = defineUpdate<CloseAnswer, [Pause]>(updateNames.pause);
export const resumeTaskUpdate = defineUpdate<CloseAnswer, [Resume]>(updateNames.resume);
/** Of a plan: from whoever runs it. */
export const amendUpdate = defineUpdate<PlanReceipt, [Amend]>(updateNames.amend);
export const setDeadlineUpdate = defineUpdate<PlanReceipt, [SetDeadline]>(updateNames.setDeadline);
export const requestUpdate = defineUpdate<PlanReceipt, [RequestReport]>(updateNames.request);
export const pauseUpdate = defineUpdate<PlanReceipt, [Pause]>(updateNames.pause);
export const resumeUpdate = defineUpdate<PlanReceipt, [Resume]>(updateNames.resume);
export const closeUpdate = defineUpdate<CloseAnswer, [Close]>(updateNames.close);
export const wakeSignal = defineSignal(signalNames.wake);
export const stateQuery = defineQuery<TaskSnapshot>(queryNames.state);

/** What closing answers: whether the workflow's end is on record yet. */
export interface CloseAnswer {
  readonly requestId: string;
  readonly written: boolean;
}
