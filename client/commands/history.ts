import { Command } from 'commander';
import { readHistory } from '../../register/queries/read-history.ts';
import { usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { findAssignments } from '../find-assignment.ts';
import { compareEntries } from '../history-order.ts';
import { formatHistory } from '../history-text.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine } from '../io.ts';
import { refuseBeside } from '../options/combination.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView } from '../plan-view.ts';
import { resolveAgency } from '../resolve-agency.ts';
import { formatPeriodHead, formatPlanTitle } from '../show-text.ts';

interface HistoryOptions extends OutputOptions {
  readonly agency?: string;
}

export function buildHistoryCommand(io: Io): Command {
  const command = new Command('history')
    .description(
      'the audit trail of a task’s period: who was told what, when; what was handed in; or that of the plan itself',
    )
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('[task]', 'its number, or report for the periodic report')
    .argument('[period]', 'such as 2023-Q2, 2023-11 or once')
    .option('--agency <agency>', 'only what concerns this lead')
    .addHelpText(
      'after',
      `
Without a task and period: what was decided of the plan as a whole.

Examples:
  $ dondoc history dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --json
  $ dondoc history dong-thap-2023`,
    );
  return addOutputOptions(command).action(
    (plan: string, task: string | undefined, period: string | undefined, options: HistoryOptions) =>
      withContext(io, (context) =>
        task === undefined
          ? showPlanHistory(context, plan, options)
          : showHistory(context, { plan, task, period: requirePeriod(period) }, options),
      ),
  );
}

function requirePeriod(period: string | undefined): string {
  if (period !== undefined) return period;
  throw usageError('expected a period behind the task, such as 2023-Q2 or once, found none', [
    'its periods: dondoc show PLAN TASK',
  ]);
}

/** Prints what was decided of a plan as a whole: versions, dates, pauses, its end. */
export async function showPlanHistory(
  context: Context,
  plan: string,
  options: HistoryOptions,
): Promise<void> {
  refuseBeside('PLAN', { '--agency': options.agency }, [
    'the history of an agency’s assignment: dondoc history PLAN TASK PERIOD --agency AGENCY',
  ]);
  const { io } = context;
  const view = await openPlanView(context, plan, options.lang);
  const entries = await readHistory(view.register, { plan, task: '', period: '' });
  if (options.json === true) {
    printJson(io, entries);
    return;
  }
  printLine(io, formatPlanTitle(view, { colors: colorsFor(io.stdout, io.environment) }));
  if (entries.length === 0) return;
  printLine(io, `\n${formatHistory(entries, view, lineWidth(io.stdout))}`);
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
