import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { serve } from '@hono/node-server';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type CaughtMail, parseCaughtMail } from './caught-mail.ts';
import { foldText } from './fold-text.ts';
import { createInbox } from './inbox/inbox.ts';
import { findLoopbackPort, LOOPBACK } from './loopback-port.ts';
import {
  buildMailId,
  createMemoryStore,
  type MailRecord,
  type MailStore,
  openFolderStore,
} from './mail-store.ts';

/** Only so much of a mail is searched: a digest is far shorter. */
const SEARCHED_CHARACTERS = 50_000;

/** A refusal over SMTP: a code of 400 to 599 and its words. */
export interface SmtpRefusal {
  readonly code: number;
  readonly message: string;
}

/** What is known of the conversation in which something happens. */
export type SmtpSession = SMTPServerSession;

export interface MailCatcherOptions {
  /** A fixed port; otherwise any free one. */
  readonly smtpPort?: number;
  /** The inbox's port, false for no inbox; otherwise any free one. */
  readonly webPort?: number | false;
  /** Where mails are kept and found again; otherwise in memory. */
  readonly folder?: string;
  /**
   * Decides what becomes of a mail; without it every mail is accepted. A refused mail is not
   * kept. `closeBeforeReply` keeps the mail and breaks the connection before confirming: the
   * sender cannot know whether it arrived, and it did.
   */
  readonly onData?: (mail: CaughtMail, session: SmtpSession) => DataVerdict | Promise<DataVerdict>;
  /** Decides on each recipient; without it every one is accepted. */
  readonly onRcpt?: (address: string, session: SmtpSession) => RcptVerdict | Promise<RcptVerdict>;
}

export type DataVerdict = 'accept' | 'closeBeforeReply' | SmtpRefusal;
export type RcptVerdict = 'accept' | SmtpRefusal;

export interface MailCatcher {
  /** `smtp://127.0.0.1:port`: no login, no TLS. */
  readonly smtpUrl: string;
  readonly inboxUrl: string | null;
  /** Every mail caught so far, oldest first, those of earlier runs on the same folder included. */
  messages(): Promise<CaughtMail[]>;
  /**
   * The oldest caught mail that the predicate holds for, waiting for it if need be.
   * Throws after `timeoutMs` milliseconds, listing what came instead.
   */
  waitFor(predicate: (mail: CaughtMail) => boolean, timeoutMs: number): Promise<CaughtMail>;
  stop(): Promise<void>;
}

/**
 * Starts an SMTP server that sends nothing on and keeps everything, with a web inbox to read it,
 * both on the loopback interface only. Throws when a fixed port is in use.
 */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const store =
    options.folder === undefined ? createMemoryStore() : await openFolderStore(options.folder);
  const arrivals = new EventEmitter<{ mail: [CaughtMail] }>().setMaxListeners(0);
  const smtp = await startSmtp(store, arrivals, options);
  const inbox = options.webPort === false ? null : await startInbox(store, options.webPort);
  const messages = () => readAll(store);
  return {
    smtpUrl: `smtp://${LOOPBACK}:${smtp.port}`,
    inboxUrl: inbox?.url ?? null,
    messages,
    waitFor: (predicate, timeoutMs) => waitForMail({ messages, arrivals, predicate, timeoutMs }),
    async stop() {
      await Promise.all([smtp.stop(), inbox?.stop()]);
    },
  };
}

async function readAll(store: MailStore): Promise<CaughtMail[]> {
  const mails: CaughtMail[] = [];
  for (const record of store.records()) mails.push(await readMail(store, record));
  return mails;
}

async function readMail(store: MailStore, record: MailRecord): Promise<CaughtMail> {
  const raw = await store.readRaw(record.id);
  if (raw === null) throw new Error(`Expected the mail ${record.id} to be kept, but it is gone.`);
  return parseCaughtMail(record, raw);
}

interface Waiting {
  readonly messages: () => Promise<CaughtMail[]>;
  readonly arrivals: EventEmitter<{ mail: [CaughtMail] }>;
  readonly predicate: (mail: CaughtMail) => boolean;
  readonly timeoutMs: number;
}

