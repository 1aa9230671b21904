import { stat } from 'node:fs/promises';
import { type Outcome, warning } from './check.ts';

/** A warning where others than its owner and group reach a file of keys; else null. */
export async function warnOfReaders(path: string | null): Promise<Outcome | null> {
  if (path === null || ((await stat(path)).mode & 0o007) === 0) return null;
  return warning(`every user of this machine may read or change ${path}`, `chmod o= ${path}`);
}

/** What mends keys that cannot be read. */
export function describeKeyFix(
  setting: 'DONDOC_PAYLOAD_KEYS' | 'DONDOC_LINK_KEYS',
  path: string | null,
): string {
  return path === null
    ? `set ${setting} (or ${setting}_FILE) as every worker has it`
    : `let the user that runs dondoc read ${path} (chmod 600, chown), or name another file in ${setting}_FILE; new keys: echo "2026-1:$(openssl rand -base64 32)"`;
}
