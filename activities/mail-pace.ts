import { whenAborted } from './when-aborted.ts';

const minuteMs = 60_000;

/**
 * Lets mails go one after the other, so many a minute, evenly. Asked before a mail is on record as
 * being sent: nodemailer's own limit would let it wait after that, and it would look interrupted.
 */
export class MailPace {
  readonly #apartMs: number;
  #next: Promise<void> = Promise.resolve();
  #queue: Promise<unknown> = Promise.resolve();

  /** `perMinute` null: no limit. */
  constructor(perMinute: number | null) {
    this.#apartMs = perMinute === null ? 0 : minuteMs / perMinute;
  }

  /** Waits for a turn, in the order of the calls; false when `ending` came first. */
  async turn(ending: AbortSignal): Promise<boolean> {
    if (this.#apartMs === 0) return true;
    const mine = this.#queue.then(() => this.#take(ending));
    this.#queue = mine;
    return await mine;
  }

  async #take(ending: AbortSignal): Promise<boolean> {
    await Promise.race([this.#next, whenAborted(ending)]);
    if (ending.aborted) return false;
    this.#next = pause(this.#apartMs);
    return true;
  }
}

/** Keeps no process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
