import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { SubmissionOrder } from './measure-submissions.ts';
import {
  count,
  defaultLeadSeconds,
  orderSubmissions,
  type RunOptions,
  readGivenTemporal,
  sharedShape,
  sharedWords,
} from './options.ts';

/** What a national bench consists of. */
export const partNames = ['reminder', 'escalation', 'submissions', 'memory'] as const;
export type PartName = (typeof partNames)[number];

/** What is asked of the national bench. `runs` is about the reminder morning. */
export interface NationalOptions extends Omit<RunOptions, 'leadSeconds'> {
  /** For every size; null for what each size usually needs. */
  readonly leadSeconds: number | null;
  /** Each is measured by itself: so many worker programs that share the work. */
  readonly workers: readonly number[];
  readonly parts: readonly PartName[];
  readonly submissions: SubmissionOrder;
}

/** Submissions at full size. */
const fullSubmissions = 10_000;

/** `1,3`: each once. */
function splitWords(text: unknown): unknown {
  return typeof text === 'string' ? [...new Set(text.split(','))] : text;
}

const part = z.enum(partNames, { error: `expected some of ${partNames.join(',')}` });
const schema = z.object({
  ...sharedShape,
  workers: z.preprocess(splitWords, z.array(count).default([1])),
  parts: z.preprocess(splitWords, z.array(part).default([...partNames])),
});

/** Reads the command line and the environment. Throws with what is wrong. */
export function readNationalOptions(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): NationalOptions {
  const { values } = parseArgs({
    args: [...words],
    options: { ...sharedWords, workers: { type: 'string' }, parts: { type: 'string' } },
  });
  const { size, runs, json, workers, parts, within, ...rest } = schema.parse(values);
  const { submissions = Math.ceil(fullSubmissions * size) } = rest;
  return {
    ...{ size, runs, json, workers, parts },
    submissions: orderSubmissions({ count: submissions, within }, size),
    leadSeconds: rest['lead-seconds'] ?? null,
    temporal: readGivenTemporal(env),
  };
}

/** Seconds from the start of the plans to the morning, at a size. */
export function chooseLeadSeconds({ leadSeconds }: NationalOptions, size: number): number {
  return leadSeconds ?? defaultLeadSeconds(size);
}
