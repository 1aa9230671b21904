/** How much is gathered, and how long the first of it waits for more. */
export interface GatheringLimits {
  readonly most: number;
  readonly waitMs: number;
}

interface Asked<T, R> {
  readonly one: T;
  readonly answer: (result: R) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Does in one go what is asked for within moments. What fails together is tried again one by one, so
 * that each fails or succeeds by itself: `doAll` must allow that.
 */
export class Gathering<T, R> {
  readonly #doAll: (all: readonly T[]) => Promise<(one: T) => R>;
  readonly #limits: GatheringLimits;
  #waiting: Asked<T, R>[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `doAll` hands back what became of each. */
  constructor(doAll: (all: readonly T[]) => Promise<(one: T) => R>, limits: GatheringLimits) {
    this.#doAll = doAll;
    this.#limits = limits;
  }

  /** Resolves or rejects when this one has been done. */
  do(one: T): Promise<R> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ one, answer, fail });
      if (this.#waiting.length >= this.#limits.most) this.#begin();
      else this.#timer ??= setTimeout(() => this.#begin(), this.#limits.waitMs);
    });
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const asked = this.#waiting;
    this.#waiting = [];
    void this.#finish(asked);
  }

  async #finish(asked: readonly Asked<T, R>[]): Promise<void> {
    try {
      const resultOf = await this.#doAll(asked.map(({ one }) => one));
      for (const { one, answer } of asked) answer(resultOf(one));
    } catch (error) {
      if (asked.length > 1) await Promise.all(asked.map((alone) => this.#finish([alone])));
      else for (const { fail } of asked) fail(error);
    }
  }
}
