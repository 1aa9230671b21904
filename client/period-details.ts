import { reportTask } from '../domain/names.ts';
import type { AgencyId } from '../domain/plan.ts';
import { listReports } from '../register/queries/list-reports.ts';
import { type HistoryEntry, readHistory } from '../register/queries/read-history.ts';
import { findAssignments } from './find-assignment.ts';
import { compareEntries } from './history-order.ts';
import { formatHistory } from './history-text.ts';
import type { PlanView } from './plan-view.ts';
import {
  describeReport,
  describeRollUp,
  formatReport,
  formatRollUp,
  type ShownReport,
  type ShownRollUp,
} from './report-text.ts';

/** A task's period, or one agency's part in it. */
export interface PeriodChoice {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly agency: AgencyId | undefined;
}

/** What `show` says of a single period below its table. */
export interface PeriodDetails {
  readonly choice: PeriodChoice;
  /** What happened, for one agency also what was told; newest first. */
  readonly entries: readonly HistoryEntry[];
  /** How many more there are. */
  readonly earlier: number;
  /** The newest of what happened, in the order of time. */
  readonly events: readonly HistoryEntry[];
  /** One agency's periodic report, line by line; else null. */
  readonly report: ShownReport | null;
  /** What all agencies say of each line of the periodic report; else null. */
  readonly rollUp: ShownRollUp | null;
}

/** Lines of history that are shown of a period, and of an assignment. */
const recentEvents = 10;
const recentEntries = 12;

/** Reads the newest of a period's history and, of a periodic report, what was reported. */
export async function readPeriodDetails(
  view: PlanView,
  choice: PeriodChoice,
): Promise<PeriodDetails> {
  const { agency, ...period } = choice;
  const filter = agency === undefined ? period : { ...period, agency };
  const history = await readHistory(view.register, filter);
  // What was handed in stands in its event; the mails, which carry many notices, in `history`.
  const entries = history
    .filter(({ what }) => what === 'event' || (what === 'notice' && agency !== undefined))
    .sort(compareEntries)
    .reverse();
  const shown = entries.slice(0, agency === undefined ? recentEvents : recentEntries);
  return {
    choice,
    entries: shown,
    earlier: entries.length - shown.length,
    events: history.filter(({ what }) => what === 'event').slice(-recentEvents),
    ...(await readReports(view, choice)),
  };
}

async function readReports(
  view: PlanView,
  { agency, ...period }: PeriodChoice,
): Promise<Pick<PeriodDetails, 'report' | 'rollUp'>> {
  if (period.task !== reportTask) return { report: null, rollUp: null };
  const rows = await findAssignments(view, period);
  const reports = await listReports(view.register, period);
  return agency === undefined
    ? { report: null, rollUp: describeRollUp(rows, reports, view) }
    : { report: describeReport(agency, rows, reports, view), rollUp: null };
}

/** What `show` prints below its table; each part after an empty line. */
export function formatPeriodDetails(
  { choice, entries, earlier, report, rollUp }: PeriodDetails,
  view: PlanView,
  width: number,
): string[] {
  const { wording } = view;
  const { plan, task, period, agency } = choice;
  const command = [`dondoc history ${plan} ${task} ${period}`, agency].filter(Boolean);
  return [
    ...(report === null ? [] : ['', ...formatReport(report, view, width)]),
    ...(rollUp === null ? [] : ['', ...formatRollUp(rollUp, view, width)]),
    ...(entries.length === 0
      ? []
      : ['', wording.recentEvents, formatHistory(entries, view, width)]),
    ...(earlier === 0 ? [] : [wording.earlierHistory(earlier, command.join(' --agency '))]),
  ];
}

/** The same as JSON. */
export function describePeriodDetails({ entries, events, report, rollUp }: PeriodDetails) {
  return {
    ...(events.length === 0 ? {} : { events }),
    history: entries,
    ...(report === null ? {} : { report }),
    ...(rollUp === null ? {} : { rollUp }),
  };
}
