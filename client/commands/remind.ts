import type { Command } from 'commander';
import { type Remind, updateNames } from '../../domain/messages.ts';
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

interface RemindOptions extends AssignmentOptions {
  readonly by?: string;
}

export function buildRemindCommand(io: Io): Command {
  const command = buildAssignmentCommand(
    'remind',
    'have an agency reminded once more of what it owes',
  )
    .option('--by <agency>', 'who has it sent; the plan’s monitor by default')
    .addHelpText(
      'after',
      `
Once a day at most; the letter leaves at once.

Example:
  $ dondoc remind dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu`,
    );
  return addRequestOptions(command).action(
    (plan: string, task: string, period: string, options: RemindOptions) =>
      withContext(io, (context) => remind(context, { plan, task, period }, options)),
  );
}

/** Has the lead reminded beside the plan's own reminders; changes nothing. */
export async function remind(
  context: Context,
  about: About,
  options: RemindOptions,
): Promise<void> {
  await updateAssignment<Remind>(context, about, options, {
    name: updateNames.remind,
    build: (base, { plan, directory, present }) => ({
      ...base,
      by: resolveAgency(directory, '--by', options.by) ?? plan.monitor,
      at: present.now,
    }),
  });
}
