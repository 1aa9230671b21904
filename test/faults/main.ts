import { parseArgs } from 'node:util';
import { z } from 'zod';
import { formatReport } from './report.ts';
import { runFaults } from './run-faults.ts';
import { describeSchedule, drawSchedule } from './schedule.ts';

const usage = 'usage: npm run faults -- [--minutes N] [--seed S] [--schedule] [--json]';

const optionsSchema = z.object({
  minutes: z.coerce.number().positive().default(30),
  seed: z.coerce.number().int().nonnegative().default(20_231_101),
  schedule: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** `npm run faults`: ends with 0 when every discrepancy is accounted for, with 1 otherwise. */
async function main(): Promise<void> {
  const { minutes, seed, schedule: only, json } = readOptions();
  const durationMs = minutes * 60_000;
  const schedule = drawSchedule({ seed, durationMs, planEveryMs: 12_000, faultEveryMs: 9_000 });
  for (const line of describeSchedule(schedule)) tell(line);
  if (only) return;
  const { report } = await runFaults({
    ...{ schedule, workers: 2, say: tell },
    ...{ limitMs: 15 * 60_000, hurry: false },
  });
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}

function readOptions(): z.infer<typeof optionsSchema> {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string' },
        seed: { type: 'string' },
        schedule: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    return optionsSchema.parse(values);
  } catch (error) {
    tell(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

await main();
