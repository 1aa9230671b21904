import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLoopbackPort, LOOPBACK } from '../../embedded/loopback-port.ts';
import { type MailCatcher, startMailCatcher } from '../../embedded/mail-catcher.ts';
import { startPlan } from '../../worker/start-plan.ts';
import { startDondoc, waitForExit } from '../rig/command-line.ts';
import { buildPlan } from '../rig/plans.ts';
import {
  startTestRegister,
  startTestTemporal,
  type TestRegister,
  type TestTemporal,
} from '../rig/servers.ts';
import { eventually, shiftTo, wednesday } from '../rig/stage.ts';
import { startWorkerProcess, type WorkerProcess } from '../rig/worker-process.ts';

/** The built program with DONDOC_METRICS_LISTEN, as an orchestrator sees it from start to end. */

let dataDir: string;
let temporal: TestTemporal;
let postgres: TestRegister;
let mails: MailCatcher;
let worker: WorkerProcess;
let url: string;
/** While a mail is on its way the worker cannot stop; the test lets it arrive. */
let arrive: () => void = () => undefined;
let isOnItsWay = false;

async function ask(path: string) {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dondoc-metrics-'));
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const onData = async () => {
    isOnItsWay = true;
    await arrived;
    return 'accept' as const;
  };
  [temporal, postgres, mails] = await Promise.all([
    startTestTemporal(),
    startTestRegister(),
    startMailCatcher({ webPort: false, onData }),
  ]);
  const listen = `${LOOPBACK}:${await findLoopbackPort(undefined, 'metrics')}`;
  url = `http://${listen}`;
  worker = await startWorkerProcess({
    temporalAddress: temporal.address,
    databaseUrl: postgres.url,
    smtpUrl: mails.smtpUrl,
    dataDir,
    settings: { DONDOC_METRICS_LISTEN: listen, DONDOC_LOG_LEVEL: 'info' },
  });
});

afterAll(async () => {
  arrive();
  await worker?.kill();
  await mails?.stop();
  await postgres?.stop();
  await temporal?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('dondoc worker with metrics', { timeout: 60_000 }, () => {
  it('is ready, and tells of itself, the register and the Temporal SDK at one address', async () => {
    await eventually(async () => expect(await ask('/readyz')).toMatchObject({ status: 200 }));
    const { status, text } = await ask('/metrics');
    expect(status).toBe(200);
    expect(text).toContain('dondoc_worker_running 1');
    expect(text).toContain('dondoc_notices_owed 0');
    expect(text).toMatch(/^temporal_worker_start_total\{/m);
  });

  it('is not ready from the signal on, and alive until what is under way has ended', async () => {
    await startPlan(
      { client: temporal.client, register: postgres.register },
      {
        ...buildPlan({ leads: 1 }),
        trackingFrom: '2023-04-05',
        includePast: false,
        announceAtOnce: true,
        shiftMs: shiftTo(wednesday),
        answersPerRun: 1_500,
      },
    );
    await eventually(() => expect(isOnItsWay).toBe(true));
    const stopped = worker.stop();
    await eventually(async () => expect(await ask('/readyz')).toMatchObject({ status: 503 }));
    expect(JSON.parse((await ask('/readyz')).text)).toEqual({
      ready: false,
      worker: 'STOPPING',
      temporal: 'ok',
      postgres: 'ok',
    });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    arrive();
    await stopped;
    expect(await worker.exited).toBe(0);
    await expect(ask('/healthz')).rejects.toThrow();
  });
});

describe('dondoc up with metrics', { timeout: 90_000 }, () => {
  it('serves them too, and ends in order', async () => {
    url = `http://${LOOPBACK}:${await findLoopbackPort(undefined, 'metrics')}`;
    const up = startDondoc(['up', '--no-demo'], join(dataDir, 'up'), {
      DONDOC_METRICS_LISTEN: new URL(url).host,
    });
    const ended = waitForExit(up);
    up.stdout?.resume();
    up.stderr?.resume();
    try {
      await eventually(
        async () => expect(await ask('/readyz')).toMatchObject({ status: 200 }),
        60_000,
      );
      const { text } = await ask('/metrics');
      expect(text).toContain('dondoc_plans{status="running"} 0');
      expect(text).toMatch(/^temporal_worker_start_total\{/m);
    } finally {
      up.kill('SIGINT');
    }
    expect(await ended).toBe(0);
  });
});
