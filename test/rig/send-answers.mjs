// A sender in an operating-system process of its own, as agencies are: it knows nothing of dondoc but
// names of updates. Started with one argument, JSON: { address, workflowId, update, commands, inFlight }.
// It asks at once, before the workflow exists, and tells its parent { receipts, drained } in the end.
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';

const { address, workflowId, update, commands, inFlight } = JSON.parse(process.argv[2]);
const connection = await Connection.connect({ address });
const client = new Client({ connection });
const handle = client.workflow.getHandle(workflowId);
const queue = [...commands];
const receipts = [];
let drained = 0;

async function answer(command) {
  const deadline = Date.now() + 60_000;
  for (let backoffMs = 50; ; backoffMs = Math.min(backoffMs * 2, 1_600)) {
    try {
      return await handle.executeUpdate(update, { args: [command], updateId: command.requestId });
    } catch (error) {
      const early = error instanceof WorkflowNotFoundError;
      const draining = error?.cause?.type === 'DondocDraining';
      if (Date.now() > deadline || (!early && !draining)) throw error;
      if (draining) drained += 1;
      await new Promise((resolve) => setTimeout(resolve, backoffMs * (0.5 + Math.random() / 2)));
    }
  }
}

async function work() {
  for (let command = queue.shift(); command !== undefined; command = queue.shift()) {
    receipts.push(await answer(command));
  }
}

await Promise.all(Array.from({ length: inFlight }, work));
await connection.close();
process.send({ receipts, drained });
process.disconnect();
