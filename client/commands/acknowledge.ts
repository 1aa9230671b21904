import type { Command } from 'commander';
import { type Acknowledge, updateNames } from '../../domain/messages.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { updateAssignment } from '../update-assignment.ts';

export function buildAcknowledgeCommand(io: Io): Command {
  const command = buildAssignmentCommand(
    'acknowledge',
    'record that an agency has taken note of its assignment',
  ).addHelpText(
    'after',
    `
Example:
  $ dondoc acknowledge dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu`,
  );
  return addRequestOptions(command).action(
    (plan: string, task: string, period: string, options: AssignmentOptions) =>
      withContext(io, (context) => acknowledge(context, { plan, task, period }, options)),
  );
}

/** Records that the lead has taken note; changes nothing else. */
export async function acknowledge(
  context: Context,
  about: About,
  options: AssignmentOptions,
): Promise<void> {
  await updateAssignment<Acknowledge>(context, about, options, {
    name: updateNames.acknowledge,
    build: (base) => base,
  });
}
