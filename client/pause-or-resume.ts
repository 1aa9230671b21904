import { type Pause, type Resume, updateNames } from '../domain/messages.ts';
import type { Context } from './context.ts';
import type { RequestOptions } from './options/assignment-options.ts';
import { printPlanReceipt } from './plan-receipt.ts';
import { openPlanView } from './plan-view.ts';
import { cleanForTerminal } from './terminal-text.ts';
import { updatePlan } from './update-plan.ts';

/** What `pause` and `resume` are given. */
export interface ReasonOptions extends RequestOptions {
  readonly reason: string;
}

/**
 * Pauses a plan (nobody is reminded of anything, and nothing opens, until it is resumed) or goes on with
 * it, and prints the receipt.
 * @throws CliError as `updatePlan` does
 */
export async function pauseOrResume(
  context: Context,
  plan: string,
  what: 'pause' | 'resume',
  { reason, requestId, lang, json }: ReasonOptions,
): Promise<void> {
  const view = await openPlanView(context, plan, lang);
  const delivered = await updatePlan<Pause | Resume>(context, view, {
    name: updateNames[what],
    requestId,
    build: (base) => ({ ...base, reason }),
  });
  const extra = [[view.wording.reason, cleanForTerminal(reason)]];
  printPlanReceipt(context.io, view, delivered, { json, extra });
}
