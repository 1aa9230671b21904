import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSmtpTransport } from '../../activities/mail-transport.ts';
import { mustEncrypt } from '../../activities/smtp-encryption.ts';
import { LOOPBACK } from '../../embedded/loopback-port.ts';
import { type MailCatcher, startMailCatcher } from '../../embedded/mail-catcher.ts';
import { createAuthority } from '../rig/certificates.ts';

/** Real mail servers with and without TLS, and what is handed over to them. */

const mail = {
  from: 'dondoc@test.example',
  to: ['a@tinh.example'],
  subject: 'Nhắc việc',
  text: 'Đến hạn ngày 14/6/2023',
  messageId: '<1@test.example>',
};
const authority = createAuthority('Sở TTTT');
const servers: SMTPServer[] = [];
/** Whether each mail that was taken came encrypted. */
const taken: boolean[] = [];
let folder: string;
let plain: MailCatcher;
/** TLS from the first byte on; STARTTLS. */
let smtps: string;
let startTls: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-tls-'));
  await writeFile(join(folder, 'ca.pem'), authority.cert);
  plain = await startMailCatcher({ webPort: false });
  smtps = `smtps://localhost:${await startServer(true)}`;
  startTls = `smtp://localhost:${await startServer(false)}`;
});

afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(done))));
  await plain?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function startServer(secure: boolean): Promise<number> {
  const server = new SMTPServer({
    ...authority.issue('localhost'),
    secure,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      stream.resume();
      stream.once('end', () => {
        taken.push(session.secure);
        done();
      });
    },
  });
  // Senders that do not trust the certificate break off.
  server.on('error', () => undefined);
  servers.push(server);
  const listening = server.listen(0, LOOPBACK);
  await once(listening, 'listening');
  return (listening.address() as AddressInfo).port;
}

async function send(url: string) {
  const transport = createSmtpTransport(url, 1);
  try {
    return await transport.deliver(mail);
  } finally {
    transport.close();
  }
}

/** The built program's transport in a process that trusts the authority as well. */
async function sendTrusting(url: string): Promise<string> {
  const built = pathToFileURL(
    resolve(import.meta.dirname, '../../dist/activities/mail-transport.js'),
  );
  const program = `
    import { createSmtpTransport } from ${JSON.stringify(built.href)};
    const transport = createSmtpTransport(${JSON.stringify(url)}, 1);
    process.stdout.write((await transport.deliver(${JSON.stringify(mail)})).outcome);
    transport.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([child.stdout.toArray(), once(child, 'close')]);
  return Buffer.concat(output).toString('utf8');
}

describe('handing a mail over', () => {
  it('waits where the certificate is of an authority that this machine does not know', async () => {
    for (const url of [smtps, startTls]) {
      const delivery = await send(url);
      expect(delivery).toMatchObject({ outcome: 'deferred' });
      expect(delivery.response).toMatch(/certificate/);
    }
    expect(taken).toEqual([]);
  });

  it('is encrypted where NODE_EXTRA_CA_CERTS names that authority', async () => {
    for (const url of [smtps, startTls]) expect(await sendTrusting(url)).toBe('sent');
    expect(taken).toEqual([true, true]);
  });

  it('to another machine waits where no encryption is offered, unless the address allows it', async () => {
    // Not this machine's own name, and yet no other machine.
    const url = new URL(plain.smtpUrl);
    url.hostname = '0.0.0.0';
    const delivery = await send(url.href);
    expect(delivery).toMatchObject({ outcome: 'deferred' });
    expect(delivery.response).toMatch(/STARTTLS/);
    expect(await plain.messages()).toEqual([]);
    expect(await send(`${url.href}?ignoreTLS=true`)).toMatchObject({ outcome: 'sent' });
    expect(await send(`${url.href}?requireTLS=false`)).toMatchObject({ outcome: 'sent' });
  });

  it('on this machine goes on without encryption', async () => {
    expect(await send(plain.smtpUrl)).toMatchObject({ outcome: 'sent' });
    expect(await send(`${plain.smtpUrl}?requireTLS=true`)).toMatchObject({ outcome: 'deferred' });
  });
});

describe('encryption of mail', () => {
  it.each([
    ['smtp://mail.tinh.example:587', true],
    ['smtps://user:password@mail.tinh.example:465', true],
    ['smtp://10.0.0.25', true],
    ['smtp://mailpit:1025?ignoreTLS=true', false],
    ['smtp://mail.tinh.example?requireTLS=false', false],
    ['smtp://localhost:25', false],
    ['smtp://127.0.0.1:1025', false],
    ['smtp://[::1]:25', false],
  ])('of %s is demanded by ourselves: %s', (url, expected) => {
    expect(mustEncrypt(url)).toBe(expected);
  });
});
