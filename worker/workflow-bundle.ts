import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

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

/** The bundler reports its progress, which is nobody's concern. */
const quiet = {
  log() {},
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error(message: string) {
    process.stderr.write(`${message}\n`);
  },
};
