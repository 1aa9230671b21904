import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

it('the oracle imports nothing of dondoc: only its own files, Node and libraries', async () => {
  const own = (await readdir(join(folder, 'oracle'))).map((name) => join('oracle', name));
  const files = ['oracle.ts', ...own];
  const imports = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(join(folder, file), 'utf8');
      const paths = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
        ([, path = '']) => path,
      );
      return paths.filter((path) => !isAllowed(path)).map((path) => `${file}: ${path}`);
    }),
  );
  expect(files.length).toBeGreaterThan(8);
  expect(imports.flat()).toEqual([]);
});

function isAllowed(path: string): boolean {
  return /^\.\/(oracle\/)?[a-z-]+\.ts$/.test(path) || /^node:/.test(path) || libraries.has(path);
}

const libraries = new Set(['pg', 'yaml', 'zod']);
