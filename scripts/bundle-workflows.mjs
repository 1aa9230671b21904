// Bundles the compiled workflows into dist/workflow-bundle.js, which every worker loads: starting a
// worker then costs no bundling, and production needs no bundler.
import { rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const dist = new URL('../dist/', import.meta.url);
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('workflows/index.js', dist)),
  logger: new DefaultLogger('ERROR'),
});
// Renamed into place: a worker that starts at this moment finds the old one or the new one.
await writeFile(new URL('workflow-bundle.js.new', dist), code);
await rename(new URL('workflow-bundle.js.new', dist), new URL('workflow-bundle.js', dist));
