import type { Command } from 'commander';
import { type AnswerObstacle, type ReportObstacle, updateNames } from '../../domain/messages.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { refuseBeside, refuseUnlessOne } from '../options/combination.ts';
import { parseWords } from '../options/words.ts';
import { resolveAgency } from '../resolve-agency.ts';
import { updateAssignment } from '../update-assignment.ts';

interface ObstacleOptions extends AssignmentOptions {
  readonly text?: string;
  readonly answer?: string;
  readonly by?: string;
}

export function buildObstacleCommand(io: Io): Command {
  const command = buildAssignmentCommand(
    'obstacle',
    'report what keeps an agency from delivering, or answer it',
  )
    .option('--text <text>', 'report: what the obstacle is', parseWords('--text'))
    .option('--answer <text>', 'answer the newest obstacle', parseWords('--answer'))
    .option('--by <agency>', 'who answers; who receives the plan’s obstacles by default')
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc obstacle dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --text "Phần mềm một cửa chưa kết nối"
  $ dondoc obstacle dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --answer "Sẽ kết nối xong ngày 12/6/2023"`,
    );
  return addRequestOptions(command).action(
    (plan: string, task: string, period: string, options: ObstacleOptions) =>
      withContext(io, (context) => tellObstacle(context, { plan, task, period }, options)),
  );
}

/** Reports an obstacle of a lead, or answers its newest one; changes no deadline. */
export async function tellObstacle(
  context: Context,
  about: About,
  options: ObstacleOptions,
): Promise<void> {
  const { text, answer, by } = options;
  refuseUnlessOne({ '--text TEXT': text, '--answer TEXT': answer });
  if (text !== undefined) {
    refuseBeside('--text', { '--by': by }, ['it is the lead, --agency, that reports an obstacle']);
    return updateAssignment<ReportObstacle>(context, about, options, {
      name: updateNames.reportObstacle,
      build: (base) => ({ ...base, text }),
    });
  }
  await updateAssignment<AnswerObstacle>(context, about, options, {
    name: updateNames.answerObstacle,
    build: (base, { plan, directory }) => ({
      ...base,
      by: resolveAgency(directory, '--by', by) ?? plan.obstaclesTo,
      text: answer ?? '',
    }),
  });
}
