import { parseArgs } from 'node:util';
import { z } from 'zod';
import { computeShape } from './load-shape.ts';
import type { SubmissionOrder } from './measure-submissions.ts';
import { type MorningKind, morningKinds } from './morning.ts';
import type { GivenTemporal } from './temporal-place.ts';

/** What every run needs to know. */
export interface RunOptions {
  /** Share of the full load: 1 is 99,960 assignments. */
  readonly size: number;
  readonly runs: number;
  readonly json: boolean;
  /** Seconds from the start of the plans to the morning; opening must be over by then. */
  readonly leadSeconds: number;
  /** A Temporal server to use instead of a dev server of our own (`BENCH_TEMPORAL_ADDRESS`). */
  readonly temporal: GivenTemporal | null;
}

/** What is asked of the bench. */
export interface BenchOptions extends RunOptions {
  /** Leave out what dondoc is compared with. */
  readonly only: boolean;
  readonly morning: MorningKind;
  /** Worker programs that share the work. */
  readonly workers: number;
  /** What is handed in after the morning; null for nothing. */
  readonly submissions: SubmissionOrder | null;
}

export const positive = z.coerce.number().positive('expected a number above 0');
export const count = positive.int('expected a whole number');

/** As the issue has it: so many submissions in ten minutes. */
export const defaultWithin = 600;

/** What `npm run bench` and `npm run bench:national` both understand. */
export const sharedWords = {
  size: { type: 'string' },
  runs: { type: 'string' },
  json: { type: 'boolean' },
  'lead-seconds': { type: 'string' },
  submissions: { type: 'string' },
  within: { type: 'string' },
} as const;
export const sharedShape = {
  size: positive.default(1),
  runs: count.default(3),
  json: z.boolean().default(false),
  'lead-seconds': positive.optional(),
  submissions: count.optional(),
  within: positive.default(defaultWithin),
};

const schema = z.object({
  ...sharedShape,
  only: z.boolean().default(false),
  morning: z
    .enum(morningKinds, { error: `expected ${morningKinds.join(' or ')}` })
    .default('reminder'),
  workers: count.default(1),
});

/** Opening takes about ten seconds at full size on two cores: several times that, and some for the servers' first steps. */
export function defaultLeadSeconds(size: number): number {
  return Math.ceil(10 + 40 * size);
}

/** Reads the command line and the environment. Throws with what is wrong. */
export function readOptions(words: readonly string[], env: NodeJS.ProcessEnv): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...sharedWords,
      only: { type: 'boolean' },
      morning: { type: 'string' },
      workers: { type: 'string' },
    },
  });
  const { size, runs, json, only, morning, workers, ...rest } = schema.parse(values);
  const { submissions, within, 'lead-seconds': leadSeconds } = rest;
  return {
    ...{ size, runs, json, only, morning, workers },
    submissions:
      submissions === undefined ? null : orderSubmissions({ count: submissions, within }, size),
    leadSeconds: leadSeconds ?? defaultLeadSeconds(size),
    temporal: readGivenTemporal(env),
  };
}

/** Each assignment can be handed in once. Throws RangeError when there are fewer. */
export function orderSubmissions(order: SubmissionOrder, size: number): SubmissionOrder {
  const { assignments } = computeShape(size);
  if (order.count <= assignments) return order;
  throw new RangeError(
    `--submissions: expected at most ${assignments}, the assignments at size ${size}, found ${order.count}`,
  );
}

/** The server that the environment names; null for none. */
export function readGivenTemporal(env: NodeJS.ProcessEnv): GivenTemporal | null {
  const address = env['BENCH_TEMPORAL_ADDRESS'] || null;
  if (address === null) return null;
  const databaseUrls = (env['BENCH_TEMPORAL_DATABASES'] ?? '').split(/\s+/).filter(Boolean);
  return { address, databaseUrls };
}
