import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
