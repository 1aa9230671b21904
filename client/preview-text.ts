import type { Colors } from 'picocolors/types.js';
import stringWidth from 'string-width';
import { groupBy } from '../domain/group-by.ts';
import { reportTask } from '../domain/names.ts';
import { type LadderNotice, roles } from '../domain/notice.ts';
import type { AgencyId, Directory, Plan } from '../domain/plan.ts';
import type { Preview } from '../domain/preview.ts';
import { compareText } from '../domain/task-period.ts';
import { formatTime } from '../domain/written-dates.ts';
import { buildNamer } from './agency-names.ts';
import { cleanForTerminal } from './terminal-text.ts';
import type { CliWording } from './wording/wording.ts';
import { wrapText } from './wrap-text.ts';

/** What a preview is written with. */
export interface PreviewStyle {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly wording: CliWording;
  readonly colors: Colors;
  readonly width: number;
}

/** A morning with more lines than this is told by kind instead of by task. */
const longestMorning = 40;
/** So many recipients are named, the rest counted. */
const namedAtMost = 3;
/** Cells of a task's title. */
const longestTitle = 60;

/** A preview as a calendar of mornings: who is told what. */
export function formatPreview(preview: Preview, style: PreviewStyle): string[] {
  const mornings = groupBy(preview.notices, ({ at }) => at);
  const handovers = groupBy(preview.handovers, ({ at }) => at);
  const sections = [
    ...[...handovers].map(([at, passed]) => ({ at, lines: formatHandovers(at, passed, style) })),
    ...[...mornings].map(([at, notices]) => ({ at, lines: formatMorning(at, notices, style) })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const body =
    sections.length === 0
      ? [style.wording.preview.nothing]
      : sections.flatMap(({ lines }) => ['', ...lines]);
  return [...formatHead(preview, style), ...body];
}

/** Who passes on to whom on a day: one line for each pair, with the tasks. */
function formatHandovers(at: string, passed: Preview['handovers'], style: PreviewStyle): string[] {
  const { wording, colors, width } = style;
  const name = buildNamer(style.directory);
  const numbers = numberOf(wording);
  const pairs = groupBy(passed, ({ from, to }) => JSON.stringify([from, to]));
  return [
    colors.bold(wording.preview.handovers(wording.weekdayAndDay(at.slice(0, 10)))),
    ...[...pairs.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const tasks = group.map(({ task, period }) => `${numbers(task)} ${wording.period(period)}`);
      const line = `${name(first.from)} → ${name(first.to)}: ${tasks.map((one) => one.trim()).join(', ')}`;
      return wrapText(line, width, 2);
    }),
  ];
}

function formatHead(preview: Preview, { plan, wording, colors }: PreviewStyle): string[] {
  const { assignments, notices } = preview;
  const followed = assignments.filter(({ applicable }) => applicable);
  const mails = new Set(notices.map(({ at, to, kind }) => `${at} ${to} ${kind === 'escalated'}`));
  const skipped = (reason: 'beforeIssue' | 'beforeTracking') =>
    assignments.filter((assignment) => assignment.reason === reason).length;
  const left = wording.preview.notFollowed(skipped('beforeIssue'), skipped('beforeTracking'));
  const number = plan.number === null ? '' : ` (${plan.number})`;
  return [
    colors.bold(cleanForTerminal(`${plan.title}${number}`)),
    [
      wording.assignments(followed.length),
      wording.notices(notices.length),
      wording.mails(mails.size),
    ].join(', '),
    ...(left === '' ? [] : [colors.dim(left)]),
  ];
}

function formatMorning(
  at: string,
  notices: readonly LadderNotice[],
  style: PreviewStyle,
): string[] {
  const { wording, colors } = style;
  const recipients = new Set(notices.map(({ to }) => to));
  const time = formatTime(at.slice(11, 16), wording.locale);
  const heading = wording.preview.morning(
    `${wording.weekdayAndDay(at.slice(0, 10))}, ${time}`,
    wording.notices(notices.length),
    wording.agencies(recipients.size),
  );
  const byTask = groupBy(notices, ({ kind, step, task, period, role }) =>
    JSON.stringify([kind, step, task, period, role]),
  );
  const lines =
    byTask.size <= longestMorning
      ? formatByTask([...byTask.values()], style)
      : formatByKind(notices, style);
  return [colors.bold(heading), ...lines];
}

const kindOrder: Readonly<Record<LadderNotice['kind'], number>> = {
  escalated: 0,
  overdue: 1,
  dueSoon: 2,
  opened: 3,
};

function byUrgency([a]: readonly LadderNotice[], [b]: readonly LadderNotice[]): number {
  if (a === undefined || b === undefined) return 0;
  const steps = a.kind === 'dueSoon' ? a.step - b.step : b.step - a.step;
  return (
    kindOrder[a.kind] - kindOrder[b.kind] ||
    steps ||
    compareText(a.task, b.task) ||
    compareText(a.period, b.period) ||
    roles.indexOf(a.role) - roles.indexOf(b.role)
  );
}

/** Under each kind, one line per task, period and role: what, by when, who is told. */
function formatByTask(groups: LadderNotice[][], style: PreviewStyle): string[] {
  const name = buildNamer(style.directory);
  const { wording, width } = style;
  let heading = '';
  return groups.sort(byUrgency).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const kind = `  ${colorKind(first, style)}`;
    const heads = kind === heading ? [] : [kind];
    heading = kind;
    const told = listNames([...new Set(group.map(({ to }) => to))], name, wording);
    const subject = [titleOf(first.task, style), wording.period(first.period)]
      .filter(Boolean)
      .join(', ');
    const due = `${wording.columns.lastDay.toLowerCase()} ${wording.day(first.lastDay)}`;
    const role = first.role === 'lead' ? '' : ` (${describeRole(group, style)})`;
    return [...heads, ...wrapText(`${subject}, ${due}: ${told}${role}`, width, 4)];
  });
}

