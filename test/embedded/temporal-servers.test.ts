import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DevServer, startDevServer } from '../../embedded/temporal-dev-server.ts';
import { findTemporalCli, findTestServer } from '../../embedded/temporal-programs.ts';
import { startTimeSkippingServer } from '../../embedded/time-skipping-server.ts';

const PLAN = defineSearchAttributeKey('DondocPlan', SearchAttributeType.KEYWORD);
const LEADS = defineSearchAttributeKey('DondocLeads', SearchAttributeType.KEYWORD_LIST);
const searchAttributes = { DondocPlan: 'Keyword', DondocLeads: 'KeywordList' } as const;

let folder: string;
let program: string;
let testServer: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-temporal-'));
  program = (await findTemporalCli()).path;
  testServer = (await findTestServer()).path;
}, 600_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** A workflow nobody works on: it stays open, carrying its search attributes. */
function startIdle(client: Client, workflowId: string) {
  return client.workflow.start('planTask', {
    workflowId,
    taskQueue: 'nobody',
    typedSearchAttributes: new TypedSearchAttributes([
      { key: PLAN, value: 'dong-thap-2023' },
      { key: LEADS, value: ['so-tttt'] },
    ]),
  });
}

async function describeIdle(client: Client, workflowId: string): Promise<string | undefined> {
  const { typedSearchAttributes } = await client.workflow.getHandle(workflowId).describe();
  return typedSearchAttributes.get(PLAN);
}

describe('the Temporal dev server', () => {
  it('has its Web UI and its search attributes, and finds a workflow again after a kill', async () => {
    const options = { program, dbFile: join(folder, 'db', 'temporal.sqlite'), searchAttributes };
    const first = await startDevServer(options);
    await withClient(first.address, (client) => startIdle(client, 'task:a/1/once'));
    expect((await fetch(String(first.uiUrl))).status).toBe(200);
    first.kill();
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });

    const second = await startDevServer({ ...options, uiPort: false });
    expect(second.uiUrl).toBeNull();
    const plan = await withClient(second.address, (client) =>
      describeIdle(client, 'task:a/1/once'),
    );
    expect(plan).toBe('dong-thap-2023');
    await second.stop();
  });

  it('serves the namespace that was asked for', async () => {
    const server = await startDevServer({
      program,
      namespace: 'dondoc',
      uiPort: false,
      searchAttributes,
      log: join(folder, 'log', 'temporal.log'),
    });
    const connection = await Connection.connect({ address: server.address });
    const { namespaceInfo } = await connection.workflowService.describeNamespace({
      namespace: 'dondoc',
    });
    expect(namespaceInfo?.name).toBe('dondoc');
    await connection.close();
    await server.stop();
    expect((await server.exited).signal).not.toBe('SIGKILL');
    expect(await readFile(join(folder, 'log', 'temporal.log'), 'utf8')).toContain('Temporal');
  });

  it('says what the program wrote when it ends before it is ready', async () => {
    const refused = startDevServer({
      program,
      uiPort: false,
      searchAttributes: { 'not a name=': 'Keyword' },
    });
    await expect(refused).rejects.toThrow(/ended with exit code 1 before it was ready/);
  });

  it('refuses a port that is in use, naming it', async () => {
    let server: DevServer | null = null;
    try {
      server = await startDevServer({ program, uiPort: false, searchAttributes });
      const port = Number(server.address.split(':')[1]);
      await expect(
        startDevServer({ program, port, uiPort: false, searchAttributes }),
      ).rejects.toThrow(`Expected port ${port}`);
    } finally {
      await server?.stop();
    }
  });
});

describe('the time-skipping server', () => {
  it('lets a plain client work and carries search attributes', async () => {
    const server = await startTimeSkippingServer({ program: testServer, searchAttributes });
    const plan = await withClient(server.address, async (client) => {
      await startIdle(client, 'task:a/1/once');
      return describeIdle(client, 'task:a/1/once');
    });
    expect(plan).toBe('dong-thap-2023');
    await server.stop();
  });

  it('passes ten days in a sleep, and stands to the wall otherwise', async () => {
    const server = await startTimeSkippingServer({ program: testServer, searchAttributes });
    const before = await server.testService.getCurrentTime();
    await server.testService.sleep(10 * 86_400_000);
    const after = await server.testService.getCurrentTime();
    expect(after - before).toBeGreaterThanOrEqual(10 * 86_400_000);
    expect(after - before).toBeLessThan(10 * 86_400_000 + 20_000);
    await server.stop();
  });

  it('allows one stretch of skipping at a time', async () => {
    const server = await startTimeSkippingServer({ program: testServer, searchAttributes });
    await server.testService.unlock();
    await expect(server.testService.sleep(1000)).rejects.toThrow('is outstanding');
    await expect(server.testService.unlock()).rejects.toThrow('is outstanding');
    await server.testService.lock();
    await expect(server.testService.lock()).rejects.toThrow('there was none');
    await server.testService.sleep(1000);
    await server.stop();
  });
});
