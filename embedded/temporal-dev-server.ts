import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { findLoopbackPort, LOOPBACK } from './loopback-port.ts';
import type { SearchAttributeTypes } from './search-attribute-type.ts';
import {
  type Exit,
  type ServerProcess,
  startServerProcess,
  waitUntilReady,
} from './server-process.ts';

const READY_MS = 60_000;
const PROBE_MS = 2_000;
const ATTEMPTS = 3;

/**
 * A write-ahead log that is synced at each commit: as durable as SQLite's rollback journal, with one
 * wait for the disk instead of three. 510 workflows that do nothing took 20 s without, 12 s with it.
 */
const DURABLE_LOG = ['journal_mode=WAL', 'synchronous=FULL'];
/** Go collects garbage at four times the live memory instead of two: a quarter less processor time. */
const GARBAGE = { GOGC: '300' };

export interface DevServerOptions {
  /** The `temporal` program, from `findTemporalCli`. */
  readonly program: string;
  /** The database file; without one everything is forgotten at the end. */
  readonly dbFile?: string;
  /** A fixed port; otherwise any free one. */
  readonly port?: number;
  /** The Web UI's port, false for no Web UI; otherwise any free one. */
  readonly uiPort?: number | false;
  /** Where the Web UI has payloads decrypted; nowhere if not given. */
  readonly uiCodecEndpoint?: string | undefined;
  /** Created at the start; `default` if not given. */
  readonly namespace?: string;
  readonly searchAttributes: SearchAttributeTypes;
  /** A file that what the server writes is added to. */
  readonly log?: string;
  /** Dynamic configuration beside ours: numbers by key. */
  readonly dynamicConfig?: Readonly<Record<string, number>>;
}

export interface DevServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly uiUrl: string | null;
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
  /** Kills it as a power cut would. */
  kill(): void;
}

interface Ports {
  readonly port: number;
  readonly uiPort: number | null;
}

/**
 * Starts `temporal server start-dev` on the loopback interface and waits until it answers and
 * knows the namespace and its search attributes.
 *
 * Throws when the program cannot be executed, a fixed port is in use, or the server ends or
 * stays silent (60 s): then with the last lines it wrote.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  if (options.dbFile !== undefined)
    await mkdir(dirname(resolve(options.dbFile)), { recursive: true });
  const { server, ports } = await launch(options);
  return {
    address: `${LOOPBACK}:${ports.port}`,
    uiUrl: ports.uiPort === null ? null : `http://${LOOPBACK}:${ports.uiPort}`,
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}

/** Again on other ports, when a port of our own choosing was taken before the server bound it. */
async function launch(options: DevServerOptions) {
  for (let attempt = 1; ; attempt += 1) {
    const ports = await choosePorts(options);
    const server = await startProgram(options, ports);
    try {
      await waitForAnswer(server, options, `${LOOPBACK}:${ports.port}`);
      return { server, ports };
    } catch (error) {
      const curable = /address already in use|can't set (frontend|UI) port/i.test(
        server.lastLines(),
      );
      if (attempt === ATTEMPTS || !curable) throw error;
    }
  }
}

async function choosePorts(options: DevServerOptions): Promise<Ports> {
  const port = await findLoopbackPort(options.port, 'the Temporal dev server');
  if (options.uiPort === false) return { port, uiPort: null };
  return { port, uiPort: await findLoopbackPort(options.uiPort, "Temporal's Web UI") };
}

async function startProgram(options: DevServerOptions, ports: Ports): Promise<ServerProcess> {
  const onLine = options.log === undefined ? undefined : await openLog(options.log);
  const server = await startServerProcess({
    name: 'The Temporal dev server',
    program: options.program,
    args: buildArguments(options, ports),
    stopSignal: 'TERM',
    defaultEnv: GARBAGE,
    onLine: onLine?.write,
  });
  void server.exited.then(() => onLine?.close());
  return server;
}

function buildArguments(options: DevServerOptions, ports: Ports): string[] {
  return [
    'server',
    'start-dev',
    ...['--ip', LOOPBACK, '--port', String(ports.port)],
    ...(ports.uiPort === null ? ['--headless'] : ['--ui-port', String(ports.uiPort)]),
    ...(options.uiCodecEndpoint === undefined
      ? []
      : ['--ui-codec-endpoint', options.uiCodecEndpoint]),
    // The Web UI would ask a public host for news.
    '--ui-disable-news-fetch',
    ...['--namespace', options.namespace ?? 'default'],
    ...['--log-level', 'error'],
    // Ten at once is the server's default; hundreds of agencies answer one workflow (docs/workflow-rules.md, rule 3).
    ...['--dynamic-config-value', 'history.maxInFlightUpdates=1000'],
    ...Object.entries(options.dynamicConfig ?? {}).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${value}`,
    ]),
    ...(options.dbFile === undefined ? [] : describeFile(resolve(options.dbFile))),
    ...Object.entries(options.searchAttributes).flatMap(([name, type]) => [
      '--search-attribute',
      `${name}=${type}`,
    ]),
  ];
}

function describeFile(path: string): string[] {
  return [
    ...['--db-filename', path],
    ...DURABLE_LOG.flatMap((pragma) => ['--sqlite-pragma', pragma]),
  ];
}

async function openLog(path: string) {
  await mkdir(dirname(resolve(path)), { recursive: true });
  const stream = createWriteStream(path, { flags: 'a' });
  return {
    write: (line: string) => void stream.write(`${line}\n`),
    close: () => stream.end(),
  };
}

function waitForAnswer(
  server: ServerProcess,
  options: DevServerOptions,
  address: string,
): Promise<void> {
  const namespace = options.namespace ?? 'default';
  return waitUntilReady({
    name: 'The Temporal dev server',
    process: server,
    timeoutMs: READY_MS,
    probe: async () => {
      const connection = await Connection.connect({ address, connectTimeout: PROBE_MS });
      try {
        await expectNamespace(connection, namespace, Object.keys(options.searchAttributes));
      } finally {
        await connection.close();
      }
    },
  });
}

/** The server answers some moments before it knows its namespaces and their search attributes. */
async function expectNamespace(
  connection: Connection,
  namespace: string,
  attributes: readonly string[],
): Promise<void> {
  await connection.withDeadline(Date.now() + PROBE_MS, async () => {
    await connection.workflowService.describeNamespace({ namespace });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({
      namespace,
    });
    const missing = attributes.filter((name) => customAttributes[name] === undefined);
    if (missing.length > 0) throw new Error(`Not yet registered: ${missing.join(', ')}.`);
  });
}
