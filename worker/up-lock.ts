import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { isProcessAlive } from './process-alive.ts';
import { dataPath, type Settings } from './settings.ts';

/** Another `dondoc up` works on the same data folder. */
export class UpIsRunning extends Error {
  override readonly name = 'UpIsRunning';

  constructor(dataDir: string, pid: number) {
    super(
      `expected no other "dondoc up" on ${dataDir}, found one running as process ${pid}: use that one, stop it, or choose another folder with DONDOC_DATA`,
    );
  }
}

/**
 * Takes the data folder for this process; the answer gives it back. The lock of a process that died
 * is taken over. Throws `UpIsRunning`.
 */
export async function lockDataFolder(
  settings: Pick<Settings, 'dataDir'>,
): Promise<() => Promise<void>> {
  await mkdir(settings.dataDir, { recursive: true });
  const path = dataPath(settings, 'up.lock');
  for (;;) {
    if (await tryLock(path)) return () => rm(path, { force: true });
    const pid = Number(await readFile(path, 'utf8'));
    if (Number.isInteger(pid) && pid > 0 && isProcessAlive(pid)) {
      throw new UpIsRunning(settings.dataDir, pid);
    }
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
