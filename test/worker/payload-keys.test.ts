import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPayloadKeys } from '../../worker/find-payload-keys.ts';
import { loadPayloadKeys, parsePayloadKeys } from '../../worker/payload-keys.ts';
import { readSettings } from '../../worker/settings.ts';

const base64 = (letter: string, bytes = 32) => Buffer.alloc(bytes, letter).toString('base64');
const first = base64('a');
const second = base64('b');

const idsOf = (text: string) => {
  const parsed = parsePayloadKeys(text);
  return parsed.ok ? parsed.keys.map(({ id }) => id) : parsed.mistakes;
};

describe('the text of payload keys', () => {
  it('has entries between commas, in the order in which they count', () => {
    expect(idsOf(`2026:${second}, 2025:${first}`)).toEqual(['2026', '2025']);
  });

  it('has lines and comments in a file', () => {
    expect(idsOf(`# of this year\n2026:${second}\n\n2025:${first}\n`)).toEqual(['2026', '2025']);
  });

  it.each([
    ['', ['expected at least one key as id:base64, found none']],
    [first, ['entry 1: expected id:base64, found no colon']],
    [
      `k1:${base64('a', 16)}`,
      [expect.stringContaining('key "k1": expected 32 bytes in base64, found 16')],
    ],
    [`k1:${base64('a', 33)}`, [expect.stringContaining('found 33')]],
    ['k1:không phải', [expect.stringContaining('found text that is not base64')]],
    [`k1:${first},k1:${second}`, ['entry 2: expected each id once, found "k1" again']],
    [`${first}:k1`, [expect.stringContaining('entry 1: expected an id of at most 64 letters')]],
    [
      `a:${base64('a', 8)},b:${base64('b', 8)}`,
      [expect.stringContaining('key "a"'), expect.stringContaining('key "b"')],
    ],
  ])('is refused with every mistake, and without showing a key: %s', (text, mistakes) => {
    expect(idsOf(text)).toEqual(mistakes);
    expect(JSON.stringify(idsOf(text))).not.toMatch(/YWFhYWFhYW|YmJiYmJiYm/);
  });
});

describe('the settings of payload keys', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dondoc-keys-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are off by default', async () => {
    expect(await loadPayloadKeys(readSettings({}))).toEqual([]);
  });

  it('show no key when they are printed or written as JSON', () => {
    const settings = readSettings({ DONDOC_PAYLOAD_KEYS: `k1:${first}` });
    expect(settings.payloadKeys.map(({ id }) => id)).toEqual(['k1']);
    const shown = inspect(settings, { depth: 9, showHidden: true }) + JSON.stringify(settings);
    expect(shown).toContain('k1');
    expect(shown).not.toContain(first.slice(0, 8));
    expect(shown).not.toContain('61 61 61');
  });

  it('show no secret in what they say of a mistake', () => {
    const wrong = {
      DONDOC_PAYLOAD_KEYS: 'k1:bí-mật',
      DONDOC_CODEC_TOKEN: 'bí-mật',
      DATABASE_URL: 'mysql://dondoc:bí-mật@db.tinh.example/dondoc',
      SMTP_URL: 'http://user:bí-mật@mail.tinh.example',
    };
    let message = '';
    try {
      readSettings(wrong);
    } catch (error) {
      message = String(error);
    }
    for (const name of Object.keys(wrong)) expect(message).toContain(`${name}: `);
    expect(message).toContain('mysql://…@db.tinh.example/dondoc');
    expect(message).not.toContain('bí-mật');
  });

  it('name a file, or the keys, not both', () => {
    expect(() =>
      readSettings({ DONDOC_PAYLOAD_KEYS: `k1:${first}`, DONDOC_PAYLOAD_KEYS_FILE: 'keys' }),
    ).toThrow('expected keys in one place, found DONDOC_PAYLOAD_KEYS_FILE set as well');
  });

  it('take the origins of Web UIs only as origins', () => {
    const origins = 'https://temporal.tinh.example, http://localhost:8080';
    expect(readSettings({ DONDOC_CODEC_ORIGINS: origins }).codecOrigins).toEqual([
      'https://temporal.tinh.example',
      'http://localhost:8080',
    ]);
    for (const wrong of ['*', 'temporal.tinh.example', 'https://temporal.tinh.example/']) {
      expect(() => readSettings({ DONDOC_CODEC_ORIGINS: wrong })).toThrow('without a path');
    }
  });

  it('read the file that they name', async () => {
    const path = join(folder, 'keys');
    await writeFile(path, `k2:${second}\nk1:${first}\n`);
    const keys = await loadPayloadKeys(readSettings({ DONDOC_PAYLOAD_KEYS_FILE: path }));
    expect(keys.map(({ id }) => id)).toEqual(['k2', 'k1']);
  });

  it('say which file is missing or wrong, and what is wrong in it', async () => {
    const path = join(folder, 'wrong');
    const load = () => loadPayloadKeys(readSettings({ DONDOC_PAYLOAD_KEYS_FILE: path }));
    await expect(load()).rejects.toThrow(`found ENOENT at ${path}`);
    await writeFile(path, `k1:${base64('a', 31)}`);
    await expect(load()).rejects.toThrow(
      `${path}: key "k1": expected 32 bytes in base64, found 31`,
    );
  });

  it('must be there beside an up that encrypts', async () => {
    const up = {
      pid: 1,
      temporalAddress: '127.0.0.1:7233',
      temporalUi: 'http://127.0.0.1:8233',
      databaseUrl: 'postgres://localhost/dondoc',
      smtpUrl: 'smtp://localhost',
      inboxUrl: 'http://127.0.0.1:8025',
      portalUrl: null,
      codecUrl: 'http://127.0.0.1:8081',
    };
    await expect(findPayloadKeys(readSettings({}), up)).rejects.toThrow(
      'expected the keys with which the running "dondoc up" encrypts, found none',
    );
    expect(await findPayloadKeys(readSettings({}), { ...up, codecUrl: null })).toEqual([]);
    const keys = await findPayloadKeys(readSettings({ DONDOC_PAYLOAD_KEYS: `k:${first}` }), up);
    expect(keys).toHaveLength(1);
  });
});
