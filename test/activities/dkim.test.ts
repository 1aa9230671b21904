import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSmtpTransport, type MailTransport } from '../../activities/mail-transport.ts';
import { findLoopbackPort } from '../../embedded/loopback-port.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** A mail server that keeps what comes over the wire, byte for byte. */
async function startWire() {
  const mails: string[] = [];
  const port = await findLoopbackPort(undefined, 'a mail server that keeps every byte');
  const server = createServer((socket) => {
    let text = '';
    let inData = false;
    socket.on('error', () => undefined);
    socket.write('220 wire\r\n');
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const end = inData ? '\r\n.\r\n' : '\r\n';
        const at = text.indexOf(end);
        if (at === -1) return;
        const said = text.slice(0, at);
        text = text.slice(at + end.length);
        // Dots that SMTP has doubled are single again (RFC 5321, 4.5.2).
        if (inData) mails.push(`${said}\r\n`.replace(/^\.\./gm, '.'));
        const begins = !inData && /^DATA/i.test(said);
        inData = begins;
        socket.write(begins ? '354 go\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${port}`, mails, stop: () => server.close() };
}

/** Verifies a signature as RFC 6376 says (relaxed/relaxed, rsa-sha256), by nothing of the sender's code. */
function verifyDkim(raw: string, key: string): boolean {
  const split = raw.indexOf('\r\n\r\n');
  const fields = raw.slice(0, split).split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field));
  if (signature === undefined) throw new Error('expected a signature, found none');
  const tags = readTags(signature);
  const body = relaxBody(raw.slice(split + 4));
  const bodyHash = createHash('sha256').update(body, 'latin1').digest('base64');
  if (tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed') return false;
  if (tags.get('bh') !== bodyHash) return false;
  const unread = [...fields];
  const signed = (tags.get('h') ?? '').split(':').flatMap((name) => {
    // Of several fields of a name the last is signed first (RFC 6376, 5.4.2).
    const index = unread.findLastIndex((field) => nameOf(field) === name.trim().toLowerCase());
    return index === -1 ? [] : unread.splice(index, 1);
  });
  const bare = signature.replace(/([;\s]b=)[^;]*/, '$1');
  const text = [...signed, bare].map(relaxField).join('\r\n');
  const given = Buffer.from((tags.get('b') ?? '').replace(/\s/g, ''), 'base64');
  return verify('sha256', Buffer.from(text, 'latin1'), createPublicKey(key), given);
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).trim().toLowerCase();
}

/** RFC 6376, 3.4.2. */
function relaxField(field: string): string {
  const value = field.slice(field.indexOf(':') + 1).replace(/\r\n/g, '');
  return `${nameOf(field)}:${value.replace(/[ \t]+/g, ' ').trim()}`;
}

/** RFC 6376, 3.4.4. */
function relaxBody(body: string): string {
  const lines = body.replace(/[ \t]+/g, ' ').replace(/ \r\n/g, '\r\n');
  const kept = lines.replace(/(\r\n)*$/, '');
  return kept === '' ? '' : `${kept}\r\n`;
}

function readTags(signature: string): Map<string, string> {
  const value = signature.slice(signature.indexOf(':') + 1).replace(/\r\n/g, '');
  return new Map(
    value.split(';').map((tag) => {
      const [name = '', ...rest] = tag.split('=');
      return [name.trim(), rest.join('=').replace(/\s/g, '')];
    }),
  );
}

describe('a signed mail', () => {
  let wire: Awaited<ReturnType<typeof startWire>>;
  let transport: MailTransport;
  let raw = '';
  const mail = {
    from: { name: 'Nhắc việc', address: 'nhacviec@tinh.example' },
    to: 'a@xa.example',
    subject: 'Nhắc việc: đến hạn ngày 14/6/2023',
    text: '.một dòng bắt đầu bằng dấu chấm\n\n  và   khoảng trắng \n\n\n',
    html: '<p>Đến hạn</p>',
    messageId: '<1@tinh.example>',
    headers: { 'List-Id': '<dong-thap-2023.plan.tinh.example>' },
  };

  beforeAll(async () => {
    wire = await startWire();
    const dkim = { domainName: 'tinh.example', keySelector: 'dondoc', privateKey };
    transport = createSmtpTransport(wire.url, 1, { dkim });
    expect(await transport.deliver(mail)).toMatchObject({ outcome: 'sent' });
    raw = wire.mails.at(-1) ?? '';
  });
  afterAll(() => {
    transport.close();
    wire.stop();
  });

  it('arrives with a signature that holds, of the domain and selector of the settings', () => {
    const tags = readTags(raw.split(/\r\n(?![ \t])/)[0] ?? '');
    expect([tags.get('d'), tags.get('s')]).toEqual(['tinh.example', 'dondoc']);
    const signed = (tags.get('h') ?? '').toLowerCase().split(':');
    expect(signed).toEqual(
      expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'list-id']),
    );
    expect(verifyDkim(raw, publicKey)).toBe(true);
  });

  it('no longer holds when anything was changed on the way, or with another key', () => {
    expect(verifyDkim(raw.replace('Subject: =?', 'Subject: x=?'), publicKey)).toBe(false);
    expect(verifyDkim(raw.replace('nhacviec@', 'khac@'), publicKey)).toBe(false);
    expect(verifyDkim(`${raw}x\r\n`, publicKey)).toBe(false);
    const other = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    expect(verifyDkim(raw, other.publicKey)).toBe(false);
  });

  it('is signed only where a key is set', async () => {
    const plain = createSmtpTransport(wire.url, 1);
    await plain.deliver(mail);
    plain.close();
    expect(wire.mails.at(-1)).not.toMatch(/dkim-signature/i);
  });
});
