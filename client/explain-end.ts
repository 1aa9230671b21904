import { isFinal } from '../domain/assignment.ts';
import { findAssignment } from './find-assignment.ts';
import type { PlanView } from './plan-view.ts';

/** Why a task's workflow is no longer there: what the register says of the assignment and its plan. */
export async function explainAssignmentEnd(
  view: PlanView,
  choice: { readonly task: string; readonly period: string; readonly agency: string },
): Promise<string> {
  const { wording, record, present } = view;
  const { progress, acceptedAt, passedTo } = await findAssignment(view, choice);
  const subject = `${choice.agency} in task ${choice.task}, period ${choice.period}`;
  if (passedTo !== null) return `the assignment of ${subject} was passed to ${passedTo}`;
  if (isFinal(progress)) {
    const when = acceptedAt === null ? '' : ` (${wording.instant(acceptedAt, present.timezone)})`;
    return `the assignment of ${subject} is final: ${wording.progress[progress]}${when}`;
  }
  if (record.status === 'closed') return `plan ${record.plan} is closed`;
  return `the workflow of ${subject} has ended, and the register has it as ${wording.progress[progress]}; see dondoc verify`;
}
