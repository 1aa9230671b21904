import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';

const bundled = new Map<string | undefined, Promise<WorkflowBundleOption>>();

/**
 * The workflows as a worker runs them: the bundle made at build time, or, from the sources, one made
 * now (once a process). A failure converter stands inside the bundle, so each has a bundle of its own.
 */
export function loadWorkflowBundle(failureConverterPath?: string): Promise<WorkflowBundleOption> {
  const known = bundled.get(failureConverterPath) ?? findOrMake(failureConverterPath);
  bundled.set(failureConverterPath, known);
  return known;
}

async function findOrMake(failureConverterPath?: string): Promise<WorkflowBundleOption> {
  const name =
    failureConverterPath === undefined ? 'workflow-bundle.js' : 'workflow-bundle-encoding.js';
  const codePath = fileURLToPath(new URL(`../${name}`, import.meta.url));
  if (existsSync(codePath)) return { codePath };
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  return await bundleWorkflowCode({
    workflowsPath,
    logger: quiet,
    ...(failureConverterPath === undefined ? {} : { failureConverterPath }),
  });
}

/** The bundler's progress is nobody's concern; its errors reach the caller as exceptions. */
const quiet = new DefaultLogger('ERROR');
