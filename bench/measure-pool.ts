import nodemailer from 'nodemailer';
import type { SmtpSink } from './smtp-sink.ts';

/** What handing over so many mails took. */
export interface SendingFigures {
  /** Seconds until the mail server had taken the last one. */
  readonly toldIn: number;
  readonly mails: number;
}

/** A pool as nodemailer has it, at its fastest: connections are never given up between mails. */
export function createBarePool(url: string, connections: number) {
  return nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
}

/** Sends ready-made mails, word for word, and does nothing else: no record, no rendering. */
export async function measurePool(
  sink: SmtpSink,
  mails: readonly Buffer[],
  connections: number,
): Promise<SendingFigures> {
  const pool = createBarePool(sink.url, connections);
  await sink.reset();
  const startedAt = Date.now();
  await Promise.all(
    mails.map((raw, index) =>
      pool.sendMail({
        envelope: { from: 'dondoc@dondoc.example', to: [`xa-${index}@tinh.example`] },
        raw,
      }),
    ),
  );
  const { lastAtMs, mails: taken } = await sink.count();
  pool.close();
  return { toldIn: (lastAtMs - startedAt) / 1000, mails: taken };
}
