import { open } from 'node:fs/promises';
import { buildFinding, type Finding, same, type Words } from '../../domain/finding.ts';
import type { Position } from './mistake.ts';

/** A plan is a table of some hundred rows, a directory a few thousand: a larger file is something else. */
export const maxFileBytes = 1024 * 1024;

/** The text of a file, or why it is not read. */
export type Source =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly finding: Finding; readonly position: Position };

/** Reads a file as UTF-8 text of at most 1 MB; a larger one is refused before it is read. */
export async function readSource(path: string, file: Finding['file']): Promise<Source> {
  try {
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return refuse(file, stats.isDirectory() ? folder : specialFile);
      if (stats.size > maxFileBytes) return refuse(file, tooLarge(stats.size), withinSize);
      return decode(await handle.readFile(), file);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return refuse(file, whyUnreadable(String(error.code)));
    throw error;
  }
}

const readable: Words = { vi: 'một tệp đọc được', en: 'a file that can be read' };
const withinSize: Words = { vi: 'tệp không quá 1 MB', en: 'a file of at most 1 MB' };
const utf8: Words = { vi: 'chữ mã hóa UTF-8', en: 'text encoded as UTF-8' };

const folder: Words = { vi: 'một thư mục', en: 'a folder' };
const specialFile: Words = { vi: 'một tệp đặc biệt', en: 'a special file' };
const unreadable: Readonly<Record<string, Words>> = {
  ENOENT: { vi: 'không có tệp này', en: 'no such file' },
  EACCES: { vi: 'tệp không được phép đọc', en: 'a file that may not be read' },
  EISDIR: folder,
};

function whyUnreadable(code: string): Words {
  return unreadable[code] ?? same(code);
}

function tooLarge(bytes: number): Words {
  return { vi: `tệp ${bytes} byte`, en: `a file of ${bytes} bytes` };
}

function refuse(file: Finding['file'], found: Words, expected = readable, line = 1): Source {
  const finding = buildFinding(file, { path: [], expected, found });
  return { ok: false, finding, position: { line, column: 1 } };
}

function decode(bytes: Uint8Array, file: Finding['file']): Source {
  if (isUtf8(bytes)) return { ok: true, text: new TextDecoder().decode(bytes) };
  const found = { vi: 'byte không thuộc UTF-8', en: 'bytes that are not UTF-8' };
  return refuse(file, found, utf8, firstBadLine(bytes));
}

/** A line feed never stands inside a character of UTF-8, so lines can be judged one by one. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
