import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['activities', 'workflows', 'register', 'domain', 'mail'];

/** Ways of asking what time it is, in TypeScript and in SQL. */
const clocks = [
  /\bDate\.now\(/,
  /\bnew Date\(\s*\)/,
  /\bperformance\.now\(/,
  /\b(DateTime|Interval)\.(now|local|utc)\(\s*\)/,
  /\.defaultNow\(/,
  /(?<![.\w])now\(\)(?=.*`)/i,
  /\b(current_timestamp|current_date|current_time|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp)\b/i,
];

/** Where a clock may be read, and why. Whoever adds a place says why it decides and shows nothing. */
const allowed: readonly { readonly file: string; readonly line: RegExp; readonly why: string }[] = [
  {
    file: 'workflows/',
    line: /\bDate\.now\(\)/,
    why: "in a workflow it is the workflow's own time, the same at every replay",
  },
  {
    file: 'register/disk-files.ts',
    line: /const now = new Date\(\);/,
    why: 'a file is marked as written now, as the disk itself would mark it; only ages of leftovers are told by it',
  },
];

async function listSources(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|sql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

function findClocks(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const code = line.replace(/^\s*(\*|\/\/|\/\*\*|--).*$/, '');
    const reads = clocks.some((clock) => clock.test(code)) || readsSqlClock(file, code);
    const excused = allowed.some((place) => file.startsWith(place.file) && place.line.test(code));
    return reads && !excused ? [`${file}:${index + 1}: ${line.trim()}`] : [];
  });
}

function readsSqlClock(file: string, code: string): boolean {
  return file.endsWith('.sql') && /\bnow\s*\(\s*\)/i.test(code);
}

describe('rule 11: nothing that decides or is shown reads a clock', () => {
  it.each(folders)('no file in %s asks what time it is', async (folder) => {
    const files = await listSources(folder);
    expect(files.length).toBeGreaterThan(0);
    const found: string[] = [];
    for (const file of files)
      found.push(...findClocks(file, await readFile(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ['register/x.ts', 'const at = new Date();'],
    ['activities/x.ts', 'const at = Date.now() + 5;'],
    ['domain/x.ts', 'const at = DateTime.now();'],
    ['register/x.ts', 'sql`update mails set at = now() where true`'],
    ['register/migrations/x.sql', '"recorded_at" timestamptz DEFAULT now() NOT NULL'],
    ['register/x.ts', "recordedAt: timestamp('recorded_at').defaultNow()"],
    ['workflows/x.ts', 'const at = new Date();'],
  ])('the scan would find a clock planted in %s: %s', (file, line) => {
    expect(findClocks(file, line)).toHaveLength(1);
  });

  it.each([
    ['activities/x.ts', 'const at = new Date(Date.parse(now) + 5);'],
    ['workflows/x.ts', 'const at = new Date(Date.now() + shiftMs);'],
    ['register/x.ts', ' * never Date.now(): every time is handed in'],
    ['workflows/x.ts', 'const at = this.#now();'],
  ])('the scan leaves what is handed in alone, in %s: %s', (file, line) => {
    expect(findClocks(file, line)).toEqual([]);
  });
});
