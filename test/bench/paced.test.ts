import { describe, expect, it } from 'vitest';
import { type Clock, computeBeginMs, runPaced } from '../../bench/paced.ts';

/** Time passes only while somebody waits for it. */
function aClock(): Clock & { pass(ms: number): void } {
  let now = 5_000;
  const pass = (ms: number) => {
    now += ms;
  };
  return { now: () => now, wait: async (ms) => pass(ms), pass };
}

describe('a pace', () => {
  it('begins the n-th after so large a share of the time', () => {
    const pace = { count: 10_000, withinMs: 600_000 };
    expect([0, 1, 2, 9_999].map((n) => computeBeginMs(n, pace))).toEqual([0, 60, 120, 599_940]);
  });

  it('begins each at its moment and counts those that failed by themselves', async () => {
    const clock = aClock();
    const begun: number[] = [];
    const { latenciesMs, errors } = await runPaced(
      { count: 4, withinMs: 400 },
      async (n) => {
        begun.push(clock.now() - 5_000);
        if (n === 2) throw new Error('no answer');
      },
      clock,
    );
    expect(begun).toEqual([0, 100, 200, 300]);
    expect(latenciesMs).toHaveLength(3);
    expect(errors).toEqual([new Error('no answer')]);
  });

  it('counts from the moment that was meant, also where it began late', async () => {
    const clock = aClock();
    const { latenciesMs, tookMs } = await runPaced(
      { count: 3, withinMs: 30 },
      async (n) => {
        if (n === 0) clock.pass(50);
      },
      clock,
    );
    expect(latenciesMs).toEqual([50, 40, 30]);
    expect(tookMs).toBe(50);
  });

  it('waits for none before it begins the next', async () => {
    const clock = aClock();
    const ends: (() => void)[] = [];
    const all = runPaced(
      { count: 3, withinMs: 30 },
      () => new Promise<void>((resolve) => ends.push(resolve)),
      clock,
    );
    await expect.poll(() => ends.length).toBe(3);
    for (const end of ends) end();
    expect((await all).latenciesMs).toHaveLength(3);
  });
});
