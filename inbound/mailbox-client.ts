import { ImapFlow } from 'imapflow';
import { isLoopbackHost } from '../activities/smtp-encryption.ts';

/** How long a mailbox's server may be silent, ms. */
export interface MailboxLimits {
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
}

/** A client that is not connected yet, and the folder that the address names: INBOX where it names none. */
export function createMailboxClient(
  imapUrl: string,
  limits: MailboxLimits,
): { client: ImapFlow; folder: string } {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    // Somebody in between could take the offer of STARTTLS away unnoticed.
    ...(secure ? {} : { doSTARTTLS: !isLoopbackHost(url.hostname) }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    disableAutoIdle: true,
    logger: false,
    ...limits,
  });
  const folder = decodeURIComponent(url.pathname.slice(1));
  return { client, folder: folder === '' ? 'INBOX' : folder };
}

/** Uids of what nobody has read in the open folder. Throws where the server does not search it. */
export async function listUnseen(client: ImapFlow): Promise<readonly number[]> {
  const unseen = await client.search({ seen: false }, { uid: true });
  if (unseen === false || unseen === undefined) throw new Error('the folder cannot be searched');
  return unseen;
}
