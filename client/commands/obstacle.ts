import type { Command } from 'commander';
import { buildAgencyIndex } from '../../domain/directory.ts';
import { type AnswerObstacle, type ReportObstacle, updateNames } from '../../domain/messages.ts';
import { findNearestName } from '../../domain/nearest-name.ts';
import type { AgencyId } from '../../domain/plan.ts';
import { usageError } from '../cli-error.ts';
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
import type { PlanView } from '../plan-view.ts';
import { updateAssignment } from '../update-assignment.ts';

interface ObstacleOptions extends AssignmentOptions {
  readonly text?: string;
  readonly answer?: string;
  readonly by?: AgencyId;
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
    build: (base, view) => ({ ...base, by: readAnswering(by, view), text: answer ?? '' }),
  });
}

function readAnswering(by: AgencyId | undefined, { plan, directory }: PlanView): AgencyId {
  if (by === undefined) return plan.obstaclesTo;
  const known = buildAgencyIndex(directory);
  if (known.has(by)) return by;
  const nearest = findNearestName(by, [...known.keys()]);
  const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
  throw usageError(`--by: expected an agency of the plan’s directory, found ${by}${hint}`);
}
