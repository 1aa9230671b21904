import { createHash, type KeyObject } from 'node:crypto';

/** A key of links: the first of several signs, all of them verify. Printing the secret shows nothing of it. */
export interface LinkKey {
  /** Stands in every token that it signed. */
  readonly id: string;
  readonly secret: KeyObject;
}

/** What may stand for a token where it may not be shown or kept: logs, rate limits, forms. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 22);
}
