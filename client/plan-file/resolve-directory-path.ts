import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Absolute path of a plan's directory file, or null when it lies outside the plan file's folder. */
export async function resolveDirectoryPath(
  planPath: string,
  directory: string,
): Promise<string | null> {
  if (isAbsolute(directory) || directory.includes('\0')) return null;
  const folder = dirname(resolve(planPath));
  const path = resolve(folder, directory);
  if (!isInside(folder, path)) return null;
  // A symbolic link may lead out again.
  const real = await realpathIfAny(path);
  return real === null || isInside(await realpath(folder), real) ? path : null;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function realpathIfAny(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    // What is not there is reported when it is read.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
