import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 25;

/**
 * Asks until the answer is the one waited for; hands back when (ms since 1970) that was seen. Throws
 * after `timeoutMs`, saying what was waited for and what `describe` found instead.
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T>,
  isThere: (answer: T) => boolean,
  timeoutMs: number,
): Promise<number> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return Date.now();
    if (Date.now() > deadline) {
      throw new Error(
        `expected ${what} within ${timeoutMs / 1000} s, found ${JSON.stringify(answer)}`,
      );
    }
    await delay(pollMs);
  }
}
