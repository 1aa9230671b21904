import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ifThere, isOlder, listIfThere, syncToDisk } from './disk-files.ts';
import type { Pledge } from './evidence-store.ts';

/** A pledge on disk. */
export interface StoredPledge {
  readonly id: string;
  readonly pledge: Pledge;
  /** SHA-256 of its files. */
  readonly files: readonly string[];
}

const pledgeSchema = z.object({
  requestId: z.string(),
  workflowId: z.string(),
  files: z.array(z.string()),
});

/**
 * For which requests files were put in place: a small file each, from before the first of its files is in place until
 * the request is on record. Whoever sends the same request twice makes two pledges.
 */
export class EvidencePledges {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** When this returns it survives a power cut. Returns its id. */
  async make(pledge: Pledge, files: readonly string[]): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    const id = `${randomUUID()}.json`;
    const path = join(this.#folder, id);
    const partial = `${path}.partial`;
    try {
      const file = await open(partial, 'wx', 0o640);
      try {
        await file.writeFile(JSON.stringify({ ...pledge, files }));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, path);
    } finally {
      await rm(partial, { force: true });
    }
    await syncToDisk(this.#folder);
    return id;
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#folder, id), { force: true });
  }

  /** Those made before a moment; all of them without one. */
  async list(before?: Date): Promise<StoredPledge[]> {
    const found: StoredPledge[] = [];
    for (const id of await listIfThere(this.#folder)) {
      if (!id.endsWith('.json')) continue;
      const stored = await this.#read(id, before);
      if (stored !== null) found.push(stored);
    }
    return found;
  }

  /** Whether another pledge than a given one names a file. */
  async isPledged(sha256: string, exceptId: string | null): Promise<boolean> {
    const pledges = await this.list();
    return pledges.some(({ id, files }) => id !== exceptId && files.includes(sha256));
  }

  /** Null when it was removed meanwhile, or is younger. */
  async #read(id: string, before: Date | undefined): Promise<StoredPledge | null> {
    const path = join(this.#folder, id);
    if (before !== undefined && !(await isOlder(path, before))) return null;
    const text = await ifThere(() => readFile(path, 'utf8'));
    if (text === null) return null;
    const { requestId, workflowId, files } = pledgeSchema.parse(JSON.parse(text));
    return { id, pledge: { requestId, workflowId }, files };
  }
}
