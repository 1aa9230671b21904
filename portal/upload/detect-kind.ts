import { fileTypeFromBuffer } from 'file-type';
import type { StagedContent } from '../../register/evidence-store.ts';
import type { KindName } from './evidence-kinds.ts';
import { listZipEntries, readStoredEntry } from './zip-names.ts';

/** Signatures of files stand in their first bytes; file-type looks no further than this. */
const headBytes = 4_100;
const windowBytes = 64 * 1024;

/** What the library calls a kind that is known by its first bytes alone. */
const bySignature: Readonly<Record<string, KindName>> = {
  jpg: 'jpg',
  png: 'png',
  webp: 'webp',
  tif: 'tiff',
  heic: 'heic',
  rar: 'rar',
  '7z': '7z',
};

/**
 * What a file is by its content; null for what is not taken: programs, web pages, pictures that hold scripts, office
 * files with macros, damaged archives, anything unknown.
 */
export async function detectKind(content: StagedContent): Promise<KindName | null> {
  const head = await content.read(0, headBytes);
  if (/^(?:\ufeff|\s)*%PDF-/.test(head.toString('utf8', 0, 64))) return 'pdf';
  if (isSignature(head)) return 'p7s';
  if (starts(head, '504b0304') || starts(head, '504b0506')) return detectZip(content);
  if (starts(head, 'd0cf11e0a1b11ae1')) return await detectCompound(content);
  const found = bySignature[(await fileTypeFromBuffer(head))?.ext ?? ''];
  return found ?? (await detectText(content));
}

function starts(head: Buffer, signature: string): boolean {
  return head.toString('hex', 0, signature.length / 2) === signature;
}

/** PKCS#7 signed data (RFC 2315, RFC 5652): as DER, its object identifier near the start; or as PEM. */
function isSignature(head: Buffer): boolean {
  const signedData = Buffer.from('06092a864886f70d010702', 'hex');
  const at = head.subarray(0, 24).indexOf(signedData);
  if (head[0] === 0x30 && at > 1) return true;
  return /^\s*-----BEGIN (?:PKCS7|PKCS #7 SIGNED DATA|CMS)-----/.test(
    head.toString('latin1', 0, 80),
  );
}

async function detectZip(content: StagedContent): Promise<KindName | null> {
  const entries = await listZipEntries(content);
  if (entries === null) return null;
  const names = new Set(entries.map(({ name }) => name));
  const [first] = entries;
  if (first?.name === 'mimetype') {
    const type = await readStoredEntry(content, first);
    if (type === 'application/vnd.oasis.opendocument.text') return 'odt';
    if (type === 'application/vnd.oasis.opendocument.spreadsheet') return 'ods';
    return null;
  }
  // Packages of programs are archives too.
  if (names.has('META-INF/MANIFEST.MF') || names.has('AndroidManifest.xml')) return null;
  if (!names.has('[Content_Types].xml')) return 'zip';
  if (entries.some(({ name }) => name.endsWith('vbaProject.bin'))) return null;
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  return names.has('ppt/presentation.xml') ? 'pptx' : null;
}

/** An old office file, by the name of its main stream ([MS-CFB]: in UTF-16); installers have the same frame. */
async function detectCompound(content: StagedContent): Promise<KindName | null> {
  const [word, excel, oldExcel] = ['WordDocument', 'Workbook', 'Book\0'].map((name) =>
    Buffer.from(name, 'utf16le'),
  );
  const streams = [
    ['doc', word],
    ['xls', excel],
    ['xls', oldExcel],
  ] as const;
  const overlap = 64;
  for (let from = 0; from < content.size; from += windowBytes - overlap) {
    const bytes = await content.read(from, windowBytes);
    const found = streams.find(([, name]) => name !== undefined && bytes.includes(name));
    if (found !== undefined) return found[0];
  }
  return null;
}

const controls = /[^\P{Cc}\t\n\r\f\u0085]/u;
const prologue = /^(?:\s|\ufeff|<\?[^>]*>|<!--[\s\S]*?-->|<!doctype[^>]*>)*/iu;
const pages =
  /^(?:html|head|body|title|svg|script|iframe|object|embed|style|link|meta|base|img|frameset|form|input|div|span|table|p|a|b|video|audio|math)$/i;

/** Text in UTF-8 without control characters, as a note or a table; or XML that is no page and no picture. */
async function detectText(content: StagedContent): Promise<KindName | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = '';
  try {
    for (let from = 0; from < content.size; from += windowBytes) {
      const bytes = await content.read(from, windowBytes);
      const text = decoder.decode(bytes, { stream: from + windowBytes < content.size });
      if (controls.test(text)) return null;
      if (from === 0) head = text;
    }
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
  return judgeMarkup(head);
}

function judgeMarkup(head: string): KindName | null {
  const before = prologue.exec(head)?.[0] ?? '';
  if (/<!doctype\s+(?:html|svg)/iu.test(before)) return null;
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/u.exec(head.slice(before.length))?.[1];
  if (root !== undefined && pages.test(root)) return null;
  return root === undefined ? 'text' : 'xml';
}
