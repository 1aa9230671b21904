import type { Command } from 'commander';
import { updateNames, type Waive } from '../../domain/messages.ts';
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

interface WaiveOptions extends AssignmentOptions, DecisionOptions {
  readonly reason: string;
}

export function buildWaiveCommand(io: Io): Command {
  const command = buildAssignmentCommand('waive', 'stop an assignment by decision')
    .requiredOption('--reason <reason>', 'why it stops (required)', parseWords('--reason'))
    .addHelpText(
      'after',
      `
Example:
  $ dondoc waive dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --reason "Chuyển nhiệm vụ sang năm 2024" \\
      --authority "Chủ tịch UBND tỉnh" --document "789/QĐ-UBND, 20/6/2023"`,
    );
  return addRequestOptions(requireDecisionOptions(command)).action(
    (plan: string, task: string, period: string, options: WaiveOptions) =>
      withContext(io, (context) => waive(context, { plan, task, period }, options)),
  );
}

/** Stops an assignment: nothing is owed any more, and nobody is reminded. */
export async function waive(context: Context, about: About, options: WaiveOptions): Promise<void> {
  const { reason } = options;
  const decision = readDecision(options, '--reason');
  await updateAssignment<Waive>(context, about, options, {
    name: updateNames.waive,
    build: (base) => ({ ...base, ...decision, reason }),
  });
}
