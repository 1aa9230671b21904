import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../domain/assignment.ts';
import { failureTypes } from '../domain/messages.ts';

/** What an update is refused with: typed, so that it never blocks the workflow, and final. */
export function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    message: refusal.message,
    type: failureTypes.refused,
    nonRetryable: true,
    details: [refusal],
  });
}
