import { describe, expect, it } from 'vitest';
import { median, medianOf, percentile } from '../../bench/statistics.ts';

describe('a median', () => {
  it('is the value in the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4])).toBe(4);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(median([10, 1, 3, 2])).toBe(2.5);
  });

  it('changes none of the values', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('is unknown when a run could not measure it', () => {
    expect(medianOf([1, 2, 3], (run) => run * 2)).toBe(4);
    expect(medianOf([1, 2, 3], (run) => (run === 2 ? null : run))).toBeNull();
  });
});

describe('a percentile', () => {
  it('is the smallest value that so many percent do not exceed', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(percentile(values, 95)).toBe(190);
    expect(percentile(values, 100)).toBe(200);
    expect(percentile([7], 95)).toBe(7);
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 95)).toThrow(RangeError);
  });
});
