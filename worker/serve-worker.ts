import { Client } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/create-activities.ts';
import { createSmtpTransport } from '../activities/mail-transport.ts';
import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import type { Link } from '../domain/link.ts';
import { openRegister } from '../register/open-register.ts';
import { CleanUp } from './clean-up.ts';
import { createWorker, type WorkerTuning } from './create-worker.ts';
import { buildDataConverter } from './data-converter.ts';
import { loadDkimKey } from './dkim-key.ts';
import { findLinkWriter } from './link-keys.ts';
import type { PayloadKey } from './payload-keys.ts';
import { findReplyWriter } from './reply-address.ts';
import { registerSearchAttributes } from './search-attributes.ts';
import type { Settings } from './settings.ts';
import { connectTemporal, type TemporalTarget } from './temporal-connection.ts';

/** The servers that a worker stands between. */
export interface WorkerServers {
  readonly temporal: TemporalTarget;
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  /** What everything in Temporal is encrypted with; none leaves it readable. */
  readonly payloadKeys: readonly PayloadKey[];
  /** Writes the links of mails; without it the settings decide. */
  readonly linkTo?: ((link: Link) => Promise<string>) | undefined;
}

/** A worker at work. */
export interface ServingWorker {
  /** Resolves when the worker has stopped; rejects when it failed. */
  readonly running: Promise<void>;
  /** What Temporal's worker says that it is: `RUNNING` while it takes tasks. */
  state(): ReturnType<Worker['getState']>;
  /** Lets what is under way finish, then closes every connection. */
  stop(): Promise<void>;
}

/**
 * Connects to all three servers and starts to work. Throws `InvalidSettings` for a key of DKIM that is
 * wrong, `TemporalOutOfReach`, or the register's error that names the database; an SMTP server that is down delays mail and nothing else.
 */
export async function serveWorker(
  settings: Settings,
  servers: WorkerServers,
  log: Logger,
  tuning: WorkerTuning = {},
): Promise<ServingWorker> {
  const cleanUp = new CleanUp();
  try {
    const worker = await build(settings, servers, log, tuning, cleanUp);
    const running = worker.run();
    cleanUp.add(async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    });
    return { running, state: () => worker.getState(), stop: () => cleanUp.run() };
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function build(
  settings: Settings,
  servers: WorkerServers,
  log: Logger,
  tuning: WorkerTuning,
  cleanUp: CleanUp,
): Promise<Worker> {
  const { temporal, databaseUrl, smtpUrl, payloadKeys } = servers;
  const dataConverter = buildDataConverter(payloadKeys);
  const linkTo = servers.linkTo ?? (await findLinkWriter(settings));
  const replyToOf = await findReplyWriter(settings);
  const dkim = await loadDkimKey(settings.dkim);
  const connection = await connectTemporal(temporal);
  cleanUp.add(() => connection.close());
  const client = new Client({ connection, namespace: temporal.namespace, dataConverter });
  await registerSearchAttributes(connection, temporal.namespace);
  const register = await openRegister(databaseUrl, {
    maxConnections: settings.databaseConnections,
    logger: log,
  });
  cleanUp.add(() => register.close());
  const transport = createSmtpTransport(smtpUrl, settings.smtpConnections, { dkim });
  cleanUp.add(() => transport.close());
  const activities = createActivities({
    register,
    client,
    calendar: vietnamCalendar,
    mail: {
      transport,
      from: settings.mailFrom,
      replyTo: settings.mailReplyTo,
      domain: settings.mailDomain,
      connections: settings.smtpConnections,
      perMinute: settings.mailsPerMinute,
      patienceMs: settings.morningPatienceMs,
      dateOf: 'realTime',
      ...(linkTo === undefined ? {} : { linkTo }),
      ...(replyToOf === undefined ? {} : { replyToOf }),
    },
    log,
  });
  const native = await NativeConnection.connect(temporal.options);
  cleanUp.add(() => native.close());
  const { cachedWorkflows } = settings;
  return await createWorker(native, temporal.namespace, activities, {
    dataConverter,
    ...(cachedWorkflows === null ? {} : { maxCachedWorkflows: cachedWorkflows }),
    ...tuning,
  });
}
