import type { BenchRun } from './comparison.ts';
import { buildLoad, type Load } from './load.ts';
import type { MorningKind } from './morning.ts';
import { chooseLeadSeconds, type NationalOptions } from './national-options.ts';
import { type Comparison, runTimes } from './run-bench.ts';

/** Runs of one load. */
export interface Part {
  readonly load: Pick<Load, 'size' | 'shape' | 'owed'>;
  readonly runs: readonly BenchRun[];
}

/** What so many workers have shown; null for a part that was left out. */
export interface NationalFigures {
  readonly workers: number;
  readonly reminder: Part | null;
  readonly escalation: Part | null;
  readonly submissions: Part | null;
  /** Sizes from small to full, one run each; the full one is the reminder's where that was measured. */
  readonly memory: readonly Part[] | null;
}

/** A hundredth and a tenth of the load: at full size about 1,000 and 10,000 assignments. */
const smallerSizes = [0.01, 0.1];

interface PartTerms {
  readonly kind?: MorningKind;
  readonly size?: number;
  readonly times?: number;
  readonly compare?: readonly Comparison[];
  readonly handIn?: boolean;
}

/** Measures the parts that are asked for, one after the other, each run on fresh servers. */
export async function measureNational(
  options: NationalOptions,
  workers: number,
): Promise<NationalFigures> {
  const { parts, runs } = options;
  const measure = (what: string, terms: PartTerms) => measurePart(options, workers, what, terms);
  const all = ['bare', 'pool', 'graphile'] as const;
  const reminder = parts.includes('reminder')
    ? await measure('reminder morning', { times: runs, compare: all })
    : null;
  const escalation = parts.includes('escalation')
    ? await measure('escalation morning', { kind: 'escalation', compare: ['pool'] })
    : null;
  const submissions = parts.includes('submissions')
    ? await measure('submissions', { handIn: true })
    : null;
  const memory: Part[] = [];
  if (parts.includes('memory')) {
    for (const share of smallerSizes) {
      memory.push(await measure('memory', { size: options.size * share }));
    }
    memory.push(reminder ?? (await measure('memory', {})));
  }
  return { workers, reminder, escalation, submissions, memory: memory.length > 0 ? memory : null };
}

async function measurePart(
  options: NationalOptions,
  workers: number,
  what: string,
  { kind = 'reminder', size = options.size, times = 1, compare = [], handIn = false }: PartTerms,
): Promise<Part> {
  const load = buildLoad(size, kind);
  const runs = await runTimes(times, `${what}, workers: ${workers}`, load, {
    ...{ workers, compare, temporal: options.temporal },
    leadSeconds: chooseLeadSeconds(options, size),
    submissions: handIn ? options.submissions : null,
  });
  const { shape, owed } = load;
  return { load: { size, shape, owed }, runs };
}
