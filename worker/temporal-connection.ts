import { Connection } from '@temporalio/client';
import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import type { RunningUp } from './running-up.ts';

/** Where Temporal is, by the standard variables and profiles, else where a running `up` has it. */
export interface TemporalTarget {
  readonly namespace: string;
  readonly options: ClientConnectConfig['connectionOptions'];
}

/** No Temporal server answered: which address was tried, and what to set. */
export class TemporalOutOfReach extends Error {
  override readonly name = 'TemporalOutOfReach';

  constructor(address: string, cause: unknown) {
    super(
      `expected a Temporal server at ${address}, found none that answers: start one (dondoc up), or set TEMPORAL_ADDRESS or TEMPORAL_PROFILE`,
      { cause },
    );
  }
}

/** Reads `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, `TEMPORAL_PROFILE`, TLS and API key. */
export function resolveTemporal(running: RunningUp | null): TemporalTarget {
  const { namespace, connectionOptions } = loadClientConnectConfig();
  const options =
    connectionOptions.address === undefined && running !== null
      ? { ...connectionOptions, address: running.temporalAddress }
      : connectionOptions;
  // An empty variable means "not set", as in a `.env` file with a blank line.
  return { namespace: namespace || 'default', options };
}

/** Connects; the caller closes. Throws `TemporalOutOfReach`. */
export async function connectTemporal({ options }: TemporalTarget): Promise<Connection> {
  const { address = 'localhost:7233' } = options;
  try {
    return await Connection.connect({ connectTimeout: '5 seconds', ...options });
  } catch (cause) {
    throw new TemporalOutOfReach(address, cause);
  }
}
