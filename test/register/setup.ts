import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../embedded/postgres.ts';
import { openRegister } from '../../register/open-register.ts';
import type { Register } from '../../register/register.ts';

/** A real PostgreSQL for one test file: every test may have an empty database of its own. */
export interface TestPostgres {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  /** A new database with the register's tables in it; closed when the server stops. */
  createRegister(): Promise<Register>;
  stop(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-register-'));
  // As root the server runs as a user of its own, which must be able to reach its data.
  await chmod(folder, 0o755);
  const server = await startPostgres({
    dataDir: join(folder, 'data'),
    databases: [],
    fsync: false,
  });
  const opened: Register[] = [];
  let databases = 0;
  const createDatabase = async () => {
    databases += 1;
    const name = `test_${databases}`;
    await server.createDatabase(name);
    return server.url(name);
  };
  return {
    createDatabase,
    createRegister: async () => {
      const register = await openRegister(await createDatabase());
      opened.push(register);
      return register;
    },
    stop: async () => {
      for (const register of opened) await register.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
