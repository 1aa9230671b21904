import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LOOPBACK } from '../embedded/loopback-port.ts';

/** What the sink is told: hand out what it kept, begin to count anew, keep what comes from now on. */
export interface SinkOrder {
  readonly hand: boolean;
  readonly reset: boolean;
  readonly keep: boolean;
}

/** What the sink has taken since it was last reset. */
export interface SinkCount {
  readonly mails: number;
  /** Different Message-IDs among them. */
  readonly distinct: number;
  readonly bytes: number;
  /** When the last one came, in ms since 1970; 0 for none. */
  readonly lastAtMs: number;
  readonly mailsKept: readonly Buffer[];
}

/** A mail server in a process of its own. */
export interface SmtpSink {
  readonly url: string;
  count(): Promise<SinkCount>;
  /** Counts anew from here; keeps every mail, word for word, if asked. */
  reset(options?: { readonly keep: boolean }): Promise<void>;
  /** What it kept since it was reset. */
  readKept(): Promise<readonly Buffer[]>;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('smtp-sink-process.js', import.meta.url));
const started = z.object({ port: z.number() });

/** Starts it on any free port of the loopback interface. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const child = fork(script, { serialization: 'advanced' });
  const [hello] = await once(child, 'message');
  const { port } = started.parse(hello);
  let queue: Promise<unknown> = Promise.resolve();
  const ask = (order: Partial<SinkOrder>): Promise<SinkCount> => {
    const asked = queue.then(async () => {
      child.send({ hand: false, reset: false, keep: false, ...order });
      const [count] = await once(child, 'message');
      return count as SinkCount;
    });
    queue = asked;
    return asked;
  };
  return {
    url: `smtp://${LOOPBACK}:${port}`,
    count: () => ask({}),
    reset: async (options) => void (await ask({ reset: true, keep: options?.keep ?? false })),
    readKept: async () => (await ask({ hand: true })).mailsKept,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
