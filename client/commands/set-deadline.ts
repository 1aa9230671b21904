import type { Command } from 'commander';
import type { IsoDay } from '../../domain/plan.ts';
import { withContext } from '../context.ts';
import { decideDate } from '../decide-date.ts';
import type { Io } from '../io.ts';
import {
  addRequestOptions,
  buildPlanCommand,
  type RequestOptions,
} from '../options/assignment-options.ts';
import { parseDay } from '../options/day.ts';
import { type DecisionOptions, requireDecisionOptions } from '../options/decision.ts';

type SetDeadlineOptions = RequestOptions & DecisionOptions;

export function buildSetDeadlineCommand(io: Io): Command {
  const command = buildPlanCommand('set-deadline', 'give an undated task of a running plan a date')
    .argument('<task>', 'its number')
    .argument('<day>', 'its last day, such as 2023-09-20 or 20/9/2023', parseDay('<day>'))
    .addHelpText(
      'after',
      `
The task opens at once, with period once, and leaves the periodic reports that open from now on.

Example:
  $ dondoc set-deadline dak-nong-2022 IV.1.2 30/9/2022 \\
      --authority "Chủ tịch UBND tỉnh" --document "512/UBND-NC, 05/8/2022"`,
    );
  return addRequestOptions(requireDecisionOptions(command)).action(
    (plan: string, task: string, lastDay: IsoDay, options: SetDeadlineOptions) =>
      withContext(io, (context) =>
        decideDate(context, plan, { what: 'deadline', task, lastDay }, options),
      ),
  );
}
