import type { StagedContent } from '../../register/evidence-store.ts';

/** An entry of a ZIP archive's central directory (APPNOTE.TXT 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored as it is. */
  readonly method: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
}

const endSignature = Buffer.from('504b0506', 'hex');
const entrySignature = 0x02014b50;
const endBytes = 22;
const longestComment = 65_535;
const entryBytes = 46;
/** An office document has some dozens of entries, 100 bytes each. */
const longestDirectory = 4 * 1024 * 1024;

/**
 * What a ZIP archive says it holds, without unpacking anything; null for one that is cut off or damaged. Of an
 * archive beyond the old format's limits (ZIP64) nothing is said: no entries.
 */
export async function listZipEntries(content: StagedContent): Promise<ZipEntry[] | null> {
  const tailFrom = Math.max(0, content.size - endBytes - longestComment);
  const tail = await content.read(tailFrom, content.size - tailFrom);
  const at = tail.lastIndexOf(endSignature);
  if (at < 0 || at + endBytes > tail.length) return null;
  const length = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (length === 0xffff_ffff || offset === 0xffff_ffff) return [];
  if (offset + length > content.size || length > longestDirectory) return null;
  return readEntries(await content.read(offset, length));
}

/** The content of an entry that is stored as it is, such as the first of an OpenDocument file. */
export async function readStoredEntry(content: StagedContent, entry: ZipEntry): Promise<string> {
  const header = await content.read(entry.offset, 30);
  if (header.length < 30 || entry.method !== 0 || entry.size > 200) return '';
  const from = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  return (await content.read(from, entry.size)).toString('latin1');
}

function readEntries(directory: Buffer): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + entryBytes <= directory.length) {
    if (directory.readUInt32LE(at) !== entrySignature) return null;
    const nameLength = directory.readUInt16LE(at + 28);
    const nameFrom = at + entryBytes;
    entries.push({
      name: directory.toString('utf8', nameFrom, nameFrom + nameLength),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameFrom + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
