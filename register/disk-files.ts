import { type FileHandle, open, readdir, rename, stat, utimes } from 'node:fs/promises';

/** Files that others may take away at any moment: one that is not there is an answer, not an error. */

/** A file, or a folder: a rename survives a power cut only once its folder has been synced. */
export async function syncToDisk(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** What an act on a file comes to; null when the file is not there. */
export async function ifThere<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export async function openIfThere(path: string): Promise<FileHandle | null> {
  return await ifThere(() => open(path, 'r'));
}

/** Names in a folder; none when there is no folder. */
export async function listIfThere(folder: string): Promise<string[]> {
  return (await ifThere(() => readdir(folder))) ?? [];
}

/** False when it is not there. */
export async function renameIfThere(from: string, to: string): Promise<boolean> {
  return (await ifThere(() => rename(from, to).then(() => true))) ?? false;
}

/** Makes it a file written now; false when it is not there. */
export async function refreshIfThere(path: string): Promise<boolean> {
  const now = new Date();
  return (await ifThere(() => utimes(path, now, now).then(() => true))) ?? false;
}

/** Whether it is there and was last written before a moment. */
export async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await ifThere(() => stat(path));
  return found !== null && found.mtime < before;
}
