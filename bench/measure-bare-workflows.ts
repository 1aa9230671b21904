import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pLimit from 'p-limit';
import type { TemporalPlace } from './temporal-place.ts';

const taskQueue = 'bare';
const startsAtOnce = 16;

/**
 * Seconds from the first start until so many workflows with one activity that does nothing have ended: what this
 * machine and this server can do at best.
 */
export async function measureBareWorkflows(
  { address, namespace }: TemporalPlace,
  workflows: number,
): Promise<number> {
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    ...{ connection: native, namespace, taskQueue },
    workflowsPath: fileURLToPath(new URL('./bare-workflow.js', import.meta.url)),
    activities: { nothing: () => Promise.resolve() },
  });
  const client = new Client({ connection, namespace });
  const run = (id: string) => client.workflow.start('bare', { taskQueue, workflowId: id });
  try {
    return await worker.runUntil(async () => {
      await (await run('bare-warm-up')).result();
      const startedAt = Date.now();
      const limit = pLimit(startsAtOnce);
      const handles = await Promise.all(
        Array.from({ length: workflows }, (_, n) => limit(() => run(`bare-${n}`))),
      );
      await Promise.all(handles.map((handle) => handle.result()));
      return (Date.now() - startedAt) / 1000;
    });
  } finally {
    await native.close();
    await connection.close();
  }
}
