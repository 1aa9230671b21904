import { type Command, Option } from 'commander';
import type { Locale } from '../../domain/plan.ts';

/** Options of every command that prints something. */
export interface OutputOptions {
  readonly json?: boolean;
  /** Language of what people read; the plan's own by default. */
  readonly lang?: Locale;
}

/** Adds `--json` and `--lang`. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .addOption(
      new Option('--lang <language>', 'language of tables; the plan’s own by default').choices([
        'vi',
        'en',
      ]),
    );
}
