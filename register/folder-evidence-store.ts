import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { EvidenceFile } from '../domain/batch.ts';
import {
  type EvidenceCheck,
  EvidenceMissing,
  type EvidenceStore,
  EvidenceTooLarge,
} from './evidence-store.ts';

/** Files in a folder of this machine: `ab/abcdef…`, and `incoming/` while they are written. */
export class FolderEvidenceStore implements EvidenceStore {
  readonly #folder: string;
  readonly #incoming: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
  }

  async put(
    content: Readable,
    { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
  ): Promise<EvidenceFile> {
    await mkdir(this.#incoming, { recursive: true });
    const temporary = join(this.#incoming, randomUUID());
    try {
      const written = await writeDurably(temporary, content, { name, maxBytes });
      await this.#moveIntoPlace(temporary, written.sha256);
      return { ...written, name };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async open(sha256: string): Promise<Readable> {
    const file = await openIfThere(this.#pathOf(sha256));
    if (file === null) throw new EvidenceMissing(sha256, this.#folder);
    return file.createReadStream();
  }

  async verify(sha256: string): Promise<EvidenceCheck> {
    const file = await openIfThere(this.#pathOf(sha256));
    if (file === null) return 'missing';
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream()) hash.update(chunk);
    const found = hash.digest('hex');
    return found === sha256 ? 'ok' : { found };
  }

  /**
   * Removes what crashed uploads left behind: temporary files last written before that moment. Files
   * of uploads under way are younger; a day is ample. Returns how many.
   */
  async removeLeftovers(before: Date): Promise<number> {
    let removed = 0;
    for (const name of await listIfThere(this.#incoming)) {
      const path = join(this.#incoming, name);
      const { mtime } = await stat(path);
      if (mtime >= before) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(`expected a SHA-256 (64 hex digits), found "${sha256}"`);
    }
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }

  /** Replaces a file of that name: same content, unless somebody damaged it. */
  async #moveIntoPlace(temporary: string, sha256: string): Promise<void> {
    const target = this.#pathOf(sha256);
    const folder = join(this.#folder, sha256.slice(0, 2));
    const created = await mkdir(folder, { recursive: true });
    await rename(temporary, target);
    await syncFolder(folder);
    if (created !== undefined) await syncFolder(this.#folder);
  }
}

async function writeDurably(
  path: string,
  content: Readable,
  { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
): Promise<{ sha256: string; size: number }> {
  const file = await open(path, 'wx', 0o640);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw new EvidenceTooLarge(name, maxBytes);
      hash.update(bytes);
      await writeAll(file, bytes);
    }
    await file.sync();
    return { sha256: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}

/** One `write` may take only a part. */
async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written)).bytesWritten;
  }
}

/** A rename survives a power cut only once its folder has been synced. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function listIfThere(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
