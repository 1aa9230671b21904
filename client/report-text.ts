import { countLines, findReport } from '../domain/line-counts.ts';
import type { ReportLine } from '../domain/messages.ts';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { StoredReport } from '../register/queries/list-reports.ts';
import type { PlanView } from './plan-view.ts';
import { titleOf } from './show-text.ts';
import { formatTable } from './table.ts';
import { cleanForTerminal } from './terminal-text.ts';

type View = Pick<PlanView, 'plan' | 'wording' | 'present'>;

/** What one agency says of each of its lines; null of those it says nothing of. */
export interface ShownReport {
  /** When it was handed in, plan time; null when nothing was. */
  readonly at: IsoInstant | null;
  readonly requestId: string | null;
  readonly lines: readonly {
    readonly task: string;
    readonly title: string;
    readonly state: ReportLine['state'] | null;
    readonly text: string | null;
  }[];
}

/** How many agencies say what of each line. */
export type ShownRollUp = readonly (ReturnType<typeof countLines>[number] & {
  readonly title: string;
})[];

/** The newest report of an agency, line by line. `rows` are all assignments of the period. */
export function describeReport(
  agency: AgencyId,
  rows: readonly ListedAssignment[],
  reports: readonly StoredReport[],
  view: View,
): ShownReport {
  const lines = rows.find((row) => row.agency === agency)?.lines ?? [];
  const byAgency = new Map(reports.map((report) => [report.agency, report]));
  const report = findReport(agency, rows, byAgency);
  return {
    at: report?.at ?? null,
    requestId: report?.requestId ?? null,
    lines: lines.map((task) => {
      const said = report?.lines.findLast((line) => line.task === task);
      const title = titleOf(task, view);
      return { task, title, state: said?.state ?? null, text: said?.text ?? null };
    }),
  };
}

/** The roll-up of a period's reports, lines as the plan lists them. */
export function describeRollUp(
  rows: readonly ListedAssignment[],
  reports: readonly StoredReport[],
  view: View,
): ShownRollUp {
  const reported = new Set(rows.flatMap(({ lines }) => lines));
  const inOrder = view.plan.tasks.map(({ task }) => task).filter((task) => reported.has(task));
  const byAgency = new Map(reports.map(({ agency, lines }) => [agency, lines]));
  return countLines([...new Set([...inOrder, ...reported])], rows, byAgency).map((count) => ({
    ...count,
    title: titleOf(count.task, view),
  }));
}

/** One agency's report as a heading and a table. */
export function formatReport({ at, lines }: ShownReport, view: View, width: number): string[] {
  const { wording, present } = view;
  const { columns, reported } = wording;
  const on = at === null ? null : wording.instant(at, present.timezone);
  const body = lines.map(({ task, title, state, text }) => [
    task,
    title,
    state === null ? reported.unanswered : wording.lineState[state],
    cleanForTerminal(text ?? ''),
  ]);
  const titles = [
    { title: columns.task },
    { title: columns.taskTitle, flexible: true },
    { title: columns.standing },
    { title: columns.details, flexible: true },
  ];
  return [on === null ? reported.nothing : reported.heading(on), formatTable(titles, body, width)];
}

/** A roll-up as a heading and a table. */
export function formatRollUp(rollUp: ShownRollUp, { wording }: View, width: number): string[] {
  const { columns, reported } = wording;
  const body = rollUp.map(({ task, title, done, inProgress, notStarted, unanswered }) => [
    task,
    title,
    ...[done, inProgress, notStarted, unanswered].map(String),
  ]);
  const titles = [
    { title: columns.task },
    { title: columns.taskTitle, flexible: true },
    { title: reported.columns.done, align: 'right' as const },
    { title: reported.columns.inProgress, align: 'right' as const },
    { title: reported.columns.notStarted, align: 'right' as const },
    { title: reported.columns.unanswered, align: 'right' as const },
  ];
  return [reported.rollUp, formatTable(titles, body, width)];
}
