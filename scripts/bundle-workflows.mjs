// Bundles the compiled workflows into dist/workflow-bundle.js, which every worker loads: starting a
// worker then costs no bundling, and production needs no bundler.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const dist = new URL('../dist/', import.meta.url);
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('workflows/index.js', dist)),
  logger: quiet,
});
await writeFile(new URL('workflow-bundle.js', dist), code);
