import type { Json } from '../domain/batch.ts';
import { buildPlanWorkflowId } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { applyBatch } from '../register/apply-batch.ts';
import { findRequest } from '../register/queries/find-request.ts';
import type { Register } from '../register/register.ts';
import { loadWorkflow } from '../register/workflow-row.ts';

/** Something that happened to a plan as a whole. Plan time, and the server's at the same moment. */
export interface PlanEvent {
  readonly plan: string;
  readonly version: number;
  readonly kind: string;
  readonly requestId: string | null;
  readonly answer: Json;
  readonly now: IsoInstant;
  readonly serverNow: IsoInstant;
  readonly data: { readonly [key: string]: Json };
  readonly status: 'running' | 'closed';
}

/**
 * Adds an event to a plan's own chain, once for each request, and once for its end. The plan's
 * workflow carries out one change at a time, so nobody else writes there.
 */
export async function recordPlanEvent(register: Register, event: PlanEvent): Promise<void> {
  const { plan, version, kind, requestId, answer, now, serverNow, data, status } = event;
  const workflowId = buildPlanWorkflowId(plan);
  const stored = await loadWorkflow(register.db, workflowId);
  if (stored?.status === 'closed') return;
  if (requestId !== null && (await findRequest(register, requestId)) !== null) return;
  await applyBatch(
    register,
    {
      ...{ workflowId, plan, version, task: '', period: '' },
      ...{ seq: (stored?.seq ?? 0) + 1, head: stored?.head ?? '' },
      ...{ now, serverNow, nextWakeAt: null, status },
      events: [{ kind, agency: null, actor: null, at: now, requestId, answer, data }],
      notices: [],
      assignments: [],
    },
    () => null,
  );
}
