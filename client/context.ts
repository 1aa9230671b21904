import type { Client } from '@temporalio/client';
import type { EvidenceStore } from '../register/evidence-store.ts';
import type { Register } from '../register/register.ts';
import { findPayloadKeys } from '../worker/find-payload-keys.ts';
import { type RunningUp, readRunningUp } from '../worker/running-up.ts';
import { dataPath, readSettings, type Settings } from '../worker/settings.ts';
import { CliError } from './cli-error.ts';
import { type Io, tellLine } from './io.ts';

/**
 * What commands work with, built when it is first asked for: `validate` opens nothing, `list` needs
 * no Temporal. `close` lets go of whatever was opened.
 */
export interface Context {
  readonly io: Io;
  readonly settings: Settings;
  /** The `dondoc up` that runs on this data folder, or null. */
  runningUp(): Promise<RunningUp | null>;
  register(): Promise<Register>;
  temporal(): Promise<Client>;
  evidenceStore(): Promise<EvidenceStore>;
  close(): Promise<void>;
}

/** Builds the real things; `running` instead of what runs on the data folder. @throws InvalidSettings */
export function buildContext(io: Io, running?: RunningUp): Context {
  const settings = readSettings(io.environment);
  const opened: (() => Promise<void>)[] = [];
  const runningUp = once(async () => running ?? (await readRunningUp(settings)));
  return {
    io,
    settings,
    runningUp,
    register: once(async () => {
      const { openRegister } = await import('../register/open-register.ts');
      const register = await openRegister(findDatabase(settings, await runningUp()), {
        maxConnections: settings.databaseConnections,
      });
      opened.push(() => register.close());
      return register;
    }),
    temporal: once(async () => {
      const { connectTemporal, resolveTemporal } = await import('../worker/temporal-connection.ts');
      const { buildDataConverter } = await import('../worker/data-converter.ts');
      const { Client } = await import('@temporalio/client');
      const dataConverter = buildDataConverter(await findPayloadKeys(settings, await runningUp()));
      const target = resolveTemporal(await runningUp());
      const connection = await connectTemporal(target);
      opened.push(() => connection.close());
      return new Client({ connection, namespace: target.namespace, dataConverter });
    }),
    evidenceStore: once(async () => {
      const { FolderEvidenceStore } = await import('../register/folder-evidence-store.ts');
      return new FolderEvidenceStore(dataPath(settings, 'evidence'));
    }),
    close: async () => {
      for (const close of opened.reverse()) await close();
    },
  };
}

/** Runs a command with a context and closes it in the end, also after an error. */
export async function withContext(io: Io, run: (context: Context) => Promise<void>): Promise<void> {
  const context = buildContext(io);
  try {
    await run(context);
  } finally {
    await context.close();
  }
}

/**
 * As `withContext`, with servers that nothing works in: those that DATABASE_URL names (their workers are
 * the caller's to stop), else those of the data folder, started for this without their worker.
 * @throws UpIsRunning
 */
export async function withStandingContext(
  io: Io,
  run: (context: Context) => Promise<void>,
): Promise<void> {
  const settings = readSettings(io.environment);
  if (settings.databaseUrl !== null) return await withContext(io, run);
  const { startStandingServers } = await import('../worker/standing-servers.ts');
  const servers = await startStandingServers(settings, (line) => tellLine(io, line));
  try {
    const context = buildContext(io, servers.addresses);
    try {
      await run(context);
    } finally {
      await context.close();
    }
  } finally {
    await servers.stop();
  }
}

function findDatabase(settings: Settings, running: RunningUp | null): string {
  const url = settings.databaseUrl ?? running?.databaseUrl;
  if (url !== undefined) return url;
  throw new CliError(
    `expected a database: DATABASE_URL is not set, and no dondoc up runs on ${settings.dataDir}`,
    {
      advice: [
        'start everything on this machine: dondoc up',
        'or name a PostgreSQL: DATABASE_URL=postgres://user:password@host:5432/database',
      ],
    },
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
