import { Command } from 'commander';
import type { Io } from '../io.ts';

export function buildRehearseCommand(_io: Io): Command {
  return new Command('rehearse')
    .description('run the real workflows on a time-skipping server and compare with the preview')
    .argument('<file>')
    .action(() => {
      throw new Error('not built yet');
    });
}
