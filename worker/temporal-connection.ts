import { Connection } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
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
export function resolveTemporal(
  running: RunningUp | null,
  environment: NodeJS.ProcessEnv = process.env,
): TemporalTarget {
  const overrideEnvVars = Object.fromEntries(
    // An empty variable means "not set", as in a `.env` file with a blank line; envconfig would take an
    // empty TEMPORAL_TLS for "no TLS".
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  );
  const { namespace, connectionOptions } = loadClientConnectConfig({ overrideEnvVars });
  const options =
    connectionOptions.address === undefined && running !== null
      ? { ...connectionOptions, address: running.temporalAddress }
      : connectionOptions;
  return { namespace: namespace ?? 'default', options };
}

/** Connects; the caller closes. Throws `TemporalOutOfReach`. */
export async function connectTemporal(
  { options }: TemporalTarget,
  connectTimeout: Duration = '5 seconds',
): Promise<Connection> {
  const { address = 'localhost:7233' } = options;
  try {
    return await Connection.connect({ connectTimeout, ...options });
  } catch (cause) {
    throw new TemporalOutOfReach(address, cause);
  }
}
