import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBatch } from '../../register/apply-batch.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { aBatch, anEvent, leavesAt, plan } from './batches.ts';
import { aPlanVersion } from './plan-version.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), 'dondoc-evidence-'));
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

const chain = `task:${plan}/6.3/2023-Q2`;

/** A register with a chain of three events; the third hands in a file. */
async function setUp(content: string) {
  const register = await postgres.createRegister();
  const store = new FolderEvidenceStore(join(folder, content));
  const file = await store.put(Readable.from([Buffer.from(content)]), {
    name: 'báo cáo.pdf',
    maxBytes: 1_000,
  });
  const first = await applyBatch(
    register,
    // Values whose way through PostgreSQL and back must not change their hash.
    aBatch({
      events: [
        anEvent({ data: { z: 1.5e-7, a: 1e21, '10': '123', note: 'Đã nộp', nested: [null, {}] } }),
        anEvent({ kind: 'acknowledged', requestId: 'r1', answer: '42' }),
      ],
    }),
    leavesAt,
  );
  const data = { files: [{ ...file }], note: null };
  const submitted = anEvent({ kind: 'submitted', requestId: 'r2', answer: { ok: true }, data });
  const { head } = await applyBatch(
    register,
    aBatch({ seq: 2, head: first.head, events: [submitted] }),
    leavesAt,
  );
  await applyBatch(register, aBatch({ task: '6.4', events: [anEvent()] }), leavesAt);
  await savePlanVersion(register, aPlanVersion());
  const path = join(folder, content, file.sha256.slice(0, 2), file.sha256);
  return { register, store, file, head, path };
}

describe('verifyRegister', () => {
  it('finds nothing in a register that nobody touched', async () => {
    const { register, store, head } = await setUp('untouched');
    const headsFromWorkflows = new Map([[chain, head]]);
    expect(await verifyRegister(register, store, { headsFromWorkflows })).toEqual({
      events: 4,
      files: 1,
      planVersions: 1,
      faults: [],
    });
  });

  it('names the event in which one byte was changed', async () => {
    const { register, store } = await setUp('changed-event');
    await register.pool.query(
      `update events set data = jsonb_set(data, '{note}', '"Đã nôp"') where workflow_id = $1 and n = 1`,
      [chain],
    );
    const { faults } = await verifyRegister(register, store);
    expect(faults).toEqual([
      {
        place: `${chain}, event 1 (opened, so-noi-vu)`,
        expected: expect.stringMatching(/^content with the hash on record, [0-9a-f]{64}$/),
        found: expect.stringMatching(/^content with the hash [0-9a-f]{64}$/),
      },
    ]);
  });

  it('names the event before which one was removed', async () => {
    const { register, store } = await setUp('removed-middle');
    await register.pool.query('delete from events where workflow_id = $1 and n = 2', [chain]);
    const { faults } = await verifyRegister(register, store);
    expect(faults.map(({ place, found }) => ({ place, found }))).toEqual([
      { place: `${chain}, event 3 (submitted, so-noi-vu)`, found: 'event 3' },
      {
        place: `${chain}, event 3 (submitted, so-noi-vu)`,
        found: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('finds a tail that was cut off', async () => {
    const { register, store, head } = await setUp('cut-tail');
    await register.pool.query('delete from events where workflow_id = $1 and n = 3', [chain]);
    const { faults } = await verifyRegister(register, store);
    expect(faults[0]).toEqual({
      place: `${chain}, end of the chain, after event 2`,
      expected: `3 events, the last with hash ${head}`,
      found: expect.stringMatching(/^2 events, the last with hash [0-9a-f]{64}$/),
    });
  });

  it('finds a tail that was cut off together with every trace in the register', async () => {
    const { register, store, head } = await setUp('cut-all');
    await register.pool.query('delete from events where workflow_id = $1 and n = 3', [chain]);
    await register.pool.query('delete from evidence where workflow_id = $1', [chain]);
    await register.pool.query(
      `update workflows set event_count = 2,
         head = (select hash from events where workflow_id = $1 and n = 2) where workflow_id = $1`,
      [chain],
    );
    expect((await verifyRegister(register, store)).faults).toEqual([]);
    const headsFromWorkflows = new Map([[chain, head]]);
    expect((await verifyRegister(register, store, { headsFromWorkflows })).faults).toMatchObject([
      {
        place: `${chain}, end of the chain, after event 2`,
        expected: `the head that the workflow carries, ${head}`,
      },
    ]);
  });

  it('names the file in which one byte was changed', async () => {
    const { register, store, file, path } = await setUp('changed-file');
    await writeFile(path, 'changed-fild');
    expect((await verifyRegister(register, store)).faults).toEqual([
      {
        place: `${chain}, event 3, file 1 ("báo cáo.pdf")`,
        expected: `content with SHA-256 ${file.sha256}`,
        found: expect.stringMatching(/^content with SHA-256 [0-9a-f]{64}$/),
      },
    ]);
  });

  it('names a file that is missing', async () => {
    const { register, store, path } = await setUp('missing-file');
    await rm(path);
    expect((await verifyRegister(register, store)).faults).toMatchObject([
      { place: `${chain}, event 3, file 1 ("báo cáo.pdf")`, found: 'no file' },
    ]);
  });

  it('finds an evidence row that differs from what the chain says', async () => {
    const { register, store, file } = await setUp('changed-row');
    await register.pool.query(`update evidence set name = 'khác.pdf'`);
    expect((await verifyRegister(register, store)).faults).toEqual([
      {
        place: `${chain}, event 3, file 1 of the evidence table`,
        expected: `"báo cáo.pdf", 11 bytes, SHA-256 ${file.sha256}`,
        found: `"khác.pdf", 11 bytes, SHA-256 ${file.sha256}`,
      },
    ]);
  });

  it('names the version of a plan whose text was changed', async () => {
    const { register, store } = await setUp('changed-plan');
    await register.pool.query(`update plan_versions set text = text || ' '`);
    expect((await verifyRegister(register, store)).faults).toMatchObject([
      { place: `plan ${plan}, version 1` },
    ]);
  });
});
