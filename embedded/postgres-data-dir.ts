import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { PostgresPrograms } from './postgres-programs.ts';
import type { PostgresUser } from './postgres-user.ts';

const run = promisify(execFile);

/** The one role of the embedded PostgreSQL. */
export const POSTGRES_ROLE = 'dondoc';

/**
 * How the PostgreSQL programs are told of a folder that only we may reach.
 *
 * When we are root and they run as somebody else, the data folder is theirs but the folders
 * above it may be closed to them (0700, as `mktemp -d` and /root are). So they are started *in*
 * it, which root may, and are given the name `/proc/self/cwd`: Linux follows it to the folder
 * itself without walking the path. Nothing is copied and no right beyond the folder is given.
 */
export function nameDataDir(dataDir: string, user: PostgresUser | null): string {
  return user !== null && process.platform === 'linux' ? '/proc/self/cwd' : dataDir;
}

/** The file beside the data folder with the password of its one role; mode 0600. */
export function getPasswordFile(dataDir: string): string {
  return `${dataDir}.password`;
}

export interface DataDir {
  readonly path: string;
  readonly user: PostgresUser | null;
  readonly password: string;
}

/**
 * Finds a data folder or creates it: UTF-8, texts ordered by code point whatever the machine's
 * locale is, every connection by password. A creation that was interrupted leaves nothing that
 * a later start would take for a database.
 */
export async function openDataDir(
  path: string,
  user: PostgresUser | null,
  programs: PostgresPrograms,
  options: { readonly fsync: boolean },
): Promise<DataDir> {
  if (await isCreated(path)) {
    await giveTo(user, path);
    return { path, user, password: await readPassword(path) };
  }
  const unfinished = `${path}.creating`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  if (user !== null) await chown(unfinished, user.uid, user.gid);
  const password = await writePassword(path, user);
  await runInitdb(unfinished, path, user, programs, options);
  await rename(unfinished, path);
  return { path, user, password };
}

async function isCreated(path: string): Promise<boolean> {
  return (await stat(`${path}/PG_VERSION`).catch(() => null)) !== null;
}

/** A folder that root copied belongs to root; PostgreSQL insists on owning its folder. */
async function giveTo(user: PostgresUser | null, path: string): Promise<void> {
  if (user === null || (await stat(path)).uid === user.uid) return;
  await run('chown', ['-R', `${user.uid}:${user.gid}`, path]);
}

async function readPassword(dataDir: string): Promise<string> {
  const file = getPasswordFile(dataDir);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new Error(
      `Expected the password of the database in ${dataDir} in the file ${file}, but it cannot be read. ` +
        'Put the file back; without it the database cannot be opened.',
      { cause },
    );
  }
}

async function writePassword(dataDir: string, user: PostgresUser | null): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const file = await open(getPasswordFile(dataDir), 'w', 0o600);
  try {
    await file.chmod(0o600);
    if (user !== null) await file.chown(user.uid, user.gid);
    await file.writeFile(`${password}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return password;
}

async function runInitdb(
  folder: string,
  dataDir: string,
  user: PostgresUser | null,
  programs: PostgresPrograms,
  options: { readonly fsync: boolean },
): Promise<void> {
  const passwordFile = getPasswordFile(dataDir);
  const handle = await open(passwordFile, 'r');
  try {
    await execute(
      programs.initdb,
      [
        `--pgdata=${nameDataDir(folder, user)}`,
        // The file lies beside the data folder, in a folder that may be closed: handed over open.
        `--pwfile=${user === null ? passwordFile : '/dev/fd/3'}`,
        `--username=${POSTGRES_ROLE}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        // PostgreSQL's own C.UTF-8: code point order, and upper and lower case know Vietnamese.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(options.fsync ? [] : ['--no-sync']),
      ],
      folder,
      user,
      handle,
    );
  } finally {
    await handle.close();
  }
}

function execute(
  program: string,
  args: readonly string[],
  cwd: string,
  user: PostgresUser | null,
  third: FileHandle,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      ...(user ?? {}),
      stdio: ['ignore', 'pipe', 'pipe', third.fd],
    });
    let wrote = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        wrote += chunk.toString('utf8');
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `Creating the database in ${cwd} failed (${signal ?? `exit code ${code}`}). initdb wrote:\n${wrote}`,
          ),
        );
    });
  });
}
