import type { Category, Counts, Mark } from '../domain/counts.ts';
import type { Summary, Tally } from '../domain/summary.ts';
import type { PlanView } from './plan-view.ts';
import type { Style } from './show-text.ts';
import { titleOf } from './show-text.ts';
import { describeCounts } from './standing.ts';
import { type Column, formatTable } from './table.ts';
import type { CliWording } from './wording/wording.ts';
import { wrapText } from './wrap-text.ts';

type View = Pick<PlanView, 'plan' | 'wording' | 'nameOf'>;

/** The order in which provinces publish: each category, then what is part of it. */
export const published: readonly (readonly [Category, ...Mark[]])[] = [
  ['acceptedOnTime'],
  ['acceptedLate'],
  ['inTime', 'undated', 'longUndated', 'dueSoon'],
  ['overdue', 'longOverdue'],
  ['waiting'],
  ['waived'],
  ['notReported'],
  ['notApplicable'],
];

/** The whole plan, counted as tasks and as assignments, each with its share. */
export function formatWhole({ tasks, assignments }: Tally, view: View, style: Style): string {
  const { counted } = view.wording;
  const row = (label: string, key: keyof Counts) => [
    label,
    String(tasks[key]),
    formatShare(key, tasks, view.wording),
    String(assignments[key]),
    formatShare(key, assignments, view.wording),
  ];
  const rows = [
    row(counted.names.total, 'total'),
    ...published.flatMap(([category, ...parts]) => [
      row(counted.names[category], category),
      ...parts.map((part) => row(counted.ofWhich(counted.names[part]), part)),
    ]),
    row(counted.beside(counted.names.extended), 'extended'),
  ];
  const titles: Column[] = [
    { title: view.wording.columns.standing, flexible: true },
    { title: counted.tasks, align: 'right' },
    { title: counted.share, align: 'right' },
    { title: counted.assignments, align: 'right' },
    { title: counted.share, align: 'right' },
  ];
  return formatTable(titles, rows, style.width);
}

/** What the counts mean, within the width. */
export function formatExplained({ wording }: View, { width }: Style): string[] {
  return wording.counted.explained.flatMap((text) => wrapText(text, width, 0));
}

export function formatLevels({ byLevel }: Summary, view: View, style: Style): string {
  const { counted } = view.wording;
  const rows = byLevel.map(({ level, ...tally }) => ({
    names: [level === null ? counted.unknownLevel : counted.levels[level]],
    ...tally,
  }));
  return formatGroups([{ title: counted.level }], rows, view, style);
}

export function formatAgencies({ byAgency }: Summary, view: View, style: Style): string {
  const rows = byAgency.map(({ agency, ...tally }) => ({ names: [view.nameOf(agency)], ...tally }));
  return formatGroups([{ title: view.wording.columns.agency, flexible: true }], rows, view, style);
}

export function formatTasks({ byTask }: Summary, view: View, style: Style): string {
  const { columns } = view.wording;
  const rows = byTask.map(({ task, ...tally }) => ({
    names: [task, titleOf(task, view)],
    ...tally,
  }));
  const titles = [{ title: columns.task }, { title: columns.taskTitle, flexible: true }];
  return formatGroups(titles, rows, view, style);
}

/** Tasks that are counted though nothing of them is assigned; empty when there is none. */
export function formatUndated({ byTask }: Summary, { wording }: View): string {
  const undated = byTask.filter(({ tasks, assignments }) => tasks.undated > assignments.undated);
  if (undated.length === 0) return '';
  return wording.counted.undatedTasks(undated.map(({ task }) => task).join(', '));
}

/** One row per group that has assignments: how many, how many are completed and overdue, and where all stand. */
function formatGroups(
  titles: readonly Column[],
  groups: readonly (Pick<Tally, 'assignments'> & { readonly names: readonly string[] })[],
  { wording }: View,
  { colors, width }: Style,
): string {
  const { columns, counted } = wording;
  const rows = groups.filter(({ assignments }) => assignments.total > 0);
  return formatTable(
    [
      ...titles,
      { title: counted.names.total, align: 'right' },
      { title: columns.accepted, align: 'right' },
      { title: columns.overdue, align: 'right' },
      { title: columns.standing, flexible: true },
    ],
    rows.map(({ names, assignments }) => [
      ...names,
      String(assignments.total),
      String(assignments.acceptedOnTime + assignments.acceptedLate),
      assignments.overdue > 0 ? colors.red(String(assignments.overdue)) : '0',
      describeCounts(assignments, wording),
    ]),
    width,
  );
}

/** Of everything that is followed: what is not applicable has no share. */
export function formatShare(
  key: keyof Counts,
  counts: Counts,
  { locale }: Pick<CliWording, 'locale'>,
): string {
  const followed = counts.total - counts.notApplicable;
  if (key === 'total') return '';
  if (key === 'notApplicable' || followed === 0) return '–';
  const style = { style: 'percent', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, style).format(counts[key] / followed);
}
