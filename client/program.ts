import { Command } from 'commander';
import { buildCloseCommand } from './commands/close.ts';
import { buildHistoryCommand } from './commands/history.ts';
import { buildListCommand } from './commands/list.ts';
import { buildMailsCommand } from './commands/mails.ts';
import { buildPreviewCommand } from './commands/preview.ts';
import { buildRehearseCommand } from './commands/rehearse.ts';
import { buildReviewCommand } from './commands/review.ts';
import { buildShowCommand } from './commands/show.ts';
import { buildStartCommand } from './commands/start.ts';
import { buildSubmitCommand } from './commands/submit.ts';
import { buildUpCommand } from './commands/up.ts';
import { buildValidateCommand } from './commands/validate.ts';
import { buildVerifyCommand } from './commands/verify.ts';
import { buildWorkerCommand } from './commands/worker.ts';
import type { Io } from './io.ts';
import { readVersion } from './read-version.ts';

const groups: readonly (readonly [string, readonly ((io: Io) => Command)[]])[] = [
  ['Run:', [buildUpCommand, buildWorkerCommand]],
  [
    'Plans:',
    [
      buildValidateCommand,
      buildPreviewCommand,
      buildRehearseCommand,
      buildStartCommand,
      buildListCommand,
      buildShowCommand,
      buildCloseCommand,
    ],
  ],
  ['Answers:', [buildSubmitCommand, buildReviewCommand]],
  ['Record:', [buildMailsCommand, buildHistoryCommand, buildVerifyCommand]],
];

/** The command line `dondoc` with all its commands; writes to `io` and throws instead of exiting. */
export function buildProgram(io: Io): Command {
  const program = new Command('dondoc')
    .description('Đôn đốc: follows a public plan until every assigned task is delivered.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(dondoc --help, or dondoc COMMAND --help, shows what is possible)')
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 failed, 2 wrong usage or an invalid plan file.
Data goes to stdout, everything else to stderr. Settings: environment variables, or .env in this folder.

Example:
  $ dondoc validate plans/dong-thap-2023.yaml
  $ dondoc start plans/dong-thap-2023.yaml`,
    );
  for (const [heading, builders] of groups) {
    for (const build of builders) {
      program.addCommand(build(io).copyInheritedSettings(program).helpGroup(heading));
    }
  }
  return program;
}
