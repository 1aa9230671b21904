import type { DondocFigures } from './measure-dondoc.ts';
import type { SendingFigures } from './measure-pool.ts';
import { medianOf } from './statistics.ts';

/** One run: dondoc, then what it is compared with, on the same machine, PostgreSQL and mail server. */
export interface BenchRun {
  readonly dondoc: DondocFigures;
  /** Seconds for as many workflows with one activity that does nothing; null when left out. */
  readonly bareIn: number | null;
  /** A bare pool that sends the same digests; null when left out. */
  readonly pool: SendingFigures | null;
  /** graphile-worker, one job and one mail per reminder; null when left out. */
  readonly graphile: (SendingFigures & { readonly enqueuedIn: number }) | null;
}

/** Medians over the runs; null for what was not measured. */
export interface BenchSummary {
  readonly openedIn: number | null;
  readonly recordedIn: number | null;
  readonly toldIn: number | null;
  readonly settledIn: number | null;
  readonly mails: number | null;
  readonly bareIn: number | null;
  /** How many times as long opening takes as bare workflows do. */
  readonly timesTheBare: number | null;
  readonly poolIn: number | null;
  readonly graphileEnqueuedIn: number | null;
  readonly graphileIn: number | null;
  /** How many times as long graphile-worker takes to tell everybody. */
  readonly timesFasterThanGraphile: number | null;
  /** How many times as long dondoc takes as a bare pool with the same mails. */
  readonly timesThePool: number | null;
  readonly historyEvents: number | null;
  readonly historyBytes: number | null;
  readonly registerBytesPerAssignmentOpened: number | null;
  readonly registerBytesPerReminder: number | null;
  readonly temporalBytes: number | null;
  readonly workerMemoryOpened: number | null;
  readonly workerMemoryPeak: number | null;
  readonly workerCpuOpening: number | null;
  readonly workerCpuMorning: number | null;
}

/** The median of each figure; ratios are taken within a run. */
export function summarise(runs: readonly BenchRun[]): BenchSummary {
  const of = (read: (run: BenchRun) => number | null) => medianOf(runs, read);
  return {
    openedIn: of(({ dondoc }) => dondoc.openedIn),
    recordedIn: of(({ dondoc }) => dondoc.recordedIn),
    toldIn: of(({ dondoc }) => dondoc.toldIn),
    settledIn: of(({ dondoc }) => dondoc.settledIn),
    mails: of(({ dondoc }) => dondoc.mails),
    bareIn: of(({ bareIn }) => bareIn),
    timesTheBare: of(({ dondoc, bareIn }) => (bareIn === null ? null : dondoc.openedIn / bareIn)),
    poolIn: of(({ pool }) => pool?.toldIn ?? null),
    graphileEnqueuedIn: of(({ graphile }) => graphile?.enqueuedIn ?? null),
    graphileIn: of(({ graphile }) => graphile?.toldIn ?? null),
    timesFasterThanGraphile: of(({ dondoc, graphile }) =>
      graphile === null ? null : graphile.toldIn / dondoc.toldIn,
    ),
    timesThePool: of(({ dondoc, pool }) => (pool === null ? null : dondoc.toldIn / pool.toldIn)),
    historyEvents: of(({ dondoc }) => dondoc.historyEvents.max),
    historyBytes: of(({ dondoc }) => dondoc.historyBytes?.median ?? null),
    registerBytesPerAssignmentOpened: of(({ dondoc: { registerBytes, notices } }) =>
      Math.round((registerBytes.opened - registerBytes.empty) / notices),
    ),
    registerBytesPerReminder: of(({ dondoc: { registerBytes, notices } }) =>
      Math.round((registerBytes.told - registerBytes.opened) / notices),
    ),
    temporalBytes: of(({ dondoc }) => dondoc.temporalBytes),
    workerMemoryOpened: of(({ dondoc }) => dondoc.workerMemory?.opened ?? null),
    workerMemoryPeak: of(({ dondoc }) => dondoc.workerMemory?.peak ?? null),
    workerCpuOpening: of(({ dondoc }) => dondoc.workerCpu?.opening ?? null),
    workerCpuMorning: of(({ dondoc }) => dondoc.workerCpu?.morning ?? null),
  };
}
