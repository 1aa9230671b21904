import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { measureWidth } from '../../mail/text-width.ts';

describe('the width of a text', () => {
  it('is what the rules of all scripts say', () => {
    const letters = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(...'aàảãạăâđêôơưẠỆỸ z09.,;:()“”‘’–—…©®ª!?中한👍\u0301\u00ad'),
      }),
    );
    fc.assert(fc.property(letters, (text) => measureWidth(text) === stringWidth(text)));
  });

  it('is known for each letter that is only counted', () => {
    const counted = [...range(0x20, 0x7e), ...range(0xc0, 0x24f), ...range(0x1e00, 0x1eff)];
    expect(counted.filter((letter) => stringWidth(letter) !== 1)).toEqual([]);
  });
});

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) =>
    String.fromCodePoint(first + index),
  );
}
