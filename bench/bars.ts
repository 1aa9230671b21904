import type { BenchSummary } from './comparison.ts';
import type { SubmissionOrder } from './measure-submissions.ts';
import { megabytes, milliseconds, number, ratio, seconds } from './report-lines.ts';

/** How far a figure may go. */
export interface Bar {
  readonly says: string;
  readonly limit: number;
  /** Whether the limit is the most or the least that is wanted. */
  readonly wanted: 'atMost' | 'atLeast' | 'below';
  /** Null when it was not measured. */
  readonly value: number | null;
  readonly print: (value: number | null) => string;
}

/** What the parts of a national bench have shown; null for one that was left out. */
export interface BarFigures {
  readonly reminder: BenchSummary | null;
  readonly submissions: BenchSummary | null;
  readonly order: SubmissionOrder;
}

/** The bars of a national bench. They are set for the full load. */
export function listBars({ reminder, submissions, order }: BarFigures): Bar[] {
  return [
    {
      says: 'sending, times the bare pool with the same digests',
      ...{ limit: 4, wanted: 'atMost', value: reminder?.sendingTimesThePool ?? null, print: ratio },
    },
    {
      says: 'all agencies told after the instant',
      ...{ limit: 12, wanted: 'atMost', value: reminder?.toldIn ?? null, print: seconds },
    },
    {
      says: 'times faster than graphile-worker',
      ...{ limit: 3, wanted: 'atLeast', print: ratio },
      value: reminder?.timesFasterThanGraphile ?? null,
    },
    {
      says: 'memory of the largest worker, everything open',
      ...{ limit: 400_000_000, wanted: 'below', print: megabytes },
      value: reminder?.workerMemoryOpened ?? null,
    },
    {
      says: 'memory of the largest worker at its peak',
      ...{ limit: 400_000_000, wanted: 'below', print: megabytes },
      value: reminder?.workerMemoryPeak ?? null,
    },
    {
      says: `submissions answered, begun within ${order.within} s`,
      ...{ limit: order.count, wanted: 'atLeast', print: number },
      value: submissions?.submissionsAnswered ?? null,
    },
    {
      says: 'median of a submission',
      ...{ limit: 200, wanted: 'below', print: milliseconds },
      value: submissions?.submissionMedianMs ?? null,
    },
  ];
}

/** `within` or `missed`; a dash for what was not measured. */
export function judgeBar({ limit, wanted, value }: Bar): 'within' | 'missed' | '–' {
  if (value === null) return '–';
  const reached = {
    atMost: value <= limit,
    atLeast: value >= limit,
    below: value < limit,
  };
  return reached[wanted] ? 'within' : 'missed';
}

/** The bar in words: `at most 12.0 s`. */
export function sayLimit({ limit, wanted, print }: Bar): string {
  const words = { atMost: 'at most', atLeast: 'at least', below: 'under' };
  return `${words[wanted]} ${print(limit)}`;
}
