import { DefaultLogger, type LogLevel, Runtime } from '@temporalio/worker';
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from './settings.ts';

/** A log on stderr: readable lines on a terminal, JSON lines elsewhere. */
export function createLog(settings: Pick<Settings, 'logLevel'>, isTerminal: boolean): Logger {
  const stream = isTerminal
    ? pretty({ destination: 2, colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
    : pino.destination(2);
  return pino(
    { level: settings.logLevel, redact: ['url', '*.url', 'password', '*.password'] },
    stream,
  );
}

/**
 * Sends what the Temporal SDK has to say to the same log; signals are left to us. Once a process,
 * before any worker exists. The answer ends the SDK's native part, which otherwise keeps the process
 * alive when no worker ever ran. With `metricsAddress` the SDK serves its metrics there, for Prometheus.
 * Throws when that address is in use, and may then be called again.
 */
export function installTemporalLog(
  log: Logger,
  metricsAddress: string | null = null,
): () => Promise<void> {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    log[pinoLevel(level)]({ temporal: meta }, message);
  });
  const runtime = Runtime.install({
    logger,
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: 'WARN', forward: {} },
      ...(metricsAddress === null ? {} : { metrics: describeExporter(metricsAddress) }),
    },
  });
  return () => runtime.shutdown();
}

/** Names and units as Prometheus wants them. */
function describeExporter(bindAddress: string) {
  return {
    prometheus: {
      bindAddress,
      countersTotalSuffix: true,
      unitSuffix: true,
      useSecondsForDurations: true,
    },
  };
}

function pinoLevel(level: LogLevel): 'trace' | 'debug' | 'info' | 'warn' | 'error' {
  const name = level.toLowerCase();
  return name === 'trace' || name === 'debug' || name === 'info' || name === 'warn'
    ? name
    : 'error';
}
