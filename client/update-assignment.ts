import { randomUUID } from 'node:crypto';
import type { Receipt, Request } from '../domain/messages.ts';
import type { AgencyId } from '../domain/plan.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { Context } from './context.ts';
import { type Delivery, deliverUpdate } from './deliver-update.ts';
import { explainAssignmentEnd } from './explain-end.ts';
import { findAssignment, findOnlyAssignment } from './find-assignment.ts';
import { tellLine } from './io.ts';
import type { About, AssignmentOptions, RequestOptions } from './options/assignment-options.ts';
import { openPlanView, type PlanView } from './plan-view.ts';
import { printReceipt } from './receipt.ts';
import { resolveAgency } from './resolve-agency.ts';

/** What every update of an assignment begins with. */
export interface UpdateBase extends Request {
  readonly agency: AgencyId;
}

/** One update of one assignment. */
export interface AssignmentUpdate<Command extends UpdateBase> {
  readonly name: Delivery<Command>['name'];
  /** May throw a `CliError` where the plan or the assignment does not say what the command needs. */
  build(base: UpdateBase, view: PlanView, assignment: ListedAssignment): Command | Promise<Command>;
  /** Called before it is sent, once the request id is told; may throw a `CliError`. */
  prepare?(command: Command, view: PlanView, assignment: ListedAssignment): Promise<void>;
  /** Whose receipt it is, when it is not that of the lead itself. */
  receiptOf?(command: Command): AgencyId;
  /** Lines of the receipt beyond those of every receipt, as label and text. */
  extra?(view: PlanView, command: Command): readonly string[][];
}

/** Options of an update; without `agency` the period must have one lead. */
export type UpdateOptions = RequestOptions & Partial<Pick<AssignmentOptions, 'agency'>>;

/**
 * Sends an update of the assignment that a caller names, and prints the receipt. The request id is
 * told before anything is sent, so that a caller can always ask again.
 * @throws CliError when it is refused, unanswered or not yet written
 */
export async function updateAssignment<Command extends UpdateBase>(
  context: Context,
  about: About,
  options: UpdateOptions,
  update: AssignmentUpdate<Command>,
): Promise<void> {
  const view = await openPlanView(context, about.plan, options.lang);
  const named = resolveAgency(view.directory, '--agency', options.agency);
  const { task, period } = about;
  const assignment =
    named === undefined
      ? await findOnlyAssignment(view, { task, period })
      : await findAssignment(view, { task, period, agency: named });
  const { agency } = assignment;
  const choice = { task, period, agency };
  const requestId = options.requestId ?? randomUUID();
  const command = await update.build({ requestId, agency }, view, assignment);
  tellLine(context.io, `request id: ${requestId}`);
  await update.prepare?.(command, view, assignment);
  const delivered = await deliverUpdate<Command, Receipt>(context, {
    workflowId: assignment.workflowId,
    name: update.name,
    command,
    wording: view.wording,
    repeats: options.requestId !== undefined,
    explainEnd: () => explainAssignmentEnd(view, choice),
  });
  printReceipt(context.io, view, delivered, {
    about: { ...about, agency: update.receiptOf?.(command) ?? agency },
    json: options.json,
    extra: update.extra?.(view, command) ?? [],
  });
}
