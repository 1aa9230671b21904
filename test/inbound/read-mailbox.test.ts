import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { InboundMail } from '../../inbound/inbound-mail.ts';
import { readMailbox } from '../../inbound/read-mailbox.ts';
import { type ImapServer, type ImapServerOptions, startImapServer } from './imap-server.ts';
import { asGmail, attached } from './mails.ts';

let server: ImapServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function start(options: ImapServerOptions = {}): Promise<ImapServer> {
  server = await startImapServer(options);
  return server;
}

const quiet = pino({ level: 'silent' });
const mail = (n: number) =>
  asGmail({
    to: 'traloi@tinh.example',
    messageId: `<${n}@x.example>`,
    files: [attached('Báo cáo.pdf')],
  });

describe('reading a mailbox', () => {
  it('hands over what is unseen, whole, and moves it away', async () => {
    const { url, mails, add, commands } = await start();
    add(mail(1));
    add(mail(2)).seen = true;
    add(mail(3));
    const read: InboundMail[] = [];
    const keep = async (one: InboundMail) => {
      read.push(one);
    };
    expect(await readMailbox(url, keep, quiet)).toEqual({ handled: 2, failed: 0 });
    expect(read.map(({ id }) => id)).toEqual(['<1@x.example>', '<3@x.example>']);
    expect(read.map(({ parts }) => parts[0]?.name)).toEqual(['Báo cáo.pdf', 'Báo cáo.pdf']);
    expect(mails.map(({ folder }) => folder)).toEqual(['dondoc-done', 'INBOX', 'dondoc-done']);
    expect(commands.filter((command) => /BODY\[/.test(command))).toEqual([]);
    expect(await readMailbox(url, keep, quiet)).toEqual({ handled: 0, failed: 0 });
  });

  it('leaves unseen what could not be dealt with, and goes on with the next', async () => {
    const { url, mails, add } = await start();
    add(mail(1));
    add(mail(2));
    const failing = async ({ id }: InboundMail) => {
      if (id === '<1@x.example>') throw new Error('Temporal is down');
    };
    expect(await readMailbox(url, failing, quiet)).toEqual({ handled: 1, failed: 1 });
    expect(mails.map(({ seen }) => seen)).toEqual([false, true]);
    const all: string[] = [];
    await readMailbox(url, async ({ id }) => void all.push(id), quiet);
    expect(all).toEqual(['<1@x.example>']);
  });

  it('only marks it as seen where no folder can be made', async () => {
    const { url, mails, add } = await start({ canCreate: false });
    add(mail(1));
    add(mail(2));
    expect(await readMailbox(url, async () => undefined, quiet)).toEqual({ handled: 2, failed: 0 });
    expect(mails).toMatchObject([
      { seen: true, folder: 'INBOX' },
      { seen: true, folder: 'INBOX' },
    ]);
  });

  it('reads the head alone of what is too large', async () => {
    const { url, add, commands } = await start({ sizeOf: () => 61_000_000 });
    add(mail(1));
    const read: InboundMail[] = [];
    await readMailbox(url, async (one) => void read.push(one), quiet);
    expect(read).toMatchObject([{ id: '<1@x.example>', isWhole: false, parts: [] }]);
    expect(commands.some((command) => command.includes('BODY.PEEK[]'))).toBe(false);
  });

  it('says when the password is wrong, without saying it', async () => {
    const { url } = await start();
    const wrong = url.replace(/:[^:@]+@/, ':sai@');
    const failure = await readMailbox(wrong, async () => undefined, quiet).catch((error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure.message)).not.toContain('sai');
  });
});
