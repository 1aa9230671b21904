import type { Command } from 'commander';
import { withContext } from '../context.ts';
import type { Io } from '../io.ts';
import { addRequestOptions, buildPlanCommand } from '../options/assignment-options.ts';
import { parseWords } from '../options/words.ts';
import { pauseOrResume, type ReasonOptions } from '../pause-or-resume.ts';

export function buildPauseCommand(io: Io): Command {
  const command = buildPlanCommand('pause', 'stop reminding and opening until resume')
    .requiredOption('--reason <reason>', 'why; it is recorded (required)', parseWords('--reason'))
    .addHelpText(
      'after',
      `
Deadlines run on, and answers are taken.

Example:
  $ dondoc pause dong-thap-2023 --reason "Chờ sắp xếp tổ chức bộ máy"`,
    );
  return addRequestOptions(command).action((plan: string, options: ReasonOptions) =>
    withContext(io, (context) => pauseOrResume(context, plan, 'pause', options)),
  );
}
