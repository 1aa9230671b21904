import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../rig/certificates.ts';

/** A mail in the mailbox of these tests. */
export interface StoredMail {
  readonly uid: number;
  readonly raw: Buffer;
  seen: boolean;
  folder: string;
  /** When it came, as IMAP writes it. */
  internalDate: string;
}

export interface ImapServerOptions {
  /** Without it CREATE is refused. */
  readonly canCreate?: boolean;
  /** What RFC822.SIZE says instead of the truth. */
  readonly sizeOf?: (mail: StoredMail) => number;
  /** With it the port begins with TLS. */
  readonly certificate?: Certificate;
}

export interface ImapServer {
  readonly url: string;
  readonly mails: StoredMail[];
  /** Commands as they came, without tag and password. */
  readonly commands: string[];
  add(raw: Buffer): StoredMail;
  stop(): Promise<void>;
}

const password = 'mật khẩu/1';

/** As much of IMAP4rev1 (RFC 3501) with MOVE (RFC 6851) as one reader needs, on a free port of this machine. */
export async function startImapServer(options: ImapServerOptions = {}): Promise<ImapServer> {
  const mails: StoredMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const { certificate } = options;
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.write('* OK [CAPABILITY IMAP4rev1 MOVE] ready\r\n');
    let buffered = '';
    let literal: { line: string; left: number } | null = null;
    socket.on('data', (chunk) => {
      buffered += chunk.toString('utf8');
      for (;;) {
        if (literal !== null) {
          const bytes = Buffer.from(buffered);
          if (bytes.length < literal.left) return;
          buffered = `${literal.line}"${bytes.subarray(0, literal.left)}"${bytes.subarray(literal.left)}`;
          literal = null;
        }
        const end = buffered.indexOf('\r\n');
        if (end === -1) return;
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        const size = /\{(\d+)\+?\}$/.exec(line);
        if (size !== null) {
          literal = { line: line.slice(0, size.index), left: Number(size[1]) };
          socket.write('+ go on\r\n');
          continue;
        }
        answer(socket, line);
      }
    });
  };
  const server =
    certificate === undefined ? createServer(take) : createTlsServer({ ...certificate }, take);

  function answer(socket: Socket, line: string): void {
    const [, tag = '*', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    commands.push(command.replace(/^LOGIN .*/, 'LOGIN …'));
    const ok = (text = 'done') => socket.write(`${tag} OK ${text}\r\n`);
    const inbox = mails.filter(({ folder }) => folder === 'INBOX');
    const uid = Number(/^UID \w+ (\d+)/.exec(command)?.[1] ?? 0);
    const mail = inbox.find((one) => one.uid === uid);
    switch (true) {
      case /^LOGIN /.test(command):
        if (command.includes(password)) ok('[CAPABILITY IMAP4rev1 MOVE] in');
        else socket.write(`${tag} NO [AUTHENTICATIONFAILED] wrong password\r\n`);
        return;
      case /^LIST/.test(command):
        socket.write('* LIST (\\HasNoChildren) "/" "INBOX"\r\n');
        ok();
        return;
      case /^(SELECT|EXAMINE)/.test(command) && !/ "?INBOX"?$/.test(command):
        socket.write(`${tag} NO [NONEXISTENT] no such folder\r\n`);
        return;
      case /^(SELECT|EXAMINE)/.test(command):
        socket.write(`* FLAGS (\\Seen)\r\n* ${inbox.length} EXISTS\r\n* 0 RECENT\r\n`);
        socket.write('* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 99] ok\r\n');
        ok(command.startsWith('SELECT') ? '[READ-WRITE] selected' : '[READ-ONLY] selected');
        return;
      case /^UID SEARCH/.test(command): {
        const unseen = inbox.filter(({ seen }) => !seen).map((one) => one.uid);
        socket.write(`* SEARCH${unseen.map((one) => ` ${one}`).join('')}\r\n`);
        ok();
        return;
      }
      case /^UID FETCH/.test(command):
        if (mail !== undefined) fetchMail(socket, inbox.indexOf(mail) + 1, mail, command);
        ok();
        return;
      case /^UID STORE/.test(command):
        if (mail !== undefined) mail.seen = true;
        ok();
        return;
      case /^CREATE/.test(command):
        if (options.canCreate === false) socket.write(`${tag} NO [NOPERM] not here\r\n`);
        else ok();
        return;
      case /^UID MOVE/.test(command):
        if (mail !== undefined) mail.folder = /"?([\w-]+)"?$/.exec(command)?.[1] ?? '';
        ok();
        return;
      case /^LOGOUT/.test(command):
        socket.write('* BYE\r\n');
        ok();
        socket.end();
        return;
      default:
        ok();
    }
  }

  function fetchMail(socket: Socket, seq: number, mail: StoredMail, command: string): void {
    const wholeHead = mail.raw.subarray(0, mail.raw.indexOf('\r\n\r\n') + 4);
    const isHead = command.includes('[HEADER]');
    const content = isHead ? wholeHead : mail.raw;
    if (command.includes('INTERNALDATE')) {
      const at = `INTERNALDATE "${mail.internalDate}"`;
      socket.write(`* ${seq} FETCH (UID ${mail.uid} ${at})\r\n`);
      return;
    }
    const size = options.sizeOf?.(mail) ?? mail.raw.length;
    const name = isHead ? 'BODY[HEADER]' : 'BODY[]';
    socket.write(
      `* ${seq} FETCH (UID ${mail.uid} RFC822.SIZE ${size} ${name} {${content.length}}\r\n`,
    );
    socket.write(content);
    socket.write(')\r\n');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${certificate === undefined ? 'imap' : 'imaps'}://vanthu%40tinh.example:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    ...{ mails, commands },
    add: (raw) => {
      const internalDate = '07-Jun-2023 08:00:00 +0700';
      const mail = { uid: mails.length + 1, raw, seen: false, folder: 'INBOX', internalDate };
      mails.push(mail);
      return mail;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
