import { describe, expect, it } from 'vitest';
import { ReadingTooSlow, shareReading } from '../../../worker/metrics/share-reading.ts';

/** A reading that ends when the test says so, and a clock that stands until it moves it. */
function setup(terms: { readonly timesItsCost?: number; readonly limitMs?: number } = {}) {
  const begun: { end(value: string): void; fail(error: Error): void }[] = [];
  const clock = { ms: 0 };
  const ask = shareReading(
    () =>
      new Promise<string>((resolve, reject) => {
        begun.push({ end: resolve, fail: reject });
      }),
    { freshMs: 5_000, limitMs: 60_000, now: () => clock.ms, ...terms },
  );
  return { ask, begun, clock };
}

describe('a reading that is shared', () => {
  it('is one for all who ask at the same time', async () => {
    const { ask, begun } = setup();
    const asked = [ask(), ask(), ask()];
    begun[0]?.end('one');
    for (const reading of await Promise.all(asked)) {
      expect(reading).toMatchObject({ ok: true, value: 'one' });
    }
    expect(begun).toHaveLength(1);
  });

  it('is good for a while, then done again', async () => {
    const { ask, begun, clock } = setup();
    const first = ask();
    begun[0]?.end('one');
    await first;
    clock.ms = 4_999;
    expect(await ask()).toMatchObject({ value: 'one' });
    clock.ms = 5_000;
    const second = ask();
    begun[1]?.end('two');
    expect(await second).toMatchObject({ value: 'two' });
    expect(begun).toHaveLength(2);
  });

  it('is good for longer when it was costly', async () => {
    const { ask, begun, clock } = setup({ timesItsCost: 50 });
    const first = ask();
    clock.ms = 400;
    begun[0]?.end('one');
    expect(await first).toMatchObject({ tookMs: 400 });
    clock.ms = 400 + 50 * 400 - 1;
    expect(await ask()).toMatchObject({ value: 'one' });
    clock.ms += 1;
    const second = ask();
    begun[1]?.end('two');
    expect(await second).toMatchObject({ value: 'two' });
  });

  it('says what went wrong, and is tried again when it is no longer fresh', async () => {
    const { ask, begun, clock } = setup();
    const first = ask();
    begun[0]?.fail(new Error('the database is away'));
    expect(await first).toMatchObject({ ok: false, error: { message: 'the database is away' } });
    clock.ms = 5_000;
    const second = ask();
    begun[1]?.end('two');
    expect(await second).toMatchObject({ ok: true, value: 'two' });
  });

  it('that hangs lets nobody wait beyond the limit, and is not begun a second time', async () => {
    const { ask, begun, clock } = setup({ limitMs: 5 });
    const late = await ask();
    expect(late).toMatchObject({ ok: false });
    expect(late.ok ? null : late.error).toBeInstanceOf(ReadingTooSlow);
    clock.ms = 1_000_000;
    expect(await ask()).toBe(late);
    expect(begun).toHaveLength(1);

    begun[0]?.end('at last');
    await Promise.resolve();
    const next = await new Promise((resolve) => setImmediate(() => resolve(ask())));
    expect(next).toMatchObject({ ok: false });
    expect(begun).toHaveLength(2);
    begun[1]?.end('two');
  });
});
