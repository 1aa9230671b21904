/** What a reading has found: a value, or why there is none. */
export type Reading<T> = {
  /** How long it took, in ms. */
  readonly tookMs: number;
} & ({ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown });

export interface ReadingTerms {
  /** A reading is good for so long, in ms. */
  readonly freshMs: number;
  /** … and for so many times as long as it took: what is costly is done seldom. */
  readonly timesItsCost?: number;
  /** Nobody waits longer for it, in ms. */
  readonly limitMs: number;
  /** A clock that only runs forward, in ms; `performance.now` when not given. */
  readonly now?: () => number;
}

/** A reading did not end in time. */
export class ReadingTooSlow extends Error {
  override readonly name = 'ReadingTooSlow';
}

/**
 * Lets any number of callers share a costly reading: those that come together wait for the same one,
 * later ones get the last one while it is fresh. There is never more than one at a time; one that hangs
 * makes nobody wait longer than `limitMs`, and those that come while it hangs not at all. The answer
 * never rejects.
 */
export function shareReading<T>(
  read: () => Promise<T>,
  { freshMs, timesItsCost = 0, limitMs, now = () => performance.now() }: ReadingTerms,
): () => Promise<Reading<T>> {
  let waiting: Promise<Reading<T>> | null = null;
  let last: { readonly reading: Reading<T>; readonly freshUntil: number } | null = null;
  let isHanging = false;

  const start = async (): Promise<Reading<T>> => {
    const began = now();
    const ended = settle(read).finally(() => {
      isHanging = false;
    });
    isHanging = true;
    const result = await endWithin(ended, limitMs);
    const tookMs = now() - began;
    const reading = { ...result, tookMs };
    last = { reading, freshUntil: now() + Math.max(freshMs, timesItsCost * tookMs) };
    return reading;
  };

  return () => {
    if (waiting !== null) return waiting;
    if (last !== null && (isHanging || now() < last.freshUntil))
      return Promise.resolve(last.reading);
    waiting = start().finally(() => {
      waiting = null;
    });
    return waiting;
  };
}

type Result<T> = { ok: true; value: T } | { ok: false; error: unknown };

async function settle<T>(read: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, error };
  }
}

async function endWithin<T>(result: Promise<Result<T>>, limitMs: number): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<T>>((resolve) => {
    const error = new ReadingTooSlow(`no answer within ${limitMs / 1000} s`);
    timer = setTimeout(() => resolve({ ok: false, error }), limitMs);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
