import { availableParallelism } from 'node:os';
import { measureNational, type NationalFigures } from './measure-national.ts';
import { readNationalOptions } from './national-options.ts';
import { type NationalPlace, printNational } from './national-report.ts';
import { nameTemporal } from './temporal-place.ts';

/**
 * `npm run bench:national`: a whole country, with each number of workers that is asked for. A table is
 * printed when its workers are through. Bars that are missed are said; only what went wrong ends it with 1.
 */
async function main(): Promise<void> {
  const options = readNationalOptions(process.argv.slice(2), process.env);
  const { size, submissions, json } = options;
  const place: NationalPlace = {
    ...{ size, submissions, cores: availableParallelism() },
    temporal: nameTemporal(options.temporal),
  };
  const measured: NationalFigures[] = [];
  for (const workers of options.workers) {
    const figures = await measureNational(options, workers);
    measured.push(figures);
    if (!json) process.stdout.write(`${printNational(place, figures)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ ...place, measured }, null, 2)}\n`);
}

await main();
