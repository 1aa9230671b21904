import type { Command } from 'commander';
import { resolveSuccessor } from '../../domain/directory.ts';
import { toDay } from '../../domain/local-time.ts';
import { type Reassign, updateNames } from '../../domain/messages.ts';
import type { AgencyId } from '../../domain/plan.ts';
import { type ListedAssignment, listAssignments } from '../../register/queries/list-assignments.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { type DecisionOptions, readDecision, requireDecisionOptions } from '../options/decision.ts';
import { parseWords } from '../options/words.ts';
import type { PlanView } from '../plan-view.ts';
import { requireAgency } from '../resolve-agency.ts';
import { updateAssignment } from '../update-assignment.ts';

interface ReassignOptions extends AssignmentOptions, DecisionOptions {
  readonly to: string;
  readonly reason: string;
}

export function buildReassignCommand(io: Io): Command {
  const command = buildAssignmentCommand('reassign', 'pass an assignment on to another agency')
    .requiredOption('--to <agency>', 'who takes it over (required)')
    .requiredOption('--reason <reason>', 'why it passes (required)', parseWords('--reason'))
    .addHelpText(
      'after',
      `
The other agency has it with its last day, its extensions and what was handed in so far.

Example:
  $ dondoc reassign dong-thap-2023 6.1 2023-Q2 --agency so-noi-vu --to vp-ubnd-tinh \\
      --reason "Chuyển đầu mối báo cáo" --authority "Chủ tịch UBND tỉnh" --document "789/QĐ-UBND, 12/6/2023"`,
    );
  return addRequestOptions(requireDecisionOptions(command)).action(
    (plan: string, task: string, period: string, options: ReassignOptions) =>
      withContext(io, (context) => reassign(context, { plan, task, period }, options)),
  );
}

/** Passes an assignment on by decision; both agencies are told. */
export async function reassign(
  context: Context,
  about: About,
  options: ReassignOptions,
): Promise<void> {
  const { reason } = options;
  const decision = readDecision(options, '--to');
  await updateAssignment<Reassign>(context, about, options, {
    name: updateNames.reassign,
    build: async (base, view, assignment) => {
      const to = requireAgency(view.directory, '--to', options.to);
      requireTaker(view, base.agency, to);
      await requireNoneElsewhere(view, assignment, to);
      return { ...base, ...decision, to, reason };
    },
    receiptOf: ({ to }) => to,
    extra: ({ wording, nameOf }, { agency }) => [[wording.receipt.from, nameOf(agency)]],
  });
}

/** Who takes over is another agency, and one that has not ended. @throws CliError (usage) */
function requireTaker(
  { directory, present, nameOf }: PlanView,
  from: AgencyId,
  to: AgencyId,
): void {
  if (to === from) {
    throw usageError(`--to: expected another agency than ${from}, which has the assignment`);
  }
  const today = toDay(present.now, present.timezone);
  const standing = resolveSuccessor(to, directory, today);
  if (standing === to) return;
  throw usageError(
    `--to: expected an agency that exists on ${today}, found ${to} (${nameOf(to)})`,
    standing === null ? [] : [`its successor: --to ${standing} (${nameOf(standing)})`],
  );
}

/**
 * Refuses an agency that leads the same task and period in another workflow, since the leads of a large
 * task stand in several; its own workflow judges those that it follows itself.
 * @throws CliError
 */
async function requireNoneElsewhere(
  { register, record, serverNow }: PlanView,
  { task, period, agency, workflowId }: ListedAssignment,
  to: AgencyId,
): Promise<void> {
  const about = { plan: record.plan, task, period };
  const [held] = await listAssignments(register, { ...about, agency: to }, serverNow);
  if (held === undefined || held.workflowId === workflowId) return;
  throw new CliError(`refused: ${to} leads this task and period already (${held.workflowId})`, {
    advice: [
      `stop the assignment of ${agency} instead: dondoc waive ${record.plan} ${task} ${period} --agency ${agency}`,
    ],
  });
}
