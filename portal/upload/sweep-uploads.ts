import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Pledge } from '../../register/evidence-store.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import { listEvidence } from '../../register/queries/list-evidence.ts';
import type { PortalDeps } from '../deps.ts';

/** Something that runs until it is stopped. */
export interface Sweeping {
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
/** A form lives a day, and a request that it made may be under way a little longer. */
const leftAloneMs = 24 * hourMs;
const pledgeMs = 48 * hourMs;
const askMs = 5_000;

/**
 * Removes, now and every hour, what uploads left behind that nobody will come back to. Any number of portals may do
 * so at the same time. What fails is logged, and tried again an hour later.
 */
export function startSweeping(deps: PortalDeps): Sweeping {
  let running = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => sweepUploads(deps))
      .then(
        () => undefined,
        (error: unknown) => deps.log.warn({ err: error }, 'what uploads left behind stays for now'),
      );
  };
  sweep();
  const timer = setInterval(sweep, hourMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Removes staged files a day old, and files of requests that came to nothing two days ago. Returns how many. */
export async function sweepUploads(
  deps: PortalDeps,
): Promise<{ readonly leftovers: number; readonly orphans: number }> {
  const { store, register, log } = deps;
  const now = deps.now();
  const leftovers = await store.removeLeftovers(new Date(now - leftAloneMs));
  const orphans = await store.removeOrphans(new Date(now - pledgeMs), {
    isNamed: async (sha256) => (await listEvidence(register, { sha256 }, 1)).length > 0,
    isPending: (pledge) => isPending(deps, pledge),
  });
  if (leftovers + orphans > 0) log.info({ leftovers, orphans }, 'removed what uploads left behind');
  return { leftovers, orphans };
}

/**
 * First the workflow, then the register: a request that was accepted is on record before its run ends. Whoever
 * cannot be asked leaves it pending.
 */
async function isPending(
  { client, register }: PortalDeps,
  { requestId, workflowId }: Pledge,
): Promise<boolean> {
  const update = client.workflow.getHandle(workflowId).getUpdateHandle(requestId);
  const mayHold = await client
    .withDeadline(Date.now() + askMs, () => update.result())
    .then(
      () => true,
      (error: unknown) =>
        !(error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError),
    );
  return mayHold && (await findRequest(register, requestId)) === null;
}
