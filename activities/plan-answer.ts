import type { Json } from '../domain/batch.ts';
import type { PlanReceipt } from '../domain/messages.ts';
import type { PlanChange } from '../domain/workflow-input.ts';
import { findRequest } from '../register/queries/find-request.ts';
import type { Register } from '../register/register.ts';
import { recordPlanEvent } from './record-plan-event.ts';

/** What carrying out a change of a plan has to say for itself. */
export interface CarriedOut extends Pick<PlanReceipt, 'status' | 'opened' | 'changed' | 'stopped'> {
  /** The kind of event that it is recorded as. */
  readonly event: string;
  readonly data: { readonly [key: string]: Json };
}

/** Carries a change of a plan out, once on record for each request; a repeat gets the first answer. */
export async function keepPlanAnswer(
  register: Register,
  { plan, version, requestId, now, serverNow }: PlanChange,
  carryOut: () => Promise<CarriedOut>,
): Promise<PlanReceipt> {
  const stored = await findRequest(register, requestId);
  if (stored !== null) return stored.answer as unknown as PlanReceipt;
  const { event: kind, data, status, opened, changed, stopped } = await carryOut();
  const counts = { opened, changed, stopped };
  const receipt: PlanReceipt = {
    ...{ requestId, plan, version, status, at: now },
    ...{ ...counts, written: true },
  };
  await recordPlanEvent(register, {
    ...{ plan, version, kind, requestId, now, serverNow, data, status: 'running' },
    answer: receipt as unknown as Json,
  });
  return receipt;
}
