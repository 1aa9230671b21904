import { describe, expect, it } from 'vitest';
import { isSameValue } from '../../domain/same-value.ts';

describe('two plain values', () => {
  it.each([
    [1, 1],
    [null, null],
    [
      { a: 1, b: [2, { c: 3 }] },
      { b: [2, { c: 3 }], a: 1 },
    ],
    [{ a: undefined }, {}],
  ])('say the same: %j and %j', (a, b) => {
    expect(isSameValue(a, b)).toBe(true);
  });

  it.each([
    [1, 2],
    [null, {}],
    [{}, 'x'],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[1], { 0: 1 }],
    [{ a: { b: null } }, { a: { b: 0 } }],
  ])('differ: %j and %j', (a, b) => {
    expect(isSameValue(a, b)).toBe(false);
  });
});
