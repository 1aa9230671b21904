import type { Colors } from 'picocolors/types.js';
import { isFinal, owesDelivery } from '../domain/assignment.ts';
import { toDay } from '../domain/local-time.ts';
import { reportTask } from '../domain/names.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { PlanView } from './plan-view.ts';
import { computeStanding, countAssignments, describeCounts, describeStanding } from './standing.ts';
import { type Column, formatTable } from './table.ts';
import { cleanForTerminal } from './terminal-text.ts';

type View = Pick<PlanView, 'plan' | 'record' | 'wording' | 'nameOf' | 'present'>;

/** What a table is written with. */
export interface Style {
  readonly colors: Colors;
  readonly width: number;
}

/** The plan, the moment, and how many assignments stand where. */
export function formatHead(
  rows: readonly ListedAssignment[],
  { plan, record, wording, present }: View,
  { colors }: Style,
): string[] {
  const tasks = new Set(rows.map(({ task }) => task)).size;
  const counts = countAssignments(rows, present);
  return [
    formatPlanTitle({ plan, record, wording }, { colors }),
    `${wording.asOf(wording.instant(present.now, present.timezone))}: ${wording.tasks(tasks)}, ${wording.assignments(counts.assignments)}`,
    describeCounts(counts, wording),
  ].filter((line) => line !== '');
}

/** The plan's title and number, and that it is paused or closed when it is. */
export function formatPlanTitle(
  { plan, record, wording }: Pick<View, 'plan' | 'record' | 'wording'>,
  { colors }: Pick<Style, 'colors'>,
): string {
  const number = plan.number === null ? '' : ` (${plan.number})`;
  const status = record.status === 'running' ? '' : ` – ${wording.planStatus[record.status]}`;
  return colors.bold(cleanForTerminal(`${plan.title}${number}`)) + status;
}

/** One row per task and period; overdue first, finished last. */
export function formatTaskTable(
  rows: readonly ListedAssignment[],
  view: View,
  style: Style,
): string {
  const { columns } = view.wording;
  const titles: Column[] = [
    { title: columns.task },
    { title: columns.period },
    { title: columns.taskTitle, flexible: true },
    { title: columns.lastDay },
    { title: columns.delivered, align: 'right' },
    { title: columns.standing, flexible: true },
  ];
  const groups = groupByPeriod(rows).sort((a, b) => Number(isDone(a)) - Number(isDone(b)));
  return formatTable(
    titles,
    groups.map((group) => formatTaskRow(group, view, style)),
    style.width,
  );
}

/** One row per assignment, finished last; the period is shown when there are several. */
export function formatAssignmentTable(
  rows: readonly ListedAssignment[],
  view: View,
  style: Style,
): string {
  const { wording, nameOf, present } = view;
  const { columns } = wording;
  const periods = new Set(rows.map(({ task, period }) => `${task}/${period}`)).size;
  const withPeriod = (cells: string[]) => (periods > 1 ? cells : []);
  const finishedLast = rows.toSorted(
    (a, b) => Number(isFinal(a.progress)) - Number(isFinal(b.progress)),
  );
  const body = finishedLast.map((row) => [
    ...withPeriod([row.task, row.period]),
    nameOf(row.agency),
    wording.progress[row.progress],
    row.lastDay === null ? '–' : wording.day(row.lastDay),
    colorStanding(describeStanding(row, present, wording), row, style),
    String(row.told),
  ]);
  const titles: Column[] = [
    ...(periods > 1 ? [{ title: columns.task }, { title: columns.period }] : []),
    { title: columns.agency, flexible: true },
    { title: columns.progress },
    { title: columns.lastDay },
    { title: columns.standing, flexible: true },
    { title: columns.told, align: 'right' },
  ];
  return formatTable(titles, body, style.width);
}

/** What one task's period is about: title, phrase, reviewer, lines of a report. */
export function formatPeriodHead(rows: readonly ListedAssignment[], view: View): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { wording, nameOf } = view;
  const reviewers = [
    ...new Set(rows.flatMap(({ reviewer }) => (reviewer === null ? [] : [reviewer]))),
  ];
  const reported = new Set(rows.flatMap((row) => row.lines));
  // As the plan lists them: agencies report different lines.
  const lines = view.plan.tasks.map(({ task }) => task).filter((task) => reported.has(task));
  const periods = new Set(rows.map(({ period }) => period));
  const period = periods.size === 1 ? wording.period(first.period) : '';
  const heading = [first.task, titleOf(first.task, view), period];
  return [
    heading.filter(Boolean).join(' – '),
    ...(first.phrase === null ? [] : [`${wording.phrase}: ${cleanForTerminal(first.phrase)}`]),
    ...(reviewers.length === 0 ? [] : [`${wording.reviewer}: ${reviewers.map(nameOf).join('; ')}`]),
    ...(lines.length === 0 ? [] : [`${wording.lines}: ${lines.join(', ')}`]),
  ];
}

