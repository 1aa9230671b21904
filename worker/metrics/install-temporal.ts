import type { Logger } from 'pino';
import { findLoopbackPort, LOOPBACK } from '../../embedded/loopback-port.ts';
import { installTemporalLog } from '../log.ts';
import type { Settings } from '../settings.ts';

const attempts = 3;

/** The SDK's native part, once a process. */
export interface InstalledTemporal {
  /** Where the SDK serves its own metrics; null when nobody wants any. */
  readonly metricsAddress: string | null;
  shutDown(): Promise<void>;
}

/**
 * Installs the SDK's log and, where metrics are served, its metrics: it can only open a port of its own,
 * so it gets one on the loopback interface, from which ours passes them on.
 */
export async function installTemporal(
  log: Logger,
  { metricsListen }: Pick<Settings, 'metricsListen'>,
): Promise<InstalledTemporal> {
  if (metricsListen === null) return { metricsAddress: null, shutDown: installTemporalLog(log) };
  for (let attempt = 1; ; attempt += 1) {
    const port = await findLoopbackPort(undefined, 'the metrics of the Temporal SDK');
    const metricsAddress = `${LOOPBACK}:${port}`;
    try {
      return { metricsAddress, shutDown: installTemporalLog(log, metricsAddress) };
    } catch (error) {
      // Another program may have been faster.
      if (attempt === attempts || !String(error).includes('in use')) throw error;
    }
  }
}
