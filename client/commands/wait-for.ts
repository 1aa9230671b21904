import type { Command } from 'commander';
import { updateNames, type WaitFor } from '../../domain/messages.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { parseWords } from '../options/words.ts';
import { requireAgency } from '../resolve-agency.ts';
import { updateAssignment } from '../update-assignment.ts';

interface WaitForOptions extends AssignmentOptions {
  readonly on: string;
  readonly text: string;
}

export function buildWaitForCommand(io: Io): Command {
  const command = buildAssignmentCommand('wait-for', 'record that a lead waits for another agency')
    .requiredOption('--on <agency>', 'whom it waits for (required)')
    .requiredOption('--text <text>', 'what it waits for (required)', parseWords('--text'))
    .addHelpText(
      'after',
      `
The other agency is told; contribute ends the waiting. The last day stays as it is.

Example:
  $ dondoc wait-for dong-thap-2023 6.4 2023-Q2 --agency so-tttt --on so-noi-vu --text "Số liệu quý II"`,
    );
  return addRequestOptions(command).action(
    (plan: string, task: string, period: string, options: WaitForOptions) =>
      withContext(io, (context) => waitFor(context, { plan, task, period }, options)),
  );
}

/** Records whom a lead waits for, and tells that agency; changes no deadline. */
export async function waitFor(
  context: Context,
  about: About,
  options: WaitForOptions,
): Promise<void> {
  const { text } = options;
  await updateAssignment<WaitFor>(context, about, options, {
    name: updateNames.waitFor,
    build: (base, { directory }) => ({
      ...base,
      on: requireAgency(directory, '--on', options.on),
      text,
    }),
    extra: ({ wording, nameOf }, { on }) => [[wording.receipt.waitsFor, nameOf(on)]],
  });
}
