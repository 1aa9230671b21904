import { parseArgs } from 'node:util';
import { z } from 'zod';
import { allTargets } from './all-targets.ts';
import { countInjected, injectInto } from './injection.ts';
import { type Figures, measure } from './measure.ts';

/** `npm run fuzz -- [--cases N] [--seed S] [--values N] [--only NAME]`: ends with 1 and the case, when one fails. */

const schema = z.object({
  cases: z.coerce.number().int().positive().default(1_000_000),
  seed: z.coerce
    .number()
    .int()
    .default(() => Date.now() % 2 ** 31),
  values: z.coerce.number().int().nonnegative().default(100_000),
  only: z.string().optional(),
});

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values: given } = parseArgs({
    options: { cases: text, seed: text, values: text, only: text },
  });
  const { cases, seed, values, only } = schema.parse(given);
  say(`seed ${seed}`);
  for (const target of allTargets.filter(({ name }) => only === undefined || name.includes(only))) {
    const share = Math.ceil(cases * target.share);
    print(
      await measure(target, share, seed, (done) =>
        say(`${target.name}: ${done} of about ${share} …`),
      ),
    );
  }
  if (only !== undefined && !'injection'.includes(only)) return;
  const began = Date.now();
  await injectInto(values, seed);
  const seconds = (Date.now() - began) / 1000;
  say(`injection: ${countInjected()} values in ${seconds.toFixed(1)} s, ${memory()} MiB`);
}

function print({ target, cases, seconds, slowestMs, slowest, peakMemoryMb }: Figures): void {
  const rate = Math.round(cases / seconds);
  say(
    `${target}: ${cases} cases in ${seconds.toFixed(1)} s (${rate}/s), peak ${peakMemoryMb} MiB, slowest ${slowestMs} ms: ${JSON.stringify(slowest)}`,
  );
}

function memory(): number {
  return Math.round(process.memoryUsage.rss() / 1024 / 1024);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
