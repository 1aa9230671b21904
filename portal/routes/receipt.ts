import type { Context } from 'hono';
import { receiptSchema } from '../../client/receipt.ts';
import { findRequest, type StoredRequest } from '../../register/queries/find-request.ts';
import { findEventOf, listEvidence } from '../../register/queries/list-evidence.ts';
import type { PortalEnv } from '../app.ts';
import type { PortalDeps } from '../deps.ts';
import { renderReceipt } from '../pages/receipt.ts';
import { mayRead } from '../scope.ts';
import { findSubmission, type Submission } from '../submission.ts';

/** The receipt of a request that this visitor may know of; for anybody else it is not there. */
export async function showReceipt(deps: PortalDeps, c: Context<PortalEnv>) {
  const { visit } = c.var;
  const stored = await findRequest(deps.register, c.req.param('request') ?? '');
  if (stored === null) return c.notFound();
  const receipt = receiptSchema.safeParse(stored.answer).data;
  if (receipt === undefined || !(await mayRead(visit, receipt))) return c.notFound();
  return c.html(
    renderReceipt(visit, {
      receipt,
      kind: stored.kind,
      submission: await readSubmission(deps, stored),
    }),
  );
}

/** What a submission brought, as it stands on record; null for a receipt of anything else. */
async function readSubmission(
  { register }: PortalDeps,
  stored: StoredRequest,
): Promise<Submission | null> {
  if (stored.kind !== 'submitted') return null;
  const event = await findEventOf(register, stored);
  if (event === null) return null;
  const files = await listEvidence(register, {
    workflowId: event.workflowId,
    eventN: event.n,
  });
  return findSubmission([
    { at: event.at, what: 'event', event },
    ...files.map((evidence) => ({ at: event.at, what: 'evidence' as const, evidence })),
  ]);
}
