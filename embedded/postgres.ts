import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Client, DatabaseError } from 'pg';
import { findLoopbackPort, LOOPBACK } from './loopback-port.ts';
import { type DataDir, nameDataDir, openDataDir, POSTGRES_ROLE } from './postgres-data-dir.ts';
import { clearPostgresLeftovers } from './postgres-leftovers.ts';
import { type PostgresPrograms, preparePostgresPrograms } from './postgres-programs.ts';
import { findPostgresUser } from './postgres-user.ts';
import {
  type Exit,
  type ServerProcess,
  startServerProcess,
  waitUntilReady,
} from './server-process.ts';

/** Crash recovery comes before the first answer and replays up to a gigabyte of log. */
const READY_MS = 120_000;
const ATTEMPTS = 3;

export interface PostgresOptions {
  /** Where the data lives; created when it does not exist. Its parent also gets `<dataDir>.password`. */
  readonly dataDir: string;
  /** A fixed port; otherwise any free one, another at each start. */
  readonly port?: number;
  /** Databases to create where they are missing; `dondoc` when not given. */
  readonly databases?: readonly string[];
  /** Each line of the server's log. */
  readonly onLog?: (line: string) => void;
  /**
   * Whether a commit waits for the disk; true when not given. False only for databases that are
   * thrown away, as in tests: a power cut then destroys them, and each commit is faster.
   */
  readonly fsync?: boolean;
}

export interface EmbeddedPostgres {
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<Exit>;
  /** A connection string with the password; `dondoc` is the database when none is named. */
  url(database?: string): string;
  /** Creates a database unless it exists. */
  createDatabase(name: string): Promise<void>;
  /** Ends open connections and shuts down in order. */
  stop(): Promise<void>;
  /** Kills the server as a power cut would; the next start recovers from its log. */
  kill(): void;
}

/**
 * Starts a real PostgreSQL of our own on the loopback interface: the first start creates the
 * data folder, later ones find everything again, also after a crash.
 *
 * Throws when another server uses the data folder, when a fixed port is in use, and when the
 * programs are not installed or cannot run; each error says what to do.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const path = resolve(options.dataDir);
  await mkdir(dirname(path), { recursive: true });
  const user = await findPostgresUser(path);
  const programs = await preparePostgresPrograms(user);
  const dataDir = await openDataDir(path, user, programs, { fsync: options.fsync ?? true });
  await clearPostgresLeftovers(path);
  const { server, port } = await launch(programs, dataDir, options);
  const url = (database = 'dondoc') => buildUrl(dataDir.password, port, database);
  try {
    for (const name of options.databases ?? ['dondoc']) await createDatabase(url('postgres'), name);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    port,
    pid: server.pid,
    exited: server.exited,
    url,
    createDatabase: (name) => createDatabase(url('postgres'), name),
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}

/**
 * Starts the program; again, when it could not: on a port of our choosing another program may
 * have been faster, and after a crash the last children of the old server may still be ending.
 */
async function launch(programs: PostgresPrograms, dataDir: DataDir, options: PostgresOptions) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findLoopbackPort(options.port, 'PostgreSQL');
    const server = await startProgram(programs, dataDir, port, options);
    try {
      await waitForAnswer(server, buildUrl(dataDir.password, port, 'postgres'));
      return { server, port };
    } catch (error) {
      const curable = /in use|could not bind/.test(server.lastLines());
      if (attempt === ATTEMPTS || !curable) throw error;
    }
  }
}

function startProgram(
  programs: PostgresPrograms,
  dataDir: DataDir,
  port: number,
  options: PostgresOptions,
): Promise<ServerProcess> {
  return startServerProcess({
    name: 'PostgreSQL',
    program: programs.postgres,
    args: ['-D', nameDataDir(dataDir.path, dataDir.user), ...buildSettings(port, options)],
    cwd: dataDir.path,
    runAs: dataDir.user,
    // PostgreSQL's fast shutdown: it ends connections itself instead of waiting for them.
    stopSignal: 'INT',
    onLine: options.onLog,
  });
}

function buildSettings(port: number, options: PostgresOptions): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: LOOPBACK,
    // Sockets in /tmp would clash between users; everything goes through the port.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.fsync === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function waitForAnswer(server: ServerProcess, url: string): Promise<void> {
  return waitUntilReady({
    name: 'PostgreSQL',
    process: server,
    timeoutMs: READY_MS,
    probe: () => withClient(url, async (client) => void (await client.query('select 1'))),
    // 28P01: the password file does not belong to this data folder.
    isFinal: (error) => error instanceof DatabaseError && error.code === '28P01',
  });
}

async function createDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount !== 0) return;
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    } catch (error) {
      // 42P04, 23505: somebody created it between the question and the order.
      if (!(error instanceof DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) {
        throw error;
      }
    }
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // A connection that breaks while idle reports it here and again to the next query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

function buildUrl(password: string, port: number, database: string): string {
  return `postgresql://${POSTGRES_ROLE}:${password}@${LOOPBACK}:${port}/${encodeURIComponent(database)}`;
}
