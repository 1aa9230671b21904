import { searchAttributeTypes } from '../domain/names.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { startDevServer } from '../embedded/temporal-dev-server.ts';
import { findTemporalCli } from '../embedded/temporal-programs.ts';
import { CleanUp } from './clean-up.ts';
import type { RunningUp } from './running-up.ts';
import { dataPath, type Settings } from './settings.ts';
import { lockDataFolder } from './up-lock.ts';

/** The servers of a data folder without a worker: nothing moves in them but what the caller does. */
export interface StandingServers {
  readonly addresses: RunningUp;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL and the Temporal of `dondoc up` on its data folder, for a restore: no mail may
 * leave and no workflow may move meanwhile. Throws `UpIsRunning` beside a running `up`.
 */
export async function startStandingServers(
  settings: Settings,
  onProgress: (line: string) => void,
): Promise<StandingServers> {
  const cleanUp = new CleanUp();
  try {
    cleanUp.add(await lockDataFolder(settings));
    onProgress('PostgreSQL …');
    const postgres = await startPostgres({ dataDir: dataPath(settings, 'postgres') });
    cleanUp.add(() => postgres.stop());
    onProgress('Temporal …');
    const { path: program } = await findTemporalCli({ onProgress });
    const temporal = await startDevServer({
      program,
      dbFile: dataPath(settings, 'temporal.db'),
      uiPort: false,
      searchAttributes: searchAttributeTypes,
      log: dataPath(settings, 'temporal.log'),
    });
    cleanUp.add(() => temporal.stop());
    return {
      addresses: {
        pid: process.pid,
        temporalAddress: temporal.address,
        databaseUrl: postgres.url(),
        ...{ temporalUi: '', smtpUrl: '', inboxUrl: '', codecUrl: null, portalUrl: null },
      },
      stop: () => cleanUp.run(),
    };
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}
