import { listOwnLines } from './assignment.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { computeNotices } from './ladder.ts';
import type { LadderNotice } from './notice.ts';
import type { AgencyId, Cycle, Directory, IsoDay, IsoInstant, Plan } from './plan.ts';
import { standInAt } from './succession.ts';
import {
  compareText,
  computeTaskPeriods,
  listHolders,
  type TaskPeriod,
  type Tracking,
} from './task-period.ts';

/** An assignment as `preview --json` prints it (contract). */
export interface PreviewAssignment {
  readonly task: string;
  readonly period: string;
  readonly cycle: Cycle;
  readonly agency: AgencyId;
  readonly phrase: string | null;
  readonly opensAt: IsoInstant;
  readonly lastDay: IsoDay;
  readonly cutoff: IsoInstant;
  readonly applicable: boolean;
  /** Why not, when `applicable` is false. */
  readonly reason: TaskPeriod['notApplicable'];
  /** Task numbers that are lines of this periodic report. */
  readonly lines: readonly string[];
}

/** What `preview --json` prints (contract). */
export interface Preview {
  readonly plan: string;
  readonly assignments: readonly PreviewAssignment[];
  readonly notices: readonly LadderNotice[];
  /** What passes to a successor while nobody answers. */
  readonly handovers: readonly Handover[];
}

/** On the day after its end, an agency's assignment passes to the one that stands in its place. */
export interface Handover {
  readonly at: IsoInstant;
  readonly task: string;
  readonly period: string;
  readonly from: AgencyId;
  readonly to: AgencyId;
}

/** Computes every assignment of a plan, and every notice it will send if nobody answers, by time. */
export function computePreview(
  plan: Plan,
  directory: Directory,
  calendar: WorkingCalendar,
  tracking: Tracking,
): Preview {
  const periods = computeTaskPeriods(plan, directory, calendar, tracking);
  return {
    plan: plan.plan,
    assignments: periods.flatMap(listAssignments),
    notices: periods.flatMap(listNotices).sort(compareNotices),
    handovers: periods.flatMap(listHandovers).sort(compareHandovers),
  };
}

/** The order of notices: by instant, then by what they are about. */
export function compareNotices(a: LadderNotice, b: LadderNotice): number {
  return (
    Date.parse(a.at) - Date.parse(b.at) ||
    compareText(a.task, b.task) ||
    compareText(a.period, b.period) ||
    compareText(a.agency ?? '', b.agency ?? '') ||
    compareText(a.to, b.to) ||
    compareText(a.kind, b.kind) ||
    a.step - b.step
  );
}

function listAssignments(period: TaskPeriod): PreviewAssignment[] {
  return period.leads.map((agency) => ({
    task: period.task,
    period: period.period,
    cycle: period.cycle,
    agency,
    phrase: period.phrase,
    opensAt: period.opensAt,
    lastDay: period.lastDay,
    cutoff: period.cutoff,
    applicable: period.notApplicable === null,
    reason: period.notApplicable,
    lines: listOwnLines(period, agency),
  }));
}

function listNotices(period: TaskPeriod): LadderNotice[] {
  return period.ladder.flatMap((moment) =>
    computeNotices(moment, period.audience, period, listHolders(period, moment.at)),
  );
}

function listHandovers(period: TaskPeriod): Handover[] {
  const { task, period: name, notApplicable, closesAt, audience } = period;
  if (notApplicable !== null) return [];
  return audience.successions
    .filter(({ from, to, at }) => {
      const isOver = closesAt !== null && Date.parse(at) >= Date.parse(closesAt);
      const before = listHolders(period, new Date(Date.parse(at) - 1).toISOString());
      return !isOver && before.includes(from) && standInAt(audience.successions, from, at) === to;
    })
    .map(({ from, to, at }) => ({ at, task, period: name, from, to }));
}

function compareHandovers(a: Handover, b: Handover): number {
  return (
    Date.parse(a.at) - Date.parse(b.at) ||
    compareText(a.task, b.task) ||
    compareText(a.period, b.period) ||
    compareText(a.from, b.from)
  );
}
