import { randomUUID } from 'node:crypto';
import type { Receipt, Request } from '../domain/messages.ts';
import type { AgencyId } from '../domain/plan.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { Context } from './context.ts';
import { type Delivery, deliverUpdate } from './deliver-update.ts';
import { explainAssignmentEnd } from './explain-end.ts';
import { findAssignment } from './find-assignment.ts';
import { tellLine } from './io.ts';
import type { About, AssignmentOptions } from './options/assignment-options.ts';
import { openPlanView, type PlanView } from './plan-view.ts';
import { printReceipt } from './receipt.ts';
import { requireAgency } from './resolve-agency.ts';

/** What every update of an assignment begins with. */
export interface UpdateBase extends Request {
  readonly agency: AgencyId;
}

/** One update of one assignment. */
export interface AssignmentUpdate<Command extends UpdateBase> {
  readonly name: Delivery<Command>['name'];
  /** May throw a `CliError` where the plan or the assignment does not say what the command needs. */
  build(base: UpdateBase, view: PlanView, assignment: ListedAssignment): Command;
  /** Lines of the receipt beyond those of every receipt, as label and text. */
  extra?(view: PlanView): readonly string[][];
}

/**
 * Sends an update of the assignment that a caller names, and prints the receipt. The request id is
 * told before anything is sent, so that a caller can always ask again.
 * @throws CliError when it is refused, unanswered or not yet written
 */
export async function updateAssignment<Command extends UpdateBase>(
  context: Context,
  about: About,
  options: AssignmentOptions,
  update: AssignmentUpdate<Command>,
): Promise<void> {
  const view = await openPlanView(context, about.plan, options.lang);
  const agency = requireAgency(view.directory, '--agency', options.agency);
  const choice = { task: about.task, period: about.period, agency };
  const assignment = await findAssignment(view, choice);
  const requestId = options.requestId ?? randomUUID();
  const command = update.build({ requestId, agency }, view, assignment);
  tellLine(context.io, `request id: ${requestId}`);
  const delivered = await deliverUpdate<Command, Receipt>(context, {
    workflowId: assignment.workflowId,
    name: update.name,
    command,
    wording: view.wording,
    repeats: options.requestId !== undefined,
    explainEnd: () => explainAssignmentEnd(view, choice),
  });
  printReceipt(context.io, view, delivered, {
    about: { ...about, agency },
    json: options.json,
    extra: update.extra?.(view) ?? [],
  });
}
