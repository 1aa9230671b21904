import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { fingerprint } from '../links/link-keys.ts';

/**
 * How often somebody may ask, per minute and portal. A whole province may come from one address, so addresses
 * get a lot; who guesses links gets little, and keeps nobody else from opening a good one.
 */
export const usualLimits = { perAddress: 3_000, perLink: 300, guessesPerAddress: 60 };

const seconds = 60;

/** Counts requests; `isOver` says whether this one is too many. */
export class RequestLimits {
  readonly #addresses: RateLimiterMemory;
  readonly #links: RateLimiterMemory;
  readonly #guesses: RateLimiterMemory;
  readonly #proxies: number;

  /** `proxies`: how many of our own stand in front and add to X-Forwarded-For. */
  constructor(proxies: number, { perAddress, perLink, guessesPerAddress } = usualLimits) {
    this.#proxies = proxies;
    this.#addresses = new RateLimiterMemory({ points: perAddress, duration: seconds });
    this.#links = new RateLimiterMemory({ points: perLink, duration: seconds });
    this.#guesses = new RateLimiterMemory({ points: guessesPerAddress, duration: seconds });
  }

  /** For every request. */
  get everyRequest(): MiddlewareHandler {
    return async (c, next) => {
      if (await isOver(this.#addresses, this.#addressOf(c))) return refuse(c);
      await next();
      return undefined;
    };
  }

  /** Whether a valid link is used too often. */
  async isLinkOver(token: string): Promise<boolean> {
    return await isOver(this.#links, fingerprint(token));
  }

  /** Whether an address has shown too many links that open nothing. */
  async isGuessOver(c: Context): Promise<boolean> {
    return await isOver(this.#guesses, this.#addressOf(c));
  }

  /** Where a request comes from: what the outermost of our own proxies saw. */
  #addressOf(c: Context): string {
    const peer = getConnInfo(c).remote.address ?? 'unknown';
    if (this.#proxies === 0) return peer;
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
    return hops.at(-this.#proxies) || peer;
  }
}

/** What is said to whoever asks too often; a minute later everything is as before. */
export function refuse(c: Context) {
  c.header('Retry-After', String(seconds));
  return c.text('Quá nhiều yêu cầu; đề nghị thử lại sau một phút. / Too many requests.', 429);
}

async function isOver(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return false;
  } catch (over) {
    if (over instanceof RateLimiterRes) return true;
    throw over;
  }
}