async function waitForMail(waiting: Waiting): Promise<CaughtMail> {
  const { arrivals, predicate, timeoutMs } = waiting;
  let stopListening: () => void = () => undefined;
  const arrived = new Promise<CaughtMail | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), timeoutMs);
    const take = (mail: CaughtMail) => {
      if (predicate(mail)) resolve(mail);
    };
    arrivals.on('mail', take);
    stopListening = () => {
      clearTimeout(timer);
      arrivals.off('mail', take);
    };
  });
  try {
    // Listening began first: a mail that comes while the old ones are read is not missed.
    const found = (await waiting.messages()).find(predicate) ?? (await arrived);
    if (found !== null) return found;
  } finally {
    stopListening();
  }
  const came = (await waiting.messages()).map((mail) => `  ${mail.to.join(', ')}: ${mail.subject}`);
  throw new Error(
    `Expected a mail within ${timeoutMs} ms, but none fits. Caught so far (${came.length}):\n${came.slice(-20).join('\n')}`,
  );
}

async function startSmtp(
  store: MailStore,
  arrivals: EventEmitter<{ mail: [CaughtMail] }>,
  options: MailCatcherOptions,
) {
  const sockets = new Map<number, Socket>();
  let serial = store.records().length;
  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const raw = Buffer.concat(await stream.toArray());
    serial += 1;
    const mail = await parseCaughtMail(readEnvelope(session, serial), raw);
    const verdict = (await options.onData?.(mail, session)) ?? 'accept';
    if (typeof verdict === 'object') throw buildSmtpError(verdict);
    await store.add(buildRecord(mail, raw.length), raw);
    arrivals.emit('mail', mail);
    if (verdict === 'closeBeforeReply') sockets.get(session.remotePort)?.destroy();
  };
  const server = new SMTPServer({
    banner: 'dondoc mail catcher',
    authOptional: true,
    // A certificate of its own would only make senders refuse the connection.
    disabledCommands: ['AUTH', 'STARTTLS'],
    // No question to any name server: this works without a network.
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onRcptTo: (address, session, done) => {
      const decided = async () => (await options.onRcpt?.(address.address, session)) ?? 'accept';
      decided().then(
        (verdict) => done(verdict === 'accept' ? null : buildSmtpError(verdict)),
        done,
      );
    },
    onData: (stream, session, done) => {
      receive(stream, session).then(() => done(), done);
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  const port = await findLoopbackPort(options.smtpPort, 'the mail catcher');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  // From here on errors are those of senders that break off: their own affair.
  server.on('error', () => undefined);
  return { port, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

function readEnvelope(session: SMTPServerSession, serial: number) {
  const receivedAt = new Date();
  const { mailFrom, rcptTo } = session.envelope;
  return {
    id: buildMailId(receivedAt, serial),
    receivedAt: receivedAt.toISOString(),
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
  };
}

function buildRecord(mail: CaughtMail, size: number): MailRecord {
  const { id, receivedAt, from, to, headerFrom, headerTo, subject, messageId } = mail;
  const searched = [subject, headerFrom, headerTo, from, ...to, mail.text].join('\n');
  return {
    ...{ id, receivedAt, from, to: [...to], headerFrom, headerTo, subject, messageId, size },
    attachments: mail.attachments.length,
    searchText: foldText(searched).slice(0, SEARCHED_CHARACTERS),
  };
}

function buildSmtpError(refusal: SmtpRefusal): Error {
  return Object.assign(new Error(refusal.message), { responseCode: refusal.code });
}

async function startInbox(store: MailStore, wanted: number | undefined) {
  const port = await findLoopbackPort(wanted, 'the web inbox');
  const app = createInbox({
    records: store.records,
    read: async (id) => {
      const record = store.records().find((known) => known.id === id);
      return record === undefined ? null : readMail(store, record);
    },
    readRaw: store.readRaw,
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: LOOPBACK, port }, () => resolve(started));
  });
  return {
    url: `http://${LOOPBACK}:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
