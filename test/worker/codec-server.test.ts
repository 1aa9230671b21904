import { defaultPayloadConverter } from '@temporalio/common';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createCodecApp, startCodecServer } from '../../worker/codec-server.ts';
import { createPayloadCodec } from '../../worker/payload-codec.ts';
import { parsePayloadKeys } from '../../worker/payload-keys.ts';

const token = 'f00dfeedf00dfeedf00dfeed';
const webUi = 'https://temporal.tinh.example';
const parsed = parsePayloadKeys(`k1:${Buffer.alloc(32, 'a').toString('base64')}`);
const codec = createPayloadCodec(parsed.ok ? parsed.keys : []);
const log = pino({ level: 'silent' });
const app = createCodecApp({ codec, token, origins: [webUi], log });
const open = createCodecApp({ codec, token: null, origins: [webUi], log });

const plain = { metadata: { encoding: base64('json/plain') }, data: base64('"Đã nhận"') };

function base64(text: string | Uint8Array | null | undefined): string {
  return Buffer.from(text ?? '').toString('base64');
}

/** A payload as the Web UI sends it. */
async function encrypted(value: unknown) {
  const payload = defaultPayloadConverter.toPayload(value);
  const [found] = await codec.encode(payload === undefined ? [] : [payload]);
  const { metadata, data } = found ?? {};
  const names = Object.entries(metadata ?? {}).map(
    ([name, bytes]) => [name, base64(bytes)] as const,
  );
  return { metadata: Object.fromEntries(names), data: base64(data) };
}

interface Wishes {
  readonly headers?: Readonly<Record<string, string>>;
  readonly server?: typeof app;
  readonly method?: string;
  readonly body?: string;
}

async function ask(path: string, payloads: readonly unknown[], wishes: Wishes = {}) {
  const { server = app, method = 'POST', body = JSON.stringify({ payloads }) } = wishes;
  const response = await server.request(`http://127.0.0.1:8081${path}`, {
    method,
    headers: {
      host: '127.0.0.1:8081',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...wishes.headers,
    },
    ...(method === 'POST' ? { body } : {}),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the codec server', () => {
  it('decrypts what was encrypted, and leaves the rest as it is', async () => {
    const { status, text, headers } = await ask('/decode', [await encrypted('Đã nhận'), plain]);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ payloads: [plain, plain] });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('encrypts what the Web UI is given to send', async () => {
    const { status, text } = await ask('/encode', [plain]);
    expect(status).toBe(200);
    expect(text).not.toContain(plain.data);
    const back = await ask('/decode', JSON.parse(text).payloads);
    expect(JSON.parse(back.text)).toEqual({ payloads: [plain] });
  });

  it('says with which key a payload was encrypted when it has not got it', async () => {
    const payload = await encrypted('Đã nhận');
    const metadata = { ...payload.metadata, 'encryption-key-id': base64('k9') };
    const { status, text } = await ask('/decode', [{ ...payload, metadata }]);
    expect(status).toBe(422);
    expect(text).toContain('encrypted with key \\"k9\\", which is not among the keys that are set');
  });

  it.each([
    ['no JSON', 'payloads', 400, 'expected JSON'],
    ['no payloads', '{}', 400, 'payloads: '],
    ['no base64', '{"payloads":[{"data":"@"}]}', 400, 'payloads.0.data: expected base64'],
    ['too much', `{"payloads":[],"x":"${'x'.repeat(16 * 1024 * 1024)}"}`, 413, 'at most'],
  ])('refuses %s', async (_, body, status, words) => {
    const found = await ask('/decode', [], { body });
    expect(found.status).toBe(status);
    expect(found.text).toContain(words);
  });

  it('knows no other way in', async () => {
    expect((await ask('/', [])).status).toBe(404);
    expect((await ask('/decode', [], { method: 'GET' })).status).toBe(404);
  });
});

describe('whoever asks the codec server', () => {
  it.each(['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`, token])(
    'is refused without the token: "%s"',
    async (authorization) => {
      const { status, text } = await ask('/decode', [plain], { headers: { authorization } });
      expect(status).toBe(401);
      expect(text).not.toContain(plain.data);
    },
  );

  it('may be a page of the Web UI, which its browser asks about first', async () => {
    const preflight = await ask('/decode', [], {
      method: 'OPTIONS',
      headers: {
        origin: webUi,
        authorization: '',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-namespace',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(webUi);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-namespace');
    const { status, headers } = await ask('/decode', [plain], { headers: { origin: webUi } });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(webUi);
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  it('may read why it is refused, as a page of the Web UI', async () => {
    const refused = await ask('/decode', [], { headers: { origin: webUi, authorization: '' } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(webUi);
  });

  it.each([
    'https://evil.example',
    'null',
    `${webUi}.evil.example`,
    'http://temporal.tinh.example',
  ])('is refused as a page of %s, with the token or without', async (origin) => {
    for (const server of [app, open]) {
      const found = await ask('/decode', [plain], { server, headers: { origin } });
      expect(found.status).toBe(403);
      expect(found.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is refused with a form or plain text, which pages send without asking', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await ask('/decode', [plain], { headers })).status).toBe(415);
  });

  it('needs no token where none is set, and a name of this machine', async () => {
    const wishes = { server: open, headers: { authorization: '' } };
    expect((await ask('/decode', [plain], wishes)).status).toBe(200);
    const rebound = { server: open, headers: { host: 'evil.example:8081' } };
    expect((await ask('/decode', [plain], rebound)).status).toBe(403);
  });
});

describe('a codec server that is started', () => {
  it('answers on its port until it is stopped, and refuses one that is taken', async () => {
    const options = { codec, token, origins: [webUi], log };
    const server = await startCodecServer(options, { host: '127.0.0.1', port: 0 });
    try {
      const response = await fetch(`${server.url}/decode`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ payloads: [await encrypted('Đã nhận')] }),
      });
      expect(await response.json()).toEqual({ payloads: [plain] });
      const port = Number(new URL(server.url).port);
      await expect(startCodecServer(options, { host: '127.0.0.1', port })).rejects.toThrow(
        'EADDRINUSE',
      );
    } finally {
      await server.stop();
    }
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
