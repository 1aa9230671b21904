import { describe, expect, it } from 'vitest';
import { addUses } from '../../bench/worker-crew.ts';

describe('what several workers use', () => {
  const one = { memory: 300, peakMemory: 400, cpu: 5 };
  const other = { memory: 350, peakMemory: 380, cpu: 7 };

  it('is the memory of the largest and of all, and the processor time of all', () => {
    expect(addUses([one, other])).toEqual({
      memory: { largest: 350, sum: 650 },
      peakMemory: { largest: 400, sum: 780 },
      cpu: 12,
    });
  });

  it('is unknown when the system does not tell of one', () => {
    expect(addUses([one, null])).toBeNull();
  });
});
