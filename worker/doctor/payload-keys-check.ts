import { stat } from 'node:fs/promises';
import { findPayloadKeys } from '../find-payload-keys.ts';
import { InvalidSettings } from '../invalid-settings.ts';
import type { PayloadKeySettings } from '../payload-keys.ts';
import type { RunningUp } from '../running-up.ts';
import { type Outcome, ok, warning, wrong } from './check.ts';

/** Whether the keys that the settings name can be read, and by whom else. */
export async function checkPayloadKeys(
  settings: PayloadKeySettings,
  running: RunningUp | null,
): Promise<Outcome> {
  try {
    const keys = await findPayloadKeys(settings, running);
    const [first] = keys;
    if (first === undefined) return ok('none set: what Temporal keeps is not encrypted');
    const path = settings.payloadKeysFile;
    if (path !== null && ((await stat(path)).mode & 0o007) !== 0) {
      return warning(`every user of this machine may read or change ${path}`, `chmod o= ${path}`);
    }
    return ok(`${keys.length} can be read; "${first.id}" encrypts`);
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return wrong(error.message, describeFix(settings.payloadKeysFile));
  }
}

function describeFix(path: string | null): string {
  return path === null
    ? 'set DONDOC_PAYLOAD_KEYS (or DONDOC_PAYLOAD_KEYS_FILE) as every worker has it'
    : `let the user that runs dondoc read ${path} (chmod 600, chown), or name another file in DONDOC_PAYLOAD_KEYS_FILE; new keys: echo "2026-1:$(openssl rand -base64 32)"`;
}
