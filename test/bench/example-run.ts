import type { BenchRun } from '../../bench/comparison.ts';

/** A run with figures that are easy to reckon with: 1,000 assignments in 10 task workflows. */
export function aRun(changes: Partial<BenchRun['dondoc']> = {}): BenchRun {
  const memory = (largest: number) => ({ largest, sum: 2 * largest });
  return {
    dondoc: {
      workers: 2,
      openedIn: 6,
      recordedIn: 3,
      toldIn: 10,
      sendingIn: 8,
      settledIn: 11,
      assignments: 1_000,
      notices: 1_000,
      mails: 100,
      mailBytes: 5_000_000,
      historyEvents: { median: 20, max: 25, total: 200 },
      historyBytes: { median: 50_000, max: 60_000 },
      registerBytes: { empty: 1_000_000, opened: 2_000_000, told: 4_000_000 },
      temporalBytes: { empty: 500_000, opened: 1_000_000, told: 1_200_000 },
      workerMemory: { opened: memory(200_000_000), peak: memory(300_000_000) },
      workerCpu: { opening: 4, morning: 5 },
      submissions: null,
      ...changes,
    },
    bareIn: 3,
    pool: { toldIn: 4, mails: 100 },
    graphile: { toldIn: 35, mails: 1_000, enqueuedIn: 1 },
  };
}

/** What 100 submissions have shown. */
export const someSubmissions: NonNullable<BenchRun['dondoc']['submissions']> = {
  count: 100,
  within: 60,
  answered: 100,
  errors: { count: 0, first: [] },
  latencyMs: { median: 80, p95: 120, max: 250 },
  tookIn: 60,
  settledIn: 63,
  mails: 200,
  registerBytesEach: 9_000,
  historyEventsEach: 5.5,
  historyEvents: { median: 75, max: 90, total: 750 },
  workerPeakMemory: { largest: 350_000_000, sum: 700_000_000 },
  workflowsCompared: 10,
};