function numberOf({ periodicReport }: CliWording): (task: string) => string {
  return (task) => (task === reportTask ? periodicReport : task);
}

function titleOf(task: string, { plan, wording }: PreviewStyle): string {
  if (task === reportTask) return wording.periodicReport;
  const title = plan.tasks.find((known) => known.task === task)?.title ?? '';
  return `${task} ${cutCells(cleanForTerminal(title), longestTitle)}`.trimEnd();
}

/** Cuts between words so that at most `cells` cells are taken. */
function cutCells(text: string, cells: number): string {
  if (stringWidth(text) <= cells) return text;
  const words = text.split(' ');
  while (words.length > 1 && stringWidth(words.join(' ')) >= cells) words.pop();
  return `${words.join(' ')}…`;
}

function describeRole(group: readonly LadderNotice[], { wording }: PreviewStyle): string {
  const [first] = group;
  if (first === undefined) return '';
  const about = new Set(group.flatMap(({ agency }) => (agency === null ? [] : [agency])));
  const role = wording.role[first.role];
  return about.size === 0
    ? role
    : `${role}, ${wording.preview.about(wording.agencies(about.size))}`;
}

/** For full mornings: one line per kind, with the numbers of the tasks. */
function formatByKind(notices: readonly LadderNotice[], style: PreviewStyle): string[] {
  const { wording, width } = style;
  const groups = groupBy(notices, ({ kind, step }) => `${kind}/${step}`);
  return [...groups.values()].sort(byUrgency).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const tasks = [...new Set(group.map(({ task }) => task))];
    const recipients = new Set(group.map(({ to }) => to));
    const counts = `${wording.tasks(tasks.length)}, ${wording.agencies(recipients.size)}`;
    return [
      `  ${colorKind(first, style)}: ${counts}`,
      ...wrapText(tasks.map(numberOf(wording)).join(', '), width, 4),
    ];
  });
}

function colorKind({ kind, step }: LadderNotice, { wording, colors }: PreviewStyle): string {
  const words = wording.notice(kind, step);
  if (kind === 'escalated') return colors.red(words);
  return kind === 'overdue' ? colors.yellow(words) : words;
}

function listNames(
  agencies: readonly AgencyId[],
  name: (agency: AgencyId) => string,
  wording: CliWording,
): string {
  const shown = agencies.slice(0, namedAtMost).map(name).join('; ');
  const rest = agencies.length - namedAtMost;
  return rest > 0 ? `${shown} ${wording.andMore(rest)}` : shown;
}
