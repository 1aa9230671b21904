import { eq } from 'drizzle-orm';
import type { Register } from '../register.ts';
import { mails } from '../schema.ts';

/** How many mails a mail server has taken. */
export async function countSentMails(register: Register): Promise<number> {
  return await register.db.$count(mails, eq(mails.state, 'sent'));
}
