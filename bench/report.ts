import type { BenchRun, BenchSummary } from './comparison.ts';
import type { LoadShape } from './load-shape.ts';

/** Everything the bench has to say, as it stands in `--json`. */
export interface BenchReport {
  readonly temporal: 'dev server' | 'given server';
  readonly cores: number;
  readonly shape: LoadShape;
  readonly median: BenchSummary;
  readonly runs: readonly BenchRun[];
}

const notMeasured = '–';

/** The medians as lines for people. */
export function printReport({ temporal, cores, shape, median, runs }: BenchReport): string {
  const { assignments, workflows, plans, agencies, digests } = shape;
  const lines: [string, string][] = [
    ['opened', seconds(median.openedIn)],
    [`bare workflows, ${workflows} with one activity`, seconds(median.bareIn)],
    ['… dondoc takes as long to open, times', ratio(median.timesTheBare)],
    ['all notices recorded, after the instant', seconds(median.recordedIn)],
    [`all agencies told (${digests} digests)`, seconds(median.toldIn)],
    ['… and every mail settled in the register', seconds(median.settledIn)],
    ['bare pool, the same digests', seconds(median.poolIn)],
    ['… dondoc takes as long, times', ratio(median.timesThePool)],
    [`graphile-worker, ${assignments} mails`, seconds(median.graphileIn)],
    ['… enqueued before that', seconds(median.graphileEnqueuedIn)],
    ['… dondoc is faster, times', ratio(median.timesFasterThanGraphile)],
    ['history events of a task workflow, at most', number(median.historyEvents)],
    ['bytes of its history, median', number(median.historyBytes)],
    ['register: bytes per assignment opened', number(median.registerBytesPerAssignmentOpened)],
    ['register: bytes per reminder told', number(median.registerBytesPerReminder)],
    ["Temporal's database", megabytes(median.temporalBytes)],
    ['worker memory once opened', megabytes(median.workerMemoryOpened)],
    ['worker memory at its peak', megabytes(median.workerMemoryPeak)],
    ['worker processor time, opening', seconds(median.workerCpuOpening)],
    ['worker processor time, the morning', seconds(median.workerCpuMorning)],
  ];
  const width = Math.max(...lines.map(([label]) => label.length));
  return [
    `${assignments} assignments: ${workflows} task workflows of ${plans} plans, ${agencies} agencies`,
    `${temporal}, ${cores} cores, median of ${runs.length}`,
    '',
    ...lines.map(([label, value]) => `${label.padEnd(width)}  ${value.padStart(10)}`),
    '',
  ].join('\n');
}

function seconds(value: number | null): string {
  return value === null ? notMeasured : `${value.toFixed(1)} s`;
}

function ratio(value: number | null): string {
  return value === null ? notMeasured : value.toFixed(1);
}

function number(value: number | null): string {
  return value === null ? notMeasured : String(Math.round(value));
}

function megabytes(value: number | null): string {
  return value === null ? notMeasured : `${(value / 1_000_000).toFixed(0)} MB`;
}
