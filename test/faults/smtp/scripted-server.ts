import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { SeededRandom } from '../../rig/seeded-random.ts';
import type { KeptMail, RefusedForGood } from '../oracle/facts.ts';
import type { MailTrouble } from './mail-trouble.ts';

/** A mail server on a bare socket, which can do wrong at every step, and keeps what it has taken. */
export interface ScriptedServer {
  readonly url: string;
  /** Lasts until the returned function is called; then whoever still waits is cut off. */
  begin(trouble: MailTrouble, share: number): () => void;
  readKept(): Promise<KeptMail[]>;
  readonly refused: readonly RefusedForGood[];
  /** How often each trouble has hit. */
  readonly hits: ReadonlyMap<MailTrouble, number>;
  stop(): Promise<void>;
}

export interface ScriptedServerOptions {
  readonly random: SeededRandom;
  /** Called when a mail is kept and before its sender is told so. */
  readonly beforeAnswer?: (messageId: string) => Promise<void>;
}

interface Trouble {
  readonly trouble: MailTrouble;
  readonly share: number;
  readonly salt: number;
}

interface Raw {
  readonly recipients: readonly string[];
  readonly content: string;
  readonly keptAtMs: number;
}

const slowMs = 1_000;

export async function startScriptedServer(options: ScriptedServerOptions): Promise<ScriptedServer> {
  const active = new Set<Trouble>();
  const hits = new Map<MailTrouble, number>();
  const kept: Raw[] = [];
  const refused: RefusedForGood[] = [];
  const sockets = new Set<Socket>();
  const { random } = options;

  /** Whether a trouble hits; of one recipient always the same while it lasts. */
  const meets = (trouble: MailTrouble, about?: string): boolean => {
    const met = [...active].some(
      (one) =>
        one.trouble === trouble &&
        (about === undefined ? random.integer(1, 100) : spread(about, one.salt)) <= one.share,
    );
    if (met) hits.set(trouble, (hits.get(trouble) ?? 0) + 1);
    return met;
  };
  const talk = (socket: Socket) =>
    new Conversation(socket, { meets, kept, refused, beforeAnswer: options.beforeAnswer }).run();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A sender that was killed resets its connection.
    socket.on('error', () => socket.destroy());
    void talk(socket).catch(() => socket.destroy());
  });
  const port = await listen(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    begin: (trouble, share) => {
      const one = { trouble, share, salt: random.integer(0, 2 ** 31) };
      active.add(one);
      return () => {
        active.delete(one);
        if (trouble.startsWith('silent')) for (const socket of sockets) socket.destroy();
      };
    },
    readKept: () => Promise.all(kept.map(readMail)),
    refused,
    hits,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Terms {
  readonly meets: (trouble: MailTrouble, about?: string) => boolean;
  readonly kept: Raw[];
  readonly refused: RefusedForGood[];
  readonly beforeAnswer: ScriptedServerOptions['beforeAnswer'] | undefined;
}

/** One connection. */
class Conversation {
  readonly #socket: Socket;
  readonly #terms: Terms;
  readonly #lines: AsyncIterator<string>;
  #recipients: string[] = [];

  constructor(socket: Socket, terms: Terms) {
    this.#socket = socket;
    this.#terms = terms;
    socket.setEncoding('utf8');
    this.#lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })[
      Symbol.asyncIterator
    ]();
  }

  async run(): Promise<void> {
    const { meets } = this.#terms;
    if (meets('silentGreeting')) return;
    if (meets('greeting4xx')) {
      this.#end('421 4.3.2 try again later');
      return;
    }
    await this.#say('220 mail.tinh.example ESMTP');
    for (let line = await this.#read(); line !== null; line = await this.#read()) {
      if (!(await this.#obey(line))) return;
    }
  }

  /** False when the conversation is over. */
  async #obey(line: string): Promise<boolean> {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO' || verb === 'HELO') return this.#say('250 mail.tinh.example');
    if (verb === 'MAIL') {
      this.#recipients = [];
      return this.#say('250 2.1.0 ok');
    }
    if (verb === 'RCPT') return this.#say(this.#answerRecipient(line));
    if (verb === 'DATA') return this.#takeContent();
    if (verb === 'QUIT') return this.#end('221 2.0.0 bye');
    return this.#say(verb === 'RSET' || verb === 'NOOP' ? '250 2.0.0 ok' : '502 5.5.1 unknown');
  }

  #answerRecipient(line: string): string {
    const { meets, refused } = this.#terms;
    const recipient = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (meets('recipient5xx', recipient)) {
      refused.push({ recipient, messageId: null });
      return '550 5.1.1 no such mailbox';
    }
    if (meets('recipient4xx', recipient)) return '450 4.2.1 mailbox busy';
    this.#recipients.push(recipient);
    return '250 2.1.5 ok';
  }

  async #takeContent(): Promise<boolean> {
    const { meets, refused } = this.#terms;
    if (meets('closeBeforeData')) return this.#cut();
    if (!(await this.#say('354 go on'))) return false;
    const closing = meets('closeDuringData');
    const lines: string[] = [];
    for (let line = await this.#read(); line !== '.'; line = await this.#read()) {
      if (line === null) return false;
      lines.push(line.startsWith('.') ? line.slice(1) : line);
      if (closing && lines.length > 5) return this.#cut();
    }
    const content = lines.join('\r\n');
    if (meets('silentAfterDot')) return false;
    if (meets('closeAfterDot')) return this.#cut();
    if (meets('content4xx')) return this.#say('452 4.3.1 no space');
    if (meets('content5xx')) {
      refused.push({ recipient: null, messageId: findMessageId(content) });
      return this.#say('554 5.7.1 refused');
    }
    return this.#keep(content);
  }

  async #keep(content: string): Promise<boolean> {
    const { meets, kept, beforeAnswer } = this.#terms;
    kept.push({ recipients: this.#recipients, content, keptAtMs: Date.now() });
    await beforeAnswer?.(findMessageId(content));
    if (meets('closeAfterDotKept')) return this.#cut();
    return this.#say('250 2.0.0 kept');
  }

  async #say(line: string): Promise<boolean> {
    if (this.#terms.meets('slow')) await wait(slowMs);
    if (this.#socket.destroyed) return false;
    this.#socket.write(`${line}\r\n`);
    return true;
  }

  #end(line: string): false {
    this.#socket.end(`${line}\r\n`);
    return false;
  }

  #cut(): false {
    this.#socket.destroy();
    return false;
  }

  async #read(): Promise<string | null> {
    const { value, done } = await this.#lines.next();
    return done === true ? null : String(value);
  }
}

/** A number from 1 to 100 that follows from a text and a salt. */
function spread(text: string, salt: number): number {
  let mixed = salt >>> 0;
  for (const letter of text) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return ((mixed >>> 8) % 100) + 1;
}

function findMessageId(content: string): string {
  const unfolded = content.slice(0, content.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return /^Message-ID:\s*(<[^>]+>)/im.exec(unfolded)?.[1] ?? '(none)';
}

async function readMail({ recipients, content, keptAtMs }: Raw): Promise<KeptMail> {
  const { text = '' } = await simpleParser(content);
  return { messageId: findMessageId(content), recipients, text, keptAtMs };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('expected a port');
  return address.port;
}
