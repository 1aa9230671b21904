import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { type Addressing, composeMail } from '../../mail/compose-mail.ts';
import type { RenderedMail } from '../../mail/models.ts';
import { renderDigest } from '../../mail/render-digest.ts';
import { renderEscalationLetter } from '../../mail/render-escalation-letter.ts';
import { digestOf, dongThapDigest, leadItem, officeLetter } from './samples.ts';

const addressing: Addressing = {
  from: { name: 'Đôn đốc kế hoạch', address: 'dondoc@dongthap.example' },
  to: ['noivu@dongthap.example', 'vanthu.snv@dongthap.example'],
  replyTo: 'sotttt@dongthap.example',
  mailKey: 'digest/dong-thap-2023/so-noi-vu/2023-06-05',
  plan: 'dong-thap-2023',
  agency: 'so-noi-vu',
  domain: 'dongthap.example',
};

/** The bytes that nodemailer would send. */
async function rawOf(mail: RenderedMail, to: Addressing = addressing): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail(composeMail(mail, to));
  if (!Buffer.isBuffer(message)) throw new TypeError('expected a buffered message');
  return message;
}

async function receive(mail: RenderedMail, to?: Addressing) {
  return simpleParser(await rawOf(mail, to));
}

describe('a mail on its way', () => {
  it('arrives as it was rendered', async () => {
    const mail = renderDigest(dongThapDigest);
    const arrived = await receive(mail);
    expect(arrived.subject).toBe(
      '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ quá hạn, 02 nhiệm vụ đến hạn ngày 14/6/2023, 01 nhiệm vụ phối hợp',
    );
    expect(arrived.text?.trim()).toBe(mail.text.trim());
    expect(arrived.html === false ? '' : arrived.html?.trim()).toBe(mail.html.trim());
  });

  it('has a subject that nobody decodes into something else', async () => {
    const mail = renderDigest(dongThapDigest);
    const subject = 'Task =?utf-8?Q?=0D=0ABcc:_x@evil.example?=';
    const arrived = await receive({ ...mail, subject });
    expect(arrived.subject).toBe('Task = ?utf-8?Q?=0D=0ABcc:_x@evil.example?=');
    expect(arrived.bcc).toBeUndefined();
  });

  it('says who wrote, to whom, and where to answer', async () => {
    const { from, to, replyTo } = await receive(renderDigest(dongThapDigest));
    expect(from?.value).toEqual([{ name: 'Đôn đốc kế hoạch', address: 'dondoc@dongthap.example' }]);
    expect([to].flat().map((one) => one?.text)).toEqual([
      'noivu@dongthap.example, vanthu.snv@dongthap.example',
    ]);
    expect(replyTo?.text).toBe('sotttt@dongthap.example');
  });

  it('says that a machine wrote it, and stands in its thread', async () => {
    const arrived = await receive(renderDigest(dongThapDigest));
    expect(arrived.headers.get('auto-submitted')).toBe('auto-generated');
    expect(arrived.headers.get('x-auto-response-suppress')).toBe('OOF, AutoReply');
    expect(arrived.messageId).toMatch(/^<mail\.[0-9a-f]{32}@dongthap\.example>$/);
    expect(arrived.inReplyTo).toMatch(/^<thread\.[0-9a-f]{32}@dongthap\.example>$/);
    expect(arrived.references).toBe(arrived.inReplyTo);
  });

  it('keeps its Message-ID when it is sent again', async () => {
    const mail = renderDigest(dongThapDigest);
    expect((await receive(mail)).messageId).toBe((await receive(mail)).messageId);
  });

  it('carries the last days as a calendar', async () => {
    const { attachments } = await receive(renderDigest(dongThapDigest));
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['thoi-han.ics', 'text/calendar'],
    ]);
    expect(attachments[0]?.content.toString('utf8')).toContain('DTSTART;VALUE=DATE:20230614');
  });

  it('carries nothing when there are no last days to keep', async () => {
    expect((await receive(renderEscalationLetter(officeLetter))).attachments).toEqual([]);
  });

  it('has no Reply-To when nobody reads replies', async () => {
    const arrived = await receive(renderDigest(dongThapDigest), { ...addressing, replyTo: null });
    expect(arrived.replyTo).toBeUndefined();
  });

  it('gains no header from a hostile name', async () => {
    const name = 'Sở\r\nBcc: x@evil.example\r\nX-Evil: 1';
    const head = { ...dongThapDigest.head, recipient: { id: 'x', name } };
    const raw = await rawOf(renderDigest({ ...digestOf(leadItem), head }), {
      ...addressing,
      from: { name, address: addressing.from.address },
    });
    const { headers } = await simpleParser(raw);
    expect([...headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'in-reply-to',
      'list',
      'message-id',
      'mime-version',
      'references',
      'reply-to',
      'subject',
      'to',
      'x-auto-response-suppress',
    ]);
  });

  it('may read no file and no address on the way', () => {
    expect(composeMail(renderDigest(dongThapDigest), addressing)).toMatchObject({
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  });
});
