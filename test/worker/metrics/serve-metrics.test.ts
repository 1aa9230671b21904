import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLoopbackPort, LOOPBACK } from '../../../embedded/loopback-port.ts';
import { type MailCatcher, startMailCatcher } from '../../../embedded/mail-catcher.ts';
import { CleanUp } from '../../../worker/clean-up.ts';
import { installTemporal } from '../../../worker/metrics/install-temporal.ts';
import { serveMetrics } from '../../../worker/metrics/serve-metrics.ts';
import { type ServingWorker, serveWorker } from '../../../worker/serve-worker.ts';
import { readSettings } from '../../../worker/settings.ts';
import { startPlan } from '../../../worker/start-plan.ts';
import { buildPlan } from '../../rig/plans.ts';
import {
  startTestRegister,
  startTestTemporal,
  type TestRegister,
  type TestTemporal,
} from '../../rig/servers.ts';
import { eventually, shiftTo, wednesday } from '../../rig/stage.ts';

/** One worker between real servers, watched from its start until it has stopped. */

const log = pino({ level: 'silent' });
const title = 'Rà soát danh mục';
const cleanUp = new CleanUp();
let temporal: TestTemporal;
let postgres: TestRegister;
let mails: MailCatcher;
let worker: ServingWorker | null = null;
let url = '';
let otherAddress = '';

const settingsAt = (address: string) => readSettings({ DONDOC_METRICS_LISTEN: address });
const watched = (metricsAddress: string | null) => ({
  temporal: { namespace: 'default', options: { address: temporal.address } },
  databaseUrl: postgres.url,
  metricsAddress,
  workerState: () => worker?.state() ?? 'CONNECTING',
});

