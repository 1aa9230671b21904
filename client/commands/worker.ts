import { Command } from 'commander';
import { readSettings } from '../../worker/settings.ts';
import type { Io } from '../io.ts';

export function buildWorkerCommand(io: Io): Command {
  return new Command('worker')
    .description('one worker against given servers, until it is stopped')
    .addHelpText(
      'after',
      `
Needs a Temporal server (TEMPORAL_ADDRESS or a profile) and PostgreSQL (DATABASE_URL), or a dondoc up
on the same data folder. Any number of workers may run.

Example:
  $ TEMPORAL_ADDRESS=temporal:7233 DATABASE_URL=postgres://… SMTP_URL=smtp://… dondoc worker`,
    )
    .action(async () => {
      const settings = readSettings(io.environment);
      // Only here: the worker's native part takes long to load.
      const { runWorkerProcess } = await import('../../worker/run-worker-process.ts');
      await runWorkerProcess(settings);
    });
}
