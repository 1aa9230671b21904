import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { afterAll, describe, expect, it } from 'vitest';
import { buildTaskWorkflowId, searchAttributeTypes } from '../../domain/names.ts';
import { startDevServer } from '../../embedded/temporal-dev-server.ts';
import { findTemporalCli } from '../../embedded/temporal-programs.ts';
import { buildDataConverter } from '../../worker/data-converter.ts';
import { type PayloadKey, parsePayloadKeys } from '../../worker/payload-keys.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import { readRuns } from '../rig/histories.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { type TestTemporal, testIdentity } from '../rig/servers.ts';
import { eventually, openStage, type Stage } from '../rig/stage.ts';
import { anAcknowledge, answered, aReview, aSubmission } from '../rig/updates.ts';
import { complaints, complainUpdate } from './codec/complaints.ts';
import { type DatabaseBytes, readDatabase } from './codec/database-bytes.ts';

/**
 * What lies on the disk of a Temporal server: the same plan, the same answers, the same failures,
 * once with the payload codec and once without it.
 */

const plan = 'kh-dien-dien';
const lead = leadId(1);
const workflowId = buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });

/** What must not be readable in Temporal's database, and where it comes from. */
const personal = {
  'title of the plan': 'Kế hoạch trồng bông điên điển',
  'issuer of the plan': 'UBND huyện Lấp Vò cũ',
  'title of a task': 'Đếm số gốc điên điển ven kênh',
  'product of a task': 'Bảng kê gốc điên điển',
  'name of an agency': 'UBND xã Cù Lao Ông Hổ',
  'note of a submission': 'Bà Sáu Lèo đã đếm xong hôm qua',
  'address in a note': 'sau.leo@culaoongho.example',
  'reason of a return': 'Thiếu chữ ký của ông Tư Ếch',
  'reason of a closing': 'Lũ về sớm nên dừng theo dõi',
  'failure of an activity': 'Không mở được kho bông so đũa',
  'failure of an update': 'Ông Năm Hấp từ chối nhận đơn',
  'words of a failed workflow': 'Đơn thư của cô Út Trà Ôn',
} as const;

/** What the server must be able to read: ids and search attributes. */
const readable = [`plan:${plan}`, workflowId, lead, 'DondocLeads', '2023-Q2', 'recordBatch'];

const built = buildPlan({
  plan,
  leads: 1,
  nameOf: () => personal['name of an agency'],
  tasks: [{ title: personal['title of a task'], products: [personal['product of a task']] }],
  changes: { title: personal['title of the plan'], issuer: personal['issuer of the plan'] },
});

function keys(): readonly PayloadKey[] {
  const parsed = parsePayloadKeys(`k-2026:${Buffer.alloc(32, 'k').toString('base64')}`);
  if (!parsed.ok) throw new Error(parsed.mistakes.join('\n'));
  return parsed.keys;
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A dev server that keeps its database in a file. */
async function startTemporal(dbFile: string, dataConverter: DataConverter): Promise<TestTemporal> {
  const { path: program } = await findTemporalCli();
  const server = await startDevServer({
    program,
    dbFile,
    uiPort: false,
    searchAttributes: searchAttributeTypes,
  });
  const connection = await Connection.connect({ address: server.address });
  return {
    address: server.address,
    client: new Client({ connection, identity: testIdentity, dataConverter }),
    stop: async () => {
      await connection.close();
      await server.stop();
    },
  };
}

async function playPlan(stage: Stage): Promise<void> {
  let failures = 0;
  stage.plant('recordBatch', (real) => async (batch) => {
    failures += 1;
    if (failures > 2) return await real(batch);
    throw new Error(personal['failure of an activity']);
  });
  await stage.start(built, { announceAtOnce: true });
  const { client } = stage;
  await eventually(() => client.workflow.getHandle(workflowId).describe());
  await eventually(() =>
    answered(stage, workflowId, 'acknowledge', anAcknowledge(lead, 'request-acknowledge')),
  );
  const note = `${personal['note of a submission']}, ${personal['address in a note']}`;
  await answered(
    stage,
    workflowId,
    'submitEvidence',
    aSubmission(lead, 'request-submission', { note }),
  );
  const returned = { decision: 'return', reason: personal['reason of a return'] } as const;
  await answered(stage, workflowId, 'review', aReview(lead, 'request-return', returned));
  const closing = { requestId: 'request-close', reason: personal['reason of a closing'] };
  await client.workflow
    .getHandle(`plan:${plan}`)
    .executeUpdate('close', { args: [closing], updateId: closing.requestId });
  expect(failures).toBeGreaterThan(2);
}

/** Lets a workflow fail in every way, with the converter that the worker of a plan has. */
async function complain(stage: Stage, dataConverter: DataConverter): Promise<void> {
  const { failureConverterPath } = dataConverter;
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('codec/complaints.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
    ...(failureConverterPath === undefined ? {} : { failureConverterPath }),
  });
  const connection = await NativeConnection.connect({ address: stage.temporal.address });
  const words = personal['words of a failed workflow'];
  const options: WorkerOptions = {
    connection,
    taskQueue: 'complaints',
    identity: testIdentity,
    workflowBundle,
    dataConverter,
    activities: {
      complain: async (said: string) => {
        throw new Error(said);
      },
    },
  };
  const worker = await Worker.create(options);
  await worker.runUntil(async () => {
    const handle = await stage.client.workflow.start(complaints, {
      workflowId: 'complaints',
      taskQueue: 'complaints',
      args: [words],
      memo: { words },
      staticSummary: words,
      staticDetails: words,
    });
    const refused = handle.executeUpdate(complainUpdate, {
      args: [personal['failure of an update']],
    });
    await expect(refused).rejects.toMatchObject({
      cause: {
        message: `${words}: ${personal['failure of an update']}`,
        details: [personal['failure of an update']],
      },
    });
    await expect(handle.result()).rejects.toMatchObject({ cause: { cause: { message: words } } });
    const { memo, staticSummary } = await handle.describe();
    expect([memo, await staticSummary()]).toEqual([{ words }, words]);
  });
  await connection.close();
}

