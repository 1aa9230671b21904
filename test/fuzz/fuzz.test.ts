import { describe, expect, it } from 'vitest';
import { allTargets } from './all-targets.ts';
import { longestCaseMs, measure, mostMemoryMb } from './measure.ts';

/** The short form: always the same cases. `npm run fuzz` has the long one. */
const cases = 20_000;
const seed = 20230605;

describe('whatever is written', () => {
  for (const target of allTargets) {
    it(`${target.name}: is read or refused at once, and nothing breaks`, async () => {
      const figures = await measure(target, Math.ceil(cases * target.share), seed);
      expect(figures.slowestMs).toBeLessThan(longestCaseMs);
      expect(figures.peakMemoryMb).toBeLessThan(mostMemoryMb);
    }, 120_000);
  }

  it('is all of the cases asked for', () => {
    const shares = allTargets.reduce((sum, { share }) => sum + share, 0);
    expect(shares).toBeCloseTo(1);
  });
});
