import type { AssignmentRow } from './batch.ts';
import type { ReportLine } from './messages.ts';
import type { AgencyId } from './plan.ts';

/** What of an assignment says who answers for which lines of a periodic report. */
export type Reporting = Pick<AssignmentRow, 'agency' | 'progress' | 'lines' | 'takenOverFrom'>;

/** How many of the agencies that lead a line say what of it. */
export interface LineCount {
  readonly task: string;
  readonly done: number;
  readonly inProgress: number;
  readonly notStarted: number;
  /** Agencies that have not reported, or said nothing of this line. */
  readonly unanswered: number;
}

/**
 * What an agency's newest report says of its lines: its own, else that of the agency it took the
 * assignment over from; null when there is none.
 */
export function findReport<Report>(
  agency: AgencyId,
  assignments: readonly Reporting[],
  reports: ReadonlyMap<AgencyId, Report>,
): Report | null {
  const seen = new Set<AgencyId>();
  let next: AgencyId | null = agency;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const report = reports.get(next);
    if (report !== undefined) return report;
    const current: AgencyId = next;
    next = assignments.find((one) => one.agency === current)?.takenOverFrom ?? null;
  }
  return null;
}

/**
 * Counts the answers to each line, in the order of `lines`. Agencies that owe no report any more
 * (reassigned, stopped, not applicable) are not counted.
 */
export function countLines(
  lines: readonly string[],
  assignments: readonly Reporting[],
  reports: ReadonlyMap<AgencyId, readonly ReportLine[]>,
): LineCount[] {
  const counted = assignments
    .filter(({ progress }) => !['reassigned', 'waived', 'notApplicable'].includes(progress))
    .map(({ agency, lines: own }) => ({
      own,
      said: findReport(agency, assignments, reports) ?? [],
    }));
  return lines.map((task) => {
    const states = counted
      .filter(({ own }) => own.includes(task))
      .map(({ said }) => said.findLast((line) => line.task === task)?.state ?? null);
    const count = (state: ReportLine['state'] | null) =>
      states.filter((found) => found === state).length;
    return {
      task,
      done: count('done'),
      inProgress: count('inProgress'),
      notStarted: count('notStarted'),
      unanswered: count(null),
    };
  });
}
