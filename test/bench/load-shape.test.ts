import { describe, expect, it } from 'vitest';
import { computeShape, countTasks, selectLeads } from '../../bench/load-shape.ts';

describe('the load of the bench', () => {
  it('is 510 task workflows of 196 leads at full size', () => {
    expect(computeShape(1)).toEqual({
      plans: 34,
      workflows: 510,
      assignments: 99_960,
      agencies: 3_400,
      digests: 6_664,
    });
  });

  it('may be small: then the last plan has fewer tasks', () => {
    const shape = computeShape(0.1);
    expect(shape).toMatchObject({ plans: 4, workflows: 51, assignments: 9_996, digests: 784 });
    expect([0, 1, 2, 3].map((plan) => countTasks(shape, plan))).toEqual([15, 15, 15, 6]);
    expect(computeShape(0.01)).toMatchObject({ plans: 1, workflows: 5, assignments: 980 });
  });

  it('tells every agency of the directory, each in one plan or in two', () => {
    const shape = computeShape(1);
    const told = Array.from({ length: shape.plans }, (_, plan) => selectLeads(shape, plan)).flat();
    const times = Array.from({ length: shape.agencies }, () => 0);
    for (const place of told) times[place] = (times[place] ?? 0) + 1;
    expect(told).toHaveLength(6_664);
    expect(new Set(times)).toEqual(new Set([1, 2]));
  });

  it('names an agency once in each plan, also in the smallest', () => {
    for (const size of [0.01, 0.05, 1]) {
      const shape = computeShape(size);
      expect(new Set(selectLeads(shape, shape.plans - 1)).size).toBe(196);
    }
  });

  it.each([0, -1, Number.NaN])('has no size %d', (size) => {
    expect(() => computeShape(size)).toThrow(/expected a size above 0/);
  });
});
