import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { searchAttributeTypes } from '../../domain/names.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import { startDevServer } from '../../embedded/temporal-dev-server.ts';
import { findTemporalCli, findTestServer } from '../../embedded/temporal-programs.ts';
import type { TestService } from '../../embedded/temporal-test-service.ts';
import { startTimeSkippingServer } from '../../embedded/time-skipping-server.ts';
import { openRegister } from '../../register/open-register.ts';
import type { Register } from '../../register/register.ts';

/** Small building blocks: each starts one real server and hands it back with its `stop`. */

/** Recorded histories name no machine. */
export const testIdentity = 'dondoc-test';

/** A Temporal server with a client of its own. */
export interface TestTemporal {
  readonly address: string;
  readonly client: Client;
  stop(): Promise<void>;
}

/** A Temporal server whose clock jumps. */
export interface TestClock extends TestTemporal {
  readonly testService: TestService;
}

/** A PostgreSQL with a register in it. */
export interface TestRegister {
  readonly register: Register;
  readonly url: string;
  stop(): Promise<void>;
}

/** A dev server on any free port, without Web UI; without a file it forgets everything in the end. */
export async function startTestTemporal(
  dynamicConfig: Readonly<Record<string, number>> = {},
  dbFile?: string,
): Promise<TestTemporal> {
  const { path } = await findTemporalCli();
  const server = await startDevServer({
    program: path,
    uiPort: false,
    searchAttributes: searchAttributeTypes,
    dynamicConfig,
    ...(dbFile === undefined ? {} : { dbFile }),
  });
  return await connect(server);
}

/** A time-skipping server. One outstanding sleep: rule 12. */
export async function startTestClock(): Promise<TestClock> {
  const { path } = await findTestServer();
  const server = await startTimeSkippingServer({
    program: path,
    searchAttributes: searchAttributeTypes,
  });
  return { ...(await connect(server)), testService: server.testService };
}

/** An empty register that is thrown away in the end: commits do not wait for the disk. */
export async function startTestRegister(): Promise<TestRegister> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-rig-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), fsync: false });
  const register = await openRegister(postgres.url());
  return {
    register,
    url: postgres.url(),
    stop: async () => {
      await register.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connect(server: {
  readonly address: string;
  stop(): Promise<void>;
}): Promise<TestTemporal> {
  const connection = await Connection.connect({ address: server.address });
  return {
    address: server.address,
    client: new Client({ connection, identity: testIdentity }),
    stop: async () => {
      await connection.close();
      await server.stop();
    },
  };
}
