import { findPayloadKeys } from '../find-payload-keys.ts';
import { InvalidSettings } from '../invalid-settings.ts';
import type { PayloadKeySettings } from '../payload-keys.ts';
import type { RunningUp } from '../running-up.ts';
import { type Outcome, ok, wrong } from './check.ts';
import { describeKeyFix, warnOfReaders } from './key-file.ts';

/** Whether the keys that the settings name can be read, and by whom else. */
export async function checkPayloadKeys(
  settings: PayloadKeySettings,
  running: RunningUp | null,
): Promise<Outcome> {
  const { payloadKeysFile: file } = settings;
  try {
    const keys = await findPayloadKeys(settings, running);
    const [first] = keys;
    if (first === undefined) return ok('none set: what Temporal keeps is not encrypted');
    return (await warnOfReaders(file)) ?? ok(`${keys.length} can be read; "${first.id}" encrypts`);
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return wrong(error.message, describeKeyFix('DONDOC_PAYLOAD_KEYS', file));
  }
}
