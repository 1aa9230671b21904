import { performance } from 'node:perf_hooks';
import type { Observe, Target } from './target.ts';

/** No case may take longer. */
export const longestCaseMs = 1_000;
/** Nor may the process grow beyond this. */
export const mostMemoryMb = 1_024;

/** What running a target took. */
export interface Figures {
  readonly target: string;
  readonly cases: number;
  readonly seconds: number;
  readonly slowestMs: number;
  /** The beginning of the slowest case. */
  readonly slowest: string;
  readonly peakMemoryMb: number;
}

/**
 * Runs a target.
 * @throws Error with the case, when one fails, takes more than a second, or memory grows too far
 */
export async function measure(
  target: Target,
  cases: number,
  seed: number,
  progress?: (done: number) => void,
): Promise<Figures> {
  const began = performance.now();
  const most = { ms: 0, of: '', memory: 0, done: 0 };
  const observe: Observe = (run, describe) => {
    const [result, first] = time(run);
    // The collector of memory may have had its turn: what really takes long does so again.
    const ms = first > longestCaseMs ? Math.min(first, time(run)[1], time(run)[1]) : first;
    most.done += 1;
    if (ms > most.ms) [most.ms, most.of] = [ms, describe().slice(0, 200)];
    if (ms > longestCaseMs) throw new Error(`a case took ${Math.round(ms)} ms`);
    if (most.done % 500 === 0) noteMemory(most);
    if (most.done % 5_000 === 0) progress?.(most.done);
    return result;
  };
  await target.run(cases, seed, observe);
  noteMemory(most);
  return {
    ...{ target: target.name, cases, slowestMs: Math.round(most.ms * 10) / 10 },
    ...{ seconds: (performance.now() - began) / 1000, slowest: most.of },
    peakMemoryMb: Math.round(most.memory),
  };
}

/** Milliseconds of the processor: a busy machine lets a case wait, which says nothing of it. */
function time<T>(run: () => T): readonly [T, number] {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

function noteMemory(most: { memory: number }): void {
  const mb = process.memoryUsage.rss() / 1024 / 1024;
  if (mb > mostMemoryMb) {
    throw new Error(`expected at most ${mostMemoryMb} MiB of memory, found ${Math.round(mb)}`);
  }
  most.memory = Math.max(most.memory, mb);
}
