import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { mailTimes } from '../domain/mail-times.ts';
import { mustEncrypt } from './smtp-encryption.ts';

/** How handing a mail to a server ended. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly response: string; readonly rejected: readonly string[] }
  /** Refused for now (4xx), or the server could not be reached or does not let us in. */
  | { readonly outcome: 'deferred'; readonly response: string }
  /** Refused for good (5xx). */
  | { readonly outcome: 'refused'; readonly response: string }
  /** The connection was lost after DATA had begun: nobody knows whether it went out. */
  | { readonly outcome: 'unknown'; readonly response: string };

/** Where mail is handed over. */
export interface MailTransport {
  /** Never throws for what a mail server does: every end is an outcome. */
  deliver(mail: SendMailOptions): Promise<Delivery>;
  close(): void;
}

/** With what every mail is signed (RFC 6376). */
export interface DkimKey {
  readonly domainName: string;
  readonly keySelector: string;
  /** RSA, PEM. */
  readonly privateKey: string;
}

export interface SmtpOptions {
  /** Null: mails are not signed. */
  readonly dkim?: DkimKey | null;
  /** How long one attempt may take, in ms; tests have no time. */
  readonly attemptMs?: number;
}

/** Whatever the content of a mail says, it never reads a file or an address. */
const closed = { disableFileAccess: true, disableUrlAccess: true } as const;

/** nodemailer's own time limits. */
export const smtpLimits = {
  connectionTimeout: mailTimes.connectMs,
  greetingTimeout: mailTimes.connectMs,
  dnsTimeout: mailTimes.connectMs,
  socketTimeout: mailTimes.silenceMs,
} as const;

/**
 * A pool of SMTP connections. `url` is `smtp://` or `smtps://`, with user and password where needed,
 * and nodemailer's options as its query.
 */
export function createSmtpTransport(
  url: string,
  connections: number,
  { dkim = null, attemptMs = mailTimes.attemptMs }: SmtpOptions = {},
): MailTransport {
  const pool = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connections,
    // A mail requeued in silence would be sent twice without a word on record.
    maxRequeues: 0,
    ...(mustEncrypt(url) ? { requireTLS: true } : {}),
    ...closed,
    ...smtpLimits,
  });
  const signer = dkim === null ? null : new DKIM({ ...dkim });
  return {
    deliver: async (mail) => {
      const written = await write(mail, signer);
      // Silence is not all that takes time: a server may answer word by word.
      return await hand(written, (options) =>
        pool.sendMail({ ...options, signal: AbortSignal.timeout(attemptMs) }),
      );
    },
    close: () => pool.close(),
  };
}

/** A mail as it goes over the wire. */
interface WrittenMail {
  readonly from: string | false;
  readonly to: readonly string[];
  readonly content: Buffer;
}

async function write(mail: SendMailOptions, signer: DKIM | null): Promise<WrittenMail> {
  const composed = new MailComposer({ ...mail, ...closed }).compile();
  const { from, to } = composed.getEnvelope();
  const content = await composed.build();
  return { from, to, content: signer === null ? content : await buffer(signer.sign(content)) };
}

interface SentInfo {
  readonly response: string;
  readonly rejected?: readonly unknown[];
}

async function hand(
  { from, to, content }: WrittenMail,
  send: (options: SendMailOptions) => Promise<SentInfo>,
): Promise<Delivery> {
  let dataBegan = false;
  // nodemailer reads the content only once the server has answered DATA with 354.
  const raw = Readable.from(
    (function* () {
      dataBegan = true;
      yield content;
    })(),
  );
  try {
    const { response, rejected = [] } = await send({ envelope: { from, to: [...to] }, raw });
    return { outcome: 'sent', response, rejected: rejected.map(String) };
  } catch (error) {
    return classify(error, dataBegan);
  }
}

/** nodemailer's codes for a refusal of the envelope or the mail itself. */
const aboutTheMail: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];

function classify(error: unknown, dataBegan: boolean): Delivery {
  if (!(error instanceof Error)) throw error;
  const code = 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  const response = error.message;
  // A 5xx to a greeting or a login is about us, not about the mail: it waits until that is mended.
  const concernsMail = 'code' in error && aboutTheMail.includes(error.code);
  if (code >= 500 && concernsMail) return { outcome: 'refused', response };
  if (code >= 400) return { outcome: 'deferred', response };
  return { outcome: dataBegan ? 'unknown' : 'deferred', response };
}
