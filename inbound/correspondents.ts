import type { ReplyScope } from '../domain/link.ts';
import type { LinkKey } from '../links/link-keys.ts';
import { isSameToken, listReplyTokens } from '../links/reply-token.ts';
import { readGeneration } from '../register/queries/link-generations.ts';
import { listMailed } from '../register/queries/list-mailed.ts';
import type { Register } from '../register/register.ts';

interface Correspondent {
  readonly scope: ReplyScope;
  readonly tokens: readonly string[];
}

/** A token that is not known may be that of an agency written to a moment ago: but nobody may ask for that all the time. */
const freshMs = 10_000;

/** Finds out whose address a reply was sent to. */
export class Correspondents {
  readonly #register: Register;
  readonly #keys: readonly LinkKey[];
  readonly #now: () => number;
  #known: readonly Correspondent[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(register: Register, keys: readonly LinkKey[], now: () => number) {
    this.#register = register;
    this.#keys = keys;
    this.#now = now;
  }

  /** The agency and plan of a token; null for one that is forged or was revoked. */
  async find(token: string): Promise<Pick<ReplyScope, 'plan' | 'agency'> | null> {
    let found = this.#look(token);
    if (found === undefined && this.#now() - this.#readAt >= freshMs) {
      await this.#read();
      found = this.#look(token);
    }
    if (found === undefined) return null;
    const { plan, agency, generation } = found.scope;
    const isValid = generation === (await readGeneration(this.#register, plan, agency));
    return isValid ? { plan, agency } : null;
  }

  /** Every one is compared, found or not: time tells nothing. */
  #look(token: string): Correspondent | undefined {
    return this.#known.filter(({ tokens }) =>
      tokens.map((own) => isSameToken(own, token)).includes(true),
    )[0];
  }

  async #read(): Promise<void> {
    this.#readAt = this.#now();
    const scopes = await listMailed(this.#register);
    this.#known = scopes.map((scope) => ({ scope, tokens: listReplyTokens(this.#keys, scope) }));
  }
}
