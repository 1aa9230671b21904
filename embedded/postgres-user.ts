import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom the operating system sees behind the PostgreSQL processes. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. When we are root this says whom it runs as: the owner of
 * an existing data folder, else the system's user `postgres`, else `nobody`. No user is ever
 * created. Null when we are no root: then it runs as ourselves.
 */
export async function findPostgresUser(dataDir: string): Promise<PostgresUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataDir).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (found !== null) return found;
  throw new Error(
    'PostgreSQL cannot run as root, and this system has neither a user "postgres" nor a user "nobody". ' +
      'Create one, run dondoc as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs elsewhere.',
  );
}

async function lookUp(name: string): Promise<PostgresUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    // `id` fails for a name that does not exist; the caller names both in its error.
    return null;
  }
}
