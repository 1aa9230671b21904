import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../domain/names.ts';
import { type EmbeddedPostgres, startPostgres } from '../../embedded/postgres.ts';
import { type DevServer, startDevServer } from '../../embedded/temporal-dev-server.ts';
import { findTemporalCli } from '../../embedded/temporal-programs.ts';
import { CleanUp } from '../../worker/clean-up.ts';
import { copyProgram, type ProgramPatch } from '../rig/program-copy.ts';
import type { SeededRandom } from '../rig/seeded-random.ts';
import { startWorkerProcess, type WorkerProcess } from '../rig/worker-process.ts';
import { type KeptRunning, keepRunning } from './kept-running.ts';
import { directoryText } from './plan-texts.ts';
import { type PostgresProxy, startPostgresProxy } from './postgres-proxy.ts';
import { type ScriptedServer, startScriptedServer } from './smtp/scripted-server.ts';

/** Everything that a running dondoc consists of; each part can be killed and comes back. */
export interface FaultStage {
  readonly folder: string;
  readonly program: string;
  readonly temporal: KeptRunning<DevServer>;
  readonly temporalAddress: string;
  readonly postgres: KeptRunning<EmbeddedPostgres>;
  /** Past the proxy: for those who only look. */
  readonly databaseUrl: string;
  readonly proxy: PostgresProxy;
  readonly mail: ScriptedServer;
  readonly workers: readonly KeptRunning<WorkerProcess>[];
  /** What commands are told of their surroundings. */
  readonly settings: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export interface StageTerms {
  readonly random: SeededRandom;
  readonly workers: number;
  readonly say: (line: string) => void;
  readonly patches?: readonly ProgramPatch[];
  readonly beforeAnswer?: (messageId: string) => Promise<void>;
}

export async function openFaultStage(terms: StageTerms): Promise<FaultStage> {
  const cleanUp = new CleanUp();
  try {
    return await build(terms, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function build(terms: StageTerms, cleanUp: CleanUp): Promise<FaultStage> {
  const { say, random } = terms;
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-faults-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  const program = await copyProgram(join(folder, 'program'), terms.patches);
  await mkdir(join(folder, 'plans'));
  await writeFile(join(folder, 'plans/agencies.yaml'), directoryText);

  const temporal = await keepTemporal(folder, say);
  cleanUp.add(() => temporal.stop());
  const { address: temporalAddress } = await temporal.current();
  const postgres = await keepPostgres(folder, say);
  cleanUp.add(() => postgres.stop());
  const running = await postgres.current();
  const databaseUrl = running.url();
  const proxy = await startPostgresProxy(running.port);
  cleanUp.add(() => proxy.stop());
  const mail = await startScriptedServer({
    random,
    ...(terms.beforeAnswer === undefined ? {} : { beforeAnswer: terms.beforeAnswer }),
  });
  cleanUp.add(() => mail.stop());

  const proxied = databaseUrl.replace(`:${running.port}/`, `:${proxy.port}/`);
  const settings = {
    TEMPORAL_ADDRESS: temporalAddress,
    DATABASE_URL: proxied,
    SMTP_URL: mail.url,
  };
  const startOne = () =>
    startWorkerProcess({
      temporalAddress,
      databaseUrl: proxied,
      smtpUrl: mail.url,
      dataDir: folder,
      settings: { DONDOC_LOG_LEVEL: 'info', DONDOC_MORNING_PATIENCE_SECONDS: '60' },
      program,
    });
  const workers: KeptRunning<WorkerProcess>[] = [];
  for (let n = 1; n <= terms.workers; n += 1) {
    const worker = await keepRunning(startOne, (how) => say(`worker ${n}: ${how}`));
    cleanUp.add(() => worker.stop());
    workers.push(worker);
  }
  return {
    ...{ folder, program, temporal, temporalAddress, postgres, databaseUrl, proxy, mail },
    ...{ workers, settings },
    stop: () => cleanUp.run(),
  };
}

/** On a file and on one port: what was there before a kill is there again. */
async function keepTemporal(folder: string, say: StageTerms['say']) {
  const { path } = await findTemporalCli();
  let port: number | undefined;
  return await keepRunning(
    async () => {
      const server = await startDevServer({
        program: path,
        dbFile: join(folder, 'temporal.db'),
        ...(port === undefined ? {} : { port }),
        uiPort: false,
        searchAttributes: searchAttributeTypes,
      });
      port = Number(server.address.split(':')[1]);
      return server;
    },
    (how) => say(`Temporal: ${how}`),
  );
}

async function keepPostgres(folder: string, say: StageTerms['say']) {
  let port: number | undefined;
  return await keepRunning(
    async () => {
      const server = await startPostgres({
        dataDir: join(folder, 'postgres'),
        ...(port === undefined ? {} : { port }),
      });
      port = server.port;
      return server;
    },
    (how) => say(`PostgreSQL: ${how}`),
  );
}
