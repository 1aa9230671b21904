import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { IsoInstant } from '../domain/plan.ts';
import {
  type BackupManifest,
  copyFileOf,
  manifestName,
  readManifest,
  type TableCopy,
} from './backup-manifest.ts';
import { evidenceFolder } from './backup-register.ts';
import { copyEvidence, type EvidenceCopied } from './copy-evidence.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { FolderEvidenceStore } from './folder-evidence-store.ts';
import { buildSchemaAt, isKnownMigration, migrateRegister } from './migrate-register.ts';
import { recoverInterrupted } from './record-mail.ts';
import type { Register } from './register.ts';
import { RegisterNotEmpty, UnusableBackup } from './register-errors.ts';
import { listRegisterTables } from './register-tables.ts';
import type { Fault } from './verify-chains.ts';

/** A backup that was found and checked. */
export interface FoundBackup {
  readonly folder: string;
  readonly manifest: BackupManifest;
}

/** What a restore came to. */
export interface Restored {
  readonly evidence: EvidenceCopied;
  /** Mails of which nobody knows whether they went out: they were being sent when the backup was made. */
  readonly inDoubt: number;
}

/**
 * Finds the backup that a folder is, or the newest in a place for backups, and reads every file of the
 * register in it. Changes nothing.
 * @throws UnusableBackup when there is none, or it is not whole, was changed, or is of newer code
 */
export async function findBackup(path: string): Promise<FoundBackup> {
  const folder = await findFolder(path);
  const manifest = await readManifest(folder);
  if (!isKnownMigration(manifest.schema)) {
    throw new UnusableBackup(
      `the backup ${folder} was made by a newer dondoc: it has the schema ${manifest.schema}, which this one does not know; run the version that made it, or a newer one`,
    );
  }
  const faults = await checkFiles(folder, manifest.tables);
  if (faults.length > 0) {
    const found = faults.map((fault) => `${fault.place}: ${fault.found}`).join('; ');
    throw new UnusableBackup(
      `expected the files of ${folder} as its manifest has them, found ${found}; nothing was restored: take another backup`,
    );
  }
  return { folder, manifest };
}

/** @throws RegisterNotEmpty naming the tables that have rows */
export async function requireEmptyRegister({ pool }: Register): Promise<void> {
  const filled: string[] = [];
  for (const { name } of listRegisterTables()) {
    // One row that every register has from its beginning.
    if (name === 'mail_wake') continue;
    const { rowCount } = await pool.query(`select 1 from ${name} limit 1`);
    if (rowCount !== 0) filled.push(name);
  }
  if (filled.length > 0) throw new RegisterNotEmpty(filled);
}

/**
 * Puts a backup into an empty register: evidence first, each file compared with its hash, then all rows
 * in one transaction, under the schema they were written with, which is then brought up to this code.
 * When a file of evidence is missing or wrong, nothing of the register is touched.
 * @throws RegisterNotEmpty
 */
export async function restoreBackup(
  { register, evidence }: { readonly register: Register; readonly evidence: EvidenceStore },
  { folder, manifest }: FoundBackup,
  serverNow: IsoInstant,
  onFile: (done: number, of: number) => void = () => undefined,
): Promise<Restored> {
  await requireEmptyRegister(register);
  const from = new FolderEvidenceStore(join(dirname(folder), evidenceFolder));
  const files = manifest.evidence;
  const copied = await copyEvidence({ from, to: evidence }, files, (done) =>
    onFile(done, files.length),
  );
  if (copied.faults.length > 0) return { evidence: copied, inDoubt: 0 };
  await restoreRows(register, folder, manifest);
  await migrateRegister(register.pool);
  const inDoubt = await recoverInterrupted(register, { serverNow, olderThanMs: 0 });
  return { evidence: copied, inDoubt: inDoubt.length };
}

async function findFolder(path: string): Promise<string> {
  if (await isThere(join(path, manifestName))) return path;
  const names = (await isThere(path)) ? await readdir(path) : [];
  for (const name of names
    .filter((one) => one.startsWith('dondoc-'))
    .sort()
    .reverse()) {
    if (await isThere(join(path, name, manifestName))) return join(path, name);
  }
  throw new UnusableBackup(
    `expected a backup in ${path} (a folder with ${manifestName}, or one with such folders in it), found none; a folder that ends in ".partial" is a backup that was interrupted`,
  );
}

async function checkFiles(folder: string, tables: readonly TableCopy[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const table of tables) {
    const place = copyFileOf(table);
    const path = join(folder, place);
    const expected = `SHA-256 ${table.sha256}`;
    if (!(await isThere(path))) {
      faults.push({ place, expected, found: 'no file' });
      continue;
    }
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    const found = hash.digest('hex');
    if (found !== table.sha256) faults.push({ place, expected, found: `SHA-256 ${found}` });
  }
  return faults;
}

async function restoreRows(
  { pool }: Register,
  folder: string,
  manifest: BackupManifest,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `drop table if exists ${listRegisterTables()
        .map(({ name }) => client.escapeIdentifier(name))
        .join(', ')} cascade`,
    );
    await buildSchemaAt(client, manifest.schema);
    const names = manifest.tables.map(({ table }) => client.escapeIdentifier(table));
    // Migrations bring rows of their own.
    await client.query(`truncate ${names.join(', ')}`);
    for (const table of manifest.tables) await readRows(client, table, folder);
    await setSequences(client, manifest.tables);
    await compareChains(client, manifest);
    await client.query('commit');
    client.release();
  } catch (error) {
    // The server undoes what a lost connection had begun.
    client.release(true);
    throw error;
  }
}

async function readRows(client: PoolClient, table: TableCopy, folder: string): Promise<void> {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const copy = client.query(
    copyFrom(`copy ${client.escapeIdentifier(table.table)} (${columns}) from stdin`),
  );
  await pipeline(createReadStream(join(folder, copyFileOf(table))), createGunzip(), copy);
  if (copy.rowCount !== table.rows) {
    throw new UnusableBackup(
      `expected ${table.rows} rows of ${table.table} as the manifest says, found ${copy.rowCount}; nothing was restored`,
    );
  }
}

/** Numbers that are given out from now on come after those that came in. */
async function setSequences(client: PoolClient, tables: readonly TableCopy[]): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and is_identity = 'YES' and table_name = any($1)`,
    [tables.map(({ table }) => table)],
  );
  for (const { table, column } of rows) {
    const [name, counted] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${counted}), 0) + 1, false) from ${name}`,
      [name, column],
    );
  }
}

async function compareChains(client: PoolClient, { chains }: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ workflow_id: string; head: string }>(
    'select workflow_id, head from workflows',
  );
  const heads = new Map(rows.map(({ workflow_id, head }) => [workflow_id, head]));
  const other = chains.find(({ workflowId, head }) => heads.get(workflowId) !== head);
  if (other === undefined && heads.size === chains.length) return;
  throw new UnusableBackup(
    `expected the chains to end as the manifest says, found another end of ${other?.workflowId ?? 'a workflow that it does not name'}; nothing was restored`,
  );
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
