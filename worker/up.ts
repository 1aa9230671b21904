import type { Client } from '@temporalio/client';
import { Client as TemporalClient } from '@temporalio/client';
import getPort from 'get-port';
import type { Logger } from 'pino';
import { searchAttributeTypes } from '../domain/names.ts';
import { LOOPBACK } from '../embedded/loopback-port.ts';
import { startMailCatcher } from '../embedded/mail-catcher.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { startDevServer } from '../embedded/temporal-dev-server.ts';
import { findTemporalCli } from '../embedded/temporal-programs.ts';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import { CleanUp } from './clean-up.ts';
import { type CodecServer, startCodecServer } from './codec-server.ts';
import { buildDataConverter } from './data-converter.ts';
import { createLinkWriter, ensureLinkKeys } from './link-keys.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { createPayloadCodec } from './payload-codec.ts';
import { loadPayloadKeys, type PayloadKey } from './payload-keys.ts';
import { announceUp, type RunningUp, withdrawUp } from './running-up.ts';
import { type ServingWorker, serveWorker } from './serve-worker.ts';
import { dataPath, type Settings } from './settings.ts';
import { connectTemporal } from './temporal-connection.ts';
import { lockDataFolder } from './up-lock.ts';

/** Everything on this machine: the servers, and a worker between them. */
export interface Up {
  readonly addresses: RunningUp;
  readonly client: Client;
  readonly register: Register;
  /** Resolves with the reason when a part has stopped by itself. */
  readonly broken: Promise<string>;
  /** Stops everything in order; what was written stays in the data folder. */
  stop(): Promise<void>;
}

/** Ports that people may have written down; others are taken when these are in use. */
const usualPorts = {
  temporal: 7233,
  temporalUi: 8233,
  codec: 8081,
  portal: 8090,
  smtp: 1025,
  inbox: 8025,
} as const;

/** What a caller adds to the servers and the worker. */
export interface Besides {
  /** Where the Temporal SDK of this process serves its own metrics. */
  readonly metricsAddress?: string | null;
  /** Opens the pages behind the links in mails on a port of the loopback interface; without it mails have no links. */
  openPortal?(
    deps: {
      readonly register: Register;
      readonly client: Client;
      readonly keys: readonly PayloadKey[];
    },
    port: number,
  ): Promise<{ stop(): Promise<void> }>;
}

/**
 * Starts everything embedded on the data folder, or finds it again there. Throws `UpIsRunning` beside
 * another one, and whatever a server says that does not come up; then nothing is left running.
 */
export async function startUp(
  settings: Settings,
  log: Logger,
  onProgress: (line: string) => void,
  besides: Besides = {},
): Promise<Up> {
  const cleanUp = new CleanUp();
  try {
    return await build(settings, log, onProgress, besides, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function build(
  settings: Settings,
  log: Logger,
  onProgress: (line: string) => void,
  { metricsAddress = null, openPortal }: Besides,
  cleanUp: CleanUp,
): Promise<Up> {
  cleanUp.add(await lockDataFolder(settings));
  const linkKeys = await ensureLinkKeys(settings);
  const portalPort = await getPort({ port: usualPorts.portal, host: LOOPBACK });
  const publicUrl = settings.publicUrl ?? `http://${LOOPBACK}:${portalPort}`;
  const linkTo = openPortal === undefined ? undefined : createLinkWriter(publicUrl, linkKeys);
  const keys = await loadPayloadKeys(settings);
  const servers = await startServers(settings, keys, log, onProgress, cleanUp);
  const { postgres, temporal, mails, codec } = servers;
  const target = { namespace: 'default', options: { address: temporal.address } };
  onProgress('Worker …');
  const between = { temporal: target, databaseUrl: postgres.url() };
  let serving: ServingWorker | null = null;
  const workerState = () => serving?.state() ?? 'CONNECTING';
  const metrics = await serveMetrics(settings, { ...between, metricsAddress, workerState }, log);
  cleanUp.add(() => metrics?.stop());
  const worker = await serveWorker(
    settings,
    { ...between, smtpUrl: mails.smtpUrl, payloadKeys: keys, linkTo },
    log,
  );
  serving = worker;
  cleanUp.add(() => worker.stop());
  const connection = await connectTemporal(target);
  cleanUp.add(() => connection.close());
  const register = await openRegister(postgres.url());
  cleanUp.add(() => register.close());
  const client = new TemporalClient({
    connection,
    namespace: target.namespace,
    dataConverter: buildDataConverter(keys),
  });
  const portal = await openPortal?.({ register, client, keys: linkKeys }, portalPort);
  cleanUp.add(() => portal?.stop());
  const addresses: RunningUp = {
    pid: process.pid,
    temporalAddress: temporal.address,
    temporalUi: temporal.uiUrl ?? '',
    databaseUrl: postgres.url(),
    smtpUrl: mails.smtpUrl,
    inboxUrl: mails.inboxUrl ?? '',
    portalUrl: portal === undefined ? null : publicUrl,
    codecUrl: codec?.url ?? null,
  };
  await announceUp(settings, addresses);
  cleanUp.add(() => withdrawUp(settings));
  return {
    addresses,
    client,
    register,
    broken: Promise.race([
      temporal.exited.then(() => 'the Temporal server has stopped'),
      postgres.exited.then(() => 'PostgreSQL has stopped'),
      worker.running.then(
        () => 'the worker has stopped',
        (error: unknown) => `the worker has failed: ${String(error)}`,
      ),
    ]),
    stop: () => cleanUp.run(),
  };
}

async function startServers(
  settings: Settings,
  keys: readonly PayloadKey[],
  log: Logger,
  onProgress: (line: string) => void,
  cleanUp: CleanUp,
) {
  const { path: program } = await findTemporalCli({ onProgress });
  onProgress('PostgreSQL …');
  const postgres = await startPostgres({ dataDir: dataPath(settings, 'postgres') });
  cleanUp.add(() => postgres.stop());
  const uiPort = await getPort({ port: usualPorts.temporalUi, host: LOOPBACK });
  const codec = keys.length === 0 ? null : await startCodec(keys, uiPort, log);
  cleanUp.add(() => codec?.stop());
  onProgress('Temporal …');
  const temporal = await startDevServer({
    program,
    dbFile: dataPath(settings, 'temporal.db'),
    port: await getPort({ port: usualPorts.temporal, host: LOOPBACK }),
    uiPort,
    uiCodecEndpoint: codec?.url,
    searchAttributes: searchAttributeTypes,
    log: dataPath(settings, 'temporal.log'),
  });
  cleanUp.add(() => temporal.stop());
  onProgress('Inbox …');
  const mails = await startMailCatcher({
    folder: dataPath(settings, 'mail'),
    smtpPort: await getPort({ port: usualPorts.smtp, host: LOOPBACK }),
    webPort: await getPort({ port: usualPorts.inbox, host: LOOPBACK }),
  });
  cleanUp.add(() => mails.stop());
  return { postgres, temporal, mails, codec };
}

/** For the Web UI of this machine, under both names that people type. It asks for no login either. */
async function startCodec(
  keys: readonly PayloadKey[],
  uiPort: number,
  log: Logger,
): Promise<CodecServer> {
  const origins = [LOOPBACK, 'localhost'].map((host) => `http://${host}:${uiPort}`);
  return await startCodecServer(
    {
      codec: createPayloadCodec(keys),
      token: null,
      origins,
      // Every look at the Web UI is some calls, and nobody's but one's own.
      log: log.child({}, { level: 'warn' }),
    },
    { host: LOOPBACK, port: await getPort({ port: usualPorts.codec, host: LOOPBACK }) },
  );
}
