import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A download of which nothing arrives for so long, in milliseconds, is given up. */
const SILENCE_MS = 30_000;

/**
 * Lets the SDK fetch a server and start it once. In a process of its own, because the SDK's
 * runtime is one per process and ours belongs to the worker, and since it cannot be called off.
 */
const SCRIPT = `
const { TestWorkflowEnvironment } = require('@temporalio/testing');
const [create, downloadDir] = process.argv.slice(1);
const executable = { type: 'cached-download', downloadDir };
TestWorkflowEnvironment[create]({ server: { executable } })
  .then((environment) => environment.teardown())
  .catch((error) => { process.stderr.write(String(error)); process.exitCode = 1; });
`;

/**
 * Has the Temporal SDK download a server program into an empty folder and returns the file.
 * Throws what the SDK says, which on a closed network it says at once.
 */
export async function downloadWithSdk(
  create: 'createLocal' | 'createTimeSkipping',
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  await runUntilSilent(create, folder, env);
  for (const file of await listFiles(folder)) {
    if (((await stat(file)).mode & 0o111) !== 0) return file;
  }
  throw new Error(`Expected the SDK to leave a program in ${folder}, but there is none.`);
}

async function runUntilSilent(
  create: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const child = spawn(process.execPath, ['-e', SCRIPT, create, folder], {
    // From here Node finds @temporalio/testing, wherever the user stands.
    cwd: dirname(fileURLToPath(import.meta.url)),
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let wrote = '';
  child.stderr.on('data', (chunk: Buffer) => {
    wrote += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const watch = new AbortController();
  const silent = waitForSilence(folder, watch.signal);
  const code = await Promise.race([ended, silent]);
  watch.abort();
  if (code === 'silent') child.kill('SIGKILL');
  if (code === 'silent') throw new Error(`Nothing arrived for ${SILENCE_MS / 1000} s.`);
  if (code !== 0) throw new Error(wrote.trim() || `It ended with exit code ${code}.`);
}

async function waitForSilence(folder: string, signal: AbortSignal): Promise<'silent'> {
  let size = -1;
  for (let quietMs = 0; quietMs < SILENCE_MS && !signal.aborted; quietMs += 1000) {
    await delay(1000, undefined, { ref: false });
    const now = await measure(folder);
    if (now !== size) quietMs = 0;
    size = now;
  }
  return 'silent';
}

async function measure(folder: string): Promise<number> {
  const sizes = (await listFiles(folder)).map(async (file) => (await stat(file)).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
}
