import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { dataPath, type Settings } from '../settings.ts';
import { codeOf, type Outcome, ok, warning, wrong } from './check.ts';

/** One file of evidence may take so much. */
const leastFreeBytes = 100 * 1000 * 1000;
const advisedFreeBytes = 2 * 1000 * 1000 * 1000;

/** Whether evidence can be kept: the folder, or where it will be made, its space, and who may read it. */
export async function checkEvidenceFolder(
  settings: Pick<Settings, 'dataDir'>,
): Promise<readonly Outcome[]> {
  const folder = dataPath(settings, 'evidence');
  const place = await findPlace(folder);
  if (!place.isFolder) {
    return [
      wrong(
        `expected a folder at ${folder}, found a file at ${place.path}`,
        `move ${place.path} away, or set DONDOC_DATA to another folder`,
      ),
    ];
  }
  const refusal = await findRefusal(place.path);
  if (refusal !== null) {
    return [
      wrong(
        `${place.path}: may not be written (${refusal})`,
        `chown it to the user that runs dondoc and chmod u+rwx ${place.path}, or set DONDOC_DATA to a folder that may be written`,
      ),
    ];
  }
  return [await judgeSpace(place.path, folder), ...(await judgeReaders(settings, folder))];
}

/** The folder itself, or the nearest one above it that exists. */
async function findPlace(path: string): Promise<{ path: string; isFolder: boolean }> {
  try {
    return { path, isFolder: (await stat(path)).isDirectory() };
  } catch (error) {
    // ENOTDIR: something above it is a file.
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw error;
    return await findPlace(dirname(path));
  }
}

async function findRefusal(path: string): Promise<string | null> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

async function judgeSpace(place: string, folder: string): Promise<Outcome> {
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const said = `${folder}${place === folder ? '' : ' (made with the first file)'}: ${formatBytes(free)} free`;
  const fix =
    'make room on that disk, or set DONDOC_DATA to a folder of a larger one (move what is there)';
  if (free < leastFreeBytes) return wrong(`${said}; a file of evidence may take 100 MB`, fix);
  if (free < advisedFreeBytes) return warning(said, fix);
  return ok(said);
}

/** Others reach the files when they may enter the data folder and list what is in it. */
async function judgeReaders(
  settings: Pick<Settings, 'dataDir'>,
  folder: string,
): Promise<readonly Outcome[]> {
  const [outer, inner] = await Promise.all([readMode(settings.dataDir), readMode(folder)]);
  if (outer === null || inner === null || !((outer & 0o001) !== 0 && (inner & 0o007) !== 0)) {
    return [];
  }
  return [
    warning(
      `${folder}: every user of this machine may enter it (mode ${(inner & 0o777).toString(8)})`,
      `chmod o= ${folder}`,
    ),
  ];
}

async function readMode(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function formatBytes(bytes: number): string {
  return bytes < 10 * 1000 * 1000 * 1000
    ? `${Math.round(bytes / 1_000_000)} MB`
    : `${Math.round(bytes / 1_000_000_000)} GB`;
}
