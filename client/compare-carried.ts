import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import pLimit from 'p-limit';
import { queryNames, type TaskSnapshot } from '../domain/messages.ts';
import { listPlans } from '../register/plan-records.ts';
import { listRunningWorkflows } from '../register/queries/find-workflows.ts';
import type { Register } from '../register/register.ts';
import type { Fault } from '../register/verify-register.ts';
import { loadWorkflow } from '../register/workflow-row.ts';

/** How many workflows were asked, and where they and the register disagree. */
export interface Carried {
  readonly compared: number;
  readonly faults: readonly Fault[];
}

const atOnce = 8;
const queryPatienceMs = 15_000;
/** A workflow that is just writing is a batch behind the register until its activity returns. */
const looks = 8;
const betweenLooksMs = 250;

/**
 * Compares the place in the sequence and the head of the chain that each running task workflow carries
 * with its row: a tail cut off in the register is found even if everything there fits together.
 */
export async function compareCarried(register: Register, client: Client): Promise<Carried> {
  const running: string[] = [];
  for (const { plan } of await listPlans(register)) {
    const rows = await listRunningWorkflows(register, plan);
    // Seq 0: it is only about to be started.
    running.push(...rows.filter(({ seq }) => seq > 0).map(({ workflowId }) => workflowId));
  }
  const limit = pLimit(atOnce);
  const faults = await Promise.all(
    running.map((workflowId) => limit(() => compareOne(register, client, workflowId))),
  );
  return { compared: running.length, faults: faults.flat() };
}

async function compareOne(
  register: Register,
  client: Client,
  workflowId: string,
): Promise<Fault[]> {
  const place = `${workflowId}, as the running workflow carries it`;
  let fault: Fault | null = null;
  for (let look = 1; look <= looks; look += 1) {
    const carried = await queryState(client, workflowId);
    const row = await loadWorkflow(register.db, workflowId);
    const found = row === null ? 'no row' : describeEnd(row.seq, row.head);
    const expected =
      carried === null ? 'no workflow in Temporal' : describeEnd(carried.seq, carried.head);
    if (expected === found || (carried === null && row?.status === 'closed')) return [];
    fault =
      carried === null
        ? {
            place,
            expected: 'a workflow in Temporal, for the register has it running',
            found: 'none',
          }
        : { place, expected, found: `in the register: ${found}` };
    if (look < looks) await sleep(betweenLooksMs);
  }
  return fault === null ? [] : [fault];
}

/** Null when Temporal has no such workflow. */
async function queryState(client: Client, workflowId: string): Promise<TaskSnapshot | null> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    return await client.withDeadline(Date.now() + queryPatienceMs, () =>
      handle.query<TaskSnapshot>(queryNames.state),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function describeEnd(seq: number, head: string): string {
  return `batch ${seq}, head ${head === '' ? '(none)' : head}`;
}
