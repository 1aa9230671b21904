import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InvalidSettings } from './invalid-settings.ts';

/**
 * One key of the payload codec. The secret is a `KeyObject`: printing or serialising it shows nothing
 * of it.
 */
export interface PayloadKey {
  /** Stands beside everything that was encrypted with it. */
  readonly id: string;
  readonly secret: KeyObject;
}

/** Keys as the settings name them: written out, or in a file. */
export interface PayloadKeySettings {
  readonly payloadKeys: readonly PayloadKey[];
  /** Path of a file with keys; null when not set. */
  readonly payloadKeysFile: string | null;
}

/** Keys, or every mistake in their text. */
export type ParsedPayloadKeys =
  | { readonly ok: true; readonly keys: readonly PayloadKey[] }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const keyBytes = 32;
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const makeOne = 'make one with: openssl rand -base64 32';

/**
 * Reads `id:base64` entries, separated by commas or line ends; a line that begins with `#` is a
 * comment. The first key encrypts, all of them decrypt. Mistakes name an entry by its place and its
 * id, and show nothing of a key.
 */
export function parsePayloadKeys(text: string): ParsedPayloadKeys {
  const keys: PayloadKey[] = [];
  const mistakes: string[] = [];
  for (const [index, entry] of listEntries(text).entries()) {
    const parsed = parseEntry(entry, index + 1);
    if (typeof parsed === 'string') mistakes.push(parsed);
    else if (keys.some(({ id }) => id === parsed.id)) {
      mistakes.push(`entry ${index + 1}: expected each id once, found "${parsed.id}" again`);
    } else keys.push(parsed);
  }
  if (keys.length === 0 && mistakes.length === 0) {
    mistakes.push('expected at least one key as id:base64, found none');
  }
  return mistakes.length === 0 ? { ok: true, keys } : { ok: false, mistakes };
}

/**
 * The keys that the settings name; none when encryption is off.
 * @throws InvalidSettings when their file cannot be read or is wrong
 */
export async function loadPayloadKeys(
  settings: PayloadKeySettings,
): Promise<readonly PayloadKey[]> {
  const { payloadKeysFile: file, payloadKeys: keys } = settings;
  return await loadKeys('DONDOC_PAYLOAD_KEYS_FILE', { keys, file });
}

/**
 * Keys that a pair of settings names, written out or in a file.
 * @throws InvalidSettings naming `setting` when the file cannot be read or is wrong
 */
export async function loadKeys(
  setting: string,
  { keys, file }: { readonly keys: readonly PayloadKey[]; readonly file: string | null },
): Promise<readonly PayloadKey[]> {
  if (file === null) return keys;
  const parsed = parsePayloadKeys(await readKeyFile(setting, file));
  if (parsed.ok) return parsed.keys;
  throw new InvalidSettings(
    parsed.mistakes.map((mistake) => `${setting}: ${file}: ${mistake}`).join('\n'),
  );
}

async function readKeyFile(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new InvalidSettings(
      `${setting}: expected a file of keys that can be read, found ${code} at ${path}`,
      { cause },
    );
  }
}

function listEntries(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** The key, or what is wrong with its entry. */
function parseEntry(entry: string, place: number): PayloadKey | string {
  const colon = entry.indexOf(':');
  if (colon === -1) return `entry ${place}: expected id:base64, found no colon`;
  const id = entry.slice(0, colon);
  // What stands in front of the colon may be a key by mistake: it is not shown before it is an id.
  if (!idPattern.test(id)) {
    return `entry ${place}: expected an id of at most 64 letters, digits, dots, hyphens and underscores before the colon, found something else`;
  }
  const base64 = entry.slice(colon + 1);
  if (!base64Pattern.test(base64)) {
    return `key "${id}": expected ${keyBytes} bytes in base64, found text that is not base64; ${makeOne}`;
  }
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== keyBytes) {
    return `key "${id}": expected ${keyBytes} bytes in base64, found ${bytes.length}; ${makeOne}`;
  }
  return { id, secret: createSecretKey(bytes) };
}
