import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { buildPlanWorkflowId, taskQueue, workflowTypes } from '../domain/names.ts';
import type { Directory, IsoDay, Plan } from '../domain/plan.ts';
import type { PlanInput } from '../domain/workflow-input.ts';
import { startPlanRecord } from '../register/plan-records.ts';
import { savePlanVersion } from '../register/plan-versions.ts';
import type { Register } from '../register/register.ts';
import { searchAttributeKeys } from '../workflows/search-attribute-keys.ts';

/** A plan and how it is to be followed. */
export interface StartPlan {
  readonly plan: Plan;
  readonly directory: Directory;
  /** The plan file, word for word. */
  readonly text: string;
  readonly trackingFrom: IsoDay;
  readonly includePast: boolean;
  /** Announce what is open now at once, on any day. */
  readonly announceAtOnce: boolean;
  /** Plan time less server time, in ms. */
  readonly shiftMs: number;
  readonly answersPerRun: number;
  /** Server time of the start, in ms since 1970; a rehearsal hands in its server's. */
  readonly serverNowMs?: number;
}

/** The plan was started before. */
export class PlanAlreadyStarted extends Error {
  override readonly name = 'PlanAlreadyStarted';
  readonly plan: string;

  constructor(plan: string) {
    super(
      `expected plan ${plan} not to be started yet, found it on record: a plan is started once; see dondoc show ${plan}`,
    );
    this.plan = plan;
  }
}

/**
 * Puts a plan on record and starts the workflow that owns it. A start that broke off between the two
 * is completed by repeating it. Throws `PlanAlreadyStarted`.
 */
export async function startPlan(
  { client, register }: { readonly client: Client; readonly register: Register },
  request: StartPlan,
): Promise<{ workflowId: string; version: number }> {
  const { plan, directory, text, serverNowMs = Date.now() } = request;
  const serverNow = new Date(serverNowMs).toISOString();
  const { version } = await savePlanVersion(register, {
    plan: plan.plan,
    text,
    definition: plan,
    directory,
    recordedAt: serverNow,
  });
  const { shiftMs, trackingFrom, includePast, announceAtOnce } = request;
  const { isNew, record } = await startPlanRecord(register, {
    ...{ plan: plan.plan, version, shiftMs, trackingFrom, includePast, announceAtOnce },
    startedAt: new Date(serverNowMs + shiftMs).toISOString(),
  });
  if (!isNew && record.version !== version) throw new PlanAlreadyStarted(plan.plan);
  // What a start that broke off has put on record stays: its clock and its terms, not those of the repeat.
  const input: PlanInput = {
    plan: plan.plan,
    version,
    shiftMs: record.shiftMs,
    trackingFrom: record.trackingFrom,
    includePast: record.includePast,
    announceAtOnce: record.announceAtOnce,
    limits: { answersPerRun: request.answersPerRun },
    carried: null,
  };
  return { workflowId: await startPlanWorkflow(client, plan, input), version };
}

/** Starts the workflow that owns a plan, once, or `again`. Throws `PlanAlreadyStarted`. */
export async function startPlanWorkflow(
  client: Client,
  plan: Plan,
  input: PlanInput,
  run: 'first' | 'again' = 'first',
): Promise<string> {
  const workflowId = buildPlanWorkflowId(plan.plan);
  try {
    await client.workflow.start(workflowTypes.plan, {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdReusePolicy: run === 'first' ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
      staticSummary: plan.title,
      staticDetails: `**${plan.issuer}** ${plan.number ?? ''}\n\n${plan.from} – ${plan.to}`,
      typedSearchAttributes: [{ key: searchAttributeKeys.DondocPlan, value: plan.plan }],
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      throw new PlanAlreadyStarted(plan.plan);
    }
    throw error;
  }
  return workflowId;
}
