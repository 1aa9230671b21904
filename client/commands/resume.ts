import type { Command } from 'commander';
import { withContext } from '../context.ts';
import type { Io } from '../io.ts';
import { addRequestOptions, buildPlanCommand } from '../options/assignment-options.ts';
import { parseWords } from '../options/words.ts';
import { pauseOrResume, type ReasonOptions } from '../pause-or-resume.ts';

export function buildResumeCommand(io: Io): Command {
  const command = buildPlanCommand('resume', 'go on with a paused plan')
    .requiredOption('--reason <reason>', 'why; it is recorded (required)', parseWords('--reason'))
    .addHelpText(
      'after',
      `
Of what was missed only the latest reminder of each assignment is sent.

Example:
  $ dondoc resume dong-thap-2023 --reason "Đã hoàn thành sắp xếp tổ chức bộ máy"`,
    );
  return addRequestOptions(command).action((plan: string, options: ReasonOptions) =>
    withContext(io, (context) => pauseOrResume(context, plan, 'resume', options)),
  );
}
