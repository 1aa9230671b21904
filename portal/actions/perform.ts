import { sendUpdate } from '../../client/send-update.ts';
import type { Request } from '../../domain/messages.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import type { PortalDeps } from '../deps.ts';
import type { PortalWording } from '../wording/portal-wording.ts';
import type { Action } from './action.ts';

/** How an action ended: on record under its request id, or not, with what to say. */
export type Performed =
  | { readonly kind: 'done'; readonly requestId: string }
  | { readonly kind: 'refused'; readonly text: string };

/** A person waits for the page: longer than any pause of a worker that is replaced, shorter than a proxy's patience. */
const patienceMs = 25_000;

/**
 * Sends an action's update to the workflow that holds the assignment. What is on record under the request id
 * already is not sent again. @throws what the connection throws, when Temporal cannot be reached
 */
export async function perform(
  { register, client }: PortalDeps,
  { update }: Pick<Action, 'update'>,
  { workflowId, command }: { readonly workflowId: string; readonly command: Request },
  words: PortalWording,
): Promise<Performed> {
  const { requestId } = command;
  const findAnswer = async (id: string) => (await findRequest(register, id))?.answer;
  if ((await findAnswer(requestId)) !== undefined) return { kind: 'done', requestId };
  const outcome = await sendUpdate<Request, { readonly written: boolean }>(
    { client, findAnswer, patienceMs },
    { workflowId, name: update, command },
  );
  switch (outcome.kind) {
    case 'onRecord':
      return { kind: 'done', requestId };
    case 'answered':
      return outcome.answer.written
        ? { kind: 'done', requestId }
        : { kind: 'refused', text: words.mistakes.unwritten };
    case 'refused':
      return {
        kind: 'refused',
        text: words.refusal[outcome.refusal.code] ?? words.errors.failed.text,
      };
    case 'ended':
      return { kind: 'refused', text: words.mistakes.ended };
    case 'busy':
      return { kind: 'refused', text: words.mistakes.busy };
    case 'unanswered':
      return { kind: 'refused', text: words.mistakes.unwritten };
  }
}
