import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import pg from 'pg';
import { searchAttributeTypes } from '../domain/names.ts';
import { startDevServer } from '../embedded/temporal-dev-server.ts';
import { findTemporalCli } from '../embedded/temporal-programs.ts';
import { registerSearchAttributes } from '../worker/search-attributes.ts';
import { waitUntil } from './wait-until.ts';

/** An empty namespace of a Temporal server, for one run. */
export interface TemporalPlace {
  readonly address: string;
  readonly namespace: string;
  /** Bytes of its database; null for a given server whose databases are not named. */
  measureBytes(): Promise<number | null>;
  stop(): Promise<void>;
}

const retention = msToTs('1 day');
/** A server learns of a new namespace when it next looks, every 10 s by default. */
const namespaceMs = 60_000;

/** A Temporal server that somebody else runs. */
export interface GivenTemporal {
  readonly address: string;
  /** Its databases on PostgreSQL, whose size is to be told; may be none. */
  readonly databaseUrls: readonly string[];
}

/** What a report calls the server. */
export type TemporalKind = 'dev server' | 'given server';

export function nameTemporal(given: GivenTemporal | null): TemporalKind {
  return given === null ? 'dev server' : 'given server';
}

/** A namespace of its own on a given server, else a dev server of our own on a file in `folder`. */
export async function openTemporalPlace(
  folder: string,
  given: GivenTemporal | null,
): Promise<TemporalPlace> {
  return given === null
    ? await startOwnServer(folder)
    : await openNamespace(given, `dondoc-bench-${randomUUID().slice(0, 8)}`);
}

async function startOwnServer(folder: string): Promise<TemporalPlace> {
  const { path: program } = await findTemporalCli();
  const dbFile = join(folder, 'temporal.db');
  const server = await startDevServer({
    program,
    dbFile,
    uiPort: false,
    searchAttributes: searchAttributeTypes,
    log: join(folder, 'temporal.log'),
  });
  return {
    address: server.address,
    namespace: 'default',
    measureBytes: () => measureFile(dbFile),
    stop: () => server.stop(),
  };
}

/** The database file and what has not been moved into it yet. */
async function measureFile(path: string): Promise<number> {
  const sizes = [path, `${path}-wal`].map(async (file) => {
    const found = await stat(file).catch(() => null);
    return found?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function openNamespace(
  { address, databaseUrls }: GivenTemporal,
  namespace: string,
): Promise<TemporalPlace> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: retention,
    });
    await waitUntil(
      `namespace ${namespace} to be known`,
      () => tryOut(connection, namespace),
      (problem) => problem === null,
      namespaceMs,
    );
  } finally {
    await connection.close();
  }
  return {
    address,
    namespace,
    measureBytes: () => measureDatabases(databaseUrls),
    stop: () => dropNamespace(address, namespace),
  };
}

async function measureDatabases(urls: readonly string[]): Promise<number | null> {
  if (urls.length === 0) return null;
  const sizes = await Promise.all(urls.map(measureDatabase));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function measureDatabase(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ size: string }>(
      'select pg_database_size(current_database()) as size',
    );
    return Number(rows[0]?.size);
  } finally {
    await client.end();
  }
}

/** What still keeps the namespace from being used; null for nothing. */
async function tryOut(connection: Connection, namespace: string): Promise<string | null> {
  try {
    await registerSearchAttributes(connection, namespace);
    // The server reads its namespaces anew every few seconds: search attributes are registered before it knows them.
    const query = Object.keys(searchAttributeTypes)
      .map((name) => `${name} is not null`)
      .join(' and ');
    await connection.workflowService.listWorkflowExecutions({ namespace, query });
    return null;
  } catch (error) {
    return String(error);
  }
}

async function dropNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.operatorService.deleteNamespace({ namespace });
  } finally {
    await connection.close();
  }
}
