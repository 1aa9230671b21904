import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServerProcess } from '../embedded/server-process.ts';

const program = fileURLToPath(new URL('../client/main.js', import.meta.url));

export interface WorkerServers {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
}

/** What the system has given a process so far. */
export interface ProcessUse {
  /** Resident memory in bytes, now and at its highest. */
  readonly memory: number;
  readonly peakMemory: number;
  /** Seconds of processor time, of all its threads. */
  readonly cpu: number;
}

/** `dondoc worker` as it runs in production: the built program in a process of its own. */
export interface WorkerProgram {
  /** Null where the system does not tell. */
  readUse(): Promise<ProcessUse | null>;
  /** Throws with what it wrote when it has ended by itself. */
  expectAlive(): void;
  stop(): Promise<void>;
}

/** Starts it with its default settings; its data lie in `folder`. */
export async function startWorkerProgram(
  folder: string,
  servers: WorkerServers,
): Promise<WorkerProgram> {
  const worker = await startServerProcess({
    name: 'The worker',
    program: process.execPath,
    args: [program, 'worker'],
    cwd: folder,
    env: { ...buildEnvironment(process.env), ...describe(folder, servers) },
    stopSignal: 'TERM',
  });
  return {
    readUse: () => readUse(worker.pid),
    expectAlive: () => {
      if (!worker.hasExited()) return;
      throw new Error(`expected the worker to run, it has ended:\n${worker.lastLines()}`);
    },
    stop: () => worker.stop(),
  };
}

const prefix = 'BENCH_WORKER_';

/**
 * What a worker finds in its environment: nothing that is set here for another dondoc may reach it, and what is meant
 * for it alone is named `BENCH_WORKER_…`, as in `BENCH_WORKER_DONDOC_CACHED_WORKFLOWS=30`.
 */
export function buildEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(DONDOC_|TEMPORAL_|DATABASE_URL$|SMTP_URL$)/;
  const all = Object.entries(env).filter(([name]) => !own.test(name));
  const meant = all.filter(([name]) => name.startsWith(prefix));
  const others = all.filter(([name]) => !name.startsWith(prefix));
  return Object.fromEntries([
    ...others,
    ...meant.map(([name, value]) => [name.slice(prefix.length), value] as const),
  ]);
}

function describe(folder: string, { databaseUrl, smtpUrl, temporal }: WorkerServers) {
  return {
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtpUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    DONDOC_DATA: join(folder, 'data'),
    DONDOC_LOG_LEVEL: 'warn',
  };
}

/** Linux says it in /proc: memory in kB, time in ticks of 10 ms. */
async function readUse(pid: number): Promise<ProcessUse | null> {
  const [status, stat] = await Promise.all(
    ['status', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  );
  const memoryOf = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1]) * 1024;
  // Behind the program's name, which may hold spaces: user and system time are the 12th and 13th.
  const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
  const use = {
    memory: memoryOf('VmRSS'),
    peakMemory: memoryOf('VmHWM'),
    cpu: (Number(fields[11]) + Number(fields[12])) / 100,
  };
  return Object.values(use).some(Number.isNaN) ? null : use;
}
