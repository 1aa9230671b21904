import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { IsoInstant } from '../../domain/plan.ts';
import { countBacklog } from '../../register/queries/count-backlog.ts';
import { countCurrent } from '../../register/queries/count-current.ts';
import type { RegisterDb } from '../../register/register.ts';
import { type RegisterWatch, watchRegister } from '../../register/watch-register.ts';
import { CleanUp } from '../clean-up.ts';
import type { ListeningServer } from '../listen-http.ts';
import { readVersion } from '../read-version.ts';
import type { Settings } from '../settings.ts';
import type { TemporalTarget } from '../temporal-connection.ts';
import { type MetricsPages, startMetricsServer } from './metrics-server.ts';
import { collectProcessMetrics } from './process-metrics.ts';
import { judgeReadiness, type Readiness } from './readiness.ts';
import { formatRegisterMetrics } from './register-metrics.ts';
import { shareReading } from './share-reading.ts';
import { fetchTemporalMetrics } from './temporal-metrics.ts';

/** What is watched. */
export interface Watched {
  readonly temporal: TemporalTarget;
  readonly databaseUrl: string;
  /** Where the SDK serves its own metrics; null when it does not. */
  readonly metricsAddress: string | null;
  /** `RUNNING`, or what the worker is instead. */
  workerState(): string;
}

/** Prometheus gives up after ten seconds, if it is not told otherwise. */
const scrapeLimitMs = 5_000;
/** Below that of the container's health check. */
const pingLimitMs = 3_000;
const pingFreshMs = 1_000;
const readingFreshMs = 5_000;
/** Counting takes at most a fiftieth of the time, however much there is. */
const timesItsCost = 50;

/**
 * Serves metrics, health and readiness where the settings say; null where they say nothing. Asks the
 * servers over connections of its own, so it tells of them also while the worker cannot reach them.
 * @throws MetricsNotServed
 */
export async function serveMetrics(
  { metricsListen }: Pick<Settings, 'metricsListen'>,
  watched: Watched,
  log: Logger,
): Promise<ListeningServer | null> {
  if (metricsListen === null) return null;
  const cleanUp = new CleanUp();
  try {
    const server = await startMetricsServer(buildPages(watched, log, cleanUp), metricsListen);
    cleanUp.add(() => server.stop());
    log.info({ at: server.url }, 'metrics served');
    return { url: server.url, stop: () => cleanUp.run() };
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

function buildPages(watched: Watched, log: Logger, cleanUp: CleanUp): MetricsPages {
  const register = watchRegister(watched.databaseUrl, {
    limitMs: scrapeLimitMs,
    onLost: (error) => log.warn({ err: error }, 'metrics: lost a connection to PostgreSQL'),
  });
  cleanUp.add(() => register.close());
  const connection = Connection.lazy({ ...watched.temporal.options });
  cleanUp.add(() => connection.close());
  const readRegister = buildRegisterReader(register, log);
  const own = collectProcessMetrics(readVersion());
  const isRunning = () => watched.workerState() === 'RUNNING';
  return {
    metrics: async () => {
      const parts = [own.format(isRunning()), readRegister(), readTemporal(watched, log)];
      return (await Promise.all(parts)).join('\n');
    },
    readiness: buildReadiness(watched, register, connection),
  };
}

function buildRegisterReader(register: RegisterWatch, log: Logger): () => Promise<string> {
  const terms = { freshMs: readingFreshMs, timesItsCost, limitMs: scrapeLimitMs };
  const share = <T>(name: string, count: (db: RegisterDb, serverNow: IsoInstant) => Promise<T>) =>
    shareReading(async () => {
      try {
        return await register.read((db) => count(db, new Date().toISOString()));
      } catch (error) {
        log.warn({ err: error, reading: name }, 'metrics: the register cannot be read');
        throw error;
      }
    }, terms);
  const backlog = share('backlog', countBacklog);
  const current = share('current', countCurrent);
  return async () => {
    const [read, counted] = await Promise.all([backlog(), current()]);
    return await formatRegisterMetrics({ backlog: read, current: counted, nowMs: Date.now() });
  };
}

function buildReadiness(
  { workerState }: Pick<Watched, 'workerState'>,
  register: RegisterWatch,
  connection: Connection,
): () => Promise<Readiness> {
  const terms = { freshMs: pingFreshMs, limitMs: pingLimitMs };
  const postgres = shareReading(() => register.ping(), terms);
  const temporal = shareReading(async () => {
    const deadline = Date.now() + pingLimitMs;
    await connection.withDeadline(deadline, () => connection.workflowService.getSystemInfo({}));
  }, terms);
  return async () => {
    const [postgresReading, temporalReading] = await Promise.all([postgres(), temporal()]);
    return judgeReadiness({
      // Last: it may have begun to stop meanwhile.
      worker: workerState(),
      postgres: postgresReading,
      temporal: temporalReading,
    });
  };
}

/** Without the SDK's part the rest is still worth having. */
async function readTemporal({ metricsAddress }: Watched, log: Logger): Promise<string> {
  if (metricsAddress === null) return '';
  try {
    return await fetchTemporalMetrics(metricsAddress, scrapeLimitMs);
  } catch (error) {
    log.warn({ err: error }, 'metrics: the Temporal SDK does not answer');
    return '';
  }
}
