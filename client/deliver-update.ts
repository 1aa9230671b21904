import { isGrpcServiceError } from '@temporalio/client';
import type { Refusal } from '../domain/assignment.ts';
import type { Json } from '../domain/batch.ts';
import { type Request, updateEvents } from '../domain/messages.ts';
import { findRequest } from '../register/queries/find-request.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Context } from './context.ts';
import { sendUpdate, type UpdateOutcome, type UpdateToSend } from './send-update.ts';
import type { CliWording } from './wording/wording.ts';

/** What to say when an update did not go through. */
export interface Delivery<Command extends Request> extends UpdateToSend<Command> {
  readonly wording: CliWording;
  /** The caller gave the request id itself: it may have been answered before. */
  readonly repeats: boolean;
  /** Why the workflow may have ended, asked of the register when it has. */
  explainEnd(): Promise<string>;
}

/** An answer, new or found on record from an earlier call with the same request id. */
export type Delivered<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'onRecord'; readonly answer: Json };

/** Sends an update on behalf of a command; whatever is no answer becomes a `CliError`. */
export async function deliverUpdate<Command extends Request, Answer>(
  context: Context,
  delivery: Delivery<Command>,
): Promise<Delivered<Answer>> {
  const stored = delivery.repeats
    ? await findOwnAnswer(context, delivery.name, delivery.command.requestId)
    : undefined;
  if (stored !== undefined) return { kind: 'onRecord', answer: stored };
  const outcome = await send<Command, Answer>(context, delivery);
  const { requestId } = delivery.command;
  switch (outcome.kind) {
    case 'answered':
    case 'onRecord':
      return outcome;
    case 'refused':
      throw buildRefusalError(outcome.refusal, delivery.wording);
    case 'ended':
      throw new CliError(`nothing was changed: ${await delivery.explainEnd()}`);
    case 'busy':
      throw new CliError(
        `expected the workflow ${delivery.workflowId} to take the update, found it busy ${outcome.attempts} times; nothing was changed`,
        { advice: [adviseRepeat(requestId)] },
      );
    case 'unanswered':
      throw new CliError(
        `expected an answer from ${delivery.workflowId} within ${outcome.patienceMs / 1000} s, found none: it may still be accepted`,
        { advice: ['is a worker running? dondoc up, or dondoc worker', adviseRepeat(requestId)] },
      );
  }
}

/** How a caller finds out what became of a request, or completes it. Nothing is done twice. */
export function adviseRepeat(requestId: string): string {
  return `ask again with the same id, nothing is done twice: --request-id ${requestId}`;
}

/** A refusal with the state it met and what that state admits. */
export function buildRefusalError(
  { message, progress, allowed }: Refusal,
  wording: CliWording,
): CliError {
  const updates = allowed.map((name) => wording.update[name] ?? name);
  return new CliError(`refused: ${message}`, {
    advice: [
      ...(progress === null ? [] : [`${wording.columns.progress}: ${wording.progress[progress]}`]),
      ...(progress === null
        ? []
        : [`possible now: ${updates.length === 0 ? wording.none : updates.join('; ')}`]),
    ],
  });
}

/**
 * The answer that an earlier call with a request id got.
 * @throws CliError (usage) when the request id belongs to another update
 */
export async function findOwnAnswer(
  context: Context,
  name: UpdateToSend<Request>['name'],
  requestId: string,
): Promise<Json | undefined> {
  const found = await findRequest(await context.register(), requestId);
  if (found === null) return undefined;
  if (!updateEvents[name].includes(found.kind)) {
    throw usageError(
      `--request-id: expected an id for ${name}, found one that was used for "${found.kind}"; nothing was changed`,
      ['leave --request-id away: a new request gets an id of its own'],
    );
  }
  return found.answer;
}

async function findStoredAnswer(
  context: Context,
  { requestId }: Request,
): Promise<Json | undefined> {
  return (await findRequest(await context.register(), requestId))?.answer;
}

async function send<Command extends Request, Answer>(
  context: Context,
  delivery: Delivery<Command>,
): Promise<UpdateOutcome<Answer>> {
  const client = await context.temporal();
  const findAnswer = (requestId: string) => findStoredAnswer(context, { requestId });
  try {
    return await sendUpdate<Command, Answer>({ client, findAnswer }, delivery);
  } catch (cause) {
    const lost = findLostConnection(cause);
    if (lost === null) throw cause;
    throw new CliError(
      `expected the Temporal server to answer, lost it: ${lost}; the request may still be accepted`,
      {
        advice: [
          'start it (dondoc up), or set TEMPORAL_ADDRESS or TEMPORAL_PROFILE',
          adviseRepeat(delivery.command.requestId),
        ],
        cause,
      },
    );
  }
}

const unavailable = 14;

/** What gRPC says of a lost connection, or null for any other error. */
function findLostConnection(error: unknown): string | null {
  if (isGrpcServiceError(error)) return error.code === unavailable ? error.details : null;
  return error instanceof Error ? findLostConnection(error.cause) : null;
}
