import { setTimeout as delay } from 'node:timers/promises';

/** How so many things are begun: evenly over a time, each at its moment whatever the others do. */
export interface Pace {
  readonly count: number;
  readonly withinMs: number;
}

/** Reads the time and waits; both in ms. */
export interface Clock {
  now(): number;
  wait(ms: number): Promise<unknown>;
}

/** What became of what was begun. */
export interface Paced {
  /** From the moment at which each was to begin until it was done, in ms, of those that were done. */
  readonly latenciesMs: readonly number[];
  readonly errors: readonly unknown[];
  /** From the first moment until all had ended. */
  readonly tookMs: number;
}

const realClock: Clock = { now: () => performance.now(), wait: delay };

/** When the n-th (from 0) begins, in ms after the first. */
export function computeBeginMs(n: number, { count, withinMs }: Pace): number {
  return (n * withinMs) / count;
}

/**
 * Begins each at its moment and waits for all. What begins late because this process was busy counts as
 * slow: the moment that was meant is what its latency is counted from.
 */
export async function runPaced(
  pace: Pace,
  run: (n: number) => Promise<unknown>,
  clock: Clock = realClock,
): Promise<Paced> {
  const latenciesMs: number[] = [];
  const errors: unknown[] = [];
  const startedAt = clock.now();
  const begun: Promise<void>[] = [];
  for (let n = 0; n < pace.count; n += 1) {
    const moment = startedAt + computeBeginMs(n, pace);
    await clock.wait(Math.max(0, moment - clock.now()));
    const ended = run(n).then(
      () => void latenciesMs.push(clock.now() - moment),
      (error: unknown) => void errors.push(error),
    );
    begun.push(ended);
  }
  await Promise.all(begun);
  return { latenciesMs, errors, tookMs: clock.now() - startedAt };
}
