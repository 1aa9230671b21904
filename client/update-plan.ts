import { randomUUID } from 'node:crypto';
import type { PlanReceipt, Request } from '../domain/messages.ts';
import { buildPlanWorkflowId } from '../domain/names.ts';
import type { Directory, Plan } from '../domain/plan.ts';
import { savePlanVersion } from '../register/plan-versions.ts';
import { CliError } from './cli-error.ts';
import type { Context } from './context.ts';
import { type Delivered, type Delivery, deliverUpdate, findOwnAnswer } from './deliver-update.ts';
import { tellLine } from './io.ts';
import type { PlanView } from './plan-view.ts';

/** One update of a plan. */
export interface PlanUpdate<Command extends Request> {
  readonly name: Delivery<Command>['name'];
  /** Given by a caller that repeats an earlier request. */
  readonly requestId?: string | undefined;
  /**
   * What is sent. Called unless the request is on record already, so whatever a repeat would no longer
   * pass belongs here; may throw a `CliError`.
   */
  build(base: Request): Command | Promise<Command>;
}

/**
 * Sends an update to the workflow that owns a plan. The request id is told before anything is sent, so
 * that a caller can always ask again. `printPlanReceipt` shows what comes back.
 * @throws CliError when the plan is closed, or the update is refused or unanswered
 */
export async function updatePlan<Command extends Request>(
  context: Context,
  view: PlanView,
  { name, requestId, build }: PlanUpdate<Command>,
): Promise<Delivered<PlanReceipt>> {
  const { plan } = view.record;
  if (requestId !== undefined) {
    const answer = await findOwnAnswer(context, name, requestId);
    if (answer !== undefined) return { kind: 'onRecord', answer };
  }
  requireNotClosed(view);
  const command = await build({ requestId: requestId ?? randomUUID() });
  tellLine(context.io, `request id: ${command.requestId}`);
  return await deliverUpdate<Command, PlanReceipt>(context, {
    workflowId: buildPlanWorkflowId(plan),
    name,
    command,
    wording: view.wording,
    repeats: false,
    explainEnd: async () => describePlanEnd(plan),
  });
}

/** Refuses what only a plan that is followed can take, paused or not. @throws CliError */
export function requireNotClosed({ record, wording, present }: PlanView): void {
  if (record.status !== 'closed') return;
  throw new CliError(
    `expected a running plan, found ${record.plan} closed: ${wording.instant(present.now, present.timezone)}`,
    { advice: [`where it stood: dondoc show ${record.plan}`] },
  );
}

/** Why a plan's workflow is no longer there. */
export function describePlanEnd(plan: string): string {
  return `the workflow of plan ${plan} has ended already; see dondoc show ${plan}`;
}

/** What a new version of a running plan says. */
export interface NewVersion {
  /** The plan file, word for word. */
  readonly text: string;
  readonly definition: Plan;
  readonly directory: Directory;
}

/**
 * Saves a new version of a plan, which changes nothing until its workflow takes it. `base` is the version
 * in force that it was compared with. What is saved already keeps its number.
 */
export async function saveNewVersion(
  context: Context,
  { register, record }: PlanView,
  content: NewVersion,
): Promise<{ readonly base: number; readonly version: number }> {
  const recordedAt = new Date(context.io.now()).toISOString();
  const { version } = await savePlanVersion(register, {
    plan: record.plan,
    ...content,
    recordedAt,
  });
  return { base: record.version, version };
}
