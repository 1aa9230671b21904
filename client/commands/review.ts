import type { Command } from 'commander';
import { type Review, updateNames } from '../../domain/messages.ts';
import { usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { resolveAgency } from '../resolve-agency.ts';
import { updateAssignment } from '../update-assignment.ts';

export interface ReviewOptions extends AssignmentOptions {
  readonly accept?: boolean;
  readonly return?: string;
  readonly by?: string;
}

export function buildReviewCommand(io: Io): Command {
  const command = buildAssignmentCommand(
    'review',
    'accept what an agency handed in, or return it with a reason',
  )
    .option('--accept', 'accept it')
    .option('--return <reason>', 'return it; the reason is told to the lead')
    .option('--by <agency>', 'who reviews; the assignment’s reviewer by default')
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc review dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --accept
  $ dondoc review dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --return "Thiếu số liệu tháng 6"`,
    );
  return addRequestOptions(command).action(
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
  const verdict = readVerdict(options);
  await updateAssignment<Review>(context, about, options, {
    name: updateNames.review,
    build: (base, { directory }, { reviewer }) => {
      const by = resolveAgency(directory, '--by', options.by) ?? reviewer;
      if (by !== null) return { ...base, by, ...verdict };
      throw usageError('expected --by AGENCY: this assignment names no reviewer of its own');
    },
  });
}

function readVerdict(options: ReviewOptions): Pick<Review, 'decision' | 'reason'> {
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
