import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../embedded/postgres.ts';
import { CleanUp } from '../worker/clean-up.ts';
import type { BenchRun } from './comparison.ts';
import type { Load } from './load.ts';
import { measureBareWorkflows } from './measure-bare-workflows.ts';
import { MorningTooEarly, measureDondoc } from './measure-dondoc.ts';
import { measureGraphile } from './measure-graphile.ts';
import { measurePool } from './measure-pool.ts';
import type { BenchOptions } from './options.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { openTemporalPlace, type TemporalPlace } from './temporal-place.ts';

/** What dondoc can be compared with. */
export type Comparison = 'bare' | 'pool' | 'graphile';

/** How one run goes. */
export interface RunTerms
  extends Pick<BenchOptions, 'leadSeconds' | 'temporal' | 'workers' | 'submissions'> {
  readonly compare: readonly Comparison[];
}

/** What dondoc uses unless it is told otherwise; what it is compared with uses as many. */
const smtpConnections = 5;

/** So many runs, each on fresh servers; `what` says on stderr what they measure. */
export async function runTimes(
  times: number,
  what: string,
  load: Load,
  terms: RunTerms,
): Promise<BenchRun[]> {
  const runs: BenchRun[] = [];
  for (let n = 1; n <= times; n += 1) {
    say(`${what}, run ${n} of ${times}: ${load.shape.assignments} assignments …`);
    runs.push(await runPatiently(load, terms));
  }
  return runs;
}

/** A morning that came too early is put off: on a slow machine opening takes longer. */
async function runPatiently(load: Load, terms: RunTerms): Promise<BenchRun> {
  try {
    return await runOnce(load, terms);
  } catch (error) {
    if (!(error instanceof MorningTooEarly)) throw error;
    say(error.message);
    return await runPatiently(load, { ...terms, leadSeconds: terms.leadSeconds * 2 });
  }
}

async function runOnce(load: Load, terms: RunTerms): Promise<BenchRun> {
  const cleanUp = new CleanUp();
  const giveUp = () => void cleanUp.run().finally(() => process.exit(1));
  process.once('SIGINT', giveUp).once('SIGTERM', giveUp);
  try {
    return await measureAll(load, terms, cleanUp);
  } finally {
    process.off('SIGINT', giveUp).off('SIGTERM', giveUp);
    await cleanUp.run();
  }
}

async function measureAll(
  load: Load,
  { compare, temporal: given, ...terms }: RunTerms,
  cleanUp: CleanUp,
): Promise<BenchRun> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-bench-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    databases: ['dondoc', 'graphile'],
  });
  cleanUp.add(() => postgres.stop());
  const sink = await startSmtpSink();
  cleanUp.add(() => sink.stop());
  const keepMails = compare.includes('pool');
  const place = { folder, databaseUrl: postgres.url(), sink, keepMails, ...terms };
  const temporal = await openTemporalPlace(folder, given);
  const { dondoc, bareIn } = await useTemporal(temporal, async () => ({
    dondoc: await measureDondoc(load, { ...place, temporal }),
    bareIn: compare.includes('bare')
      ? await measureBareWorkflows(temporal, load.shape.workflows)
      : null,
  }));
  say(`dondoc: ${JSON.stringify(dondoc.figures)}`);
  if (bareIn !== null) say(`bare workflows: ${bareIn} s`);
  const pool = keepMails ? await measurePool(sink, dondoc.mails, smtpConnections) : null;
  if (pool !== null) say(`bare pool: ${JSON.stringify(pool)}`);
  const { owed } = load;
  const graphile = compare.includes('graphile')
    ? await measureGraphile(postgres.url('graphile'), sink, owed.notices, smtpConnections)
    : null;
  if (graphile !== null) say(`graphile-worker: ${JSON.stringify(graphile)}`);
  return { dondoc: dondoc.figures, bareIn, pool, graphile };
}

/** The Temporal server is gone before anything else is measured. */
async function useTemporal<T>(temporal: TemporalPlace, measure: () => Promise<T>): Promise<T> {
  try {
    return await measure();
  } finally {
    await temporal.stop();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
