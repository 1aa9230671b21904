// Bundles the compiled workflows into dist/workflow-bundle.js, which every worker loads: starting a
// worker then costs no bundling, and production needs no bundler. A second bundle, for workers that
// encrypt, has the converter that hides the words of failures.
import { copyFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const dist = new URL('../dist/', import.meta.url);
const pathOf = (name) => fileURLToPath(new URL(name, dist));

async function bundle(name, options) {
  const { code } = await bundleWorkflowCode({
    workflowsPath: pathOf('workflows/index.js'),
    logger: new DefaultLogger('ERROR'),
    ...options,
  });
  // Renamed into place: a worker that starts at this moment finds the old one or the new one.
  await writeFile(pathOf(`${name}.new`), code);
  await rename(pathOf(`${name}.new`), pathOf(name));
}

// The compiler takes TypeScript only.
const converter = 'worker/encode-failures.cjs';
await copyFile(new URL(`../${converter}`, import.meta.url), pathOf(converter));
await bundle('workflow-bundle.js', {});
await bundle('workflow-bundle-encoding.js', { failureConverterPath: pathOf(converter) });
