import { Command } from 'commander';
import { listPlanSummaries, type PlanSummary } from '../../register/queries/list-plan-summaries.ts';
import type { Context } from '../context.ts';
import { withContext } from '../context.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { formatTable } from '../table.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { wordingFor } from '../wording/wording-for.ts';

export function buildListCommand(io: Io): Command {
  const command = new Command('list')
    .description('all plans, and where they stand')
    .addHelpText('after', '\nExample:\n  $ dondoc list');
  return addOutputOptions(command).action((options: OutputOptions) =>
    withContext(io, (context) => listPlans(context, options)),
  );
}

/** Prints every plan that was started, with what is open, overdue, waiting and accepted. */
export async function listPlans(context: Context, options: OutputOptions): Promise<void> {
  const { io } = context;
  const serverNow = new Date(io.now()).toISOString();
  const summaries = await listPlanSummaries(await context.register(), serverNow);
  if (options.json === true) {
    printJson(io, summaries);
    return;
  }
  if (summaries.length === 0) {
    tellLine(io, 'no plan was started yet: dondoc start FILE');
    return;
  }
  printLine(io, formatPlans(io, summaries, options));
}

function formatPlans(io: Io, summaries: readonly PlanSummary[], { lang }: OutputOptions): string {
  const wording = wordingFor(lang ?? 'vi');
  const { columns } = wording;
  const colors = colorsFor(io.stdout, io.environment);
  const rows = summaries.map(({ plan, title, status, progress, overdue }) => [
    plan,
    cleanForTerminal(title ?? ''),
    wording.planStatus[status],
    overdue > 0 ? colors.red(String(overdue)) : '0',
    String(progress.open + progress.returned - overdue),
    String(progress.submitted),
    String(progress.accepted),
  ]);
  return formatTable(
    [
      { title: columns.plan },
      { title: columns.planTitle, flexible: true },
      { title: columns.status },
      { title: columns.overdue, align: 'right' },
      { title: columns.open, align: 'right' },
      { title: columns.waiting, align: 'right' },
      { title: columns.accepted, align: 'right' },
    ],
    rows,
    lineWidth(io.stdout),
  );
}
