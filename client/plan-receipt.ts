import { z } from 'zod';
import type { PlanReceipt } from '../domain/messages.ts';
import { usageError } from './cli-error.ts';
import type { Delivered } from './deliver-update.ts';
import type { Io } from './io.ts';
import type { PlanView } from './plan-view.ts';
import { alignReceipt, showReceipt } from './receipt.ts';
import { cleanForTerminal } from './terminal-text.ts';

const receiptSchema = z.object({
  requestId: z.string(),
  plan: z.string(),
  version: z.number(),
  status: z.enum(['running', 'paused', 'closed']),
  at: z.string(),
  opened: z.number(),
  changed: z.number(),
  stopped: z.number(),
  written: z.boolean(),
});

/**
 * The receipt of a delivered update of a plan. What stands in the register is written, whatever it says.
 * @throws CliError (usage) when the request id was used for another plan
 */
export function readPlanReceipt(delivered: Delivered<PlanReceipt>, plan: string): PlanReceipt {
  const parsed = receiptSchema.safeParse(delivered.answer);
  if (parsed.success && parsed.data.plan === plan) {
    return { ...parsed.data, written: delivered.kind === 'onRecord' || parsed.data.written };
  }
  throw usageError(
    `expected a request id for plan ${plan}, found one that was used for ${parsed.success ? `plan ${parsed.data.plan}` : 'something else'}; nothing was changed`,
    ['leave --request-id out: a new one is made'],
  );
}

/**
 * Prints the receipt of a delivered update of a plan as data. One that is not carried out yet says how
 * to ask again.
 * @throws CliError when it is not carried out
 */
export function printPlanReceipt(
  io: Io,
  view: PlanView,
  delivered: Delivered<PlanReceipt>,
  options: {
    readonly json?: boolean | undefined;
    /** Lines beyond those of every receipt, as label and text. */
    readonly extra?: readonly (readonly string[])[];
    /** Keys beyond those of every receipt, in JSON. */
    readonly beside?: object;
  },
): void {
  const receipt = readPlanReceipt(delivered, view.record.plan);
  showReceipt(io, view, delivered.kind, {
    receipt: { ...receipt, ...options.beside },
    json: options.json,
    unwritten: 'accepted, not carried out yet: it goes on by itself as soon as a worker can',
    // What a repeat would ask for is not what was asked for then.
    format: () =>
      formatPlanReceipt(receipt, view, delivered.kind === 'onRecord' ? [] : (options.extra ?? [])),
  });
}

/** A plan's receipt as aligned lines. */
export function formatPlanReceipt(
  receipt: PlanReceipt,
  { plan, wording, present }: Pick<PlanView, 'plan' | 'wording' | 'present'>,
  extra: readonly (readonly string[])[],
): string[] {
  const words = wording.receipt;
  const changes = wording.planChanges(receipt);
  return alignReceipt(words.title, [
    [words.requestId, receipt.requestId],
    [wording.columns.plan, `${receipt.plan} – ${cleanForTerminal(plan.title)}`],
    [words.at, wording.instant(receipt.at, present.timezone)],
    [wording.columns.status, wording.planStatus[receipt.status]],
    [words.version, String(receipt.version)],
    ...(changes === '' ? [] : [[words.changes, changes]]),
    ...extra,
  ]);
}
