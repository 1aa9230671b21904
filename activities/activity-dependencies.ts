import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
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
    /** How long a morning's digests wait for workflows that have not recorded yet. */
    readonly patienceMs: number;
    /** Whose time a mail's `Date:` shows: real time, or plan time in a rehearsal. */
    readonly dateOf: 'realTime' | 'planTime';
  };
  readonly log: Logger;
}
