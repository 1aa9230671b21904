import { describe, expect, it } from 'vitest';
import { findReplyWriter } from '../../worker/reply-address.ts';
import { readSettings } from '../../worker/settings.ts';

const keys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;

describe('the settings of incoming mail', () => {
  it('are not set unless they are', () => {
    expect(readSettings({})).toMatchObject({ replyAddress: null, imapUrl: null, authservId: null });
  });

  it('take an address that a token still fits into', () => {
    const name = 'a'.repeat(43);
    const read = (address: string) => readSettings({ DONDOC_REPLY_ADDRESS: address }).replyAddress;
    expect(read(`${name}@tinh.example`)).toBe(`${name}@tinh.example`);
    for (const wrong of [
      `a${name}@tinh.example`,
      'tra+loi@tinh.example',
      'Trả lời <a@b.example>',
    ]) {
      expect(() => read(wrong)).toThrow('DONDOC_REPLY_ADDRESS');
    }
  });

  it('never show the password of a mailbox', () => {
    for (const wrong of ['http://vanthu:bimat@mail.example', 'imaps://vanthu:bimat@', 'bimat']) {
      expect(() => readSettings({ DONDOC_IMAP_URL: wrong })).toThrow(
        /^(?!.*bimat).*DONDOC_IMAP_URL/s,
      );
    }
  });

  it('write an address for each agency, and need keys for it', async () => {
    const given = { DONDOC_REPLY_ADDRESS: 'traloi@tinh.example', DONDOC_DATA: '/nonexistent' };
    const scope = { plan: 'kh', agency: 'xa-001', generation: 0 };
    const write = await findReplyWriter(readSettings({ ...given, DONDOC_LINK_KEYS: keys }));
    expect(write?.(scope)).toMatch(/^traloi\+[a-z2-7]{20}@tinh\.example$/);
    await expect(findReplyWriter(readSettings(given))).rejects.toThrow('DONDOC_LINK_KEYS');
    expect(await findReplyWriter(readSettings({ DONDOC_LINK_KEYS: keys }))).toBeUndefined();
  });
});
