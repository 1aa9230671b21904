import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { type Receipt, type Review, updateNames } from '../../domain/messages.ts';
import { usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { deliverUpdate } from '../deliver-update.ts';
import { explainAssignmentEnd } from '../explain-end.ts';
import { findAssignment } from '../find-assignment.ts';
import { type Io, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { parseRequestId } from '../options/request-id.ts';
import { openPlanView } from '../plan-view.ts';
import { printReceipt } from '../receipt.ts';

export interface ReviewOptions extends OutputOptions {
  readonly agency: string;
  readonly accept?: boolean;
  readonly return?: string;
  readonly by?: string;
  readonly requestId?: string;
}

interface About {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
}

export function buildReviewCommand(io: Io): Command {
  const command = new Command('review')
    .description('accept what an agency handed in, or return it with a reason')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('<task>', 'its number, or report for the periodic report')
    .argument('<period>', 'such as 2023-Q2, 2023-11 or once')
    .requiredOption('--agency <id>', 'the lead whose evidence it is (required)')
    .option('--accept', 'accept it')
    .option('--return <reason>', 'return it; the reason is told to the lead')
    .option('--by <agency>', 'who reviews; the assignment’s reviewer by default')
    .option('--request-id <id>', 'repeat an earlier request: nothing is done twice', parseRequestId)
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc review dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --accept
  $ dondoc review dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --return "Thiếu số liệu tháng 6"`,
    );
  return addOutputOptions(command).action(
    (plan: string, task: string, period: string, options: ReviewOptions) =>
      withContext(io, (context) => review(context, { plan, task, period }, options)),
  );
}

/** Accepts or returns the newest submission of a lead, and prints where the assignment stands now. */
export async function review(
  context: Context,
  about: About,
  options: ReviewOptions,
): Promise<void> {
  const decision = readDecision(options);
  const view = await openPlanView(context, about.plan, options.lang);
  const choice = { task: about.task, period: about.period, agency: options.agency };
  const { workflowId, reviewer } = await findAssignment(view, choice);
  const by = options.by ?? reviewer;
  if (by === null) {
    throw usageError('expected --by AGENCY: this assignment names no reviewer of its own');
  }
  const command: Review = {
    requestId: options.requestId ?? randomUUID(),
    agency: options.agency,
    by,
    ...decision,
  };
  tellLine(context.io, `request id: ${command.requestId}`);
  const delivered = await deliverUpdate<Review, Receipt>(context, {
    workflowId,
    name: updateNames.review,
    command,
    wording: view.wording,
    repeats: options.requestId !== undefined,
    explainEnd: () => explainAssignmentEnd(view, choice),
  });
  printReceipt(context.io, view, delivered, {
    about: { ...about, agency: options.agency },
    json: options.json,
  });
}

function readDecision(options: ReviewOptions): Pick<Review, 'decision' | 'reason'> {
  const { accept = false, return: reason } = options;
  if (accept === (reason !== undefined)) {
    throw usageError(
      `expected one of --accept and --return REASON, found ${accept ? 'both' : 'neither'}`,
    );
  }
  if (reason === undefined) return { decision: 'accept', reason: null };
  if (reason.trim() !== '') return { decision: 'return', reason };
  throw usageError('--return: expected a reason, found nothing');
}
