import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const RecordSchema = z.object({
  id: z.string(),
  receivedAt: z.iso.datetime(),
  from: z.string(),
  to: z.array(z.string()),
  headerFrom: z.string(),
  headerTo: z.string(),
  subject: z.string(),
  messageId: z.string().nullable(),
  size: z.number(),
  attachments: z.number(),
  searchText: z.string(),
});

/** What the list of caught mails shows and searches, without parsing the mails again. */
export type MailRecord = Readonly<z.infer<typeof RecordSchema>>;

/** The caught mails, oldest first. What `add` resolved for is on disk, if there is a folder. */
export interface MailStore {
  records(): readonly MailRecord[];
  add(record: MailRecord, raw: Buffer): Promise<void>;
  /** The mail as it was sent; null for an id that is not known. */
  readRaw(id: string): Promise<Buffer | null>;
}

/** A name that sorts by time of arrival and never comes twice. */
export function buildMailId(receivedAt: Date, serial: number): string {
  const time = receivedAt.toISOString().replace(/[-:.]/g, '');
  return `${time}-${String(serial).padStart(6, '0')}-${randomBytes(3).toString('hex')}`;
}

export function createMemoryStore(): MailStore {
  const kept = new Map<string, { record: MailRecord; raw: Buffer }>();
  return {
    records: () => [...kept.values()].map(({ record }) => record),
    async add(record, raw) {
      kept.set(record.id, { record, raw });
    },
    readRaw: async (id) => kept.get(id)?.raw ?? null,
  };
}

/**
 * Keeps each mail as `<id>.eml`, word for word, beside `<id>.json` with what only the SMTP
 * conversation knew. A later run on the same folder finds them again; a mail whose writing was
 * cut short has no `.json` and was never confirmed to its sender.
 */
export async function openFolderStore(folder: string): Promise<MailStore> {
  await mkdir(folder, { recursive: true });
  const records = await readRecords(folder);
  return {
    records: () => [...records.values()],
    async add(record, raw) {
      await writeWhole(join(folder, `${record.id}.eml`), raw);
      await writeWhole(join(folder, `${record.id}.json`), `${JSON.stringify(record)}\n`);
      records.set(record.id, record);
    },
    readRaw: async (id) => (records.has(id) ? readFile(join(folder, `${id}.eml`)) : null),
  };
}

async function readRecords(folder: string): Promise<Map<string, MailRecord>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const records = new Map<string, MailRecord>();
  for (const name of names) {
    const record = await readRecord(join(folder, name));
    records.set(record.id, record);
  }
  return records;
}

async function readRecord(file: string): Promise<MailRecord> {
  try {
    return RecordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(
      `Expected ${file} to describe a caught mail, but it does not. Move it and its .eml elsewhere.`,
      { cause },
    );
  }
}

async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  const unfinished = `${path}.part`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}
