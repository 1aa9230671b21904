import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createSmtpTransport,
  type MailTransport,
  smtpLimits,
} from '../../activities/mail-transport.ts';
import { mailTimes } from '../../domain/mail-times.ts';
import { findLoopbackPort } from '../../embedded/loopback-port.ts';
import {
  type DataVerdict,
  type MailCatcher,
  type RcptVerdict,
  startMailCatcher,
} from '../../embedded/mail-catcher.ts';

const mail = {
  from: 'dondoc@test.example',
  to: ['a@tinh.example', 'b@tinh.example'],
  subject: 'Nhắc việc',
  text: 'Đến hạn ngày 14/6/2023',
  messageId: '<1@test.example>',
};

const pathsAsText = {
  ...mail,
  messageId: '<2@test.example>',
  text: '/etc/hostname',
  html: '<img src="file:///etc/hostname"><p>{"path":"/etc/hostname"}</p>',
};

describe('how handing a mail to a server ends', () => {
  let catcher: MailCatcher;
  let transport: MailTransport;
  let onData: DataVerdict | 'hang' = 'accept';
  let letGo: () => void = () => undefined;
  let onRcpt: (address: string) => RcptVerdict = () => 'accept';

  beforeAll(async () => {
    catcher = await startMailCatcher({
      webPort: false,
      onData: () => {
        if (onData !== 'hang') return onData;
        return new Promise((resolve) => {
          letGo = () => resolve({ code: 451, message: 'too late' });
        });
      },
      onRcpt: (address) => onRcpt(address),
    });
    transport = createSmtpTransport(catcher.smtpUrl, 2);
  });
  afterEach(() => {
    onData = 'accept';
    onRcpt = () => 'accept';
  });
  afterAll(async () => {
    transport.close();
    await catcher.stop();
  });

  it('sent, with what the server said', async () => {
    const before = (await catcher.messages()).length;
    expect(await transport.deliver(mail)).toMatchObject({ outcome: 'sent', rejected: [] });
    const [arrived] = (await catcher.messages()).slice(before);
    expect(arrived).toMatchObject({ subject: 'Nhắc việc', messageId: '<1@test.example>' });
  });

  it('deferred at 4xx', async () => {
    onData = { code: 451, message: 'greylisted' };
    const delivery = await transport.deliver(mail);
    expect(delivery).toMatchObject({ outcome: 'deferred' });
    expect(delivery.response).toContain('greylisted');
  });

  it('refused at 5xx', async () => {
    onData = { code: 554, message: 'no such mailbox' };
    expect(await transport.deliver(mail)).toMatchObject({ outcome: 'refused' });
  });

  it('sent, naming the address that was refused while another was taken', async () => {
    onRcpt = (address) =>
      address === 'b@tinh.example' ? { code: 550, message: 'unknown user' } : 'accept';
    expect(await transport.deliver(mail)).toMatchObject({
      outcome: 'sent',
      rejected: ['b@tinh.example'],
    });
  });

  it('refused when every address is refused for good', async () => {
    onRcpt = () => ({ code: 550, message: 'unknown user' });
    expect(await transport.deliver(mail)).toMatchObject({ outcome: 'refused' });
  });

  it('unknown when the connection is lost after DATA, and never sent again by itself', async () => {
    const before = (await catcher.messages()).length;
    // The first on a connection that was used before, the second on one of its own.
    for (const messageId of ['<lost-1@test.example>', '<lost-2@test.example>']) {
      onData = 'closeBeforeReply';
      expect(await transport.deliver({ ...mail, messageId })).toMatchObject({ outcome: 'unknown' });
      onData = 'accept';
    }
    await transport.deliver({ ...mail, messageId: '<next@test.example>' });
    const arrived = (await catcher.messages()).slice(before).map(({ messageId }) => messageId);
    expect(arrived).toEqual([
      '<lost-1@test.example>',
      '<lost-2@test.example>',
      '<next@test.example>',
    ]);
  });

  it('deferred when nobody listens', async () => {
    const port = await findLoopbackPort(undefined, 'a mail server that is not there');
    const nowhere = createSmtpTransport(`smtp://127.0.0.1:${port}`, 1);
    expect(await nowhere.deliver(mail)).toMatchObject({ outcome: 'deferred' });
    nowhere.close();
  });

  it('deferred when the server does not let us in, whatever its code: that is not the mail’s fault', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('554 5.7.1 you are on a list\r\n');
    });
    const port = await findLoopbackPort(undefined, 'a mail server that lets nobody in');
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const refusing = createSmtpTransport(`smtp://127.0.0.1:${port}`, 1);
    expect(await refusing.deliver(mail)).toMatchObject({ outcome: 'deferred' });
    refusing.close();
    server.close();
  });

  it('unknown when the server takes it and stays silent, and it is free for the next mail', async () => {
    onData = 'hang';
    const impatient = createSmtpTransport(catcher.smtpUrl, 1, { attemptMs: 3_000 });
    expect(await impatient.deliver(mail)).toMatchObject({ outcome: 'unknown' });
    onData = 'accept';
    expect(await impatient.deliver({ ...mail, messageId: '<3@test.example>' })).toMatchObject({
      outcome: 'sent',
    });
    impatient.close();
    letGo();
  });

  it('with nothing attached, whatever a text looks like', async () => {
    const before = (await catcher.messages()).length;
    await transport.deliver(pathsAsText);
    const [arrived] = (await catcher.messages()).slice(before);
    expect(arrived).toMatchObject({ attachments: [], text: expect.stringContaining('/etc/host') });
    await expect(
      transport.deliver({ ...mail, attachments: [{ path: '/etc/hostname' }] }),
    ).rejects.toThrow(/file access rejected/i);
    await expect(
      transport.deliver({ ...mail, html: { path: 'http://127.0.0.1:9/' } }),
    ).rejects.toThrow(/url access rejected/i);
  });
});

describe('the time limits', () => {
  it('end an attempt before it counts as interrupted, and that before the round does', () => {
    const { attemptMs, sendingAgeMs, roundLimitMs } = mailTimes;
    const { connectionTimeout, greetingTimeout, dnsTimeout, socketTimeout } = smtpLimits;
    expect(connectionTimeout + greetingTimeout + dnsTimeout + socketTimeout).toBeLessThan(
      attemptMs,
    );
    expect(attemptMs).toBeLessThan(sendingAgeMs);
    expect(sendingAgeMs).toBeLessThan(roundLimitMs);
  });
});
