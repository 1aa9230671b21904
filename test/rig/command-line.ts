import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { findPackageRoot } from '../../register/package-root.ts';

const root = findPackageRoot(import.meta.url);

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The built command line, as a user runs it: servers of the surroundings are not seen, only those
 * that `settings` names.
 */
export function startDondoc(
  words: readonly string[],
  dataDir: string,
  settings: NodeJS.ProcessEnv = {},
): ChildProcess {
  const { TEMPORAL_ADDRESS: _temporal, DATABASE_URL: _database, ...environment } = process.env;
  return spawn(process.execPath, [join(root, 'dist/client/main.js'), ...words], {
    cwd: root,
    env: { ...environment, DONDOC_DATA: dataDir, NO_COLOR: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command to its end. */
export async function runDondoc(words: readonly string[], dataDir: string): Promise<Ended> {
  const child = startDondoc(words, dataDir);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString('utf8');
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString('utf8');
  });
  const code = await waitForExit(child);
  return { code, ...output };
}

/** Resolves with the exit code. */
export function waitForExit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
