import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { PayloadKey } from './payload-keys.ts';

/**
 * What is encrypted of everything that Temporal keeps (docs/security.md): whole payloads, with their
 * own metadata, by AES-256-GCM. An encrypted payload names its key; its data are nonce, ciphertext
 * and tag, one after the other. Key id and encoding are authenticated with it.
 */

const encoding = 'binary/encrypted';
const cipher = 'AES-256-GCM';
const nonceBytes = 12;
const tagBytes = 16;
const keyIdName = 'encryption-key-id';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/** A payload that cannot be decrypted: with which key it was encrypted, and why it cannot be read. */
export class UndecipherablePayload extends Error {
  override readonly name = 'UndecipherablePayload';
}

/**
 * The codec of a client or worker. The first key encrypts, all of them decrypt; without keys nothing
 * is encrypted. A payload that is not encrypted is read as it is: it is older than the first key.
 * @throws UndecipherablePayload from `decode`
 */
export function createPayloadCodec(keys: readonly PayloadKey[]): PayloadCodec {
  const [first] = keys;
  return {
    encode: async (payloads) =>
      first === undefined ? payloads : payloads.map((payload) => encrypt(payload, first)),
    decode: async (payloads) => payloads.map((payload) => decrypt(payload, keys)),
  };
}

function encrypt(payload: Payload, { id, secret }: PayloadKey): Payload {
  const nonce = randomBytes(nonceBytes);
  const work = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes });
  work.setAAD(authenticated(id));
  const content = PayloadMessage.encode(payload).finish();
  return {
    metadata: {
      encoding: Buffer.from(encoding),
      'encryption-cipher': Buffer.from(cipher),
      [keyIdName]: Buffer.from(id),
    },
    data: Buffer.concat([nonce, work.update(content), work.final(), work.getAuthTag()]),
  };
}

function decrypt(payload: Payload, keys: readonly PayloadKey[]): Payload {
  if (readText(payload.metadata?.['encoding']) !== encoding) return payload;
  const id = readText(payload.metadata?.[keyIdName]);
  const key = keys.find((known) => known.id === id);
  if (key === undefined) throw new UndecipherablePayload(describeUnknownKey(id, keys));
  const data = payload.data ?? new Uint8Array();
  try {
    const nonce = data.subarray(0, nonceBytes);
    const work = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: tagBytes });
    work.setAAD(authenticated(id));
    work.setAuthTag(data.subarray(-tagBytes));
    const content = work.update(data.subarray(nonceBytes, -tagBytes));
    return PayloadMessage.decode(Buffer.concat([content, work.final()]));
  } catch (cause) {
    throw new UndecipherablePayload(
      `expected a payload that key "${id}" decrypts, found one that it does not: it was changed, or encrypted with another key of that id`,
      { cause },
    );
  }
}

function authenticated(id: string): Buffer {
  return Buffer.from(`${encoding}\n${cipher}\n${id}`);
}

function describeUnknownKey(id: string, keys: readonly PayloadKey[]): string {
  const known = keys.map((key) => `"${key.id}"`).join(', ');
  const found =
    keys.length === 0 ? 'and no key is set' : `which is not among the keys that are set (${known})`;
  return `encrypted with key "${id}", ${found}: add it to DONDOC_PAYLOAD_KEYS or DONDOC_PAYLOAD_KEYS_FILE`;
}

function readText(bytes: Uint8Array | null | undefined): string {
  return bytes == null ? '' : Buffer.from(bytes).toString('utf8');
}
