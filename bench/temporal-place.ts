import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { searchAttributeTypes } from '../domain/names.ts';
import { startDevServer } from '../embedded/temporal-dev-server.ts';
import { findTemporalCli } from '../embedded/temporal-programs.ts';
import { registerSearchAttributes } from '../worker/search-attributes.ts';
import { waitUntil } from './wait-until.ts';

/** An empty namespace of a Temporal server, for one run. */
export interface TemporalPlace {
  readonly address: string;
  readonly namespace: string;
  readonly kind: 'dev server' | 'given server';
  /** Bytes of the dev server's database file; null for a given server, whose database is its own. */
  measureBytes(): Promise<number | null>;
  stop(): Promise<void>;
}

const retention = msToTs('1 day');
/** A server learns of a new namespace when it next looks, every 10 s by default. */
const namespaceMs = 60_000;

/** A namespace of its own on a given server, else a dev server of our own on a file in `folder`. */
export async function openTemporalPlace(
  folder: string,
  givenAddress: string | null,
): Promise<TemporalPlace> {
  return givenAddress === null
    ? await startOwnServer(folder)
    : await openNamespace(givenAddress, `dondoc-bench-${randomUUID().slice(0, 8)}`);
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
    kind: 'dev server',
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

async function openNamespace(address: string, namespace: string): Promise<TemporalPlace> {
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
    kind: 'given server',
    measureBytes: () => Promise.resolve(null),
    stop: () => dropNamespace(address, namespace),
  };
}

/** What still keeps the namespace from being used; null for nothing. */
async function tryOut(connection: Connection, namespace: string): Promise<string | null> {
  try {
    await registerSearchAttributes(connection, namespace);
    await connection.workflowService.listWorkflowExecutions({ namespace });
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
