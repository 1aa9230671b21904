import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  type Acknowledge,
  type Close,
  queryNames,
  type Receipt,
  type Review,
  type SubmitEvidence,
  signalNames,
  type TaskSnapshot,
  updateNames,
} from '../domain/messages.ts';

/** The updates, signals and queries as the SDK wants them; names and shapes stand in `domain/`. */
export const acknowledgeUpdate = defineUpdate<Receipt, [Acknowledge]>(updateNames.acknowledge);
export const submitEvidenceUpdate = defineUpdate<Receipt, [SubmitEvidence]>(
  updateNames.submitEvidence,
);
export const reviewUpdate = defineUpdate<Receipt, [Review]>(updateNames.review);
export const closeUpdate = defineUpdate<CloseAnswer, [Close]>(updateNames.close);
export const wakeSignal = defineSignal(signalNames.wake);
export const stateQuery = defineQuery<TaskSnapshot>(queryNames.state);

/** What closing answers: whether the workflow's end is on record yet. */
export interface CloseAnswer {
  readonly requestId: string;
  readonly written: boolean;
}
