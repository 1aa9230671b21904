import type { BenchRun, BenchSummary } from './comparison.ts';
import type { Load } from './load.ts';
import type { LoadShape } from './load-shape.ts';
import type { MorningKind } from './morning.ts';
import type { Owed } from './owed.ts';
import {
  alignLines,
  fine,
  megabytes,
  milliseconds,
  number,
  per,
  type ReportLine,
  ratio,
  seconds,
} from './report-lines.ts';
import type { TemporalKind } from './temporal-place.ts';

/** Everything the bench has to say, as it stands in `--json`. */
export interface BenchReport {
  readonly temporal: TemporalKind;
  readonly cores: number;
  readonly morning: MorningKind;
  readonly workers: number;
  readonly shape: LoadShape;
  readonly owed: Owed;
  readonly median: BenchSummary;
  readonly runs: readonly BenchRun[];
}

/** The medians as lines for people. */
export function printReport(report: BenchReport): string {
  const { temporal, cores, workers, morning, median, runs } = report;
  const lines = [...listFigures(median, report), ...listSubmissions(median)];
  return [
    describeLoad(report.shape),
    `${morning} morning, ${temporal}, ${cores} cores, ${sayWorkers(workers)}, median of ${runs.length}`,
    '',
    ...alignLines(lines),
    '',
  ].join('\n');
}

export function describeLoad({ assignments, workflows, plans, agencies }: LoadShape): string {
  return `${assignments} assignments: ${workflows} task workflows of ${plans} plans, ${agencies} agencies`;
}

export function sayWorkers(workers: number): string {
  return workers === 1 ? 'one worker' : `${workers} workers`;
}

/** What opening and a morning have shown. */
export function listFigures(
  median: BenchSummary,
  { shape, owed }: Pick<Load, 'shape' | 'owed'>,
): ReportLine[] {
  return [...listTimes(median, shape, owed), ...listSizes(median, shape, owed)];
}

function listTimes(
  median: BenchSummary,
  { workflows }: LoadShape,
  { notices, mails }: Owed,
): ReportLine[] {
  return [
    ['opened', seconds(median.openedIn)],
    [`bare workflows, ${workflows} with one activity`, seconds(median.bareIn)],
    ['… dondoc takes as long to open, times', ratio(median.timesTheBare)],
    [`all ${notices} notices recorded, after the instant`, seconds(median.recordedIn)],
    [`all agencies told (${mails} mails)`, seconds(median.toldIn)],
    ['… of that, from the first claim to the last mail', seconds(median.sendingIn)],
    ['… and every mail settled in the register', seconds(median.settledIn)],
    ['bare pool, the same mails', seconds(median.poolIn)],
    ['… dondoc takes as long, times', ratio(median.timesThePool)],
    ['… dondoc takes as long to send, times', ratio(median.sendingTimesThePool)],
    [`graphile-worker, ${notices} mails`, seconds(median.graphileIn)],
    ['… enqueued before that', seconds(median.graphileEnqueuedIn)],
    ['… dondoc is faster, times', ratio(median.timesFasterThanGraphile)],
  ];
}

function listSizes(
  median: BenchSummary,
  { assignments, workflows }: LoadShape,
  { notices }: Owed,
): ReportLine[] {
  const {
    registerBytesOpened: opened,
    registerBytesTold: told,
    temporalBytesOpened: temporalOpened,
    temporalBytesTold: temporalTold,
  } = median;
  const bytes = (value: number | null, count: number) => number(per(value, count));
  return [
    ['history events of a task-quarter, at most', number(median.historyEvents)],
    ['history events of a task-quarter, median', number(median.historyEventsMedian)],
    ['history events per assignment', fine(median.historyEventsPerAssignment)],
    ['bytes of its history, median', number(median.historyBytes)],
    ['register: bytes per assignment opened', bytes(opened, assignments)],
    ['register: bytes per task-quarter opened', bytes(opened, workflows)],
    ['register: bytes per notice told', bytes(told, notices)],
    ['register: bytes per assignment told', bytes(told, assignments)],
    ['register: bytes per task-quarter told', bytes(told, workflows)],
    ["Temporal's database: bytes per assignment opened", bytes(temporalOpened, assignments)],
    ["Temporal's database: bytes per task-quarter opened", bytes(temporalOpened, workflows)],
    ["Temporal's database: bytes per assignment told", bytes(temporalTold, assignments)],
    ["Temporal's database: bytes per task-quarter told", bytes(temporalTold, workflows)],
    ['worker memory once opened, the largest', megabytes(median.workerMemoryOpened)],
    ['… of all workers', megabytes(median.workerMemoryOpenedSum)],
    ['worker memory at its peak, the largest', megabytes(median.workerMemoryPeak)],
    ['… of all workers', megabytes(median.workerMemoryPeakSum)],
    ['processor time of the workers, opening', seconds(median.workerCpuOpening)],
    ['processor time of the workers, the morning', seconds(median.workerCpuMorning)],
  ];
}

/** What handing in has shown; nothing when nobody did. */
export function listSubmissions(median: BenchSummary): ReportLine[] {
  if (median.submissionsAnswered === null) return [];
  return [
    ['submissions answered', number(median.submissionsAnswered)],
    ['… failed', number(median.submissionErrors)],
    ['… median, from the moment it was to begin', milliseconds(median.submissionMedianMs)],
    ['… 95 of 100 within', milliseconds(median.submissionP95Ms)],
    ['… the slowest', milliseconds(median.submissionMaxMs)],
    ['… from the first until the last was answered', seconds(median.submissionsIn)],
    ['… and until all mails about them had left', seconds(median.submissionsSettledIn)],
    ['… mails about them', number(median.submissionMails)],
    ['register: bytes per submission', number(median.submissionRegisterBytes)],
    ['history events per submission', fine(median.submissionHistoryEvents)],
    ['worker memory at its peak afterwards, the largest', megabytes(median.submissionMemoryPeak)],
  ];
}
