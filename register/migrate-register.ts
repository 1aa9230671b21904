import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { findPackageRoot } from './package-root.ts';
import { RegisterNewerThanCode } from './register-errors.ts';

/** Any number that no other program on this database is likely to lock. */
const migrationLock = 6_406_063;
const migrationsTable = { migrationsSchema: 'public', migrationsTable: 'register_migrations' };

const journalSchema = z.object({
  entries: z.array(z.object({ tag: z.string(), when: z.number() })).min(1),
});

/** How far the schema of a database has come, compared with what this code knows. */
export interface RegisterSchema {
  /** Newest migration that the database has, as this code names it; null for an empty database. */
  readonly found: string | null;
  /** Newest migration of this code. */
  readonly expected: string;
  readonly upToDate: boolean;
}

/**
 * Compares the schema with the code and changes nothing.
 * @throws RegisterNewerThanCode when the database has a migration that this code does not know.
 */
export async function checkRegister(pool: Pool | PoolClient): Promise<RegisterSchema> {
  const known = readMigrations();
  const newest = known.at(-1);
  if (newest === undefined) throw new Error('expected at least one migration, found none');
  const found = await findNewestApplied(pool);
  if (found !== null && found > newest.when) {
    throw new RegisterNewerThanCode(describeUnknown(found), newest.tag);
  }
  return {
    found: known.find(({ when }) => when === found)?.tag ?? null,
    expected: newest.tag,
    upToDate: found === newest.when,
  };
}

/**
 * Brings the schema up to this code, all or nothing. Safe while other processes do the same: they
 * wait on an advisory lock and then find nothing left to do.
 * @throws RegisterNewerThanCode
 */
export async function migrateRegister(pool: Pool): Promise<RegisterSchema> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      const { upToDate } = await checkRegister(client);
      if (!upToDate) {
        await migrate(drizzle(client), { migrationsFolder: findMigrations(), ...migrationsTable });
      }
      return await checkRegister(client);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}

/** True when this code knows a migration by that name. */
export function isKnownMigration(tag: string): boolean {
  return readMigrations().some((migration) => migration.tag === tag);
}

/**
 * Builds the tables as they were after a migration, in a database without any and in the caller's
 * transaction. `migrateRegister` brings them up to this code afterwards.
 */
export async function buildSchemaAt(client: PoolClient, tag: string): Promise<void> {
  const { migrationsSchema, migrationsTable: name } = migrationsTable;
  const table = `${migrationsSchema}.${name}`;
  const count = readMigrations().findIndex((migration) => migration.tag === tag) + 1;
  await client.query(`drop table if exists ${table}`);
  await client.query(
    `create table ${table} (id serial primary key, hash text not null, created_at bigint)`,
  );
  const files = readMigrationFiles({ migrationsFolder: findMigrations() });
  for (const { sql, hash, folderMillis } of files.slice(0, count)) {
    for (const statement of sql) await client.query(statement);
    await client.query(`insert into ${table} (hash, created_at) values ($1, $2)`, [
      hash,
      folderMillis,
    ]);
  }
}

function findMigrations(): string {
  return join(findPackageRoot(import.meta.url), 'register', 'migrations');
}

function readMigrations(): z.infer<typeof journalSchema>['entries'] {
  const path = join(findMigrations(), 'meta', '_journal.json');
  return journalSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).entries;
}

async function findNewestApplied(pool: Pool | PoolClient): Promise<number | null> {
  const table = `${migrationsTable.migrationsSchema}.${migrationsTable.migrationsTable}`;
  const exists = await pool.query<{ found: string | null }>('select to_regclass($1) as found', [
    table,
  ]);
  if (exists.rows[0]?.found == null) return null;
  const newest = await pool.query<{ created: string | null }>(
    `select max(created_at) as created from ${table}`,
  );
  const created = newest.rows[0]?.created ?? null;
  return created === null ? null : Number(created);
}

function describeUnknown(when: number): string {
  return `a migration of ${new Date(when).toISOString()}`;
}
