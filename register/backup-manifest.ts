import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UnusableBackup } from './register-errors.ts';

/** What a backup says of itself, in `manifest.json`: only a whole backup has that file. */

/** Raised when the meaning of a backup's files changes. */
export const backupFormat = 1;
export const manifestName = 'manifest.json';

/** Becomes part of SQL and of paths: nothing but letters, digits and underscores. */
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

const manifestSchema = z.object({
  format: z.literal(backupFormat),
  /** Server time at which the snapshot was taken. */
  takenAt: z.iso.datetime(),
  /** Newest migration of the register. */
  schema: z.string(),
  /** Those that others refer to first. */
  tables: z.array(
    z.object({
      table: identifier,
      columns: z.array(identifier).min(1),
      rows: count,
      /** Bytes and SHA-256 of its file, `<table>.copy.gz`. */
      bytes: count,
      sha256,
    }),
  ),
  plans: z.array(z.object({ plan: z.string(), version: count, status: z.string() })),
  /** How each chain ends. */
  chains: z.array(
    z.object({ workflowId: z.string(), seq: count, events: count, head: z.string() }),
  ),
  /** Every file that the snapshot refers to. */
  evidence: z.array(z.object({ sha256, size: count })),
});

export type BackupManifest = z.infer<typeof manifestSchema>;
export type TableCopy = BackupManifest['tables'][number];

/** The file that holds the rows of a table. */
export function copyFileOf({ table }: Pick<TableCopy, 'table'>): string {
  return `${table}.copy.gz`;
}

/** @throws UnusableBackup */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const path = join(folder, manifestName);
  const parsed = manifestSchema.safeParse(parseJson(await readFile(path, 'utf8'), path));
  if (parsed.success) return parsed.data;
  throw new UnusableBackup(
    `expected the manifest of a backup of format ${backupFormat} in ${path}, found: ${z.prettifyError(parsed.error)}; was it made by another version of dondoc?`,
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnusableBackup(`expected JSON in ${path}, found something else`, { cause });
  }
}
