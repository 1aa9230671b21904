import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSmtpTransport, type MailTransport } from '../../activities/mail-transport.ts';
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

describe('how handing a mail to a server ends', () => {
  let catcher: MailCatcher;
  let transport: MailTransport;
  let onData: DataVerdict = 'accept';
  let onRcpt: (address: string) => RcptVerdict = () => 'accept';

  beforeAll(async () => {
    catcher = await startMailCatcher({
      webPort: false,
      onData: () => onData,
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
    onData = 'closeBeforeReply';
    const before = (await catcher.messages()).length;
    expect(await transport.deliver(mail)).toMatchObject({ outcome: 'unknown' });
    expect((await catcher.messages()).length).toBe(before + 1);
  });

  it('deferred when nobody listens', async () => {
    const port = await findLoopbackPort(undefined, 'a mail server that is not there');
    const nowhere = createSmtpTransport(`smtp://127.0.0.1:${port}`, 1);
    expect(await nowhere.deliver(mail)).toMatchObject({ outcome: 'deferred' });
    nowhere.close();
  });
});
