import type { ImapFlow } from 'imapflow';
import type { MailboxRefusal, MailboxView } from '../worker/doctor/mailbox-check.ts';
import { createMailboxClient, listUnseen } from './mailbox-client.ts';

/**
 * Logs in as `readMailbox` does, opens the folder for reading only and looks at what is unseen. Changes nothing, and
 * never throws for what the server does. `limitMs` is for each step of the conversation: a server may take its time
 * to refuse a login. Half of it is for being there at all.
 */
export async function lookIntoMailbox(imapUrl: string, limitMs: number): Promise<MailboxView> {
  const { client, folder } = createMailboxClient(imapUrl, {
    connectionTimeout: limitMs / 2,
    greetingTimeout: limitMs / 2,
    socketTimeout: limitMs,
  });
  let lost: unknown = null;
  // What is under way then says less: that the connection is gone.
  client.on('error', (error: unknown) => {
    lost ??= error;
  });
  let isIn = false;
  try {
    await client.connect();
    isIn = true;
    return { isOpen: true, folder, ...(await lookIntoFolder(client, folder)) };
  } catch (error) {
    const reason = isIn && client.usable ? 'folder' : classify(error);
    return { isOpen: false, folder, reason, said: describe(lost ?? error) };
  } finally {
    if (client.usable) await client.logout().catch(() => client.close());
    else client.close();
  }
}

async function lookIntoFolder(
  client: ImapFlow,
  folder: string,
): Promise<{ isEncrypted: boolean; unseen: number; oldestUnseenAt: number | null }> {
  await client.mailboxOpen(folder, { readOnly: true });
  const unseen = await listUnseen(client);
  const [oldest] = unseen;
  const isEncrypted = client.secureConnection;
  if (oldest === undefined) return { isEncrypted, unseen: 0, oldestUnseenAt: null };
  const mail = await client.fetchOne(String(oldest), { internalDate: true }, { uid: true });
  // Gone meanwhile, or of a server that does not say when it came.
  const at = mail === false || mail.internalDate === undefined ? null : mail.internalDate;
  return {
    ...{ isEncrypted, unseen: unseen.length },
    oldestUnseenAt: at === null ? null : new Date(at).getTime(),
  };
}

function classify(error: unknown): MailboxRefusal {
  const { authenticationFailed, tlsFailed, code } = propertiesOf(error);
  if (authenticationFailed === true) return 'login';
  // ClosedAfterConnectTLS: it took the connection, encrypted, and ended it.
  if (String(code).startsWith('ClosedAfterConnect')) return 'connection';
  if (tlsFailed === true || /CERT|SSL|TLS|SIGNATURE|ISSUER|EPROTO/.test(String(code))) {
    return 'encryption';
  }
  return 'connection';
}

/** The server's own words where it has said any: imapflow's are "Command failed". */
function describe(error: unknown): string {
  const { responseText, reason, code } = propertiesOf(error);
  if (typeof responseText === 'string' && responseText !== '') return responseText;
  if (typeof reason === 'string' && reason !== '') return reason;
  const message = error instanceof Error ? error.message : String(error);
  return message === '' ? String(code) : message;
}

function propertiesOf(error: unknown): Readonly<Record<string, unknown>> {
  return typeof error === 'object' && error !== null ? { ...error } : {};
}
