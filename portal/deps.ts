import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { LinkKey } from '../links/link-keys.ts';
import type { EvidenceStore } from '../register/evidence-store.ts';
import type { Register } from '../register/register.ts';
import type { usualLimits } from './limits.ts';

/** What the portal works with; it keeps nothing itself. */
export interface PortalDeps {
  readonly register: Register;
  readonly client: Client;
  readonly store: EvidenceStore;
  readonly keys: readonly LinkKey[];
  readonly log: Logger;
  /** Proxies of our own in front, which name the visitor's address in X-Forwarded-For. */
  readonly proxies: number;
  /** How often somebody may ask; as usual if not given. */
  readonly limits?: typeof usualLimits;
  /** Server time in milliseconds. */
  now(): number;
}
