import { sendUpdate } from '../../client/send-update.ts';
import type { PlanReceipt, Receipt, Request, updateNames } from '../../domain/messages.ts';
import { addMs, buildPlanWorkflowId } from '../../domain/names.ts';
import { findPlan } from '../../register/plan-records.ts';
import {
  loadPlanVersion,
  type PlanVersion,
  savePlanVersion,
} from '../../register/plan-versions.ts';
import { findWorkflowsOf } from '../../register/queries/find-workflows.ts';
import type { Rehearsal } from '../../worker/rehearsal.ts';
import { toInstant } from './play-answers.ts';

/** Which assignment an update is about. */
export interface Whose {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly agency: string;
}

/** An update, and the local time at which it is sent. */
export interface PlayedUpdate {
  /** `2023-09-05 10:00` */
  readonly at: string;
  readonly name: keyof typeof updateNames;
  /** What it says besides the agency. */
  readonly says: Readonly<Record<string, unknown>>;
}

/** Lets time pass until an update is due, sends it, and has its answer on record. */
export async function playUpdate(
  rehearsal: Rehearsal,
  whose: Whose,
  { at, name, says }: PlayedUpdate,
): Promise<Receipt> {
  await rehearsal.advanceTo(toInstant(at));
  const workflowId = await findWorkflow(rehearsal, whose);
  const command = buildUpdate(whose, { at, name, says });
  return await deliver<Receipt>(rehearsal, workflowId, name, command);
}

/** The workflow that holds an assignment, or held it. */
export async function findWorkflow({ register }: Rehearsal, whose: Whose): Promise<string> {
  const [workflowId] = await findWorkflowsOf(register, whose);
  if (workflowId === undefined) throw new Error(`expected a workflow: ${JSON.stringify(whose)}`);
  return workflowId;
}

/** What {@link playUpdate} sends. */
export function buildUpdate({ task, period, agency }: Whose, { at, name, says }: PlayedUpdate) {
  return { requestId: `${name}-${task}-${period}-${agency}-${at}`, agency, ...says };
}

/** As {@link playUpdate}, of the plan as a whole. */
export async function playPlanUpdate<Answer extends { readonly written: boolean } = PlanReceipt>(
  rehearsal: Rehearsal,
  plan: string,
  { at, name, says }: PlayedUpdate,
): Promise<Answer> {
  await rehearsal.advanceTo(toInstant(at));
  const command = { requestId: `${name}-${plan}-${at}`, ...says };
  return await deliver<Answer>(rehearsal, buildPlanWorkflowId(plan), name, command);
}

/** Saves what a change makes of the version of a plan that is in force, as the commands do before they send it. */
export async function saveChangedVersion(
  { register, planNow }: Pick<Rehearsal, 'register' | 'planNow'>,
  plan: string,
  change: (version: PlanVersion) => Partial<Pick<PlanVersion, 'definition' | 'directory'>>,
): Promise<{ readonly base: number; readonly version: number }> {
  const record = await findPlan(register, plan);
  if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
  const inForce = await loadPlanVersion(register, plan, record.version);
  const { text, definition, directory } = { ...inForce, ...change(inForce) };
  const recordedAt = addMs(await planNow(), -record.shiftMs);
  const saved = { plan, text, definition, directory, recordedAt };
  const { version } = await savePlanVersion(register, saved);
  return { base: record.version, version };
}

async function deliver<Answer>(
  { client }: Rehearsal,
  workflowId: string,
  name: PlayedUpdate['name'],
  command: Request,
): Promise<Answer> {
  const outcome = await sendUpdate<Request, Answer>(
    { client, findAnswer: async () => undefined },
    { workflowId, name, command },
  );
  if (outcome.kind === 'answered') return outcome.answer;
  throw new Error(`${command.requestId}: ${JSON.stringify(outcome)}`);
}
