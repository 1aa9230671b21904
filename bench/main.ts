import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../embedded/postgres.ts';
import { CleanUp } from '../worker/clean-up.ts';
import { type BenchRun, summarise } from './comparison.ts';
import { computeShape, type LoadShape } from './load-shape.ts';
import { measureBareWorkflows } from './measure-bare-workflows.ts';
import { MorningTooEarly, measureDondoc } from './measure-dondoc.ts';
import { measureGraphile } from './measure-graphile.ts';
import { measurePool } from './measure-pool.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { printReport } from './report.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { openTemporalPlace } from './temporal-place.ts';

/** What dondoc uses unless it is told otherwise; what it is compared with uses as many. */
const smtpConnections = 5;

/** `npm run bench`: figures, whatever they are; only what went wrong ends it with 1. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const shape = computeShape(options.size);
  const runs: BenchRun[] = [];
  for (let n = 1; n <= options.runs; n += 1) {
    say(`run ${n} of ${options.runs}: ${shape.assignments} assignments …`);
    runs.push(await runPatiently(shape, options));
  }
  const report = {
    temporal: options.temporalAddress === null ? 'dev server' : 'given server',
    cores: availableParallelism(),
    shape,
    median: summarise(runs),
    runs,
  } as const;
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
}

/** A morning that came too early is put off: on a slow machine opening takes longer. */
async function runPatiently(shape: LoadShape, options: BenchOptions): Promise<BenchRun> {
  try {
    return await runOnce(shape, options);
  } catch (error) {
    if (!(error instanceof MorningTooEarly)) throw error;
    say(error.message);
    return await runPatiently(shape, { ...options, leadSeconds: options.leadSeconds * 2 });
  }
}

async function runOnce(shape: LoadShape, options: BenchOptions): Promise<BenchRun> {
  const cleanUp = new CleanUp();
  const giveUp = () => void cleanUp.run().finally(() => process.exit(1));
  process.once('SIGINT', giveUp).once('SIGTERM', giveUp);
  try {
    return await measureAll(shape, options, cleanUp);
  } finally {
    process.off('SIGINT', giveUp).off('SIGTERM', giveUp);
    await cleanUp.run();
  }
}

async function measureAll(
  shape: LoadShape,
  { only, leadSeconds, temporalAddress }: BenchOptions,
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
  const place = { folder, databaseUrl: postgres.url(), sink, leadSeconds };
  const { dondoc, bareIn } = await withTemporal(folder, temporalAddress, async (temporal) => ({
    dondoc: await measureDondoc(shape, { ...place, temporal }),
    bareIn: only ? null : await measureBareWorkflows(temporal, shape.workflows),
  }));
  say(`dondoc: ${JSON.stringify(dondoc)}`);
  if (only) return { dondoc, bareIn, pool: null, graphile: null };
  say(`bare workflows: ${bareIn} s`);
  const pool = await measurePool(sink, await sink.readKept(), smtpConnections);
  say(`bare pool: ${JSON.stringify(pool)}`);
  const graphile = await measureGraphile(
    postgres.url('graphile'),
    sink,
    shape.assignments,
    smtpConnections,
  );
  say(`graphile-worker: ${JSON.stringify(graphile)}`);
  return { dondoc, bareIn, pool, graphile };
}

/** The Temporal server is gone before anything else is measured. */
async function withTemporal<T>(
  folder: string,
  address: string | null,
  measure: (temporal: Awaited<ReturnType<typeof openTemporalPlace>>) => Promise<T>,
): Promise<T> {
  const temporal = await openTemporalPlace(folder, address);
  try {
    return await measure(temporal);
  } finally {
    await temporal.stop();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

await main();
