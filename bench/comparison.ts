import type { DatabaseBytes, DondocFigures } from './measure-dondoc.ts';
import type { SendingFigures } from './measure-pool.ts';
import type { SubmissionFigures } from './measure-submissions.ts';
import { medianOf } from './statistics.ts';

/** One run: dondoc, then what it is compared with, on the same machine, PostgreSQL and mail server. */
export interface BenchRun {
  readonly dondoc: DondocFigures;
  /** Seconds for as many workflows with one activity that does nothing; null when left out. */
  readonly bareIn: number | null;
  /** A bare pool that sends the same mails; null when left out. */
  readonly pool: SendingFigures | null;
  /** graphile-worker, one job and one mail per notice; null when left out. */
  readonly graphile: (SendingFigures & { readonly enqueuedIn: number }) | null;
}

/** Where each figure of a summary comes from; null for what was not measured. */
const figures = {
  openedIn: ({ dondoc }) => dondoc.openedIn,
  recordedIn: ({ dondoc }) => dondoc.recordedIn,
  toldIn: ({ dondoc }) => dondoc.toldIn,
  sendingIn: ({ dondoc }) => dondoc.sendingIn,
  settledIn: ({ dondoc }) => dondoc.settledIn,
  mails: ({ dondoc }) => dondoc.mails,
  bareIn: ({ bareIn }) => bareIn,
  /** How many times as long opening takes as bare workflows do. */
  timesTheBare: ({ dondoc, bareIn }) => (bareIn === null ? null : dondoc.openedIn / bareIn),
  poolIn: ({ pool }) => pool?.toldIn ?? null,
  graphileEnqueuedIn: ({ graphile }) => graphile?.enqueuedIn ?? null,
  graphileIn: ({ graphile }) => graphile?.toldIn ?? null,
  /** How many times as long graphile-worker takes to tell everybody. */
  timesFasterThanGraphile: ({ dondoc, graphile }) =>
    graphile === null ? null : graphile.toldIn / dondoc.toldIn,
  /** How many times as long dondoc takes as a bare pool with the same mails. */
  timesThePool: ({ dondoc, pool }) => (pool === null ? null : dondoc.toldIn / pool.toldIn),
  /** The same from the first claim to the last mail: without the wait for what is recorded. */
  sendingTimesThePool: ({ dondoc, pool }) =>
    pool === null ? null : dondoc.sendingIn / pool.toldIn,
  /** Of one task workflow, which is one task-quarter. */
  historyEvents: ({ dondoc }) => dondoc.historyEvents.max,
  historyEventsMedian: ({ dondoc }) => dondoc.historyEvents.median,
  historyEventsPerAssignment: ({ dondoc }) => dondoc.historyEvents.total / dondoc.assignments,
  historyBytes: ({ dondoc }) => dondoc.historyBytes?.median ?? null,
  registerBytesOpened: ({ dondoc }) => opened(dondoc.registerBytes),
  registerBytesTold: ({ dondoc }) => told(dondoc.registerBytes),
  temporalBytesOpened: ({ dondoc: { temporalBytes } }) => temporalBytes && opened(temporalBytes),
  temporalBytesTold: ({ dondoc: { temporalBytes } }) => temporalBytes && told(temporalBytes),
  workerMemoryOpened: ({ dondoc }) => dondoc.workerMemory?.opened.largest ?? null,
  workerMemoryOpenedSum: ({ dondoc }) => dondoc.workerMemory?.opened.sum ?? null,
  workerMemoryPeak: ({ dondoc }) => dondoc.workerMemory?.peak.largest ?? null,
  workerMemoryPeakSum: ({ dondoc }) => dondoc.workerMemory?.peak.sum ?? null,
  workerCpuOpening: ({ dondoc }) => dondoc.workerCpu?.opening ?? null,
  workerCpuMorning: ({ dondoc }) => dondoc.workerCpu?.morning ?? null,
  submissionsAnswered: submitting(({ answered }) => answered),
  submissionErrors: submitting(({ errors }) => errors.count),
  submissionMedianMs: submitting(({ latencyMs }) => latencyMs?.median ?? null),
  submissionP95Ms: submitting(({ latencyMs }) => latencyMs?.p95 ?? null),
  submissionMaxMs: submitting(({ latencyMs }) => latencyMs?.max ?? null),
  submissionsIn: submitting(({ tookIn }) => tookIn),
  submissionsSettledIn: submitting(({ settledIn }) => settledIn),
  submissionMails: submitting(({ mails }) => mails),
  submissionRegisterBytes: submitting(({ registerBytesEach }) => registerBytesEach),
  submissionHistoryEvents: submitting(({ historyEventsEach }) => historyEventsEach),
  submissionMemoryPeak: submitting(({ workerPeakMemory }) => workerPeakMemory?.largest ?? null),
} as const satisfies Record<string, (run: BenchRun) => number | null>;

/** Medians over the runs, in seconds, bytes and counts; null for what was not measured. */
export type BenchSummary = Readonly<Record<keyof typeof figures, number | null>>;

/** The median of each figure; ratios are taken within a run. */
export function summarise(runs: readonly BenchRun[]): BenchSummary {
  const medians = Object.entries(figures).map(([name, read]) => [name, medianOf(runs, read)]);
  return Object.fromEntries(medians) as BenchSummary;
}

/** What a database has grown by when everything is open. */
function opened({ empty, opened: open }: DatabaseBytes): number {
  return open - empty;
}

/** What it has grown by since then when everybody is told. */
function told({ opened: open, told: end }: DatabaseBytes): number {
  return end - open;
}

function submitting(
  read: (figures: SubmissionFigures) => number | null,
): (run: BenchRun) => number | null {
  return ({ dondoc: { submissions } }) => (submissions === null ? null : read(submissions));
}
