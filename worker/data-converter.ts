import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { createPayloadCodec } from './payload-codec.ts';
import type { PayloadKey } from './payload-keys.ts';

const failureConverterPath = fileURLToPath(new URL('./encode-failures.cjs', import.meta.url));

/**
 * How clients and workers write and read what goes through Temporal. With keys everything is
 * encrypted, messages and stack traces of failures too; without any, what is encrypted is refused
 * with the name of its key.
 */
export function buildDataConverter(keys: readonly PayloadKey[]): DataConverter {
  const payloadCodecs = [createPayloadCodec(keys)];
  return keys.length === 0 ? { payloadCodecs } : { payloadCodecs, failureConverterPath };
}
