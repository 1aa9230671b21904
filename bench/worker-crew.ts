import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProcessUse, startWorkerProgram, type WorkerServers } from './worker-program.ts';

/** Bytes: of the worker that has most, and of all together. */
export interface CrewMemory {
  readonly largest: number;
  readonly sum: number;
}

/** What the system has given all workers so far. */
export interface CrewUse {
  readonly memory: CrewMemory;
  /** The sum is of each at its highest, which need not have been the same moment. */
  readonly peakMemory: CrewMemory;
  /** Seconds of processor time of all. */
  readonly cpu: number;
}

/** Some workers that share the work, each a process of its own. */
export interface WorkerCrew {
  readonly workers: number;
  /** Null where the system does not tell. */
  readUse(): Promise<CrewUse | null>;
  /** Throws with what it wrote when one has ended by itself. */
  expectAlive(): void;
  stop(): Promise<void>;
}

/** Starts so many workers; the data of each lie in a folder of its own under `folder`. */
export async function startWorkerCrew(
  folder: string,
  servers: WorkerServers,
  workers: number,
): Promise<WorkerCrew> {
  const crew = await Promise.all(
    Array.from({ length: workers }, async (_, index) => {
      const own = join(folder, `worker-${index + 1}`);
      await mkdir(own);
      return await startWorkerProgram(own, servers);
    }),
  );
  return {
    workers,
    readUse: async () => addUses(await Promise.all(crew.map((worker) => worker.readUse()))),
    expectAlive: () => {
      for (const worker of crew) worker.expectAlive();
    },
    stop: async () => void (await Promise.all(crew.map((worker) => worker.stop()))),
  };
}

/** Null when the system does not tell of every worker. */
export function addUses(uses: readonly (ProcessUse | null)[]): CrewUse | null {
  const known = uses.filter((use) => use !== null);
  if (known.length < uses.length) return null;
  return {
    memory: addMemory(known.map(({ memory }) => memory)),
    peakMemory: addMemory(known.map(({ peakMemory }) => peakMemory)),
    cpu: known.reduce((sum, { cpu }) => sum + cpu, 0),
  };
}

function addMemory(bytes: readonly number[]): CrewMemory {
  return { largest: Math.max(...bytes), sum: bytes.reduce((sum, one) => sum + one, 0) };
}
