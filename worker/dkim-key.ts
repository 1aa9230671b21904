import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DkimKey } from '../activities/mail-transport.ts';
import { InvalidSettings } from './invalid-settings.ts';

/** Where the key stands with which mails are signed, and under which name its public half is found. */
export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  readonly keyFile: string;
}

/** RFC 8301, 3.2: signers must use at least this many bits. */
const fewestBits = 1024;

/**
 * The key with which every mail is signed; null when none is set.
 * @throws InvalidSettings when its file cannot be read or holds no RSA key
 */
export async function loadDkimKey(settings: DkimSettings | null): Promise<DkimKey | null> {
  if (settings === null) return null;
  const { domain: domainName, selector: keySelector, keyFile } = settings;
  const privateKey = await readKeyFile(keyFile);
  const mistake = findMistake(privateKey);
  if (mistake === null) return { domainName, keySelector, privateKey };
  throw new InvalidSettings(
    `DONDOC_DKIM_KEY_FILE: expected an RSA key in PEM of at least ${fewestBits} bits, found ${mistake} at ${keyFile}; make one with: openssl genrsa -out dkim.pem 2048`,
  );
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new InvalidSettings(
      `DONDOC_DKIM_KEY_FILE: expected a file that can be read, found ${code} at ${path}`,
      { cause },
    );
  }
}

/** Shows nothing of the key. */
function findMistake(pem: string): string | null {
  const key = parseKey(pem);
  if (key === null) return 'no private key';
  if (key.asymmetricKeyType !== 'rsa') return `a key of type ${key.asymmetricKeyType}`;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < fewestBits ? `one of ${bits} bits` : null;
}

function parseKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
