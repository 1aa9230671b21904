import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { LOOPBACK } from '../embedded/loopback-port.ts';
import type { SinkCount, SinkOrder } from './smtp-sink.ts';

/**
 * A mail server in a process of its own that takes everything, counts it and sends nothing on. It
 * reads a mail no further than its Message-ID.
 */

const ids = new Set<string>();
let mails = 0;
let bytes = 0;
let lastAtMs = 0;
/** Mails word for word, while they are asked for. */
let kept: Buffer[] | null = null;

async function take(stream: SMTPServerDataStream): Promise<void> {
  const raw = Buffer.concat(await stream.toArray());
  const id = /^message-id:\s*(\S+)/im.exec(raw.subarray(0, 4096).toString('latin1'))?.[1];
  mails += 1;
  bytes += raw.length;
  lastAtMs = Date.now();
  if (id !== undefined) ids.add(id);
  kept?.push(raw);
}

function answer(order: SinkOrder): SinkCount {
  const count = { mails, bytes, distinct: ids.size, lastAtMs };
  if (order.reset) {
    ids.clear();
    [mails, bytes, lastAtMs] = [0, 0, 0];
    kept = order.keep ? [] : null;
  }
  return { ...count, mailsKept: order.hand ? (kept ?? []) : [] };
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => {
    take(stream).then(() => done(), done);
  },
});
// A sender that breaks off is its own affair.
server.on('error', () => undefined);
process.on('message', (order: SinkOrder) => process.send?.(answer(order)));
process.once('disconnect', () => process.exit());
const listening = server.listen(0, LOOPBACK, () => {
  const address = listening.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : null });
});
