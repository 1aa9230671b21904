import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { Link, ReplyScope } from '../domain/link.ts';
import type { Register } from '../register/register.ts';
import type { MailTransport } from './mail-transport.ts';

/** What the activities need from the world; `worker/` builds the real ones. */
export interface ActivityDependencies {
  readonly register: Register;
  readonly client: Client;
  readonly calendar: WorkingCalendar;
  readonly mail: {
    readonly transport: MailTransport;
    /** `From:` of every mail. */
    readonly from: string;
    /** Where replies go; null: the mail points to the monitor. */
    readonly replyTo: string | null;
    /** Right-hand side of Message-IDs. */
    readonly domain: string;
    /** Mails on their way at the same time. */
    readonly connections: number;
    /** Mails that one worker hands over in a minute at most; no limit if not given. */
    readonly perMinute?: number | null;
    /** How long a morning's digests wait for workflows that have not recorded yet. */
    readonly patienceMs: number;
    /** Whose time a mail's `Date:` shows: real time, or plan time in a rehearsal. */
    readonly dateOf: 'realTime' | 'planTime';
    /** The address of an agency's page; without it mails have no link. */
    readonly linkTo?: ((link: Link) => Promise<string>) | null;
    /** Where an agency's replies are read and handed in; without it nowhere. */
    readonly replyToOf?: ((scope: ReplyScope) => string) | null;
  };
  readonly log: Logger;
}
