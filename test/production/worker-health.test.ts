import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findLoopbackPort } from '../../embedded/loopback-port.ts';
import type { ListeningServer } from '../../worker/listen-http.ts';
import { startMetricsServer } from '../../worker/metrics/metrics-server.ts';
import { root } from './read-compose.ts';

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid';
const row = (remote: string, state: string) =>
  `   0: 0400A8C0:A1B2 ${remote} ${state} 00000000:00000000 02:00000A1C 00000000  1000`;
// 7233 is 1C41, 5432 is 1538; 01 is an established connection, 06 one that waits to be forgotten.
const temporal = '0300A8C0:1C41';
const database = '0200A8C0:1538';

describe('the health check of a worker', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dondoc-health-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (name: string, ...rows: string[]) =>
    writeFile(join(folder, name), `${[header, ...rows].join('\n')}\n`);
  const check = (address: string) =>
    spawnSync(process.execPath, [join(root, 'deploy/worker-health.mjs'), folder], {
      env: { TEMPORAL_ADDRESS: address },
      encoding: 'utf8',
    });

  it('passes while a connection to Temporal is held', async () => {
    await write('tcp', row(database, '01'), row(temporal, '01'));
    await write('tcp6');
    expect(check('temporal:7233')).toMatchObject({ status: 0, stderr: '' });
  });

  it('passes over the newer protocol as well, and on a port of its own', async () => {
    await write('tcp');
    await write('tcp6', row('000000000000000000000000010000FE:01BB', '01'));
    expect(check('temporal.tinh.example:443').status).toBe(0);
  });

  it('looks for the usual port where no address is set', async () => {
    await write('tcp', row(temporal, '01'));
    expect(check('').status).toBe(0);
  });

  it('fails with a reason when only the database is connected', async () => {
    await write('tcp', row(database, '01'), row(temporal, '06'));
    expect(check('temporal:7233')).toMatchObject({
      status: 1,
      stderr:
        "expected a connection to Temporal (temporal:7233), found none: see the worker's log\n",
    });
  });
});

describe('the health check of a worker that serves its health', () => {
  let server: ListeningServer;
  let ready = true;
  beforeAll(async () => {
    const parts = { worker: 'ok', temporal: 'ok' };
    server = await startMetricsServer(
      {
        metrics: async () => '',
        readiness: async () => ({ ready, ...parts, postgres: ready ? 'ok' : 'no answer' }),
      },
      { host: '127.0.0.1', port: 0 },
    );
  });
  afterAll(() => server.stop());

  /** The server is in this process, which must not stand still meanwhile. */
  async function check(listen: string) {
    const child = spawn(process.execPath, [join(root, 'deploy/worker-health.mjs'), '/nowhere'], {
      env: { DONDOC_METRICS_LISTEN: listen },
    });
    const [stderr, [status]] = await Promise.all([child.stderr.toArray(), once(child, 'close')]);
    return { status, stderr: Buffer.concat(stderr).toString('utf8') };
  }

  it('passes while it is ready, wherever it listens', async () => {
    ready = true;
    const { host, port } = new URL(server.url);
    expect(await check(host)).toEqual({ status: 0, stderr: '' });
    expect(await check(`0.0.0.0:${port}`)).toEqual({ status: 0, stderr: '' });
  });

  it('fails with what it says while it is not', async () => {
    ready = false;
    const { status, stderr } = await check(new URL(server.url).host);
    expect(status).toBe(1);
    expect(stderr).toContain('"postgres":"no answer"');
  });

  it('fails when nobody answers', async () => {
    const free = await findLoopbackPort(undefined, 'a worker that is not there');
    const { status, stderr } = await check(`127.0.0.1:${free}`);
    expect(status).toBe(1);
    expect(stderr).toContain(`expected the worker to answer at 127.0.0.1:${free}`);
  });
});
