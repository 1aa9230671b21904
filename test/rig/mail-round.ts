import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import pino from 'pino';
import { createActivities } from '../../activities/create-activities.ts';
import { createSmtpTransport } from '../../activities/mail-transport.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { Register } from '../../register/register.ts';

/** The servers between which a round of the mailroom stands. */
export interface MailRoundServers {
  readonly client: Client;
  readonly register: Register;
  readonly smtpUrl: string;
}

/** One round of the mailroom as if it were so much later: nobody waits for what is put off. */
export async function runMailRound(
  { client, register, smtpUrl }: MailRoundServers,
  laterMs: number,
): Promise<void> {
  const transport = createSmtpTransport(smtpUrl, 5);
  const { deliverMail } = createActivities({
    register,
    client,
    calendar: vietnamCalendar,
    mail: {
      transport,
      from: 'Nhắc việc <dondoc@localhost.example>',
      replyTo: null,
      domain: 'dondoc.example',
      connections: 5,
      patienceMs: 0,
      dateOf: 'realTime',
    },
    log: pino({ level: 'silent' }),
  });
  const serverNow = new Date(Date.now() + laterMs).toISOString();
  try {
    await new MockActivityEnvironment().run(deliverMail, { serverNow });
  } finally {
    transport.close();
  }
}
