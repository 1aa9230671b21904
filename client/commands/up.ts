import { Command } from 'commander';
import type { Io } from '../io.ts';

export function buildUpCommand(_io: Io): Command {
  return new Command('up')
    .description('run everything on this machine: Temporal, PostgreSQL, a mail inbox, the worker')
    .action(() => {
      throw new Error('not built yet');
    });
}
