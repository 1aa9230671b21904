import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createSecureServer } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOPBACK } from '../../embedded/loopback-port.ts';
import { CleanUp } from '../../worker/clean-up.ts';
import { connectTemporal, resolveTemporal } from '../../worker/temporal-connection.ts';
import { type Certificate, createAuthority } from '../rig/certificates.ts';
import { startTestTemporal, type TestTemporal } from '../rig/servers.ts';

/** A real Temporal server behind TLS, and which settings get clients and workers to it. */

const cleanUp = new CleanUp();
const authority = createAuthority('Sở TTTT');
const foreign = createAuthority('somebody else');
const files: Partial<Record<string, string>> = {};
let folder: string;
let temporal: TestTemporal;
/** Wants nothing but encryption. */
let plainTls: string;
/** Wants a certificate of the client as well. */
let mutualTls: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-tls-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  temporal = await startTestTemporal();
  cleanUp.add(() => temporal.stop());
  const server = authority.issue('temporal.tinh.example', 'localhost');
  plainTls = await encrypt(server, false);
  mutualTls = await encrypt(server, true);
  const client = authority.issue('worker');
  // Not the one of whoever runs the tests.
  await keep('config', '[profile.default]\n');
  await keep('ca', authority.cert);
  await keep('foreign', foreign.cert);
  await keep('cert', client.cert);
  await keep('key', client.key);
});

afterAll(() => cleanUp.run());

async function keep(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, text);
  files[name] = path;
}

/** Takes TLS off in front of the server; hands back its address. */
async function encrypt({ cert, key }: Certificate, requestCert: boolean): Promise<string> {
  const [host = '', port = ''] = temporal.address.split(':');
  const proxy = createServer(
    { cert, key, ca: authority.cert, requestCert, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
    (from) => {
      const to = connect(Number(port), host);
      from.pipe(to).pipe(from);
      from.once('error', () => to.destroy());
      to.once('error', () => from.destroy());
      cleanUp.add(() => from.destroy());
    },
  );
  // A client that does not trust the server breaks off.
  proxy.on('tlsClientError', () => undefined);
  return await listen(proxy);
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  cleanUp.add(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return `localhost:${port}`;
}

/** The server's version, asked by the connection of a client and by that of a worker. */
async function ask(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const target = resolveTemporal(null, { TEMPORAL_CONFIG_FILE: files['config'], ...environment });
  const client = await connectTemporal(target, '2 seconds');
  const worker = await NativeConnection.connect(target.options);
  try {
    const answers = [
      await client.workflowService.getSystemInfo({}),
      await worker.workflowService.getSystemInfo({}),
    ];
    return answers.map(({ serverVersion }) => serverVersion);
  } finally {
    await client.close();
    await worker.close();
  }
}

/** How connecting ends for a client and for a worker that are not let in. */
async function areRefused(environment: NodeJS.ProcessEnv): Promise<void> {
  const target = resolveTemporal(null, { TEMPORAL_CONFIG_FILE: files['config'], ...environment });
  await expect(connectTemporal(target, '2 seconds')).rejects.toMatchObject({
    name: 'TemporalOutOfReach',
  });
  await expect(NativeConnection.connect(target.options)).rejects.toThrow();
}

const versions = [expect.stringMatching(/^\d/), expect.stringMatching(/^\d/)];

describe('Temporal behind TLS', { timeout: 60_000 }, () => {
  it('is reached with the authority of its certificate', async () => {
    const found = await ask({
      TEMPORAL_ADDRESS: plainTls,
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: files['ca'],
    });
    expect(found).toEqual(versions);
  });

  it('is not reached with another authority, nor without any, nor without TLS', async () => {
    const at = { TEMPORAL_ADDRESS: plainTls };
    await areRefused({ ...at, TEMPORAL_TLS_SERVER_CA_CERT_PATH: files['foreign'] });
    await areRefused({ ...at, TEMPORAL_TLS: 'true' });
    await areRefused(at);
  });

  it('is reached under another name that its certificate has, and not under one that it lacks', async () => {
    const at = { TEMPORAL_ADDRESS: plainTls, TEMPORAL_TLS_SERVER_CA_CERT_PATH: files['ca'] };
    const name = 'TEMPORAL_TLS_SERVER_NAME';
    expect(await ask({ ...at, [name]: 'temporal.tinh.example' })).toEqual(versions);
    await areRefused({ ...at, [name]: 'temporal.huyen.example' });
  });

  it('that wants a certificate is reached with one, and not without', async () => {
    const at = { TEMPORAL_ADDRESS: mutualTls, TEMPORAL_TLS_SERVER_CA_CERT_PATH: files['ca'] };
    const shown = {
      TEMPORAL_TLS_CLIENT_CERT_PATH: files['cert'],
      TEMPORAL_TLS_CLIENT_KEY_PATH: files['key'],
    };
    expect(await ask({ ...at, ...shown })).toEqual(versions);
    await areRefused(at);
  });

  it('takes an empty variable as not set, and does not turn TLS on or off by it', async () => {
    const empty = {
      TEMPORAL_TLS: '',
      TEMPORAL_API_KEY: '',
      TEMPORAL_TLS_CLIENT_CERT_PATH: '',
      TEMPORAL_TLS_CLIENT_KEY_PATH: '',
      TEMPORAL_TLS_SERVER_NAME: '',
      TEMPORAL_PROFILE: '',
    };
    const ca = { TEMPORAL_TLS_SERVER_CA_CERT_PATH: files['ca'] };
    expect(await ask({ ...empty, ...ca, TEMPORAL_ADDRESS: plainTls })).toEqual(versions);
    expect(await ask({ ...empty, TEMPORAL_ADDRESS: temporal.address })).toEqual(versions);
  });
});

describe('an API key', { timeout: 60_000 }, () => {
  it('is shown over TLS by clients and workers', async () => {
    const shown: unknown[] = [];
    const server = createSecureServer(authority.issue('localhost'));
    server.on('stream', (stream, headers) => {
      shown.push(headers.authorization);
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc' },
        { waitForTrailers: true },
      );
      stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      // An answer without any field.
      stream.end(Buffer.alloc(5));
    });
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await ask({
        TEMPORAL_ADDRESS: `localhost:${port}`,
        TEMPORAL_API_KEY: 'khoa-bi-mat',
        TEMPORAL_TLS_SERVER_CA_CERT_PATH: files['ca'],
      });
    } finally {
      server.close();
    }
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(new Set(shown)).toEqual(new Set(['Bearer khoa-bi-mat']));
  });

  it('turns TLS on by itself', () => {
    const { options } = resolveTemporal(null, {
      TEMPORAL_CONFIG_FILE: files['config'],
      TEMPORAL_API_KEY: 'khoa-bi-mat',
    });
    expect(options).toMatchObject({ tls: true, apiKey: 'khoa-bi-mat' });
  });
});
