import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { guardAgainstOrphan } from './orphan-guard.ts';
import { signalProcessGroup } from './process-group.ts';

const LINES_KEPT = 40;
const LAST_WORDS_MS = 2_000;

export interface ServerCommand {
  /** What the program is called in errors, e.g. `PostgreSQL`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Beside our own environment; what is set there already stays. Plays no part with `env`. */
  readonly defaultEnv?: NodeJS.ProcessEnv;
  /** Run as this user (root only). */
  readonly runAs?: { readonly uid: number; readonly gid: number } | null;
  /** The signal that makes the program end in order. */
  readonly stopSignal: 'INT' | 'TERM';
  readonly onLine?: ((line: string) => void) | undefined;
}

/** How a server's process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServerProcess {
  readonly pid: number;
  /** Resolves, never rejects, when the process has ended for whatever reason. */
  readonly exited: Promise<Exit>;
  hasExited(): boolean;
  /** The last lines it wrote, for an error message. */
  lastLines(): string;
  /** Asks it to end and waits; after `graceMs` milliseconds it is killed. */
  stop(graceMs?: number): Promise<void>;
  /** Kills it at once, as a power cut would. */
  kill(): void;
}

/**
 * Starts a server in a process group of its own, so that the terminal's ctrl-c reaches only us
 * and we stop servers in an order of our choosing; a guard ends it should we die first.
 * Rejects when the program cannot be executed.
 */
export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: command.env ?? { ...command.defaultEnv, ...withoutSettings(process.env) },
    ...(command.runAs ?? {}),
    detached: process.platform !== 'win32',
    stdio,
  });
  const lines = keepLastLines(child, command.onLine);
  const pid = await waitForSpawn(child, command);
  const release = guardAgainstOrphan(pid, command.stopSignal);
  let ended = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      release();
      // Its last words may still be on their way; grandchildren may hold the pipe open for longer.
      const settle = () => resolve({ code, signal });
      child.once('close', settle);
      setTimeout(settle, LAST_WORDS_MS).unref();
    });
  });
  const signalGroup = (signal: NodeJS.Signals) => {
    if (!ended) signalProcessGroup(pid, signal);
  };
  return {
    pid,
    exited,
    hasExited: () => ended,
    lastLines: () => lines.join('\n'),
    kill: () => signalGroup('SIGKILL'),
    async stop(graceMs = 10_000) {
      signalGroup(command.stopSignal === 'INT' ? 'SIGINT' : 'SIGTERM');
      const grace = new AbortController();
      const late = delay(graceMs, 'late', { signal: grace.signal }).catch(() => 'ended');
      if ((await Promise.race([exited, late])) === 'late') signalGroup('SIGKILL');
      grace.abort();
      await exited;
    },
  };
}

/** Settings of dondoc, its keys among them, are no server's business. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('DONDOC_')),
  );
}

export interface ReadyCheck {
  readonly name: string;
  readonly process: ServerProcess;
  /** Resolves when the server answers; rejects while it does not yet. */
  readonly probe: () => Promise<void>;
  readonly timeoutMs: number;
  /** True for a rejection that no waiting will cure. */
  readonly isFinal?: (error: unknown) => boolean;
}

/**
 * Waits until a server answers. Throws with the last lines it wrote when it ends first, and
 * stops it and throws when it has not answered in time or answers that it never will.
 */
export async function waitUntilReady(check: ReadyCheck): Promise<void> {
  const deadline = performance.now() + check.timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    if (check.process.hasExited()) break;
    try {
      await check.probe();
      if (!check.process.hasExited()) return;
    } catch (error) {
      last = error;
      if (check.isFinal?.(error)) break;
      await Promise.race([check.process.exited, delay(50)]);
    }
  }
  throw await describeFailure(check, last);
}

async function describeFailure(check: ReadyCheck, cause: unknown): Promise<Error> {
  if (check.process.hasExited()) {
    const { code, signal } = await check.process.exited;
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    const wrote = check.process.lastLines() || '(nothing)';
    return new Error(`${check.name} ended ${how} before it was ready. It wrote last:\n${wrote}`);
  }
  await check.process.stop();
  const wrote = check.process.lastLines() || '(nothing)';
  return new Error(
    `Expected ${check.name} to answer within ${check.timeoutMs / 1000} s; it did not and was stopped. It wrote last:\n${wrote}`,
    { cause },
  );
}

function keepLastLines(child: ChildProcess, onLine: ServerCommand['onLine']): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
      onLine?.(line);
    });
  }
  return lines;
}

function waitForSpawn(child: ChildProcess, command: ServerCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error(`${command.name} cannot be started from ${command.program}.`, { cause }));
    });
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid);
    });
  });
}
