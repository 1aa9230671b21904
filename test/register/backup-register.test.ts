import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyBatch } from '../../register/apply-batch.ts';
import { manifestName } from '../../register/backup-manifest.ts';
import { backupRegister } from '../../register/backup-register.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { buildSchemaAt, checkRegister, migrateRegister } from '../../register/migrate-register.ts';
import type { Register } from '../../register/register.ts';
import { listRegisterTables } from '../../register/register-tables.ts';
import { findBackup, restoreBackup } from '../../register/restore-register.ts';
import { mails } from '../../register/schema.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { aBatch, aNotice, anAssignment, anEvent, leavesAt } from './batches.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

const takenAt = '2023-06-07T11:00:00.000Z';
const later = '2023-06-08T11:00:00.000Z';
/** What COPY must not stumble over. */
const odd = 'Tab\tnewline\nbackslash \\N "quoted" \\. đã nộp';

let postgres: TestPostgres;
let folder: string;
let register: Register;
let evidence: FolderEvidenceStore;
let sha256: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-backup-'));
  register = await postgres.createRegister();
  evidence = new FolderEvidenceStore(join(folder, 'evidence'));
  const content = Readable.from([Buffer.from('Báo cáo')]);
  const file = await evidence.put(content, { name: 'báo cáo.pdf', maxBytes: 1_000 });
  sha256 = file.sha256;
  const data = { files: [{ ...file }], note: odd, none: null };
  await applyBatch(
    register,
    aBatch({
      events: [anEvent({ kind: 'submitted', requestId: 'r1', answer: null, data })],
      notices: [aNotice()],
      assignments: [anAssignment({ returnReason: odd, lines: ['1', odd] })],
    }),
    leavesAt,
  );
  await register.db.insert(mails).values({
    ...{ mailKey: 'digest/x', kind: 'digest', plan: 'dong-thap-2023', toAgency: 'so-noi-vu' },
    ...{ leaves: 'morning', leavesAt: takenAt, composedAt: takenAt, state: 'sending' },
    ...{ attempts: 1, doubts: 0, changedAt: takenAt, sendingSince: takenAt },
  });
  return () => rm(folder, { recursive: true, force: true });
});

const place = () => join(folder, 'backups');
const back = (at = takenAt) => backupRegister({ register, evidence }, place(), at);
const pathOf = (root: string) => join(root, sha256.slice(0, 2), sha256);

/** Everything in a register, as text. */
async function dump({ pool }: Register, except: readonly string[] = []) {
  const tables = listRegisterTables().filter(({ name }) => !except.includes(name));
  const rows = tables.map(async ({ name }) => {
    const found = await pool.query<{ row: string }>(
      `select t::text as row from ${name} t order by 1`,
    );
    return [name, found.rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

async function restoreNewest(
  target: Register,
  store = new FolderEvidenceStore(join(folder, 'new')),
) {
  const restored = await restoreBackup(
    { register: target, evidence: store },
    await findBackup(place()),
    later,
  );
  return { restored, store };
}

describe('a backup', () => {
  it('has every table of the database', async () => {
    const { rows } = await register.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_name <> 'register_migrations'`,
    );
    const { manifest } = await back();
    expect(manifest.tables.map(({ table }) => table).sort()).toEqual(
      rows.map(({ name }) => name).sort(),
    );
  });

  it('comes back to the letter, in an empty register that goes on counting', async () => {
    await back();
    const target = await postgres.createRegister();
    const { restored, store } = await restoreNewest(target);
    expect(restored).toMatchObject({ inDoubt: 1, evidence: { copied: 1, faults: [] } });
    expect(await dump(target, ['mails'])).toEqual(await dump(register, ['mails']));
    expect(await verifyRegister(target, store)).toMatchObject({ events: 1, files: 1, faults: [] });
    const [mail] = await target.db.select().from(mails);
    expect(mail).toMatchObject({ mailId: 1, state: 'unknown', doubts: 1 });
    const { mailId: _one, ...another } = { ...mail, mailKey: 'digest/y' };
    const values = another as typeof mails.$inferInsert;
    expect(await target.db.insert(mails).values(values).returning({ id: mails.mailId })).toEqual([
      { id: 2 },
    ]);
  });

  it('is for its owner only, and copies no evidence twice', async () => {
    const first = await back();
    const second = await back(later);
    expect([first.evidence, second.evidence]).toMatchObject([
      { copied: 1, kept: 0 },
      { copied: 0, kept: 1 },
    ]);
    const modes = [
      place(),
      second.folder ?? '',
      join(second.folder ?? '', manifestName),
      pathOf(join(place(), 'evidence')),
    ];
    const found = await Promise.all(modes.map(async (path) => (await stat(path)).mode & 0o777));
    expect(found).toEqual([0o700, 0o700, 0o600, 0o600]);
    expect((await findBackup(place())).manifest.takenAt).toBe(later);
  });

  it('is not made when evidence is missing or wrong, which it names', async () => {
    await appendFile(pathOf(join(folder, 'evidence')), 'x');
    const { folder: made, evidence: copied } = await back();
    expect(made).toBeNull();
    expect(copied.faults).toMatchObject([{ place: expect.stringContaining(sha256) }]);
    await rm(pathOf(join(folder, 'evidence')));
    expect((await back(later)).evidence.faults).toMatchObject([{ found: 'no file' }]);
    expect(await readdir(place())).toEqual(['evidence']);
  });

  it('that was interrupted is not found', async () => {
    await mkdir(join(place(), 'dondoc-2023-06-07T110000Z.1.partial'), { recursive: true });
    await expect(findBackup(place())).rejects.toThrow(/expected a backup in .*found none/);
  });
});

describe('a restore', () => {
  it('refuses a register that has rows, and names them', async () => {
    await back();
    await expect(restoreNewest(register)).rejects.toMatchObject({
      name: 'RegisterNotEmpty',
      tables: expect.arrayContaining(['workflows', 'events', 'mails']),
    });
  });

  it('refuses a backup whose files were changed, or that newer code has made', async () => {
    const { folder: made } = await back();
    const path = join(made ?? '', manifestName);
    const manifest = await readFile(path, 'utf8');
    await writeFile(path, manifest.replace(/"schema": "[^"]+"/, '"schema": "9999_later"'));
    await expect(findBackup(place())).rejects.toThrow(/made by a newer dondoc.*9999_later/);
    await writeFile(path, manifest);
    await appendFile(join(made ?? '', 'events.copy.gz'), 'x');
    await expect(findBackup(place())).rejects.toThrow(/events\.copy\.gz: SHA-256/);
  });

  it('leaves the register alone when evidence is missing in the backup', async () => {
    await back();
    await rm(pathOf(join(place(), 'evidence')));
    const target = await postgres.createRegister();
    const empty = await dump(target);
    expect((await restoreNewest(target)).restored.evidence.faults).toHaveLength(1);
    expect(await dump(target)).toEqual(empty);
  });

  it('builds an older schema, which then comes up to date', async () => {
    const pool = new pg.Pool({ connectionString: await postgres.createDatabase() });
    try {
      const client = await pool.connect();
      await buildSchemaAt(client, '0001_mail_wake_row');
      expect(await checkRegister(client)).toMatchObject({
        found: '0001_mail_wake_row',
        upToDate: false,
      });
      client.release();
      expect(await migrateRegister(pool)).toMatchObject({ upToDate: true });
    } finally {
      await pool.end();
    }
  });
});