async function ask(path: string) {
  const response = await fetch(`${url}${path}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  };
}

async function askReady() {
  const { status, text } = await ask('/readyz');
  return { status, found: JSON.parse(text) };
}

/** Series by their name and labels, as Prometheus would read them; throws for a line that is none. */
function parseMetrics(text: string): Map<string, number> {
  const series = new Map<string, number>();
  const described: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('# TYPE ')) described.push(line.split(' ')[2] ?? '');
    if (line === '' || line.startsWith('#')) continue;
    const [, name = '', value] = /^([a-z_]\w*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    expect(name, line).not.toBe('');
    expect(series.has(name), `${name} stands there twice`).toBe(false);
    series.set(name, Number(value?.replace('+Inf', 'Infinity')));
  }
  expect(new Set(described).size, 'a name is described twice').toBe(described.length);
  return series;
}

const readMetrics = async () => parseMetrics((await ask('/metrics')).text);

beforeAll(async () => {
  [temporal, postgres, mails] = await Promise.all([
    startTestTemporal(),
    startTestRegister(),
    startMailCatcher({ webPort: false }),
  ]);
  cleanUp.add(() => temporal.stop());
  cleanUp.add(() => mails.stop());
  otherAddress = `${LOOPBACK}:${await findLoopbackPort(undefined, 'metrics')}`;
  const settings = settingsAt(otherAddress);
  const { metricsAddress, shutDown } = await installTemporal(log, settings);
  cleanUp.add(shutDown);
  const server = await serveMetrics(settings, watched(metricsAddress), log);
  cleanUp.add(() => server?.stop());
  url = server?.url ?? '';
});

afterAll(async () => {
  await worker?.stop();
  await cleanUp.run();
});

describe('metrics and health', { timeout: 60_000 }, () => {
  it('are not served where the settings name no address', async () => {
    expect(await serveMetrics(readSettings({}), watched(null), log)).toBeNull();
  });

  it('say which address is in use', async () => {
    const served = serveMetrics(settingsAt(otherAddress), watched(null), log);
    await expect(served).rejects.toThrow(`expected to listen at ${otherAddress}`);
  });

  it('answer before there is a worker: alive, but not ready', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await askReady()).toEqual({
      status: 503,
      found: { ready: false, worker: 'CONNECTING', temporal: 'ok', postgres: 'ok' },
    });
    expect((await readMetrics()).get('dondoc_worker_running')).toBe(0);
  });

  it('answer nothing else', async () => {
    expect((await ask('/')).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('say that a worker is ready once it takes tasks', async () => {
    worker = await serveWorker(
      readSettings({ DONDOC_CACHED_WORKFLOWS: '2' }),
      { ...watched(null), smtpUrl: mails.smtpUrl, payloadKeys: [] },
      log,
    );
    await eventually(async () =>
      expect(await askReady()).toEqual({
        status: 200,
        found: { ready: true, worker: 'ok', temporal: 'ok', postgres: 'ok' },
      }),
    );
  });

  it('count what is on record, beside what the process and the Temporal SDK tell', async () => {
    const plan = buildPlan({ leads: 3, tasks: [{ title }] });
    await startPlan(
      { client: temporal.client, register: postgres.register },
      {
        ...plan,
        trackingFrom: plan.plan.issued,
        includePast: false,
        announceAtOnce: true,
        shiftMs: shiftTo(wednesday),
        answersPerRun: 1_500,
      },
    );
    // The readings are taken one after another and kept for a while each: a mail may already be
    // counted as sent where the age of the oldest unsent one is still that of a moment before.
    const found = await eventually(async () => {
      const series = await readMetrics();
      expect(Object.fromEntries(series)).toMatchObject({
        dondoc_worker_running: 1,
        'dondoc_register_reading_success{reading="backlog"}': 1,
        'dondoc_register_reading_success{reading="current"}': 1,
        'dondoc_plans{status="running"}': 1,
        'dondoc_plans{status="paused"}': 0,
        'dondoc_plans{status="closed"}': 0,
        dondoc_notices_owed: 0,
        'dondoc_mails{plan="kh-2023",state="sent"}': 3,
        'dondoc_mails_unsent{state="deferred"}': 0,
        dondoc_mail_oldest_unsent_age_seconds: 0,
        dondoc_notice_oldest_owed_age_seconds: 0,
        'dondoc_assignments{plan="kh-2023",progress="open"}': 3,
        'dondoc_assignments_overdue{plan="kh-2023"}': 0,
        'dondoc_notices{plan="kh-2023",state="mailed"}': 3,
      });
      return series;
    }, 40_000);
    const names = [...found.keys()].map((name) => name.split('{')[0]);
    for (const name of [
      'dondoc_build_info',
      'dondoc_mailroom_last_change_timestamp_seconds',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_seconds',
      'temporal_activity_execution_latency_seconds_bucket',
      'temporal_workflow_task_execution_latency_seconds_bucket',
    ]) {
      expect(names, name).toContain(name);
    }
  });

  it('tell that a worker keeps no more workflows in memory than it may', async () => {
    // A plan, its task and the mailroom were at work: three, of which two have room.
    const series = [...(await readMetrics())];
    const evicted = series.filter(([name]) =>
      name.startsWith('temporal_sticky_cache_total_forced_eviction'),
    );
    expect(evicted.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(0);
    expect(() => readSettings({ DONDOC_CACHED_WORKFLOWS: '1' })).toThrow('expected 2 or more');
  });

  it('describe every series of ours, and name no mailbox, agency or title', async () => {
    const { type, text } = await ask('/metrics');
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const [, name] of text.matchAll(/^(dondoc_\w+)/gm)) {
      expect(text).toContain(`\n# HELP ${name} `);
    }
    for (const word of ['@', 'xa-001', 'so-tttt', 'Tân Hòa', title]) {
      expect(text).not.toContain(word);
    }
  });

  it('say that PostgreSQL is away, leave out what it would tell, and go on', async () => {
    await postgres.stop();
    await eventually(async () => {
      const { status, found } = await askReady();
      expect(status).toBe(503);
      expect(found).toMatchObject({ ready: false, worker: 'ok', temporal: 'ok' });
      expect(found.postgres).toMatch(/^no answer/);
    });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    await eventually(async () => {
      const series = await readMetrics();
      expect(series.get('dondoc_register_reading_success{reading="backlog"}')).toBe(0);
      expect(series.has('dondoc_notices_owed')).toBe(false);
      expect(series.get('dondoc_worker_running')).toBe(1);
    }, 30_000);
  });

  it('say that a worker has stopped', async () => {
    await worker?.stop();
    expect(await askReady()).toMatchObject({ status: 503, found: { worker: 'STOPPED' } });
    expect((await readMetrics()).get('dondoc_worker_running')).toBe(0);
  });
});
