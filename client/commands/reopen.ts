import type { Command } from 'commander';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { type Reopen, updateNames } from '../../domain/messages.ts';
import type { IsoDay } from '../../domain/plan.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import { rerunTask } from '../../worker/rerun-task.ts';
import { type Context, withContext } from '../context.ts';
import { buildRefusalError } from '../deliver-update.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { parseDay } from '../options/day.ts';
import { type DecisionOptions, readDecision, requireDecisionOptions } from '../options/decision.ts';
import { parseWords } from '../options/words.ts';
import { requireCountedDay } from '../require-counted-day.ts';
import { updateAssignment } from '../update-assignment.ts';
import type { CliWording } from '../wording/wording.ts';

interface ReopenOptions extends AssignmentOptions, DecisionOptions {
  readonly reason: string;
  readonly until?: IsoDay;
}

export function buildReopenCommand(io: Io): Command {
  const command = buildAssignmentCommand(
    'reopen',
    'open an assignment again that was accepted, stopped or lapsed by mistake',
  )
    .requiredOption('--reason <reason>', 'why it opens again (required)', parseWords('--reason'))
    .option('--until <day>', 'a new last day; the present one by default', parseDay('--until'))
    .addHelpText(
      'after',
      `
Example:
  $ dondoc reopen dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --until 30/6/2023 \\
      --reason "Số liệu đã xác nhận có sai sót" --authority "Chủ tịch UBND tỉnh" --document "790/QĐ-UBND, 19/6/2023"`,
    );
  return addRequestOptions(requireDecisionOptions(command)).action(
    (plan: string, task: string, period: string, options: ReopenOptions) =>
      withContext(io, (context) => reopen(context, { plan, task, period }, options)),
  );
}

/** Undoes the end of an assignment: it is owed again, and its lead is told. */
export async function reopen(
  context: Context,
  about: About,
  options: ReopenOptions,
): Promise<void> {
  const { reason, until = null } = options;
  const decision = readDecision(options, '--reason');
  await updateAssignment<Reopen>(context, about, options, {
    name: updateNames.reopen,
    build: (base, view, { cycle }) => {
      requireCountedDay('--until', until, view, cycle);
      return { ...base, ...decision, until, reason };
    },
    prepare: (command, { wording }, { workflowId }) =>
      rerunEnded(context, wording, workflowId, command),
  });
}

/** Once every assignment of a task is final its workflow has ended: it runs again to take the update. */
async function rerunEnded(
  context: Context,
  wording: CliWording,
  workflowId: string,
  command: Reopen,
): Promise<void> {
  const register = await context.register();
  if ((await findRequest(register, command.requestId)) !== null) return;
  const refusal = await rerunTask(
    { register, client: await context.temporal(), calendar: vietnamCalendar },
    {
      workflowId,
      reopen: command,
      answersPerRun: context.settings.answersPerRun,
      serverNowMs: context.io.now(),
    },
  );
  if (refusal !== null) throw buildRefusalError(refusal, wording);
}
