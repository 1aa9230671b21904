import type { Command } from 'commander';
import { type Instruct, updateNames } from '../../domain/messages.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { type DecisionOptions, readDecision, requireDecisionOptions } from '../options/decision.ts';
import { parseWords } from '../options/words.ts';
import { updateAssignment } from '../update-assignment.ts';

interface InstructOptions extends AssignmentOptions, DecisionOptions {
  readonly text: string;
}

export function buildInstructCommand(io: Io): Command {
  const command = buildAssignmentCommand('instruct', 'pass on an instruction to an agency')
    .requiredOption('--text <text>', 'what is instructed (required)', parseWords('--text'))
    .addHelpText(
      'after',
      `
Example:
  $ dondoc instruct dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --text "Khẩn trương gửi báo cáo" \\
      --authority "Chủ tịch UBND tỉnh" --document "456/UBND-NC, 16/6/2023"`,
    );
  return addRequestOptions(requireDecisionOptions(command)).action(
    (plan: string, task: string, period: string, options: InstructOptions) =>
      withContext(io, (context) => instruct(context, { plan, task, period }, options)),
  );
}

/** Tells the lead what an authority instructs, with its document; changes no deadline. */
export async function instruct(
  context: Context,
  about: About,
  options: InstructOptions,
): Promise<void> {
  const { text } = options;
  const decision = readDecision(options, '--text');
  await updateAssignment<Instruct>(context, about, options, {
    name: updateNames.instruct,
    build: (base) => ({ ...base, ...decision, text }),
  });
}
