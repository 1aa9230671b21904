import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { findLoopbackPort, LOOPBACK } from './loopback-port.ts';
import type { SearchAttributeTypeName, SearchAttributeTypes } from './search-attribute-type.ts';
import {
  type Exit,
  type ServerProcess,
  startServerProcess,
  waitUntilReady,
} from './server-process.ts';
import { createTestService, type TestService } from './temporal-test-service.ts';

const READY_MS = 60_000;
const PROBE_MS = 2_000;
const ATTEMPTS = 3;

export interface TimeSkippingServerOptions {
  /** The `temporal-test-server` program, from `findTestServer`. */
  readonly program: string;
  /** A fixed port; otherwise any free one. */
  readonly port?: number;
  readonly searchAttributes: SearchAttributeTypes;
}

export interface TimeSkippingServer {
  /** `127.0.0.1:port`. The program cannot be told an interface: it listens on all of them. */
  readonly address: string;
  readonly pid: number;
  /** Its clock. Time stands locked to the wall until somebody asks here; read the rule there. */
  readonly testService: TestService;
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Starts the time-skipping server with the namespace `default` and the search attributes
 * registered. It keeps everything in memory, and has no visibility and no schedules.
 *
 * Throws as `startDevServer` does.
 */
export async function startTimeSkippingServer(
  options: TimeSkippingServerOptions,
): Promise<TimeSkippingServer> {
  const { server, address } = await launch(options);
  const testService = await prepare(address, options.searchAttributes).catch(async (error) => {
    await server.stop();
    throw error;
  });
  return {
    address,
    pid: server.pid,
    testService,
    exited: server.exited,
    async stop() {
      await testService.close();
      await server.stop();
    },
    kill: () => server.kill(),
  };
}

/** Again on another port, when one of our own choosing was taken before the server bound it. */
async function launch(options: TimeSkippingServerOptions) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findLoopbackPort(options.port, "Temporal's time-skipping server");
    const server = await startServerProcess({
      name: "Temporal's time-skipping server",
      program: options.program,
      args: [String(port)],
      stopSignal: 'TERM',
    });
    const address = `${LOOPBACK}:${port}`;
    try {
      await waitForAnswer(server, address);
      return { server, address };
    } catch (error) {
      if (attempt === ATTEMPTS || !/Failed to bind|in use/i.test(server.lastLines())) throw error;
    }
  }
}

function waitForAnswer(server: ServerProcess, address: string): Promise<void> {
  return waitUntilReady({
    name: "Temporal's time-skipping server",
    process: server,
    timeoutMs: READY_MS,
    probe: async () => {
      const connection = await Connection.connect({ address, connectTimeout: PROBE_MS });
      await connection.close();
    },
  });
}

async function prepare(address: string, attributes: SearchAttributeTypes): Promise<TestService> {
  const connection = await Connection.connect({ address });
  try {
    const types = Object.entries(attributes).map(([name, type]) => [name, INDEXED_TYPES[type]]);
    await connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(types),
    });
  } finally {
    await connection.close();
  }
  return createTestService(address);
}

const { IndexedValueType } = proto.temporal.api.enums.v1;

const INDEXED_TYPES: Readonly<Record<SearchAttributeTypeName, number>> = {
  Text: IndexedValueType.INDEXED_VALUE_TYPE_TEXT,
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
  Double: IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE,
  Bool: IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  KeywordList: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
};
