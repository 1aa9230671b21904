import { InvalidSettings } from './invalid-settings.ts';
import { loadPayloadKeys, type PayloadKey, type PayloadKeySettings } from './payload-keys.ts';
import type { RunningUp } from './running-up.ts';

/**
 * The keys of a client or worker beside a running `dondoc up`. Without keys it would write readable
 * what everybody else there encrypts. @throws InvalidSettings then, and for a file that is wrong
 */
export async function findPayloadKeys(
  settings: PayloadKeySettings,
  running: RunningUp | null,
): Promise<readonly PayloadKey[]> {
  const keys = await loadPayloadKeys(settings);
  if (keys.length > 0 || running === null || running.codecUrl === null) return keys;
  throw new InvalidSettings(
    'DONDOC_PAYLOAD_KEYS: expected the keys with which the running "dondoc up" encrypts, found none: set the same here',
  );
}
