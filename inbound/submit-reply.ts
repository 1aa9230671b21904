import { sendUpdate, type UpdateOutcome } from '../client/send-update.ts';
import { type Receipt, type SubmitEvidence, updateNames } from '../domain/messages.ts';
import type { StagedEvidence } from '../portal/upload/staged-reference.ts';
import { longestNote } from '../portal/upload/submission-form.ts';
import { findRequest } from '../register/queries/find-request.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { InboundDeps } from './deps.ts';
import type { OwnFile } from './take-files.ts';

/** It may be on record, or not: the mail is to be read again. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
}

/** A note that fits a submission, and where it does not, the whole text as a file. */
export function fitNote(text: string): {
  readonly note: string | null;
  readonly files: readonly OwnFile[];
} {
  if (text === '') return { note: null, files: [] };
  if (text.length <= longestNote) return { note: text, files: [] };
  const note = `${text.slice(0, longestNote - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  return { note, files: [{ name: 'noi-dung-thu.txt', content: Buffer.from(text, 'utf8') }] };
}

/**
 * Hands in what an agency replied. Null when it is on record; else the code of why the workflow refused it, or `ended`.
 * @throws NotAnswered when nobody answered, and what the connection throws
 */
export async function submitReply(
  { store, register, client }: Pick<InboundDeps, 'store' | 'register' | 'client'>,
  { agency, workflowId }: ListedAssignment,
  reply: {
    readonly requestId: string;
    readonly note: string | null;
    readonly files: readonly StagedEvidence[];
  },
): Promise<string | null> {
  const { requestId, note } = reply;
  const pledge = await store.commit({ requestId, workflowId }, reply.files);
  const files = reply.files.map(({ sha256, name, size }) => ({ sha256, name, size }));
  const outcome = await sendUpdate<SubmitEvidence, Receipt>(
    { client, findAnswer: async (id) => (await findRequest(register, id))?.answer },
    {
      workflowId,
      name: updateNames.submitEvidence,
      command: { requestId, agency, files, note, document: null, lines: [], values: {} },
    },
  );
  const refusal = judge(outcome, workflowId);
  if (refusal === null) await store.release(pledge);
  return refusal;
}

function judge(outcome: UpdateOutcome<Receipt>, workflowId: string): string | null {
  switch (outcome.kind) {
    case 'onRecord':
      return null;
    case 'refused':
      return outcome.refusal.code;
    case 'ended':
      return 'AlreadyFinal';
    case 'answered':
      if (outcome.answer.written) return null;
      throw new NotAnswered(`expected ${workflowId} to have recorded the reply, it has not yet`);
    case 'busy':
    case 'unanswered':
      throw new NotAnswered(`expected ${workflowId} to answer, found it ${outcome.kind}`);
  }
}
