import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { describeError, describePlace } from './open-register.ts';
import type { Register } from './register.ts';
import { RegisterUnreachable } from './register-errors.ts';

/** Enough for questions that are asked side by side. */
const connections = 3;

/**
 * Connects to a database of whatever version and schema, and leaves both as they are: every
 * transaction is read-only. Connecting and each statement end after `limitMs`. The caller closes.
 * @throws RegisterUnreachable with PostgreSQL's error as its cause
 */
export async function lookIntoRegister(
  url: string,
  { limitMs }: { readonly limitMs: number },
): Promise<Register> {
  const place = describePlace(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: limitMs,
    query_timeout: limitMs,
    application_name: 'dondoc doctor',
    onConnect: async (client) => {
      await client.query('set session characteristics as transaction read only');
    },
  });
  // A connection that breaks while idle reports it here, and again to the next statement.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw new RegisterUnreachable(
      `expected PostgreSQL at ${place}, found: ${describeError(error)}`,
      { cause: error },
    );
  }
  return { db: drizzle(pool), pool, close: () => pool.end() };
}
