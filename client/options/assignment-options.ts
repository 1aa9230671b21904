import { Command } from 'commander';
import { addOutputOptions, type OutputOptions } from './output-options.ts';
import { parseRequestId } from './request-id.ts';

/** A task's period, as a caller names it. */
export interface About {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
}

/** Options of every command that changes something and prints a receipt. */
export interface RequestOptions extends OutputOptions {
  readonly requestId?: string;
}

/** Options of every command that changes one assignment. */
export interface AssignmentOptions extends RequestOptions {
  readonly agency: string;
}

/** A command about the assignment of one lead in a task's period, still without its own options. */
export function buildAssignmentCommand(name: string, description: string): Command {
  return buildPeriodCommand(name, description).requiredOption(
    '--agency <agency>',
    'the lead whose assignment it is (required)',
  );
}

/** A command about a task's period, still without options. */
export function buildPeriodCommand(name: string, description: string): Command {
  return buildPlanCommand(name, description)
    .argument('<task>', 'its number, or report for the periodic report')
    .argument('<period>', 'such as 2023-Q2, 2023-11 or once');
}

/** A command about a started plan, still without options. */
export function buildPlanCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<plan>', 'its id, as dondoc list shows it');
}

/** Adds `--request-id`, `--json` and `--lang`, which stand last in the help. */
export function addRequestOptions(command: Command): Command {
  return addOutputOptions(
    command.option(
      '--request-id <id>',
      'repeat an earlier request: nothing is done twice',
      parseRequestId,
    ),
  );
}
