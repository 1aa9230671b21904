import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Link } from '../domain/link.ts';
import { signLink } from '../links/link-token.ts';
import { InvalidSettings } from './invalid-settings.ts';
import { loadKeys, type PayloadKey, parsePayloadKeys } from './payload-keys.ts';
import { dataPath, type Settings } from './settings.ts';

export type LinkSettings = Pick<Settings, 'linkKeys' | 'linkKeysFile' | 'dataDir'>;

/**
 * The keys that links are signed with: those of the settings, else those that `dondoc up` has made in its data
 * folder; none where there are neither. @throws InvalidSettings for a file that is wrong
 */
export async function findLinkKeys(settings: LinkSettings): Promise<readonly PayloadKey[]> {
  const { linkKeys: keys, linkKeysFile: file } = settings;
  const set = await loadKeys('DONDOC_LINK_KEYS_FILE', { keys, file });
  return set.length > 0 ? set : await readOwnKeys(ownFile(settings));
}

/** The same for `dondoc up`, which makes a key of its own on its first start: its links stay valid. */
export async function ensureLinkKeys(settings: LinkSettings): Promise<readonly PayloadKey[]> {
  const found = await findLinkKeys(settings);
  if (found.length > 0) return found;
  const file = ownFile(settings);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `up:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return await readOwnKeys(file);
}

/** Writes the addresses that mails carry. */
export function createLinkWriter(
  publicUrl: string,
  keys: readonly PayloadKey[],
): (link: Link) => Promise<string> {
  return async (link) => `${publicUrl}/v/${await signLink(keys, link)}/`;
}

/**
 * What writes the links of mails, as the settings have it; undefined where there is no portal.
 * @throws InvalidSettings for an address without keys
 */
export async function findLinkWriter(
  settings: LinkSettings & Pick<Settings, 'publicUrl'>,
): Promise<((link: Link) => Promise<string>) | undefined> {
  const { publicUrl } = settings;
  if (publicUrl === null) return undefined;
  return createLinkWriter(publicUrl, await requireLinkKeys(settings, 'PUBLIC_URL', 'links'));
}

/** The keys that another setting needs beside it, to sign something with. @throws InvalidSettings without any */
export async function requireLinkKeys(
  settings: LinkSettings,
  setting: string,
  signed: string,
): Promise<readonly PayloadKey[]> {
  const keys = await findLinkKeys(settings);
  if (keys.length > 0) return keys;
  throw new InvalidSettings(
    `${setting}: expected keys to sign ${signed} with beside it, found none: set DONDOC_LINK_KEYS or DONDOC_LINK_KEYS_FILE`,
  );
}

function ownFile(settings: LinkSettings): string {
  return dataPath(settings, 'link-keys');
}

async function readOwnKeys(file: string): Promise<readonly PayloadKey[]> {
  try {
    const parsed = parsePayloadKeys(await readFile(file, 'utf8'));
    if (parsed.ok) return parsed.keys;
    throw new InvalidSettings(parsed.mistakes.map((mistake) => `${file}: ${mistake}`).join('\n'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
