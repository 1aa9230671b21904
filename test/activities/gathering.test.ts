import { describe, expect, it } from 'vitest';
import { Gathering } from '../../activities/gathering.ts';

/** Doubles numbers, refuses 13, and keeps what it was asked to do together. */
function createDoubling(most: number) {
  const groups: number[][] = [];
  const doubling = new Gathering<number, number>(
    async (all) => {
      groups.push([...all]);
      if (all.includes(13)) throw new RangeError('expected another number than 13');
      return (one) => one * 2;
    },
    { most, waitMs: 1 },
  );
  return { groups, doubling };
}

describe('what is asked for within moments', () => {
  it('is done together, and each hears what became of it', async () => {
    const { groups, doubling } = createDoubling(10);
    expect(await Promise.all([1, 2, 3].map((one) => doubling.do(one)))).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2, 3]]);
    expect(await doubling.do(4)).toBe(8);
  });

  it('waits no longer once there are enough', async () => {
    const { groups, doubling } = createDoubling(2);
    expect(await Promise.all([1, 2, 3].map((one) => doubling.do(one)))).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2], [3]]);
  });

  it('fails one by one', async () => {
    const { groups, doubling } = createDoubling(10);
    const ends = await Promise.allSettled([1, 13, 3].map((one) => doubling.do(one)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[1, 13, 3], [1], [13], [3]]);
  });
});
