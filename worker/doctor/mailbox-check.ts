import { type Outcome, ok, warning, wrong } from './check.ts';

/** Why a mailbox cannot be read. */
export type MailboxRefusal = 'login' | 'folder' | 'encryption' | 'connection';

/** What a look into a mailbox has seen, or why it has seen nothing. */
export type MailboxView =
  | {
      readonly isOpen: true;
      readonly folder: string;
      readonly isEncrypted: boolean;
      /** Mails that nobody has read. */
      readonly unseen: number;
      /** When the oldest of them came, ms since 1970; null without one. */
      readonly oldestUnseenAt: number | null;
    }
  | {
      readonly isOpen: false;
      readonly folder: string;
      readonly reason: MailboxRefusal;
      /** What the server or the network said. */
      readonly said: string;
    };

/** Looks into the mailbox of an address (DONDOC_IMAP_URL) as `dondoc inbound` does, and changes nothing. */
export type LookIntoMailbox = (imapUrl: string, limitMs: number) => Promise<MailboxView>;

/** For each step of the conversation: many servers let whoever gives a wrong password wait for two seconds. */
const limitMs = 4_000;
/** `dondoc inbound` looks every minute; a pass over a morning's replies takes longer. */
const lateMs = 15 * 60_000;

/** Whether the mailbox of replies and of mail that comes back can be read, and whether somebody does. */
export async function checkMailbox(
  imapUrl: string | null,
  look: LookIntoMailbox,
  nowMs: number,
): Promise<Outcome> {
  if (imapUrl === null) return ok('DONDOC_IMAP_URL is not set: mail that comes back is not read');
  const { host } = new URL(imapUrl);
  const view = await look(imapUrl, limitMs);
  if (!view.isOpen) return judgeMailboxRefusal(host, view);
  const { unseen, oldestUnseenAt } = view;
  const found = `${host}, ${describeEncryption(imapUrl, view.isEncrypted)}, folder ${view.folder}: ${unseen} unread`;
  if (oldestUnseenAt === null || nowMs - oldestUnseenAt <= lateMs) return ok(found);
  return warning(
    `${found}, the oldest since ${new Date(oldestUnseenAt).toISOString()}: is dondoc inbound running?`,
    'docker compose --profile inbound up --detach (or dondoc inbound); what it could not deal with stays unread, its log says why',
  );
}

function describeEncryption(imapUrl: string, isEncrypted: boolean): string {
  if (!isEncrypted) return 'not encrypted';
  return new URL(imapUrl).protocol === 'imaps:' ? 'TLS' : 'STARTTLS';
}

function judgeMailboxRefusal(
  host: string,
  { reason, folder, said }: Extract<MailboxView, { isOpen: false }>,
): Outcome {
  switch (reason) {
    case 'login':
      return wrong(
        `${host} refused the login: ${said}`,
        'correct user and password in DONDOC_IMAP_URL (special characters percent-encoded: @ is %40), and let the mail server permit IMAP logins of this account',
      );
    case 'folder':
      return wrong(
        `${host}: the folder "${folder}" cannot be opened: ${said}`,
        'end DONDOC_IMAP_URL with a folder of that account (/INBOX; special characters percent-encoded)',
      );
    case 'encryption':
      return wrong(
        `${host}: no encrypted connection: ${said}`,
        'imaps:// in DONDOC_IMAP_URL for a port that begins with TLS (993), imap:// for STARTTLS (143); for a certificate of your own authority NODE_EXTRA_CA_CERTS=its file',
      );
    case 'connection':
      return wrong(
        `no mailbox answers at ${host}: ${said}`,
        'correct host and port in DONDOC_IMAP_URL (imaps:// for 993, imap:// for 143), and let the firewall pass this machine to it; replies wait there meanwhile',
      );
  }
}
