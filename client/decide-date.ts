import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import {
  type AskedDate,
  findDateProblem,
  withDeadline,
  withRequest,
} from '../domain/decided-dates.ts';
import { toDay } from '../domain/local-time.ts';
import { type RequestReport, type SetDeadline, updateNames } from '../domain/messages.ts';
import type { Plan } from '../domain/plan.ts';
import { computeTaskPeriods } from '../domain/task-period.ts';
import { usageError } from './cli-error.ts';
import type { Context } from './context.ts';
import { describeDocument } from './event-text.ts';
import type { RequestOptions } from './options/assignment-options.ts';
import { type DecisionOptions, readDecision } from './options/decision.ts';
import { printPlanReceipt } from './plan-receipt.ts';
import { openPlanView, type PlanView } from './plan-view.ts';
import { titleOf } from './show-text.ts';
import { cleanForTerminal } from './terminal-text.ts';
import { saveNewVersion, updatePlan } from './update-plan.ts';

type DateOptions = RequestOptions & DecisionOptions;

/**
 * Decides a date of a running plan: saves a version that holds it, hands it to the plan's workflow and
 * prints the receipt.
 * @throws CliError when the task or the day does not allow it, or as `updatePlan` does
 */
export async function decideDate(
  context: Context,
  plan: string,
  asked: AskedDate,
  options: DateOptions,
): Promise<void> {
  const { what, task, lastDay } = asked;
  const decision = readDecision(options, task);
  const view = await openPlanView(context, plan, options.lang);
  const delivered = await updatePlan<SetDeadline | RequestReport>(context, view, {
    name: what === 'deadline' ? updateNames.setDeadline : updateNames.request,
    requestId: options.requestId,
    build: async (base) => ({
      ...base,
      ...decision,
      ...(await saveWithDate(context, view, asked)),
      task,
      lastDay,
    }),
  });
  const { wording } = view;
  printPlanReceipt(context.io, view, delivered, {
    json: options.json,
    extra: [
      [wording.receipt.task, `${task} – ${titleOf(task, view)}`],
      [wording.receipt.lastDay, wording.weekdayAndDay(lastDay)],
      [wording.authority, cleanForTerminal(decision.authority)],
      [wording.receipt.document, cleanForTerminal(describeDocument(decision.document, wording))],
    ],
  });
}

async function saveWithDate(context: Context, view: PlanView, asked: AskedDate) {
  const { plan, directory, text, record, present } = view;
  const today = toDay(present.now, present.timezone);
  const tracking = { from: record.trackingFrom, includePast: record.includePast };
  const periodsOf = (version: Plan) =>
    computeTaskPeriods(version, directory, vietnamCalendar, tracking);
  const terms = { today, periods: periodsOf(plan), calendar: vietnamCalendar };
  const problem = findDateProblem(plan, asked, terms);
  if (problem !== null) throw usageError(problem.message, problem.advice);
  const { what, task, lastDay } = asked;
  const add = what === 'deadline' ? withDeadline : withRequest;
  const definition = add(plan, task, { lastDay, decidedOn: today });
  if (!periodsOf(definition).some((one) => one.task === task && one.lastDay === lastDay)) {
    throw usageError(`expected task ${task} to have a lead on ${today}, found none to ask`);
  }
  return await saveNewVersion(context, view, { text, definition, directory });
}