/** What of each assignment needs somebody, or changed its last day: a line each, safe for a terminal. */
export function formatRemarks(
  rows: readonly ListedAssignment[],
  view: Pick<View, 'wording' | 'nameOf' | 'present'>,
): string[] {
  const periods = new Set(rows.map(({ task, period }) => `${task}/${period}`)).size;
  return rows.flatMap((row) => {
    const about = periods > 1 ? `${row.task} ${row.period}, ` : '';
    return listRemarks(row, view).map(
      (remark) => `${about}${view.nameOf(row.agency)}: ${cleanForTerminal(remark)}`,
    );
  });
}

function listRemarks(
  row: ListedAssignment,
  { wording: { remarks }, nameOf, present }: Pick<View, 'wording' | 'nameOf' | 'present'>,
): string[] {
  const { extensions, originalLastDay, extensionAsked: asked, obstacle, progress } = row;
  const { takenOverFrom, passedTo, waitingFor } = row;
  const on = (at: string) => toDay(at, present.timezone);
  const lasting = [
    ...(takenOverFrom === null ? [] : [remarks.takenOverFrom(nameOf(takenOverFrom))]),
    ...(passedTo === null ? [] : [remarks.passedTo(nameOf(passedTo))]),
    ...(extensions === 0 ? [] : [remarks.extended(extensions, originalLastDay)]),
  ];
  // Nothing can be decided or answered any more that would still matter.
  if (isFinal(progress)) return lasting;
  return [
    ...lasting,
    ...(asked === null ? [] : [remarks.extensionAsked(asked.until, on(asked.at), asked.reason)]),
    ...(obstacle === null || obstacle.answer !== null
      ? []
      : [remarks.obstacle(on(obstacle.at), obstacle.text)]),
    ...(waitingFor === null
      ? []
      : [remarks.waitingFor(nameOf(waitingFor.agency), on(waitingFor.at), waitingFor.text)]),
  ];
}

function groupByPeriod(rows: readonly ListedAssignment[]): ListedAssignment[][] {
  const groups = new Map<string, ListedAssignment[]>();
  for (const row of rows) {
    const key = `${row.task}/${row.period}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function isDone(rows: readonly ListedAssignment[]): boolean {
  return rows.every(({ progress }) => isFinal(progress));
}

function formatTaskRow(rows: readonly ListedAssignment[], view: View, style: Style): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const followed = rows.filter(
    ({ progress }) => progress !== 'notApplicable' && progress !== 'reassigned',
  );
  const delivered = followed.filter(
    ({ progress }) => progress === 'submitted' || progress === 'accepted',
  ).length;
  return [
    first.task,
    first.period,
    titleOf(first.task, view),
    first.lastDay === null ? '–' : view.wording.day(first.lastDay),
    followed.length === 0 ? '–' : `${delivered}/${followed.length}`,
    describeGroup(rows, view, style),
  ];
}

/** The most pressing thing that can be said of all leads of a period. */
function describeGroup(rows: readonly ListedAssignment[], view: View, style: Style): string {
  const { wording, present } = view;
  const owing = rows.filter(({ progress }) => owesDelivery(progress));
  const over = (row: ListedAssignment) => computeStanding(row, present).workingDaysOver ?? -1;
  const worst = owing.toSorted((a, b) => over(b) - over(a))[0];
  if (worst !== undefined) {
    return colorStanding(describeStanding(worst, present, wording), worst, style);
  }
  const { colors } = style;
  if (rows.every(({ progress }) => progress === 'notApplicable')) {
    return colors.dim(wording.progress.notApplicable);
  }
  return rows.some(({ progress }) => progress === 'submitted')
    ? wording.progress.submitted
    : colors.dim(describeCounts(countAssignments(rows, present), wording));
}

function colorStanding(text: string, row: ListedAssignment, { colors }: Style): string {
  if (row.overdue) return colors.red(text);
  if (row.progress === 'accepted') return colors.green(text);
  return isFinal(row.progress) ? colors.dim(text) : text;
}

/** A task's title, safe for a terminal; empty when the plan no longer has it. */
export function titleOf(task: string, { plan, wording }: Pick<View, 'plan' | 'wording'>): string {
  const known = plan.tasks.find((candidate) => candidate.task === task);
  if (known !== undefined) return cleanForTerminal(known.title);
  return task === reportTask ? wording.periodicReport : '';
}
