import type { ImapFlow } from 'imapflow';
import type { Logger } from 'pino';
import { type InboundMail, readInboundMail } from './inbound-mail.ts';
import { createMailboxClient, listUnseen, type MailboxLimits } from './mailbox-client.ts';

/** Bytes of a mail that is read whole: a file of 50 MB is 67 MB as base64, so larger ones come by the portal. */
const longestMail = 60 * 1000 * 1000;
/** Where mail goes that was dealt with, where the mailbox lets it. */
const doneFolder = 'dondoc-done';
const limits: MailboxLimits = {
  connectionTimeout: 30_000,
  greetingTimeout: 30_000,
  socketTimeout: 120_000,
};

/** Mails of one look into the mailbox. */
export interface MailboxRead {
  readonly handled: number;
  /** Left unseen: they are read again the next time. */
  readonly failed: number;
}

/**
 * Reads every unseen mail of a mailbox, one after the other. What `handle` has dealt with is marked as seen and moved to
 * the folder `dondoc-done`; what it threw for stays as it was, and so does everything after a lost connection.
 * @throws what the mailbox's server says when it cannot be reached or does not let us in
 */
export async function readMailbox(
  imapUrl: string,
  handle: (mail: InboundMail) => Promise<void>,
  log: Logger,
): Promise<MailboxRead> {
  const { client, folder } = createMailboxClient(imapUrl, limits);
  // Told by whatever is under way as well.
  client.on('error', (error: unknown) => log.warn({ err: error }, 'mailbox: connection lost'));
  await client.connect();
  try {
    const lock = await client.getMailboxLock(folder);
    try {
      return await readUnseen(client, handle, log);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function readUnseen(
  client: ImapFlow,
  handle: (mail: InboundMail) => Promise<void>,
  log: Logger,
): Promise<MailboxRead> {
  const unseen = await listUnseen(client);
  let [handled, failed] = [0, 0];
  let done: string | null | undefined;
  for (const uid of unseen) {
    try {
      const mail = await fetchMail(client, uid);
      // Somebody else has moved it meanwhile.
      if (mail === null) continue;
      await handle(mail);
      handled += 1;
    } catch (error) {
      if (!client.usable) throw error;
      failed += 1;
      log.error({ err: error, uid }, 'mailbox: a mail could not be dealt with; it stays unseen');
      continue;
    }
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    if (done === undefined) done = await findDoneFolder(client, log);
    if (done !== null) await move(client, uid, done, log);
  }
  return { handled, failed };
}

async function fetchMail(client: ImapFlow, uid: number): Promise<InboundMail | null> {
  const head = await client.fetchOne(String(uid), { size: true, headers: true }, { uid: true });
  if (head === false) return null;
  const isWhole = (head.size ?? 0) <= longestMail;
  if (!isWhole) return await readInboundMail(head.headers ?? Buffer.alloc(0), false);
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true });
  return found === false || found.source === undefined ? null : await readInboundMail(found.source);
}

/** Null where it can neither be found nor made. */
async function findDoneFolder(client: ImapFlow, log: Logger): Promise<string | null> {
  try {
    return (await client.mailboxCreate(doneFolder)).path;
  } catch (error) {
    log.warn(
      { err: error },
      `mailbox: no folder ${doneFolder}; mail that was dealt with is only marked as seen`,
    );
    return null;
  }
}

/** Seen is enough: it is not read again. */
async function move(client: ImapFlow, uid: number, folder: string, log: Logger): Promise<void> {
  try {
    await client.messageMove(String(uid), folder, { uid: true });
  } catch (error) {
    log.warn({ err: error, uid }, `mailbox: could not move a mail to ${folder}`);
  }
}
