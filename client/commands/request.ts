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

interface ReportOptions extends RequestOptions, DecisionOptions {
  readonly due: IsoDay;
}

export function buildRequestCommand(io: Io): Command {
  const command = buildPlanCommand('request', 'ask the leads of a task for an extra report')
    .argument('<task>', 'its number, or report for the periodic report')
    .requiredOption('--due <day>', 'its last day (required)', parseDay('--due'))
    .addHelpText(
      'after',
      `
It opens at once; its period is named by its last day, such as 2023-09-20.

Examples:
  $ dondoc request dong-thap-2023 6.3 --due 20/9/2023 \\
      --authority "Chủ tịch UBND tỉnh" --document "512/UBND-NC, 05/9/2023"
  $ dondoc request dong-thap-2023 report --due 20/9/2023 \\
      --authority "Chủ tịch UBND tỉnh" --document "512/UBND-NC, 05/9/2023"`,
    );
  return addRequestOptions(requireDecisionOptions(command)).action(
    (plan: string, task: string, { due, ...options }: ReportOptions) =>
      withContext(io, (context) =>
        decideDate(context, plan, { what: 'request', task, lastDay: due }, options),
      ),
  );
}
