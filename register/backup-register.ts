import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { IsoInstant } from '../domain/plan.ts';
import {
  type BackupManifest,
  backupFormat,
  copyFileOf,
  manifestName,
  type TableCopy,
} from './backup-manifest.ts';
import { copyEvidence, type EvidenceCopied, type StoredFile } from './copy-evidence.ts';
import { syncToDisk } from './disk-files.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { FolderEvidenceStore } from './folder-evidence-store.ts';
import { checkRegister } from './migrate-register.ts';
import type { Register } from './register.ts';
import { listRegisterTables, type RegisterTable } from './register-tables.ts';

/** How a place for backups is laid out: evidence once, and a folder for each backup. */
export const evidenceFolder = 'evidence';
const unfinished = '.partial';
/** A backup that was interrupted so long ago is not under way any more. */
const abandonedMs = 24 * 60 * 60 * 1000;

/** What was written, where. */
export interface BackupTaken {
  /** The folder of this backup; null when it could not be finished (see `evidence.faults`). */
  readonly folder: string | null;
  readonly manifest: BackupManifest;
  /** Of the manifest: whoever writes it down elsewhere can prove that a backup is the one made then. */
  readonly manifestSha256: string;
  readonly evidence: EvidenceCopied;
}

/** What a caller may watch. */
export interface BackupProgress {
  onTable?(table: string, done: number, of: number): void;
  onFile?(done: number, of: number): void;
}

/**
 * Writes the register, as it was at one moment, and every evidence file that it refers to into a place
 * for backups, while plans run. The backup has its name only once it is whole: files that are missing
 * or wrong are named, and it is thrown away. Evidence that is there already is not copied again.
 */
export async function backupRegister(
  { register, evidence }: { readonly register: Register; readonly evidence: EvidenceStore },
  place: string,
  takenAt: IsoInstant,
  progress: BackupProgress = {},
): Promise<BackupTaken> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  await removeAbandoned(place, Date.parse(takenAt));
  const name = `dondoc-${takenAt.replaceAll(':', '').replace(/\.\d+Z$/, 'Z')}`;
  const partial = join(place, `${name}.${process.pid}${unfinished}`);
  await mkdir(partial, { mode: 0o700 });
  try {
    const manifest = await writeSnapshot(register, partial, takenAt, progress);
    const copied = await keepEvidence(evidence, place, manifest.evidence, progress);
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    const taken = { manifest, manifestSha256: hashOf(text), evidence: copied };
    if (copied.faults.length > 0) return { ...taken, folder: null };
    await writeText(join(partial, manifestName), text);
    await syncToDisk(partial);
    const folder = join(place, name);
    await rename(partial, folder);
    await syncToDisk(place);
    return { ...taken, folder };
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function keepEvidence(
  from: EvidenceStore,
  place: string,
  files: readonly StoredFile[],
  { onFile }: BackupProgress,
): Promise<EvidenceCopied> {
  const folder = join(place, evidenceFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const to = new FolderEvidenceStore(folder, { mode: 0o600 });
  return await copyEvidence({ from, to }, files, (done) => onFile?.(done, files.length));
}

/** All tables as one transaction sees them: what is written meanwhile belongs to the next backup. */
async function writeSnapshot(
  { pool }: Register,
  folder: string,
  takenAt: IsoInstant,
  { onTable }: BackupProgress,
): Promise<BackupManifest> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { expected: schema } = await checkRegister(client);
    const listed = listRegisterTables();
    const tables: TableCopy[] = [];
    for (const table of listed) {
      onTable?.(table.name, tables.length, listed.length);
      tables.push(await writeTable(client, table, folder));
    }
    const summed = await sum(client);
    const manifest = { format: backupFormat, takenAt, schema, tables, ...summed } as const;
    await client.query('commit');
    client.release();
    return manifest;
  } catch (error) {
    // In the middle of a copy a connection can do nothing else any more.
    client.release(true);
    throw error;
  }
}

async function sum(
  client: PoolClient,
): Promise<Pick<BackupManifest, 'plans' | 'chains' | 'evidence'>> {
  const plans = await client.query<BackupManifest['plans'][number]>(
    'select plan, version, status from plans order by plan',
  );
  const chains = await client.query<BackupManifest['chains'][number]>(
    'select workflow_id as "workflowId", seq, event_count as events, head from workflows order by workflow_id',
  );
  const files = await client.query<{ sha256: string; size: string }>(
    'select sha256, max(size) as size from evidence group by sha256 order by sha256',
  );
  return {
    plans: plans.rows,
    chains: chains.rows,
    evidence: files.rows.map(({ sha256, size }) => ({ sha256, size: Number(size) })),
  };
}

async function writeTable(
  client: PoolClient,
  { name: table, columns }: RegisterTable,
  folder: string,
): Promise<TableCopy> {
  const names = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const rows = client.query(copyTo(`copy ${client.escapeIdentifier(table)} (${names}) to stdout`));
  const written = await writeHashed(join(folder, copyFileOf({ table })), rows);
  return { table, columns: [...columns], rows: rows.rowCount, ...written };
}

async function writeHashed(path: string, rows: NodeJS.ReadableStream) {
  const hash = createHash('sha256');
  let bytes = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await pipeline(rows, createGzip(), watch, file);
  await syncToDisk(path);
  return { bytes, sha256: hash.digest('hex') };
}

async function writeText(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function removeAbandoned(place: string, nowMs: number): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith('dondoc-') || !name.endsWith(unfinished)) continue;
    const path = join(place, name);
    if (nowMs - (await stat(path)).mtimeMs > abandonedMs) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
