import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { findPayloadKeys } from './find-payload-keys.ts';
import { InvalidSettings } from './invalid-settings.ts';
import type { ListeningServer } from './listen-http.ts';
import { createLog } from './log.ts';
import { installTemporal } from './metrics/install-temporal.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { readRunningUp } from './running-up.ts';
import { type ServingWorker, serveWorker, type WorkerServers } from './serve-worker.ts';
import type { Settings } from './settings.ts';
import { resolveTemporal } from './temporal-connection.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * One worker against given servers, until SIGINT or SIGTERM. A server that is out of reach is named
 * in the log, and tried again.
 */
export async function runWorkerProcess(settings: Settings): Promise<void> {
  const log = createLog(settings, process.stderr.isTTY);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const { shutDown, metricsAddress } = await installTemporal(log, settings);
  let metrics: ListeningServer | null = null;
  try {
    const servers = await findServers(settings);
    let worker: ServingWorker | null = null;
    const workerState = () =>
      stopping.signal.aborted ? 'STOPPING' : (worker?.state() ?? 'CONNECTING');
    // Before there is a worker: who asks is told what it waits for.
    metrics = await serveMetrics(settings, { ...servers, metricsAddress, workerState }, log);
    worker = await serveWhenReachable(settings, servers, log, stopping.signal);
    if (worker === null) return;
    log.info({}, 'worker started');
    await Promise.race([worker.running, aborted(stopping.signal)]);
    await worker.stop();
    log.info({}, 'worker stopped');
  } finally {
    await metrics?.stop();
    await shutDown();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** The servers that the settings name, else those of a running `up`. Throws `InvalidSettings`. */
export async function findServers(settings: Settings): Promise<WorkerServers> {
  const running = await readRunningUp(settings);
  const databaseUrl = settings.databaseUrl ?? running?.databaseUrl;
  const smtpUrl = settings.smtpUrl ?? running?.smtpUrl;
  if (databaseUrl === undefined || smtpUrl === undefined) {
    const missing = databaseUrl === undefined ? 'DATABASE_URL' : 'SMTP_URL';
    throw new InvalidSettings(
      `${missing}: expected an address, found none: set it, or start "dondoc up" on ${settings.dataDir}`,
    );
  }
  const payloadKeys = await findPayloadKeys(settings, running);
  return { temporal: resolveTemporal(running), databaseUrl, smtpUrl, payloadKeys };
}

async function serveWhenReachable(
  settings: Settings,
  servers: WorkerServers,
  log: Logger,
  signal: AbortSignal,
): Promise<ServingWorker | null> {
  for (
    let delayMs = firstRetryMs;
    !signal.aborted;
    delayMs = Math.min(delayMs * 2, longestRetryMs)
  ) {
    try {
      return await serveWorker(settings, servers, log);
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
      log.error({ retryInMs: delayMs }, error.message);
      await wait(delayMs, undefined, { signal }).catch(ignoreAbort);
    }
  }
  return null;
}

function isOutOfReach(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (error.name === 'TemporalOutOfReach' || error.name === 'RegisterUnreachable')
  );
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
