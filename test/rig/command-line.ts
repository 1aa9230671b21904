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

/** How a command is run, when not as `dist/` has it. */
export interface RunTerms {
  /** The program's `main.js`. */
  readonly program?: string | undefined;
  /** It may write no file larger than so many blocks of 512 bytes: a real limit of the system. */
  readonly fileBlocks?: number | undefined;
}

/**
 * The built command line, as a user runs it: servers of the surroundings are not seen, only those
 * that `settings` names.
 */
export function startDondoc(
  words: readonly string[],
  dataDir: string,
  settings: NodeJS.ProcessEnv = {},
  { program = join(root, 'dist/client/main.js'), fileBlocks }: RunTerms = {},
): ChildProcess {
  const { TEMPORAL_ADDRESS: _temporal, DATABASE_URL: _database, ...environment } = process.env;
  const command = [process.execPath, program, ...words];
  const limited = ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, ...command];
  const [file = '', ...args] = fileBlocks === undefined ? command : limited;
  return spawn(file, args, {
    cwd: root,
    env: { ...environment, DONDOC_DATA: dataDir, NO_COLOR: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command to its end. */
export async function runDondoc(
  words: readonly string[],
  dataDir: string,
  settings: NodeJS.ProcessEnv = {},
  terms: RunTerms = {},
): Promise<Ended> {
  const child = startDondoc(words, dataDir, settings, terms);
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
