import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { type Close, updateNames } from '../../domain/messages.ts';
import { buildPlanWorkflowId } from '../../domain/names.ts';
import { findPlan } from '../../register/plan-records.ts';
import { listRunningWorkflows } from '../../register/queries/find-workflows.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { adviseRepeat, deliverUpdate } from '../deliver-update.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { parseRequestId } from '../options/request-id.ts';
import { openPlanView, type PlanView } from '../plan-view.ts';
import { startProgress } from '../progress.ts';
import { describePlanEnd, requireNotClosed } from '../update-plan.ts';

interface CloseOptions extends OutputOptions {
  readonly reason: string;
  readonly requestId?: string;
}

const pollMs = 250;
/** A plan that closes nothing more for so long is not being worked on. */
const patienceMs = 60_000;

export function buildCloseCommand(io: Io): Command {
  const command = new Command('close')
    .description('end the follow-up of a plan: missing reports lapse, the rest stays unfinished')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .requiredOption('--reason <text>', 'why; it is recorded (required)')
    .option('--request-id <id>', 'repeat an earlier request: nothing is done twice', parseRequestId)
    .addHelpText(
      'after',
      '\nExample:\n  $ dondoc close dong-thap-2023 --reason "Kế hoạch được thay thế bởi 15/KH-UBND"',
    );
  return addOutputOptions(command).action((plan: string, options: CloseOptions) =>
    withContext(io, (context) => closePlan(context, plan, options)),
  );
}

/** Closes a plan and waits until the register has its end; prints how many running tasks closed. */
export async function closePlan(
  context: Context,
  plan: string,
  options: CloseOptions,
): Promise<void> {
  const { io } = context;
  if (options.reason.trim() === '') throw usageError('--reason: expected words, found nothing');
  const view = await openPlanView(context, plan, options.lang);
  requireNotClosed(view);
  const running = await listRunningWorkflows(view.register, plan);
  const command: Close = {
    requestId: options.requestId ?? randomUUID(),
    reason: options.reason,
  };
  tellLine(io, `request id: ${command.requestId}`);
  await deliverUpdate(context, {
    workflowId: buildPlanWorkflowId(plan),
    name: updateNames.close,
    command,
    wording: view.wording,
    repeats: options.requestId !== undefined,
    explainEnd: async () => describePlanEnd(plan),
  });
  const closedAt = await waitForEnd(io, view, running.length, command.requestId);
  if (options.json === true) {
    printJson(io, { plan, requestId: command.requestId, closedAt, closed: running.length });
  } else {
    printLine(io, view.wording.closed(plan, running.length));
  }
}

async function waitForEnd(
  io: Io,
  { register, record }: PlanView,
  total: number,
  requestId: string,
): Promise<string | null> {
  const progress = startProgress(io, record.plan, total);
  let left = total;
  let stalledSince = Date.now();
  try {
    for (;;) {
      const now = await findPlan(register, record.plan);
      if (now?.status === 'closed') return now.closedAt;
      const running = (await listRunningWorkflows(register, record.plan)).length;
      if (running !== left) stalledSince = Date.now();
      left = running;
      progress.show(total - left);
      if (Date.now() - stalledSince > patienceMs) {
        throw new CliError(`the plan is closing, but ${left} tasks still run and nothing moves`, {
          advice: ['is a worker running? dondoc up, or dondoc worker', adviseRepeat(requestId)],
        });
      }
      await sleep(pollMs);
    }
  } finally {
    progress.stop();
  }
}
