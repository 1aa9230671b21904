import { Command } from 'commander';
import { readHistory } from '../../register/queries/read-history.ts';
import { type Context, withContext } from '../context.ts';
import { findAssignments } from '../find-assignment.ts';
import { compareEntries } from '../history-order.ts';
import { formatHistory } from '../history-text.ts';
import { type Io, lineWidth, printJson, printLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView } from '../plan-view.ts';
import { resolveAgency } from '../resolve-agency.ts';
import { formatPeriodHead } from '../show-text.ts';

interface HistoryOptions extends OutputOptions {
  readonly agency?: string;
}

export function buildHistoryCommand(io: Io): Command {
  const command = new Command('history')
    .description('the audit trail of a task’s period: who was told what, when; what was handed in')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('<task>', 'its number, or report for the periodic report')
    .argument('<period>', 'such as 2023-Q2, 2023-11 or once')
    .option('--agency <agency>', 'only what concerns this lead')
    .addHelpText(
      'after',
      '\nExample:\n  $ dondoc history dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --json',
    );
  return addOutputOptions(command).action(
    (plan: string, task: string, period: string, options: HistoryOptions) =>
      withContext(io, (context) => showHistory(context, { plan, task, period }, options)),
  );
}

/** Prints events, notices, mails and evidence of a task's period in one order of time (plan time). */
export async function showHistory(
  context: Context,
  about: { readonly plan: string; readonly task: string; readonly period: string },
  options: HistoryOptions,
): Promise<void> {
  const { io } = context;
  const view = await openPlanView(context, about.plan, options.lang);
  const agency = resolveAgency(view.directory, '--agency', options.agency);
  const rows = await findAssignments(view, { ...about, agency });
  const filter = { ...about, ...(agency === undefined ? {} : { agency }) };
  const entries = [...(await readHistory(view.register, filter))].sort(compareEntries);
  if (options.json === true) {
    printJson(io, entries);
    return;
  }
  for (const line of formatPeriodHead(rows, view)) printLine(io, line);
  printLine(io, '');
  printLine(io, formatHistory(entries, view, lineWidth(io.stdout)));
}
