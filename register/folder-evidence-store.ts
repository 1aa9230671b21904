import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { EvidenceFile } from '../domain/batch.ts';
import {
  isOlder,
  listIfThere,
  openIfThere,
  refreshIfThere,
  renameIfThere,
  syncToDisk,
} from './disk-files.ts';
import { EvidencePledges } from './evidence-pledges.ts';
import {
  type EvidenceCheck,
  EvidenceMissing,
  type EvidenceStore,
  EvidenceTooLarge,
  type OrphanQuestions,
  type Pledge,
  type StagedContent,
  type StagedFile,
} from './evidence-store.ts';

/**
 * Files in a folder of this machine: `ab/abcdef…`; `incoming/` while they are written or staged; `pledges/` for
 * which requests they became evidence; `removed/` for the moment in which one is removed.
 */
export class FolderEvidenceStore implements EvidenceStore {
  readonly #folder: string;
  readonly #incoming: string;
  readonly #removed: string;
  readonly #pledges: EvidencePledges;
  readonly #mode: number;

  /** `mode`: of its files; those of a backup are for their owner only. */
  constructor(folder: string, { mode = 0o640 }: { readonly mode?: number } = {}) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
    this.#removed = join(folder, 'removed');
    this.#pledges = new EvidencePledges(join(folder, 'pledges'));
    this.#mode = mode;
  }

  async put(
    content: Readable,
    { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
  ): Promise<EvidenceFile> {
    const { id, ...written } = await this.stage(content, { name, maxBytes });
    try {
      if (await this.#moveIntoPlace(join(this.#incoming, id), written.sha256))
        return { ...written, name };
      throw new EvidenceMissing(written.sha256, this.#incoming);
    } finally {
      await this.discard([id]);
    }
  }

  async stage(
    content: Readable,
    { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
  ): Promise<StagedFile> {
    await mkdir(this.#incoming, { recursive: true });
    const id = randomUUID();
    const path = join(this.#incoming, id);
    try {
      return { id, ...(await writeDurably(path, content, { name, maxBytes, mode: this.#mode })) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async openStaged(id: string): Promise<StagedContent | null> {
    const file = await openIfThere(this.#stagedPathOf(id));
    if (file === null) return null;
    const { size } = await file.stat();
    return {
      size,
      read: async (position, length) => {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
        return buffer.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  }

  async discard(ids: readonly string[]): Promise<void> {
    for (const id of ids) await rm(this.#stagedPathOf(id), { force: true });
  }

  async commit(pledge: Pledge, files: readonly StagedFile[]): Promise<string> {
    // First the pledge: from then on nobody takes the files for orphans.
    const pledgeId = await this.#pledges.make(pledge, [
      ...new Set(files.map(({ sha256 }) => sha256)),
    ]);
    for (const { id, sha256 } of files) {
      const staged = this.#stagedPathOf(id);
      // What became evidence now is no old file, however long it lay there.
      await refreshIfThere(staged);
      if (await this.#moveIntoPlace(staged, sha256)) continue;
      if (await refreshIfThere(this.#pathOf(sha256))) continue;
      throw new EvidenceMissing(sha256, this.#folder);
    }
    return pledgeId;
  }

  async release(pledgeId: string): Promise<void> {
    await this.#pledges.remove(pledgeId);
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
   * Removes what crashed or given-up uploads left behind: temporary files last written before that moment. Files
   * of uploads under way are younger; a day is ample. Returns how many.
   */
  async removeLeftovers(before: Date): Promise<number> {
    let removed = 0;
    for (const name of await listIfThere(this.#incoming)) {
      const path = join(this.#incoming, name);
      if (!(await isOlder(path, before))) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  async removeOrphans(before: Date, questions: OrphanQuestions): Promise<number> {
    // What a sweep that was killed had taken away.
    for (const name of await listIfThere(this.#removed)) {
      await this.#endRemoval(name, null, before, questions);
    }
    let removed = 0;
    for (const { id, pledge, files } of await this.#pledges.list(before)) {
      if (await questions.isPending(pledge)) continue;
      for (const sha256 of files) {
        if (await this.#isKept(sha256, id, questions)) continue;
        if (await this.#removeOne(sha256, id, before, questions)) removed += 1;
      }
      await this.#pledges.remove(id);
    }
    return removed;
  }

  async #isKept(
    sha256: string,
    pledgeId: string | null,
    { isNamed }: OrphanQuestions,
  ): Promise<boolean> {
    return (await this.#pledges.isPledged(sha256, pledgeId)) || (await isNamed(sha256));
  }

  /**
   * In two steps, for the same content may be handed in again at this moment, here or by another process: it is
   * taken away, and what was handed in before that is put back.
   */
  async #removeOne(
    sha256: string,
    pledgeId: string,
    before: Date,
    questions: OrphanQuestions,
  ): Promise<boolean> {
    const path = this.#pathOf(sha256);
    if (!(await isOlder(path, before))) return false;
    await mkdir(this.#removed, { recursive: true });
    const name = `${sha256}.${randomUUID()}`;
    await renameIfThere(path, join(this.#removed, name));
    return await this.#endRemoval(name, pledgeId, before, questions);
  }

  async #endRemoval(
    name: string,
    pledgeId: string | null,
    before: Date,
    questions: OrphanQuestions,
  ): Promise<boolean> {
    const path = join(this.#removed, name);
    const [sha256 = ''] = name.split('.');
    const isOrphan =
      (await isOlder(path, before)) && !(await this.#isKept(sha256, pledgeId, questions));
    if (isOrphan) await rm(path, { force: true });
    else await this.#moveIntoPlace(path, sha256);
    return isOrphan;
  }

  #stagedPathOf(id: string): string {
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
      throw new Error(`expected the id of a staged file (a UUID), found "${id}"`);
    }
    return join(this.#incoming, id);
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(`expected a SHA-256 (64 hex digits), found "${sha256}"`);
    }
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }

  /** Replaces a file of that name: same content, unless somebody damaged it. False when there is none to move. */
  async #moveIntoPlace(temporary: string, sha256: string): Promise<boolean> {
    const target = this.#pathOf(sha256);
    const folder = join(this.#folder, sha256.slice(0, 2));
    const created = await mkdir(folder, { recursive: true });
    const isMoved = await renameIfThere(temporary, target);
    await syncToDisk(folder);
    if (created !== undefined) await syncToDisk(this.#folder);
    return isMoved;
  }
}

async function writeDurably(
  path: string,
  content: Readable,
  {
    name,
    maxBytes,
    mode,
  }: { readonly name: string; readonly maxBytes: number; readonly mode: number },
): Promise<{ sha256: string; size: number }> {
  const file = await open(path, 'wx', mode);
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
