import { describe, expect, it } from 'vitest';
import { buildScale, listMonths, listTicks } from '../../../portal/charts/scale.ts';

describe('a scale', () => {
  it('puts values between two places, upside down too', () => {
    const down = buildScale([0, 200], [260, 10]);
    expect([0, 100, 200].map(down)).toEqual([260, 135, 10]);
  });

  it('puts everything at the first place where there is no range', () => {
    expect(buildScale([5, 5], [10, 90])(5)).toBe(10);
  });

  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [196, [0, 50, 100, 150, 200]],
    [3_000, [0, 1_000, 2_000, 3_000]],
  ])('up to %i has round marks', (most, ticks) => {
    expect(listTicks(most)).toEqual(ticks);
  });

  it.each([
    ['2023-04-05', '2023-07-31', ['2023-05-01', '2023-06-01', '2023-07-01']],
    [
      '2023-01-01',
      '2023-12-31',
      ['2023-01-01', '2023-03-01', '2023-05-01', '2023-07-01', '2023-09-01', '2023-11-01'],
    ],
    ['2021-06-15', '2025-12-31', ['2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01']],
    ['2023-06-02', '2023-06-20', []],
  ])('from %s to %s names few months', (from, to, months) => {
    expect(listMonths(from, to)).toEqual(months);
  });
});
