import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Link } from '../domain/link.ts';
import type { EvidenceStore } from '../register/evidence-store.ts';
import type { Register } from '../register/register.ts';
import type { Correspondents } from './correspondents.ts';

/** What mail that comes in is handled with. */
export interface InboundDeps {
  readonly register: Register;
  readonly client: Client;
  readonly store: EvidenceStore;
  readonly correspondents: Pick<Correspondents, 'find'>;
  /** The address whose plus-addresses mails ask replies to; null: replies are not read, only reports of servers. */
  readonly replyAddress: string | null;
  /** The server whose Authentication-Results are believed; null: none. */
  readonly authservId: string | null;
  /** `From:` of our mails. */
  readonly mailFrom: string;
  /** Right-hand side of our Message-IDs. */
  readonly messageDomain: string;
  /** The address of an agency's page; null where there is no portal. */
  readonly linkTo: ((link: Link) => Promise<string>) | null;
  readonly log: Logger;
  /** Server time in milliseconds. */
  now(): number;
}
