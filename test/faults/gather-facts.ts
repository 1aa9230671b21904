import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { People } from './agencies.ts';
import type { Facts, Outage } from './oracle/facts.ts';
import { readRegister } from './oracle/read-register.ts';
import type { FaultStage } from './stage.ts';

/** Everything that the oracle judges, as it is now. */
export async function gatherFacts(
  stage: FaultStage,
  people: People,
  outages: readonly Outage[],
): Promise<Facts> {
  return {
    plans: people.plans,
    answers: people.answers,
    readAtMs: Date.now(),
    register: await readRegister(stage.databaseUrl),
    kept: await stage.mail.readKept(),
    refused: stage.mail.refused,
    files: await hashFiles(join(stage.folder, 'evidence')),
    outages,
  };
}

async function hashFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (path): Promise<[string, string]> => {
        const content = await readFile(path);
        return [path, createHash('sha256').update(content).digest('hex')];
      }),
    ),
  );
}
