import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { checkRegister, migrateRegister, type RegisterSchema } from './migrate-register.ts';
import type { Register, RegisterLogger } from './register.ts';
import { PostgresTooOld, RegisterUnreachable } from './register-errors.ts';

export { checkRegister, migrateRegister, type RegisterSchema };

/** The oldest major version that PostgreSQL itself maintained when this was written. */
export const oldestPostgres = 14;
const connectTimeoutMs = 10_000;

/**
 * Connects to PostgreSQL, brings the schema up to this code, and hands back the register.
 * Any number of processes may do so at the same moment, also on an empty database.
 * @throws RegisterUnreachable naming host, port and database (never the password)
 * @throws PostgresTooOld
 * @throws RegisterNewerThanCode
 */
export async function openRegister(
  url: string,
  options: { readonly maxConnections?: number; readonly logger?: RegisterLogger } = {},
): Promise<Register> {
  const place = describePlace(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'dondoc',
  });
  // Without listeners, a server that goes away would end the process: of an idle connection the pool
  // reports it, of one in use (between two statements of a transaction) the connection alone. The pool
  // drops it, and the next statement reports what is wrong.
  pool.on('connect', (connection) => {
    connection.on('error', (error) =>
      options.logger?.warn({ err: error, place }, 'lost a connection'),
    );
  });
  pool.on('error', () => undefined);
  try {
    await checkServer(pool, place);
    const schema = await migrateRegister(pool);
    options.logger?.info({ place, schema: schema.expected }, 'register opened');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db: drizzle(pool), pool, close: () => pool.end() };
}

async function checkServer(pool: pg.Pool, place: string): Promise<void> {
  const version = await readServerVersion(pool, place);
  if (Math.floor(version / 10_000) < oldestPostgres) {
    throw new PostgresTooOld(
      `expected PostgreSQL ${oldestPostgres} or newer at ${place}, found ${Math.floor(version / 10_000)}; set DATABASE_URL to a newer server.`,
    );
  }
}

async function readServerVersion(pool: pg.Pool, place: string): Promise<number> {
  try {
    const { rows } = await pool.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    return rows[0]?.version ?? 0;
  } catch (error) {
    throw new RegisterUnreachable(
      `expected PostgreSQL at ${place}, found: ${describeError(error)}. Start it there, or set DATABASE_URL (postgres://user:password@host:port/database).`,
      { cause: error },
    );
  }
}

/** Host, port and database of an address, never the password. @throws RegisterUnreachable */
export function describePlace(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new RegisterUnreachable(
      'expected DATABASE_URL to read postgres://user:password@host:port/database, found something else (not shown: it may hold a password).',
    );
  }
  const database = decodeURIComponent(parsed.pathname.slice(1));
  return `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}, database "${database}"`;
}

/** A refused connection to a name with several addresses has an empty message and many causes. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(describeError).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
