import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { RegisterDb } from './register.ts';

/** A ping, and two readings side by side. */
const connections = 3;
/** Waits a little longer than the server, which says more. */
const patienceMs = 1_000;

/** Looks at a register from beside the worker, over connections of its own. */
export interface RegisterWatch {
  /** Rejects when PostgreSQL does not answer. */
  ping(): Promise<void>;
  /** Reads one state of the database; nothing can be changed. Rejects when a statement takes too long. */
  read<T>(work: (db: RegisterDb) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Connects when it is first asked, and again after the server was away; never migrates. A worker that
 * has all its connections in use is watched all the same. `limitMs` is for connecting and for each
 * statement. `onLost` hears of connections that break while nobody asks.
 */
export function watchRegister(
  url: string,
  { limitMs, onLost }: { readonly limitMs: number; readonly onLost: (error: Error) => void },
): RegisterWatch {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: limitMs,
    query_timeout: limitMs + patienceMs,
    application_name: 'dondoc metrics',
  });
  pool.on('error', onLost);
  const db = drizzle(pool);
  return {
    ping: async () => {
      await pool.query('select 1');
    },
    read: (work) =>
      db.transaction(
        async (tx) => {
          // Inside the transaction: a pooler between us and the server takes no such option at connecting.
          await tx.execute(`set local statement_timeout = ${Math.trunc(limitMs)}`);
          return await work(tx);
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
    close: () => pool.end(),
  };
}
