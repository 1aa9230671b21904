import { availableParallelism } from 'node:os';
import { summarise } from './comparison.ts';
import { buildLoad } from './load.ts';
import { readOptions } from './options.ts';
import { printReport } from './report.ts';
import { runTimes } from './run-bench.ts';
import { nameTemporal } from './temporal-place.ts';

/** `npm run bench`: figures, whatever they are; only what went wrong ends it with 1. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const { only, morning, json, ...terms } = options;
  const load = buildLoad(options.size, morning);
  const compare = only ? [] : (['bare', 'pool', 'graphile'] as const);
  const runs = await runTimes(options.runs, `${morning} morning`, load, { ...terms, compare });
  const { shape, owed } = load;
  const report = {
    temporal: nameTemporal(options.temporal),
    cores: availableParallelism(),
    ...{ morning, workers: options.workers, shape, owed },
    median: summarise(runs),
    runs,
  } as const;
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
}

await main();
