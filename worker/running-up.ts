import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { isProcessAlive } from './process-alive.ts';
import { dataPath, type Settings } from './settings.ts';

/**
 * Where a running `dondoc up` keeps its addresses, so that the other commands find it without being
 * told. One file in the data folder, written when everything stands and removed when it stops.
 */

const schema = z.object({
  pid: z.number().int(),
  temporalAddress: z.string(),
  temporalUi: z.url(),
  databaseUrl: z.string(),
  smtpUrl: z.string(),
  inboxUrl: z.url(),
  /** The pages behind the links in mails. */
  portalUrl: z.url().nullable().default(null),
  /** Where the Web UI has payloads decrypted; null where nothing is encrypted. */
  codecUrl: z.url().nullable().default(null),
});
export type RunningUp = z.infer<typeof schema>;

/** The addresses of the `up` that runs on this data folder, or null when none does. */
export async function readRunningUp(
  settings: Pick<Settings, 'dataDir'>,
): Promise<RunningUp | null> {
  const text = await readIfThere(dataPath(settings, 'up.json'));
  if (text === null) return null;
  const running = schema.parse(JSON.parse(text));
  return isProcessAlive(running.pid) ? running : null;
}

/** Makes the addresses known to the other commands. The file is for its owner only: it has a password. */
export async function announceUp(settings: Settings, running: RunningUp): Promise<void> {
  const path = dataPath(settings, 'up.json');
  await writeFile(`${path}.new`, JSON.stringify(running, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Takes the announcement back. */
export async function withdrawUp(settings: Settings): Promise<void> {
  await rm(dataPath(settings, 'up.json'), { force: true });
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
