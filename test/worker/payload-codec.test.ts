import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { createPayloadCodec } from '../../worker/payload-codec.ts';
import { type PayloadKey, parsePayloadKeys } from '../../worker/payload-keys.ts';

function keysOf(...entries: readonly string[]): readonly PayloadKey[] {
  const parsed = parsePayloadKeys(
    entries.map((entry) => `${entry}:${Buffer.alloc(32, entry).toString('base64')}`).join(),
  );
  if (!parsed.ok) throw new Error(parsed.mistakes.join('\n'));
  return parsed.keys;
}

function toPayload(value: unknown): Payload {
  const payload = defaultPayloadConverter.toPayload(value);
  if (payload === undefined) throw new Error('expected a payload');
  return payload;
}

async function encrypt(value: unknown, ...keys: readonly string[]): Promise<Payload> {
  const [encrypted] = await createPayloadCodec(keysOf(...keys)).encode([toPayload(value)]);
  if (encrypted === undefined) throw new Error('expected one payload');
  return encrypted;
}

async function decrypt(payload: Payload, ...keys: readonly string[]): Promise<unknown> {
  const codec = createPayloadCodec(keys.length === 0 ? [] : keysOf(...keys));
  const [decrypted] = await codec.decode([payload]);
  return decrypted === undefined ? undefined : defaultPayloadConverter.fromPayload(decrypted);
}

const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('utf8');

/** The payload with one byte of its data turned over. */
function flip({ metadata, data }: Payload, at: number): Payload {
  const bytes = Buffer.from(data ?? []);
  const place = at < 0 ? bytes.length + at : at;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  return { ...(metadata === undefined ? {} : { metadata }), data: bytes };
}

const note = { note: 'Đã gửi bản giấy cho Phòng Nội vụ' };

describe('an encrypted payload', () => {
  it('is read again, with its own metadata, and shows nothing of them', async () => {
    const encrypted = await encrypt(note, 'k1');
    expect(await decrypt(encrypted, 'k1')).toEqual(note);
    expect(text(encrypted.data)).not.toMatch(/note|giấy|json/);
    expect(
      Object.entries(encrypted.metadata ?? {}).map(([name, bytes]) => [name, text(bytes)]),
    ).toEqual([
      ['encoding', 'binary/encrypted'],
      ['encryption-cipher', 'AES-256-GCM'],
      ['encryption-key-id', 'k1'],
    ]);
  });

  it.each([[undefined], [null], [''], ['x'.repeat(1_000_000)], [[]]])(
    'may hold anything: %#',
    async (value) => {
      expect(await decrypt(await encrypt(value, 'k1'), 'k1')).toEqual(value);
    },
  );

  it('is never the same twice', async () => {
    const [one, other] = [await encrypt(note, 'k1'), await encrypt(note, 'k1')];
    expect(text(one.data)).not.toBe(text(other.data));
  });

  it.each([0, 11, 12, 40, -17, -16, -1])('is refused when byte %i was changed', async (at) => {
    const changed = flip(await encrypt(note, 'k1'), at);
    await expect(decrypt(changed, 'k1')).rejects.toThrow(
      'expected a payload that key "k1" decrypts',
    );
  });

  it('is refused when it is cut, or empty', async () => {
    const { metadata = {}, data } = await encrypt(note, 'k1');
    for (const rest of [data?.subarray(0, -1), data?.subarray(0, 20), new Uint8Array()]) {
      await expect(decrypt({ metadata, data: rest ?? null }, 'k1')).rejects.toThrow('key "k1"');
    }
  });

  it('is refused under the name of another key, even with the same secret', async () => {
    const { metadata, data } = await encrypt(note, 'k1');
    const [k1] = keysOf('k1');
    if (k1 === undefined || data === undefined) throw new Error('expected a key and data');
    const renamed = { metadata: { ...metadata, 'encryption-key-id': Buffer.from('k2') }, data };
    const codec = createPayloadCodec([{ id: 'k2', secret: k1.secret }]);
    await expect(codec.decode([renamed])).rejects.toThrow('expected a payload that key "k2"');
  });
});

describe('several keys', () => {
  it('encrypt with the first and decrypt with all', async () => {
    const old = await encrypt(note, 'k1');
    const fresh = await encrypt(note, 'k2', 'k1');
    expect(text(fresh.metadata?.['encryption-key-id'])).toBe('k2');
    expect(await decrypt(old, 'k2', 'k1')).toEqual(note);
    expect(await decrypt(fresh, 'k1', 'k2')).toEqual(note);
  });

  it('name the key that is missing, and those that are there', async () => {
    const old = await encrypt(note, 'k1');
    await expect(decrypt(old, 'k2', 'k3')).rejects.toThrow(
      'encrypted with key "k1", which is not among the keys that are set ("k2", "k3")',
    );
    await expect(decrypt(old)).rejects.toThrow('encrypted with key "k1", and no key is set');
  });
});

describe('what is not encrypted', () => {
  it('is read as it is: it is older than the first key', async () => {
    expect(await decrypt(toPayload(note), 'k1')).toEqual(note);
  });

  it('stays so without keys', async () => {
    const payload = toPayload(note);
    expect(await createPayloadCodec([]).encode([payload])).toEqual([payload]);
  });
});
