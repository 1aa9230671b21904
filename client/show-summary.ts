import { buildMoment } from '../domain/counts.ts';
import { countedKinds } from '../domain/held-assignments.ts';
import { endOfDay, toDay } from '../domain/local-time.ts';
import { reportTask } from '../domain/names.ts';
import type { IsoDay } from '../domain/plan.ts';
import { computeSummary, type Summary, type SummaryInput } from '../domain/summary.ts';
import { type ListedAssignment, listAssignments } from '../register/queries/list-assignments.ts';
import { listEventsUntil } from '../register/queries/list-events-until.ts';
import { usageError } from './cli-error.ts';
import type { Context } from './context.ts';
import { colorsFor, lineWidth, printJson, printLine } from './io.ts';
import type { OutputOptions } from './options/output-options.ts';
import { openPlanView, type PlanView } from './plan-view.ts';
import { formatPlanTitle } from './show-text.ts';
import {
  formatAgencies,
  formatExplained,
  formatLevels,
  formatTasks,
  formatUndated,
  formatWhole,
} from './summary-text.ts';

export interface SummaryOptions extends OutputOptions {
  /** The day at whose end is counted; today, now, by default. */
  readonly at?: IsoDay;
}

/**
 * Prints how much of a plan stood where at the end of a day, computed from what the register says
 * had happened by then.
 * @throws CliError (usage) for a day of which the register knows nothing
 */
export async function showSummary(
  context: Context,
  plan: string,
  options: SummaryOptions,
): Promise<void> {
  const { io } = context;
  const view = await openPlanView(context, plan, options.lang);
  const { day, at } = chooseMoment(view, options.at);
  const summary = computeSummary(await readSummaryInput(view, at));
  if (options.json === true) {
    printJson(io, describeJson(view, { day, at }, summary));
    return;
  }
  const style = { colors: colorsFor(io.stdout, io.environment), width: lineWidth(io.stdout) };
  const { counted } = view.wording;
  const undated = formatUndated(summary, view);
  const parts = [
    [formatPlanTitle(view, style), describeMoment(view, { day, at })],
    [formatWhole(summary.whole, view, style)],
    formatExplained(view, style),
    [counted.byLevel, formatLevels(summary, view, style)],
    [counted.byAgency, formatAgencies(summary, view, style)],
    [counted.byTask, formatTasks(summary, view, style)],
    ...(undated === '' ? [] : [[undated]]),
  ];
  printLine(io, parts.map((lines) => lines.join('\n')).join('\n\n'));
}

/** A day, and the moment of it that is counted: its end, or the plan's present when that is earlier. */
interface Asked {
  readonly day: IsoDay;
  readonly at: string;
}

function chooseMoment({ record, present, wording }: PlanView, asked: IsoDay | undefined): Asked {
  const { now, timezone } = present;
  const today = toDay(now, timezone);
  const startedOn = toDay(record.startedAt, timezone);
  const first = startedOn > record.trackingFrom ? startedOn : record.trackingFrom;
  const day = asked ?? today;
  const found = `found ${wording.day(day)}${asked === undefined ? ' (today, in plan time)' : ''}`;
  if (day < first) {
    throw usageError(
      `--at: expected a day from ${wording.day(first)} on, the first that is on record of ${record.plan}, ${found}`,
    );
  }
  if (day > today) {
    const why = record.closedAt === null ? 'today, in plan time' : 'when the plan was closed';
    throw usageError(
      `--at: expected a day not later than ${wording.day(today)} (${why}), ${found}`,
    );
  }
  return { day, at: day === today ? now : endOfDay(day, timezone) };
}

/** What a plan's counts at a moment are computed from. Plan time. */
export async function readSummaryInput(
  view: PlanView,
  at: string,
): Promise<SummaryInput & { readonly recorded: readonly ListedAssignment[] }> {
  const { register, record, plan, directory, present, serverNow } = view;
  return {
    plan,
    directory,
    trackingFrom: record.trackingFrom,
    events: await listEventsUntil(register, record.plan, at, countedKinds),
    recorded: await listAssignments(register, { plan: record.plan }, serverNow),
    moment: buildMoment(at, present.timezone, present.calendar),
  };
}

function describeMoment({ wording, present }: PlanView, { day, at }: Asked): string {
  return at === present.now
    ? wording.asOf(wording.instant(at, present.timezone))
    : wording.counted.asOfEnd(wording.day(day));
}

function describeJson(
  { record, plan, directory, wording }: PlanView,
  asked: Asked,
  summary: Summary,
) {
  const nameOf = new Map(directory.agencies.map(({ id, name }) => [id, name]));
  const titleOf = new Map([
    [reportTask, wording.periodicReport],
    ...plan.tasks.map(({ task, title }) => [task, title] as const),
  ]);
  return {
    plan: record.plan,
    title: plan.title,
    version: record.version,
    ...asked,
    whole: summary.whole,
    byLevel: summary.byLevel,
    byAgency: summary.byAgency.map(({ agency, ...rest }) => ({
      agency,
      name: nameOf.get(agency) ?? null,
      ...rest,
    })),
    byTask: summary.byTask.map(({ task, ...rest }) => ({
      task,
      title: titleOf.get(task) ?? null,
      ...rest,
    })),
  };
}
