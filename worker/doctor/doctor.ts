import { type RunningUp, readRunningUp } from '../running-up.ts';
import { examineSettings, type SettingMistake, type Settings } from '../settings.ts';
import { resolveTemporal } from '../temporal-connection.ts';
import {
  type Check,
  type CheckName,
  checkNames,
  type Finding,
  messageOf,
  notChecked,
  wrong,
} from './check.ts';
import type { LookIntoMailbox } from './mailbox-check.ts';
import { isWrong, listOwnChecks } from './own-checks.ts';
import { findWorkers, listPollers } from './pollers.ts';
import { isNewRegister, listPostgresChecks } from './postgres-checks.ts';
import { type PostgresReach, reachPostgres } from './reach-postgres.ts';
import { reachTemporal, type TemporalReach } from './reach-temporal.ts';
import { runChecks } from './run-checks.ts';
import { listTemporalChecks } from './temporal-checks.ts';

/** What an examination reads: nothing else of the process. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly lookIntoMailbox: LookIntoMailbox;
  /** This machine's clock, ms since 1970. */
  now(): number;
}

/**
 * Looks at everything that an installation needs and changes nothing. Never throws for what it finds,
 * and ends within seconds whatever the servers do. Findings stand in the order of `checkNames`.
 */
export async function examine(surroundings: Surroundings): Promise<readonly Finding[]> {
  const { settings, mistakes: wrongSettings } = examineSettings(surroundings.environment);
  const { running, mistakes: wrongUp } = await findRunning(settings);
  const mistakes = [...wrongSettings, ...wrongUp];
  const temporal = openTemporal(surroundings, running);
  const postgres = openPostgres(settings, mistakes, running);
  try {
    const first = await runChecks([
      ...listOwnChecks({ ...surroundings, settings, mistakes, running }),
      { name: 'Temporal', run: async () => (await temporal.reach).outcome },
      { name: 'PostgreSQL', run: async () => (await postgres).outcome },
    ]);
    const reached = { ...(await temporal.reach), ...(await postgres) };
    const then = await runChecks(
      listServerChecks(reached, { settings, namespace: temporal.namespace, now: surroundings.now }),
    );
    return [...first, ...then].sort(byOrder);
  } finally {
    await close(temporal.reach, postgres);
  }
}

/** Whether dondoc can work: warnings are allowed. */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== 'wrong');
}

function byOrder(a: Finding, b: Finding): number {
  return checkNames.indexOf(a.check) - checkNames.indexOf(b.check);
}

async function findRunning(
  settings: Settings,
): Promise<{ running: RunningUp | null; mistakes: readonly SettingMistake[] }> {
  try {
    return { running: await readRunningUp(settings), mistakes: [] };
  } catch (error) {
    const message = `DONDOC_DATA: up.json in ${settings.dataDir} cannot be read: ${messageOf(error)}`;
    return { running: null, mistakes: [{ name: 'DONDOC_DATA', message }] };
  }
}

function openTemporal(
  { environment }: Surroundings,
  running: RunningUp | null,
): { readonly namespace: string; readonly reach: Promise<TemporalReach> } {
  try {
    const target = resolveTemporal(running, environment);
    return { namespace: target.namespace, reach: reachTemporal(target) };
  } catch (error) {
    const outcome = wrong(
      `the settings of Temporal cannot be read: ${messageOf(error)}`,
      'correct TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE, TEMPORAL_ADDRESS or the paths of TEMPORAL_TLS_…',
    );
    return { namespace: '', reach: Promise.resolve({ connection: null, outcome }) };
  }
}

async function openPostgres(
  settings: Settings,
  mistakes: readonly SettingMistake[],
  running: RunningUp | null,
): Promise<PostgresReach> {
  if (isWrong(mistakes, 'DATABASE_URL')) {
    return { register: null, outcome: notChecked('DATABASE_URL is wrong, see "settings"') };
  }
  const url = settings.databaseUrl ?? running?.databaseUrl;
  if (url !== undefined) return await reachPostgres(url);
  const outcome = wrong(
    `DATABASE_URL is not set, and no dondoc up runs on ${settings.dataDir}`,
    'DATABASE_URL=postgres://user:password@host:5432/database, or start everything on this machine: dondoc up',
  );
  return { register: null, outcome };
}

/** What was reached is looked at; the rest is said to wait for it. */
function listServerChecks(
  { connection, register }: Pick<TemporalReach, 'connection'> & Pick<PostgresReach, 'register'>,
  {
    settings,
    namespace,
    now,
  }: { readonly settings: Settings; readonly namespace: string; readonly now: () => number },
): readonly Check[] {
  const pollers = connection === null ? Promise.resolve([]) : listPollers(connection, namespace);
  // A namespace that is missing is its own finding; as many workers as can be seen are counted.
  const workers = pollers.then((found) => findWorkers(found, now()).length).catch(() => 0);
  const isNew = async () => register !== null && (await isNewRegister(register));
  return [
    ...(connection === null
      ? waitFor('Temporal', [
          'namespace',
          'retention',
          'search attributes',
          'worker',
          'clock of Temporal',
        ])
      : listTemporalChecks({ connection, namespace, isNew, pollers, now })),
    ...(register === null
      ? waitFor('PostgreSQL', [
          'PostgreSQL version',
          'encoding',
          'rights',
          'register schema',
          'connections',
          'clock of PostgreSQL',
          'plan years',
          'mail queue',
        ])
      : listPostgresChecks({
          register,
          connections: settings.databaseConnections,
          workers,
          now,
        })),
  ];
}

function waitFor(server: CheckName, names: readonly CheckName[]): readonly Check[] {
  return names.map((name) => ({ name, run: async () => notChecked(`see "${server}"`) }));
}

async function close(
  temporal: Promise<TemporalReach>,
  postgres: Promise<PostgresReach>,
): Promise<void> {
  const { connection } = await temporal;
  const { register } = await postgres;
  await Promise.all([connection?.close(), register?.close()]);
}
