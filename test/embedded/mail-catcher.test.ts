import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type MailCatcher,
  type MailCatcherOptions,
  startMailCatcher,
} from '../../embedded/mail-catcher.ts';

let running: MailCatcher[];

beforeEach(() => {
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((catcher) => catcher.stop()));
});

async function start(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const catcher = await startMailCatcher(options);
  running.push(catcher);
  return catcher;
}

const DIGEST = {
  from: 'Đôn đốc <don-doc@dongthap.example>',
  to: 'UBND xã Mỹ Thọ <mytho@dongthap.example>',
  subject: '[Nhắc việc] 02 nhiệm vụ sắp đến hạn',
  messageId: '<digest.1@dondoc.example>',
  text: 'Kính gửi UBND xã Mỹ Thọ',
  html: '<p>Kính gửi <b>UBND xã Mỹ Thọ</b></p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: [
    { filename: 'lịch nhắc.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' },
  ],
};

function send(catcher: MailCatcher, changes: Partial<typeof DIGEST> = {}) {
  return createTransport(catcher.smtpUrl).sendMail({ ...DIGEST, ...changes });
}

describe('the mail catcher', () => {
  it('keeps a mail with its envelope, both texts, its headers and its files', async () => {
    const catcher = await start({ webPort: false });
    expect(catcher.inboxUrl).toBeNull();
    await send(catcher);
    const [mail, ...others] = await catcher.messages();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      from: 'don-doc@dongthap.example',
      to: ['mytho@dongthap.example'],
      subject: '[Nhắc việc] 02 nhiệm vụ sắp đến hạn',
      messageId: '<digest.1@dondoc.example>',
      html: '<p>Kính gửi <b>UBND xã Mỹ Thọ</b></p>',
      attachments: [{ filename: 'lịch nhắc.ics', contentType: 'text/calendar', size: 15 }],
    });
    expect(mail?.text.trim()).toBe('Kính gửi UBND xã Mỹ Thọ');
    expect(mail?.headers['auto-submitted']).toBe('auto-generated');
  });

  it('says that a mail without HTML has none', async () => {
    const catcher = await start({ webPort: false });
    await createTransport(catcher.smtpUrl).sendMail({ ...DIGEST, html: '' });
    expect((await catcher.messages())[0]?.html).toBeNull();
  });

  it('finds the mails of an earlier run in its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
    try {
      const first = await start({ folder, webPort: false });
      await send(first, { subject: 'một' });
      await send(first, { subject: 'hai' });
      await first.stop();
      const second = await start({ folder, webPort: false });
      await send(second, { subject: 'ba' });
      const subjects = (await second.messages()).map((mail) => mail.subject);
      expect(subjects).toEqual(['một', 'hai', 'ba']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('waits for a mail that is still to come, and takes one that came before', async () => {
    const catcher = await start({ webPort: false });
    const coming = catcher.waitFor((mail) => mail.subject === 'sau', 10_000);
    await send(catcher, { subject: 'trước' });
    await send(catcher, { subject: 'sau' });
    expect((await coming).subject).toBe('sau');
    expect((await catcher.waitFor((mail) => mail.subject === 'trước', 1)).subject).toBe('trước');
  });

  it('lists what came instead when the mail waited for does not come', async () => {
    const catcher = await start({ webPort: false });
    await send(catcher, { subject: 'khác' });
    const waiting = catcher.waitFor((mail) => mail.subject === 'không có', 20);
    await expect(waiting).rejects.toThrow('mytho@dongthap.example: khác');
  });

  it('refuses a mail as it is told to, and then keeps none', async () => {
    const refusal = { code: 451, message: 'Try again later' };
    const catcher = await start({ webPort: false, onData: () => refusal });
    await expect(send(catcher)).rejects.toMatchObject({
      responseCode: 451,
      response: expect.stringContaining('Try again later'),
    });
    expect(await catcher.messages()).toEqual([]);
  });

  it('refuses one recipient as it is told to and accepts the others', async () => {
    const refusal = { code: 550, message: 'No such mailbox' };
    const catcher = await start({
      webPort: false,
      onRcpt: (address) => (address.startsWith('gone@') ? refusal : 'accept'),
    });
    const answer = await send(catcher, { to: 'gone@a.example, here@a.example' });
    expect(answer.rejected).toEqual(['gone@a.example']);
    expect((await catcher.messages()).map((mail) => mail.to)).toEqual([['here@a.example']]);
  });

  it('keeps a mail whose confirmation is lost with the connection', async () => {
    const catcher = await start({
      webPort: false,
      onData: (mail) => (mail.subject === 'mất nối' ? 'closeBeforeReply' : 'accept'),
    });
    await expect(send(catcher, { subject: 'mất nối' })).rejects.not.toHaveProperty('responseCode');
    await send(catcher, { subject: 'bình thường' });
    const subjects = (await catcher.messages()).map((mail) => mail.subject);
    expect(subjects).toEqual(['mất nối', 'bình thường']);
  });

  it('refuses a port that is in use, naming it', async () => {
    const catcher = await start({ webPort: false });
    const smtpPort = Number(new URL(catcher.smtpUrl).port);
    await expect(start({ smtpPort })).rejects.toThrow(`Expected port ${smtpPort}`);
  });
});
