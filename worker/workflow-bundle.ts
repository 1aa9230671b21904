import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';

let bundled: Promise<WorkflowBundleOption> | null = null;

/**
 * The workflows as a worker runs them: the bundle made at build time, or, from the sources, one made
 * now (once a process).
 */
export function loadWorkflowBundle(): Promise<WorkflowBundleOption> {
  bundled ??= findOrMake();
  return bundled;
}

async function findOrMake(): Promise<WorkflowBundleOption> {
  const codePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
  if (existsSync(codePath)) return { codePath };
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  return await bundleWorkflowCode({ workflowsPath, logger: quiet });
}

/** The bundler's progress is nobody's concern; its errors reach the caller as exceptions. */
const quiet = new DefaultLogger('ERROR');
