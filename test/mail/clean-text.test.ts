import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines, cleanStrings, truncate } from '../../mail/clean-text.ts';

describe('cleanLine', () => {
  it('makes one line of several', () => {
    expect(cleanLine('Sở Nội vụ\r\nBcc: kẻ gian')).toBe('Sở Nội vụ Bcc: kẻ gian');
    expect(cleanLine('a\u2028b\u0085c\td')).toBe('a b c d');
  });

  it('removes what drives a terminal', () => {
    expect(cleanLine('\u001b[31mquá hạn\u001b[0m\u0007\u009b2J')).toBe('[31mquá hạn[0m2J');
  });

  it('removes what turns the reading direction or hides', () => {
    expect(cleanLine('bao-cao\u202efdp.exe\u2066\u200f\u200b\u{e0041}')).toBe('bao-caofdp.exe');
  });

  it('composes Vietnamese that came decomposed', () => {
    expect(cleanLine('Nhiệm vụ'.normalize('NFD'))).toBe('Nhiệm vụ');
  });

  it('replaces half a character', () => {
    expect(cleanLine('a\ud83d')).toBe('a\ufffd');
  });

  it('yields one line of visible, well-formed text, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanLine(text);
        expect(clean).not.toMatch(/\p{Cc}|\p{Cs}|[\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u);
        expect(cleanLine(clean)).toBe(clean);
      }),
    );
  });
});

it('keeps the lines of a text of several lines, without empty ones', () => {
  expect(cleanLines('một\r\n\r\nhai\u2028 ba \u001b')).toEqual(['một', 'hai', 'ba']);
});

it('cleans every string of plain data and nothing else', () => {
  const data = { a: 'x\ny', b: [1, null, true, { c: '\u202ez' }] };
  expect(cleanStrings(data)).toEqual({ a: 'x y', b: [1, null, true, { c: 'z' }] });
});

describe('truncate', () => {
  it('leaves what fits', () => {
    expect(truncate('Sở Nội vụ', 9)).toBe('Sở Nội vụ');
  });

  it('cuts between characters as a reader counts them', () => {
    expect(truncate('Sở Nội vụ'.normalize('NFD'), 6)).toBe(`${'Sở Nộ'.normalize('NFD')}…`);
    expect(truncate('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧…');
  });

  it('leaves no space before the cut', () => {
    expect(truncate('Sở Nội vụ', 4)).toBe('Sở…');
  });
});
