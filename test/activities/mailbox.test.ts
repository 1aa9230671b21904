import { describe, expect, it } from 'vitest';
import { parseMailbox } from '../../activities/mailbox.ts';

describe('a mailbox in its two parts', () => {
  it('has a name and an address', () => {
    expect(parseMailbox('Sở TTTT <nhacviec@tinh.example>')).toEqual({
      name: 'Sở TTTT',
      address: 'nhacviec@tinh.example',
    });
  });

  it('may have no name', () => {
    expect(parseMailbox('nhacviec@tinh.example')).toEqual({
      name: '',
      address: 'nhacviec@tinh.example',
    });
  });

  it.each(['', 'Sở TTTT', 'a@x.example, b@x.example'])('"%s" names no single one', (text) => {
    expect(() => parseMailbox(text)).toThrow('expected one mailbox');
  });
});
