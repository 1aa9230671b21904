import { startDondoc, waitForExit } from './command-line.ts';

/** The servers that a worker stands between. */
export interface WorkerServerUrls {
  readonly temporalAddress: string;
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly dataDir: string;
  /** Settings by their variables; one that is undefined is not seen by the worker. */
  readonly settings?: NodeJS.ProcessEnv;
  /** Another program than that of `dist/`. */
  readonly program?: string | undefined;
}

/** A worker in an operating-system process of its own: the built program, as `dondoc worker` runs it. */
export interface WorkerProcess {
  readonly pid: number;
  /** Resolves with the exit code when it has ended, for whatever reason. */
  readonly exited: Promise<number | null>;
  /** What it wrote last. */
  lastWords(): string;
  /** Ends it as a power cut would: no handler runs. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Lets it finish what is under way. */
  stop(): Promise<void>;
}

/** Resolves when the worker works; throws with what it wrote when it ended before. */
export async function startWorkerProcess(servers: WorkerServerUrls): Promise<WorkerProcess> {
  const child = startDondoc(
    ['worker'],
    servers.dataDir,
    {
      TEMPORAL_ADDRESS: servers.temporalAddress,
      DATABASE_URL: servers.databaseUrl,
      SMTP_URL: servers.smtpUrl,
      ...servers.settings,
    },
    { program: servers.program },
  );
  const exited = waitForExit(child);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await exited;
  };
  child.stdout?.resume();
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-20_000);
      if (said.includes('worker started')) resolve();
    });
    exited.then(
      (code) => reject(new Error(`expected the worker to start, it ended with ${code}: ${said}`)),
      reject,
    );
  });
  const { pid = 0 } = child;
  return {
    pid,
    exited,
    lastWords: () => said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
