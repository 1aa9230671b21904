import { setTimeout as sleepMs } from 'node:timers/promises';
import {
  type Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import type { Refusal } from '../domain/assignment.ts';
import type { Json } from '../domain/batch.ts';
import { failureTypes, type Request, type updateNames } from '../domain/messages.ts';

/** An update to one workflow. Its request id is also its update id. */
export interface UpdateToSend<Command extends Request> {
  /** As the register names it; never computed. */
  readonly workflowId: string;
  readonly name: (typeof updateNames)[keyof typeof updateNames];
  readonly command: Command;
}

/** How an update ended. Expected endings are values; only what nobody foresees is thrown. */
export type UpdateOutcome<Answer> =
  /** The workflow answered; the answer says itself whether it is on record yet. */
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** The register holds the answer to this request id from an earlier call. */
  | { readonly kind: 'onRecord'; readonly answer: Json }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The workflow has ended, and this request is not on record. */
  | { readonly kind: 'ended' }
  /** Every attempt met a workflow about to hand over, or a server that admits no more for now. */
  | { readonly kind: 'busy'; readonly attempts: number }
  /** Nobody answered in time. It may still be accepted: ask again with the same request id. */
  | { readonly kind: 'unanswered'; readonly patienceMs: number };

/** What sending needs; `findAnswer` asks the register for the answer stored with a request id. */
export interface UpdateSender {
  readonly client: Client;
  findAnswer(requestId: string): Promise<Json | undefined>;
  /** Between 0 and 1; `Math.random` by default. */
  readonly random?: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** How long all attempts together may take; a minute by default. */
  readonly patienceMs?: number;
}

const longestAttempts = 12;
const firstBackoffMs = 100;
const longestBackoffMs = 5_000;
const defaultPatienceMs = 60_000;

/**
 * Sends an update and waits for its answer. A workflow that is about to continue as new, and a server
 * that admits no more updates for the moment, are asked again with jittered backoff (half to all of
 * 100 ms, 200 ms … 5 s); an ended workflow sends the question on to the register.
 * @throws what the connection throws, when the server cannot be reached
 */
export async function sendUpdate<Command extends Request, Answer>(
  sender: UpdateSender,
  update: UpdateToSend<Command>,
): Promise<UpdateOutcome<Answer>> {
  const { random = Math.random, sleep = sleepMs, patienceMs = defaultPatienceMs } = sender;
  const deadline = Date.now() + patienceMs;
  for (let attempt = 1; attempt <= longestAttempts; attempt += 1) {
    const outcome = await attemptOnce<Command, Answer>(sender, update, deadline, patienceMs);
    if (outcome.kind !== 'busy') return outcome;
    await sleep(computeBackoffMs(attempt, random()));
  }
  return { kind: 'busy', attempts: longestAttempts };
}

/** Wait before attempt `attempt + 1`; `chance` between 0 and 1 spreads the callers. */
export function computeBackoffMs(attempt: number, chance: number): number {
  const full = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + chance / 2));
}

async function attemptOnce<Command extends Request, Answer>(
  sender: UpdateSender,
  { workflowId, name, command }: UpdateToSend<Command>,
  deadline: number,
  patienceMs: number,
): Promise<UpdateOutcome<Answer>> {
  const { client } = sender;
  const handle = client.workflow.getHandle(workflowId);
  const options = { args: [command] as [Command], updateId: command.requestId };
  try {
    const answer = await client.withDeadline(deadline, () =>
      handle.executeUpdate<Answer, [Command]>(name, options),
    );
    // The server keeps the first result of an update id, so asking again would never show the record.
    const stored = saysUnwritten(answer) ? await lookAgain(sender, command.requestId) : undefined;
    return stored === undefined
      ? { kind: 'answered', answer }
      : { kind: 'onRecord', answer: stored };
  } catch (error) {
    return await judge(sender, error, command.requestId, patienceMs);
  }
}

/** A register out of reach is why nothing is written yet: then the workflow's answer stands. */
async function lookAgain(
  { findAnswer }: UpdateSender,
  requestId: string,
): Promise<Json | undefined> {
  try {
    return await findAnswer(requestId);
  } catch {
    return undefined;
  }
}

function saysUnwritten(answer: unknown): boolean {
  return (
    typeof answer === 'object' && answer !== null && 'written' in answer && answer.written === false
  );
}

async function judge<Answer>(
  sender: UpdateSender,
  error: unknown,
  requestId: string,
  patienceMs: number,
): Promise<UpdateOutcome<Answer>> {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return { kind: 'unanswered', patienceMs };
  }
  if (error instanceof WorkflowNotFoundError) return await askRegister(sender, requestId);
  if (isServerFull(error)) return { kind: 'busy', attempts: 1 };
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(failure instanceof ApplicationFailure)) throw error;
  if (failure.type === failureTypes.draining) return { kind: 'busy', attempts: 1 };
  // The run ended with the update accepted: it may be on record all the same.
  if (failure.type === 'AcceptedUpdateCompletedWorkflow') {
    return await askRegister(sender, requestId);
  }
  if (failure.type !== failureTypes.refused) throw error;
  return { kind: 'refused', refusal: parseRefusal(failure) };
}

async function askRegister<Answer>(
  { findAnswer }: UpdateSender,
  requestId: string,
): Promise<UpdateOutcome<Answer>> {
  const answer = await findAnswer(requestId);
  return answer === undefined ? { kind: 'ended' } : { kind: 'onRecord', answer };
}

const resourceExhausted = 8;

/** The server admits only so many updates in flight per workflow, and so many in all per run. */
function isServerFull(error: unknown): boolean {
  if (isGrpcServiceError(error)) return error.code === resourceExhausted;
  return error instanceof Error && error.cause !== undefined && isServerFull(error.cause);
}

const refusalSchema = z.object({
  code: z.string(),
  message: z.string(),
  progress: z.string().nullable(),
  allowed: z.array(z.string()),
});

// Newer workflows may refuse with codes that this client does not know: they are shown as they come.
function parseRefusal(failure: ApplicationFailure): Refusal {
  const parsed = refusalSchema.safeParse(failure.details?.[0]);
  const bare = { code: 'Refused', message: failure.message, progress: null, allowed: [] };
  return (parsed.success ? parsed.data : bare) as Refusal;
}
