import { Command } from 'commander';
import type { IsoDay } from '../../domain/plan.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { type Context, withContext } from '../context.ts';
import { findAssignments } from '../find-assignment.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine } from '../io.ts';
import { describeMissing, refuseBeside } from '../options/combination.ts';
import { parseDay } from '../options/day.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import {
  describePeriodDetails,
  formatPeriodDetails,
  type PeriodDetails,
  readPeriodDetails,
} from '../period-details.ts';
import { openPlanView, type PlanView } from '../plan-view.ts';
import { resolveAgency } from '../resolve-agency.ts';
import { showSummary } from '../show-summary.ts';
import {
  formatAssignmentTable,
  formatHead,
  formatPeriodHead,
  formatRemarks,
  formatTaskTable,
} from '../show-text.ts';
import { computeStanding, countAssignments } from '../standing.ts';

interface ShowOptions extends OutputOptions {
  readonly agency?: string;
  readonly summary?: boolean;
  readonly at?: IsoDay;
}

interface Shown {
  readonly plan: string;
  readonly task?: string | undefined;
  readonly period?: string | undefined;
}

export function buildShowCommand(io: Io): Command {
  const command = new Command('show')
    .description('where a plan, a task or one of its periods stands; overdue first')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('[task]', 'its number, or report for the periodic report')
    .argument('[period]', 'such as 2023-Q2, 2023-11 or once')
    .option('--agency <agency>', 'only the assignments of this agency')
    .option('--summary', 'how many tasks and assignments stand where, by level, agency and task')
    .option(
      '--at <day>',
      'with --summary: at the end of this day (plan time); today by default',
      parseDay('--at'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc show dong-thap-2023
  $ dondoc show dong-thap-2023 6.3 2023-Q2
  $ dondoc show dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu
  $ dondoc show xuan-thanh-2026 report 2026-11
  $ dondoc show dong-thap-2023 --summary --at 30/6/2023`,
    );
  return addOutputOptions(command).action(
    (plan: string, task: string | undefined, period: string | undefined, options: ShowOptions) =>
      withContext(io, (context) => show(context, { plan, task, period }, options)),
  );
}

/** One of the two views. @throws CliError (usage) for what makes no sense together */
async function show(context: Context, shown: Shown, options: ShowOptions): Promise<void> {
  const { summary, agency, ...rest } = options;
  if (summary !== true) {
    if (options.at !== undefined) throw describeMissing('--at DAY', { '--summary': summary });
    await showPlan(context, shown, options);
    return;
  }
  refuseBeside('--summary', { TASK: shown.task, PERIOD: shown.period, '--agency': agency }, [
    'it counts the whole plan, by level, agency and task',
  ]);
  await showSummary(context, shown.plan, rest);
}

/** Prints where things stand, at the plan's own present. */
export async function showPlan(
  context: Context,
  shown: Shown,
  options: ShowOptions,
): Promise<void> {
  const { io } = context;
  const view = await openPlanView(context, shown.plan, options.lang);
  const agency = resolveAgency(view.directory, '--agency', options.agency);
  const rows = await findAssignments(view, { ...shown, agency });
  const { task, period } = shown;
  const details =
    task === undefined || period === undefined
      ? null
      : await readPeriodDetails(view, { plan: shown.plan, task, period, agency });
  if (options.json === true) {
    printJson(io, describeJson(view, rows, details));
    return;
  }
  const style = { colors: colorsFor(io.stdout, io.environment), width: lineWidth(io.stdout) };
  for (const line of formatHead(rows, view, style)) printLine(io, line);
  if (rows.length === 0) return;
  printLine(io, '');
  if (shown.task !== undefined) {
    for (const line of formatPeriodHead(rows, view)) printLine(io, line);
  }
  const whole = shown.task === undefined && agency === undefined;
  printLine(io, (whole ? formatTaskTable : formatAssignmentTable)(rows, view, style));
  const remarks = whole ? [] : formatRemarks(rows, view);
  if (remarks.length > 0) printLine(io, `\n${remarks.join('\n')}`);
  if (details === null) return;
  for (const line of formatPeriodDetails(details, view, style.width)) printLine(io, line);
}

function describeJson(
  { record, plan, present }: PlanView,
  rows: readonly ListedAssignment[],
  details: PeriodDetails | null,
) {
  return {
    plan: record.plan,
    title: plan.title,
    version: record.version,
    status: record.status,
    now: present.now,
    counts: {
      tasks: new Set(rows.map(({ task }) => task)).size,
      ...countAssignments(rows, present),
    },
    assignments: rows.map((row) => ({ ...row, ...computeStanding(row, present) })),
    ...(details === null ? {} : describePeriodDetails(details)),
  };
}
