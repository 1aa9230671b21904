import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** SQLite's default; longer values go on in other pages, after the number of the next one. */
const pageBytes = 4096;
const pointerBytes = 4;

/** Everything that lies on the disk for a database of Temporal's dev server. */
export interface DatabaseBytes {
  /** Names of the files: the database, and what SQLite keeps beside it. */
  readonly files: readonly string[];
  has(words: string): boolean;
}

/** Reads the files of a database, also while its server runs. */
export async function readDatabase(path: string): Promise<DatabaseBytes> {
  const names = await readdir(dirname(path));
  const files = names.filter((name) => name.startsWith(basename(path))).sort();
  const read = await Promise.all(files.map((name) => readIfThere(join(dirname(path), name))));
  const searched = read.flatMap((bytes) => [bytes, joinPages(bytes)]);
  return {
    files,
    has: (words) => listForms(words).some((form) => searched.some((bytes) => bytes.includes(form))),
  };
}

/** A journal vanishes with the transaction that it is for. */
async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return Buffer.alloc(0);
    throw error;
  }
}

/** Words that begin on one page and end on the next are found as well, where the pages are neighbours. */
function joinPages(bytes: Buffer): Buffer {
  const pages: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pageBytes) {
    pages.push(bytes.subarray(at + pointerBytes, at + pageBytes));
  }
  return Buffer.concat(pages);
}

/** As they are, as JSON writes them, and in base64 at each of the three places where they may begin. */
function listForms(words: string): (string | Buffer)[] {
  const escaped = words.replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(words)]).toString('base64');
    // The letters at both ends depend on the neighbours.
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  return [Buffer.from(words), Buffer.from(words, 'utf16le'), escaped, ...inBase64];
}
