import type { Client } from '@temporalio/client';
import { sendUpdate, type UpdateOutcome } from '../../client/send-update.ts';
import type {
  Acknowledge,
  Receipt,
  Request,
  Review,
  SubmitEvidence,
  updateNames,
} from '../../domain/messages.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import type { Register } from '../../register/register.ts';

/** Commands that say only what a test is about. */

export function anAcknowledge(agency: string, requestId: string): Acknowledge {
  return { agency, requestId };
}

export function aSubmission(
  agency: string,
  requestId: string,
  changes: Partial<SubmitEvidence> = {},
): SubmitEvidence {
  const note = 'Đã hoàn thành rà soát';
  return { agency, requestId, files: [], document: null, note, lines: [], values: {}, ...changes };
}

export function aReview(agency: string, requestId: string, changes: Partial<Review> = {}): Review {
  return { agency, requestId, by: 'so-tttt', decision: 'accept', reason: null, ...changes };
}

/** What the sender of an update needs. */
export interface Sender {
  readonly client: Client;
  readonly register: Register;
}

/** Sends an update as the command line does, and hands back how it ended. */
export async function send(
  { client, register }: Sender,
  workflowId: string,
  name: (typeof updateNames)[keyof typeof updateNames],
  command: Request,
): Promise<UpdateOutcome<Receipt>> {
  const findAnswer = async (requestId: string) => (await findRequest(register, requestId))?.answer;
  return await sendUpdate<Request, Receipt>({ client, findAnswer }, { workflowId, name, command });
}

/** Sends an update that must be answered. */
export async function answered(
  sender: Sender,
  workflowId: string,
  name: (typeof updateNames)[keyof typeof updateNames],
  command: Request,
): Promise<Receipt> {
  const outcome = await send(sender, workflowId, name, command);
  if (outcome.kind !== 'answered') {
    throw new Error(`expected ${name} to be answered, found ${JSON.stringify(outcome)}`);
  }
  return outcome.answer;
}