/** Histories replay with either bundle: keys may be set while plans run. */
async function replay(client: Client, dataConverter: DataConverter): Promise<void> {
  for (const { failureConverterPath } of [buildDataConverter([]), buildDataConverter(keys())]) {
    const workflowBundle = await loadWorkflowBundle(failureConverterPath);
    for (const id of [workflowId, `plan:${plan}`]) {
      for (const events of await readRuns(client, id)) {
        await Worker.runReplayHistory({ workflowBundle, dataConverter }, { events });
      }
    }
  }
}

/** Plays everything against a server of its own, and reads what it has written once it has stopped. */
async function play(dataConverter: DataConverter): Promise<{
  readonly running: DatabaseBytes;
  readonly stopped: DatabaseBytes;
  readonly summary: string | undefined;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-codec-'));
  folders.push(folder);
  const dbFile = join(folder, 'temporal.db');
  const stage = await openStage(() => startTemporal(dbFile, dataConverter), {
    tuning: { dataConverter },
  });
  try {
    await playPlan(stage);
    await complain(stage, dataConverter);
    const handle = stage.client.workflow.getHandle(workflowId);
    const summary = await (await handle.describe()).staticSummary();
    await replay(stage.client, dataConverter);
    const running = await readDatabase(dbFile);
    await stage.stop();
    return { running, stopped: await readDatabase(dbFile), summary };
  } catch (error) {
    await stage.stop();
    throw error;
  }
}

const findReadable = (bytes: DatabaseBytes) =>
  Object.entries(personal).flatMap(([what, words]) => (bytes.has(words) ? [what] : []));

describe('the database of a Temporal server', { timeout: 120_000 }, () => {
  it('has everything that is written to it readable, without the codec', async () => {
    const { stopped } = await play(buildDataConverter([]));
    expect(findReadable(stopped)).toEqual(Object.keys(personal));
    expect(readable.filter((words) => !stopped.has(words))).toEqual([]);
    // Mailboxes of agencies stand in the register only: workflows do not know them.
    const mailboxes = built.directory.agencies.flatMap(({ email }) => email);
    expect(mailboxes.length).toBeGreaterThan(0);
    expect(mailboxes.filter((mailbox) => stopped.has(mailbox))).toEqual([]);
  });

  it('has nothing of it with the codec, failures included; ids and search attributes stay', async () => {
    const { running, stopped, summary } = await play(buildDataConverter(keys()));
    expect([running.files, findReadable(running)]).toEqual([
      expect.arrayContaining(['temporal.db']),
      [],
    ]);
    expect(findReadable(stopped)).toEqual([]);
    expect(readable.filter((words) => !stopped.has(words))).toEqual([]);
    expect(stopped.has('k-2026')).toBe(true);
    expect(summary).toContain(personal['title of a task']);
  });
});
