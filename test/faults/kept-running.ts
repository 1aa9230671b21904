import { setTimeout as wait } from 'node:timers/promises';

/** A program that runs until it ends or is killed. */
export interface Running {
  readonly exited: Promise<unknown>;
  lastWords?(): string;
  kill(): void | Promise<void>;
  stop(): Promise<void>;
}

/** A program that is started again whenever it has ended, as a service manager does. */
export interface KeptRunning<Program extends Running> {
  /** The program that runs now; waits until there is one. */
  current(): Promise<Program>;
  /** Kills it as a power cut would, if it runs; it starts again after a while. */
  kill(forMs: number): Promise<void>;
  /** How often it ended without being killed. */
  endedByItself(): number;
  stop(): Promise<void>;
}

const pauseMs = 500;

export async function keepRunning<Program extends Running>(
  start: () => Promise<Program>,
  onEnd: (how: string) => void,
): Promise<KeptRunning<Program>> {
  let stopping = false;
  let killed = false;
  let downMs = 0;
  let ended = 0;
  let current: Promise<Program> = start();
  await current;

  const startAgain = async (): Promise<Program> => {
    for (;;) {
      try {
        return await start();
      } catch (error) {
        if (stopping) throw error;
        onEnd(`could not start: ${String(error).slice(0, 300)}`);
        await wait(pauseMs);
      }
    }
  };
  const watch = async () => {
    while (!stopping) {
      const program = await current;
      await program.exited;
      if (stopping) return;
      if (!killed) {
        ended += 1;
        onEnd(`ended by itself: ${program.lastWords?.().slice(-3_000) ?? ''}`);
      }
      killed = false;
      current = wait(downMs || pauseMs).then(startAgain);
      downMs = 0;
    }
  };
  const watching = watch().catch((error: unknown) => onEnd(String(error)));
  return {
    current: () => current,
    kill: async (forMs) => {
      const program = await current;
      killed = true;
      downMs = forMs;
      await program.kill();
      await program.exited;
    },
    endedByItself: () => ended,
    stop: async () => {
      stopping = true;
      const program = await current.catch(() => null);
      await program?.stop();
      await watching;
    },
  };
}
