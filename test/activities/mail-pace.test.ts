import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MailPace } from '../../activities/mail-pace.ts';

const never = new AbortController().signal;

describe('a limit on mails per minute', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets them go evenly, in the order in which they asked', async () => {
    const pace = new MailPace(30);
    const gone: string[] = [];
    for (const mail of ['a', 'b', 'c']) void pace.turn(never).then(() => gone.push(mail));
    await vi.advanceTimersByTimeAsync(0);
    expect(gone).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(gone).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1);
    expect(gone).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone).toEqual(['a', 'b', 'c']);
  });

  it('saves no turns up while nothing is to be sent', async () => {
    const pace = new MailPace(1);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await pace.turn(never)).toBe(true);
    let second = false;
    void pace.turn(never).then(() => {
      second = true;
    });
    await vi.advanceTimersByTimeAsync(59_999);
    expect(second).toBe(false);
  });

  it('gives no turn after the end of a round, and none is lost by that', async () => {
    const pace = new MailPace(1);
    const ending = new AbortController();
    expect(await pace.turn(ending.signal)).toBe(true);
    const waiting = [pace.turn(ending.signal), pace.turn(ending.signal)];
    ending.abort();
    expect(await Promise.all(waiting)).toEqual([false, false]);
    const next = pace.turn(never);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await next).toBe(true);
  });

  it('is none by default', async () => {
    const pace = new MailPace(null);
    expect([await pace.turn(never), await pace.turn(never)]).toEqual([true, true]);
  });
});
