import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What is asked of the bench. */
export interface BenchOptions {
  /** Share of the full load: 1 is 99,960 assignments. */
  readonly size: number;
  readonly runs: number;
  readonly json: boolean;
  /** Seconds from the start of the plans to the morning; opening must be over by then. */
  readonly leadSeconds: number;
  /** Leave out what dondoc is compared with. */
  readonly only: boolean;
  /** A Temporal server to use instead of a dev server of our own (`BENCH_TEMPORAL_ADDRESS`). */
  readonly temporalAddress: string | null;
}

const positive = z.coerce.number().positive('expected a number above 0');

const schema = z.object({
  size: positive.default(1),
  runs: positive.int('expected a whole number').default(3),
  json: z.boolean().default(false),
  'lead-seconds': positive.optional(),
  only: z.boolean().default(false),
});

/** Opening takes about ten seconds at full size on two cores: several times that, and some for the servers' first steps. */
function defaultLeadSeconds(size: number): number {
  return Math.ceil(10 + 40 * size);
}

/** Reads the command line and the environment. Throws with what is wrong. */
export function readOptions(words: readonly string[], env: NodeJS.ProcessEnv): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      size: { type: 'string' },
      runs: { type: 'string' },
      json: { type: 'boolean' },
      'lead-seconds': { type: 'string' },
      only: { type: 'boolean' },
    },
  });
  const { size, runs, json, only, 'lead-seconds': leadSeconds } = schema.parse(values);
  return {
    ...{ size, runs, json, only },
    leadSeconds: leadSeconds ?? defaultLeadSeconds(size),
    temporalAddress: env['BENCH_TEMPORAL_ADDRESS'] || null,
  };
}
