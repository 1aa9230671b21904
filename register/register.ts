import type { NodePgDatabase, NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { Pool } from 'pg';

/** The record of truth, opened by `openRegister`. */
export interface Register {
  readonly db: NodePgDatabase;
  readonly pool: Pool;
  /** Waits for running statements, then lets every connection go. */
  close(): Promise<void>;
}

/** The database itself, or a transaction in it. */
export type RegisterDb = PgDatabase<NodePgQueryResultHKT>;

/** What the register writes to a log; a pino logger fits. */
export interface RegisterLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * How every transaction of the register runs: its row locks are written for `read committed`, where
 * a statement that waited for a lock sees what the other transaction committed.
 */
export const transactionMode = { isolationLevel: 'read committed' } as const;
