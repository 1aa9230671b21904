import { Readable } from 'node:stream';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';

/** How handing a mail to a server ended. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly response: string; readonly rejected: readonly string[] }
  /** Refused for now (4xx), or the server could not be reached. */
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

/** Time limits in ms; all stay below the activity's, so that an attempt always ends in an outcome. */
const limits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 60_000,
  dnsTimeout: 10_000,
} as const;

/**
 * A pool of SMTP connections. `url` is `smtp://` or `smtps://`, with user and password where needed,
 * and nodemailer's options as its query.
 */
export function createSmtpTransport(url: string, connections: number): MailTransport {
  const pool = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connections,
    // A mail requeued in silence would be sent twice without a word on record.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...limits,
  });
  return {
    deliver: (mail) => deliver(mail, (options) => pool.sendMail(options)),
    close: () => pool.close(),
  };
}

interface SentInfo {
  readonly response: string;
  readonly rejected?: readonly unknown[];
}

async function deliver(
  mail: SendMailOptions,
  send: (options: SendMailOptions) => Promise<SentInfo>,
): Promise<Delivery> {
  const composed = new MailComposer(mail).compile();
  const envelope = composed.getEnvelope();
  const content = await composed.build();
  let dataBegan = false;
  // nodemailer reads the content only once the server has answered DATA with 354.
  const raw = Readable.from(
    (function* () {
      dataBegan = true;
      yield content;
    })(),
  );
  try {
    const { response, rejected = [] } = await send({
      envelope: { from: envelope.from, to: [...envelope.to] },
      raw,
    });
    return { outcome: 'sent', response, rejected: rejected.map(String) };
  } catch (error) {
    return classify(error, dataBegan);
  }
}

function classify(error: unknown, dataBegan: boolean): Delivery {
  if (!(error instanceof Error)) throw error;
  const code = 'responseCode' in error ? Number(error.responseCode) : null;
  const response = error.message;
  if (code !== null && code >= 500) return { outcome: 'refused', response };
  if (code !== null && code >= 400) return { outcome: 'deferred', response };
  return { outcome: dataBegan ? 'unknown' : 'deferred', response };
}
