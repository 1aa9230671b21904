import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPackageRoot } from '../../register/package-root.ts';

const root = findPackageRoot(import.meta.url);

/** A change of one file of the built program. */
export interface ProgramPatch {
  /** Below `dist/`. */
  readonly file: string;
  /** What stands there, exactly once. */
  readonly from: string;
  readonly to: string;
}

/**
 * Copies the built program into an empty folder, so that a build meanwhile does not change it, and
 * changes the copy. Hands back its `main.js`.
 * @throws when a text to be replaced does not stand there exactly once: the patch is out of date
 */
export async function copyProgram(
  folder: string,
  patches: readonly ProgramPatch[] = [],
): Promise<string> {
  await mkdir(join(folder, 'register'), { recursive: true });
  for (const part of ['package.json', 'register/migrations']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  const besides = [join(root, 'dist/test'), join(root, 'dist/bench')];
  await cp(join(root, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: (path) => !besides.includes(path),
  });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const patch of patches) await applyPatch(folder, patch);
  return join(folder, 'dist/client/main.js');
}

async function applyPatch(folder: string, { file, from, to }: ProgramPatch): Promise<void> {
  const path = join(folder, 'dist', file);
  const parts = (await readFile(path, 'utf8')).split(from);
  if (parts.length !== 2) {
    throw new Error(
      `expected "${from}" once in dist/${file}, found it ${parts.length - 1} times; bring the patch up to date`,
    );
  }
  await writeFile(path, parts.join(to));
}
