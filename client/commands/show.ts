import { Command } from 'commander';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { readHistory } from '../../register/queries/read-history.ts';
import { type Context, withContext } from '../context.ts';
import { findAssignments } from '../find-assignment.ts';
import { formatHistory } from '../history-text.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView, type PlanView } from '../plan-view.ts';
import { resolveAgency } from '../resolve-agency.ts';
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
}

interface Shown {
  readonly plan: string;
  readonly task?: string | undefined;
  readonly period?: string | undefined;
}

const recentEvents = 10;

export function buildShowCommand(io: Io): Command {
  const command = new Command('show')
    .description('where a plan, a task or one of its periods stands; overdue first')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('[task]', 'its number, or report for the periodic report')
    .argument('[period]', 'such as 2023-Q2, 2023-11 or once')
    .option('--agency <agency>', 'only the assignments of this agency')
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc show dong-thap-2023
  $ dondoc show dong-thap-2023 6.3 2023-Q2`,
    );
  return addOutputOptions(command).action(
    (plan: string, task: string | undefined, period: string | undefined, options: ShowOptions) =>
      withContext(io, (context) => showPlan(context, { plan, task, period }, options)),
  );
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
  const events = await readRecentEvents(view, shown, agency);
  if (options.json === true) {
    printJson(io, describeJson(view, rows, events));
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
  if (events.length === 0) return;
  printLine(io, `\n${view.wording.recentEvents}`);
  printLine(io, formatHistory(events, view, style.width));
}

async function readRecentEvents(
  { register }: PlanView,
  { plan, task, period }: Shown,
  agency: string | undefined,
) {
  if (task === undefined || period === undefined) return [];
  const filter = { plan, task, period, ...(agency === undefined ? {} : { agency }) };
  const history = await readHistory(register, filter);
  return history.filter(({ what }) => what === 'event').slice(-recentEvents);
}

function describeJson(
  { record, plan, present }: PlanView,
  rows: readonly ListedAssignment[],
  events: Awaited<ReturnType<typeof readHistory>>,
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
    ...(events.length === 0 ? {} : { events }),
  };
}
