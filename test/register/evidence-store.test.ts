import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';

/** SHA-256 of `abc`, as FIPS 180-2 gives it. */
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

let folder: string;
let store: FolderEvidenceStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-evidence-'));
  store = new FolderEvidenceStore(folder);
});
afterEach(() => rm(folder, { recursive: true }));

function put(content: string | Readable, name = 'báo cáo.pdf', maxBytes = 1_000) {
  const stream = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content;
  return store.put(stream, { name, maxBytes });
}

async function listFiles(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('a folder of evidence', () => {
  it('keeps a file under the SHA-256 of its content', async () => {
    expect(await put('abc')).toEqual({ sha256: abc, name: 'báo cáo.pdf', size: 3 });
    expect(await readFile(join(folder, 'ba', abc), 'utf8')).toBe('abc');
    expect(await text(await store.open(abc))).toBe('abc');
    expect(await store.verify(abc)).toBe('ok');
  });

  it('keeps the same content once, also when it is handed in twice at the same moment', async () => {
    await Promise.all([put('abc', 'a.pdf'), put('abc', 'b.pdf')]);
    expect(await listFiles()).toEqual([abc]);
  });

  it('never uses the name in a path', async () => {
    await put('abc', '../../outside.pdf');
    expect(await listFiles()).toEqual([abc]);
  });

  it('refuses a file that is too large and keeps nothing of it', async () => {
    await expect(put('abcd', 'large.pdf', 3)).rejects.toMatchObject({
      name: 'EvidenceTooLarge',
      maxBytes: 3,
    });
    expect(await put('abc', 'fits.pdf', 3)).toMatchObject({ size: 3 });
    expect(await listFiles()).toEqual([abc]);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.from('ab');
        throw new Error('connection lost');
      })(),
    );
    await expect(put(breaking)).rejects.toThrow('connection lost');
    expect(await listFiles()).toEqual([]);
  });

  it('removes old leftovers of crashed uploads and no younger ones', async () => {
    await mkdir(join(folder, 'incoming'));
    await writeFile(join(folder, 'incoming', 'old'), 'x');
    await writeFile(join(folder, 'incoming', 'young'), 'x');
    await utimes(join(folder, 'incoming', 'old'), 0, new Date('2026-06-04T00:00:00Z'));
    await utimes(join(folder, 'incoming', 'young'), 0, new Date('2026-06-06T00:00:00Z'));
    expect(await store.removeLeftovers(new Date('2026-06-05T00:00:00Z'))).toBe(1);
    expect(await listFiles()).toEqual(['young']);
  });

  it('tells a missing file and a changed one', async () => {
    await put('abc');
    await writeFile(join(folder, 'ba', abc), 'abd');
    expect(await store.verify(abc)).toEqual({
      found: 'a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9',
    });
    await rm(join(folder, 'ba', abc));
    expect(await store.verify(abc)).toBe('missing');
    await expect(store.open(abc)).rejects.toMatchObject({ name: 'EvidenceMissing' });
  });

  it('is repaired by handing the file in again', async () => {
    await put('abc');
    await writeFile(join(folder, 'ba', abc), 'abd');
    await put('abc');
    expect(await store.verify(abc)).toBe('ok');
  });

  it('opens nothing that is no SHA-256', async () => {
    await expect(store.open('../../etc/passwd')).rejects.toThrow(/64 hex digits/);
  });
});

describe('files that are staged', () => {
  const pledge = { requestId: 'r1', workflowId: 'task:p/1/2023-Q2' };
  const later = () => new Date(Date.now() + 60_000);
  const unnamed = { isNamed: async () => false, isPending: async () => false };
  const stage = (content: string) =>
    store.stage(Readable.from([Buffer.from(content)]), { name: 'a.pdf', maxBytes: 1_000 });

  it('are nobody’s evidence until they are committed', async () => {
    const staged = await stage('abc');
    expect(staged).toMatchObject({ sha256: abc, size: 3 });
    expect(await store.verify(abc)).toBe('missing');
    await store.commit(pledge, [staged]);
    expect(await store.verify(abc)).toBe('ok');
    await store.commit(pledge, [staged]);
    expect(await store.verify(abc)).toBe('ok');
  });

  it('can be looked at, and be gone', async () => {
    const { id } = await stage('abcdef');
    const content = await store.openStaged(id);
    expect((await content?.read(2, 3))?.toString()).toBe('cde');
    expect((await content?.read(5, 100))?.toString()).toBe('f');
    expect((await content?.read(6, 100))?.length).toBe(0);
    await content?.close();
    await store.discard([id, id]);
    expect(await store.openStaged(id)).toBeNull();
    expect(await listFiles()).toEqual([]);
    await expect(store.openStaged('../x')).rejects.toThrow(/UUID/);
  });

  it('are not committed when they are gone', async () => {
    const staged = await stage('abc');
    await store.discard([staged.id]);
    await expect(store.commit(pledge, [staged])).rejects.toMatchObject({ sha256: abc });
  });

  it('become orphans when their request came to nothing', async () => {
    await store.commit(pledge, [await stage('abc')]);
    expect(await store.removeOrphans(new Date(Date.now() - 60_000), unnamed)).toBe(0);
    expect(await store.removeOrphans(later(), unnamed)).toBe(1);
    expect(await listFiles()).toEqual([]);
  });

  it('are kept while their request may have been accepted, and when anything on record names them', async () => {
    await store.commit(pledge, [await stage('abc')]);
    const asked: unknown[] = [];
    const isPending = async (about: unknown) => asked.push(about) > 0;
    expect(await store.removeOrphans(later(), { ...unnamed, isPending })).toBe(0);
    expect(asked).toEqual([pledge]);
    const isNamed = async (sha256: string) => sha256 === abc;
    expect(await store.removeOrphans(later(), { ...unnamed, isNamed })).toBe(0);
    expect(await store.removeOrphans(later(), unnamed)).toBe(0);
    expect(await store.verify(abc)).toBe('ok');
  });

  it('are kept for another request that has the same file', async () => {
    await store.commit(pledge, [await stage('abc')]);
    await store.commit({ ...pledge, requestId: 'r2' }, [await stage('abc')]);
    const isPending = async ({ requestId }: { requestId: string }) => requestId === 'r2';
    expect(await store.removeOrphans(later(), { ...unnamed, isPending })).toBe(0);
    expect(await store.verify(abc)).toBe('ok');
  });

  it('are never orphans once released, nor is what was put', async () => {
    await store.release(await store.commit(pledge, [await stage('abc')]));
    await put('abd');
    expect(await store.removeOrphans(later(), unnamed)).toBe(0);
    expect(await listFiles()).toHaveLength(2);
  });

  it('are put back when the same content is handed in while they are removed', async () => {
    await store.commit(pledge, [await stage('abc')]);
    let again: Promise<unknown> | null = null;
    const isNamed = async () => {
      again ??= stage('abc').then((staged) =>
        store.commit({ ...pledge, requestId: 'r2' }, [staged]),
      );
      await again;
      return false;
    };
    expect(await store.removeOrphans(later(), { ...unnamed, isNamed })).toBe(0);
    expect(await store.verify(abc)).toBe('ok');
  });

  it('are put back when the removal was broken off', async () => {
    await mkdir(join(folder, 'removed'));
    await writeFile(join(folder, 'removed', `${abc}.x`), 'abc');
    const isNamed = async () => true;
    await store.removeOrphans(later(), { ...unnamed, isNamed });
    expect(await store.verify(abc)).toBe('ok');
    expect(await listFiles()).toEqual([abc]);
  });
});
