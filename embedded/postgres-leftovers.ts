import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isErrnoException } from './process-group.ts';

/** How long a server whose owner was killed gets to end, in milliseconds; its guard gives it 10 s. */
const ENDING_MS = 12_000;

/**
 * Clears what a crashed run left in a data folder.
 *
 * PostgreSQL writes its process id to `postmaster.pid` and refuses to start while a process of
 * that number exists. After a restart of the machine or in a container that is often another
 * program, and then the file is removed. If it is truly a PostgreSQL at work in this folder, it
 * may be ending since its owner was killed a moment ago: it gets some seconds. Throws when it
 * does not end: then another dondoc uses the folder.
 */
export async function clearPostgresLeftovers(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const deadline = performance.now() + ENDING_MS;
  for (;;) {
    const pid = await readPostmasterPid(file);
    if (pid === null) return;
    if (!(await isPostgresIn(pid, dataDir))) return rm(file, { force: true });
    if (performance.now() > deadline) throw alreadyServed(dataDir, pid);
    await delay(100);
  }
}

async function readPostmasterPid(file: string): Promise<number | null> {
  try {
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
    // A file cut short by a power cut names nobody.
    return Number.isInteger(pid) ? pid : 0;
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function isPostgresIn(pid: number, dataDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // Without /proc there is no telling who it is: leave the file, PostgreSQL will decide.
  if (process.platform !== 'linux') return true;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return folder === (await realpath(dataDir));
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrnoException(error) && error.code === 'EPERM';
  }
}

function alreadyServed(dataDir: string, pid: number): Error {
  return new Error(
    `Expected nobody to use the database in ${dataDir}, but a PostgreSQL with process id ${pid} does. ` +
      'Stop the dondoc that started it, or choose another data folder.',
  );
}
