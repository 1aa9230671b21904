import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findPackageRoot } from '../register/package-root.ts';

/** The version in package.json. */
export function readVersion(): string {
  const text = readFileSync(join(findPackageRoot(import.meta.url), 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
