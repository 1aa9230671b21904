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
  const terms = { plan: plan.plan, version, shiftMs, trackingFrom, includePast, announceAtOnce };
  const startedAt = new Date(serverNowMs + shiftMs).toISOString();
  const { isNew, record } = await startPlanRecord(register, { ...terms, startedAt });
  if (!isNew && record.version !== version) throw new PlanAlreadyStarted(plan.plan);
  const input: PlanInput = {
    ...terms,
    limits: { answersPerRun: request.answersPerRun },
    carried: null,
  };
  return { workflowId: await startWorkflow(client, plan, input), version };
}

async function startWorkflow(client: Client, plan: Plan, input: PlanInput): Promise<string> {
  const workflowId = buildPlanWorkflowId(plan.plan);
  try {
    await client.workflow.start(workflowTypes.plan, {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
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
