import type { Command } from 'commander';
import { type Contribute, type DocumentReference, updateNames } from '../../domain/messages.ts';
import { type Context, withContext } from '../context.ts';
import { describeDocument } from '../event-text.ts';
import type { Io } from '../io.ts';
import {
  type About,
  addRequestOptions,
  buildPeriodCommand,
} from '../options/assignment-options.ts';
import { parseDocument } from '../options/document.ts';
import { parseWords } from '../options/words.ts';
import { requireAgency } from '../resolve-agency.ts';
import { type UpdateOptions, updateAssignment } from '../update-assignment.ts';

type ContributeOptions = UpdateOptions & {
  readonly by: string;
  readonly text: string;
  readonly document?: DocumentReference;
};

export function buildContributeCommand(io: Io): Command {
  const command = buildPeriodCommand('contribute', 'record what a coordinator has done for a lead')
    .requiredOption('--by <agency>', 'the coordinator (required)')
    .requiredOption('--text <text>', 'what it has done (required)', parseWords('--text'))
    .option('--agency <agency>', 'the lead; may be left out where the period has one')
    .option(
      '--document <reference>',
      '"SỐ, NGÀY[, CƠ QUAN]" of the document it has sent',
      parseDocument,
    )
    .addHelpText(
      'after',
      `
The lead is told, and no longer waits for this coordinator.

Examples:
  $ dondoc contribute dong-thap-2023 6.4 2023-Q2 --by so-noi-vu --text "Đã gửi số liệu quý II" \\
      --document "88/BC-SNV, 13/6/2023"
  $ dondoc contribute dong-thap-2023 6.3 2023-Q2 --agency so-tai-chinh --by so-tttt --text "Đã mở quyền truy cập"`,
    );
  return addRequestOptions(command).action(
    (plan: string, task: string, period: string, options: ContributeOptions) =>
      withContext(io, (context) => contribute(context, { plan, task, period }, options)),
  );
}

/** Records a coordinator's contribution; the lead's duty and last day stay as they are. */
export async function contribute(
  context: Context,
  about: About,
  options: ContributeOptions,
): Promise<void> {
  const { text, document = null } = options;
  await updateAssignment<Contribute>(context, about, options, {
    name: updateNames.contribute,
    build: (base, { directory }) => ({
      ...base,
      by: requireAgency(directory, '--by', options.by),
      text,
      document,
    }),
    extra: ({ wording, nameOf }, { by }) => [
      [wording.receipt.coordinator, nameOf(by)],
      ...(document === null
        ? []
        : [[wording.receipt.document, describeDocument(document, wording)]]),
    ],
  });
}
