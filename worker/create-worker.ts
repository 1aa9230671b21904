import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { taskQueue } from '../domain/names.ts';
import type { Activities } from '../domain/workflow-input.ts';
import { loadWorkflowBundle } from './workflow-bundle.ts';

/** What differs between one worker and another, in production and in tests. */
export type WorkerTuning = Pick<
  WorkerOptions,
  'maxCachedWorkflows' | 'shutdownGraceTime' | 'identity' | 'dataConverter'
>;

/** A worker for dondoc's one task queue: workflows and activities. The caller runs and stops it. */
export async function createWorker(
  connection: NativeConnection,
  namespace: string,
  activities: Activities,
  tuning: WorkerTuning = {},
): Promise<Worker> {
  return await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: await loadWorkflowBundle(tuning.dataConverter?.failureConverterPath),
    activities,
    shutdownGraceTime: '10 seconds',
    ...tuning,
  });
}
