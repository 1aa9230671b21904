import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDkimKey } from '../../worker/dkim-key.ts';
import { readSettings } from '../../worker/settings.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;

describe('the settings of mail', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dondoc-dkim-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const load = (file: string) =>
    loadDkimKey(
      readSettings({
        DONDOC_DKIM_DOMAIN: 'tinh.example',
        DONDOC_DKIM_SELECTOR: 'dondoc',
        DONDOC_DKIM_KEY_FILE: join(folder, file),
      }).dkim,
    );

  it('sign nothing and limit nothing unless they are set', async () => {
    expect(readSettings({})).toMatchObject({ dkim: null, mailsPerMinute: null });
    expect(await loadDkimKey(null)).toBeNull();
    expect(readSettings({ DONDOC_MAILS_PER_MINUTE: '30' }).mailsPerMinute).toBe(30);
    expect(() => readSettings({ DONDOC_MAILS_PER_MINUTE: '0' })).toThrow(
      'DONDOC_MAILS_PER_MINUTE: expected a whole number above 0; found "0"',
    );
  });

  it('name what is missing of a signature', () => {
    expect(() => readSettings({ DONDOC_DKIM_DOMAIN: 'tinh.example' })).toThrow(
      'DONDOC_DKIM_DOMAIN: expected all of DONDOC_DKIM_DOMAIN, DONDOC_DKIM_SELECTOR, DONDOC_DKIM_KEY_FILE or none, found no DONDOC_DKIM_SELECTOR and DONDOC_DKIM_KEY_FILE',
    );
  });

  it('refuse a domain and a selector that are none', () => {
    const wrong = { DONDOC_DKIM_DOMAIN: 'a b', DONDOC_DKIM_SELECTOR: 'x;y' };
    const read = () => readSettings({ ...wrong, DONDOC_DKIM_KEY_FILE: 'dkim.pem' });
    expect(read).toThrow('DONDOC_DKIM_DOMAIN: expected a domain name: tinh.example; found "a b"');
    expect(read).toThrow('DONDOC_DKIM_SELECTOR: expected a selector');
  });

  it('read an RSA key', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const privateKey = pair.privateKey.export(pem).toString();
    await writeFile(join(folder, 'right.pem'), privateKey);
    expect(await load('right.pem')).toEqual({
      domainName: 'tinh.example',
      keySelector: 'dondoc',
      privateKey,
    });
  });

  it('refuse a file that is not there or holds no such key, and show nothing of it', async () => {
    await expect(load('nowhere.pem')).rejects.toThrow(
      /^DONDOC_DKIM_KEY_FILE: expected a file that can be read, found ENOENT at .*nowhere\.pem$/,
    );
    await writeFile(join(folder, 'text.pem'), 'my secret');
    const failure = await load('text.pem').catch((error: unknown) => String(error));
    expect(failure).toContain('found no private key');
    expect(failure).not.toContain('secret');
    const other = generateKeyPairSync('ed25519').privateKey.export(pem).toString();
    await writeFile(join(folder, 'other.pem'), other);
    await expect(load('other.pem')).rejects.toThrow('found a key of type ed25519');
  });
});
