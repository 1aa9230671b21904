import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CleanUp } from '../../worker/clean-up.ts';
import { type Ended, runDondoc, startDondoc, waitForExit } from '../rig/command-line.ts';
import { readRuns } from '../rig/histories.ts';
import {
  startTestRegister,
  startTestTemporal,
  type TestRegister,
  type TestTemporal,
} from '../rig/servers.ts';
import { eventually } from '../rig/stage.ts';

/**
 * Passwords and keys with marks, and everything that a worker and the commands say with them, at the most
 * talkative level: in what works, and in everything that can go wrong with a connection.
 */

const secrets = {
  database: 'mat-khau-csdl-9f3a71',
  smtp: 'mat-khau-thu-7c1e42',
  payloadKey: Buffer.from('khoa-ma-hoa-du-lieu-0123456789ab').toString('base64'),
  apiKey: 'khoa-api-temporal-5d2b90',
  codecToken: 'ma-truy-cap-giai-ma-44e1c7',
  wrong: 'mat-khau-sai-e80d15',
} as const;
const now = '2023-06-07T09:00:00+07:00';
const started = ['plans/dong-thap-2023.yaml', '--plan-now', now];
const smtpUser = 'don-doc';
const patienceMs = 90_000;

/** How a secret may look: as it is, in an address, in BASE64 (also behind what is joined to it), in hex. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const joined = [0, 1, 2].map((shift) =>
    // What stands before moves the letters; the first and last ones depend on it.
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...joined];
}

const forbidden = Object.entries(secrets).flatMap(([name, secret]) =>
  formsOf(secret).map((form) => ({ name, form })),
);

/** Names of the secrets that a text gives away. */
function findLeaks(text: string): string[] {
  return [...new Set(forbidden.filter(({ form }) => text.includes(form)).map(({ name }) => name))];
}

interface MailServer {
  readonly port: number;
  /** Everything that was handed over, as it came. */
  readonly received: string[];
  stop(): Promise<void>;
}

async function startMailServer(): Promise<MailServer> {
  const received: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) => {
      if (username === smtpUser && password === secrets.smtp) answer(null, { user: username });
      else answer(new Error('535 wrong password'));
    },
    onData: (stream, _session, done) => {
      let mail = '';
      stream.on('data', (chunk: Buffer) => {
        mail += chunk.toString('latin1');
      });
      stream.on('end', () => {
        received.push(mail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, received, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

const cleanUp = new CleanUp();
const said: { readonly what: string; readonly text: string }[] = [];
let temporal: TestTemporal;
let register: TestRegister;
let mails: MailServer;
let dataDir: string;
let environment: NodeJS.ProcessEnv;

function addressOf(password: string): string {
  const url = new URL(register.url);
  url.username = 'dondoc_test';
  url.password = password;
  return url.toString();
}

function smtpUrlWith(password: string): string {
  return `smtp://${smtpUser}:${password}@127.0.0.1:${mails.port}`;
}

/** Runs a command and keeps everything it says. */
async function run(words: readonly string[], changes: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const ended = await runDondoc(words, dataDir, { ...environment, ...changes });
  const given = JSON.stringify(Object.keys(changes));
  said.push({ what: `${words.join(' ')} ${given}`, text: ended.stdout + ended.stderr });
  return ended;
}

/** The same answer every time: it is asked again and again. */
function once(ask: () => Promise<Ended>): () => Promise<Ended> {
  let asked: Promise<Ended> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/** A worker that is let run until it has said something, or so long. */
async function work(
  until: (log: string) => Promise<boolean> | boolean,
  changes: NodeJS.ProcessEnv = {},
) {
  const child = startDondoc(['worker'], dataDir, { ...environment, ...changes });
  const ended = waitForExit(child);
  const log = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log.text += chunk.toString('utf8');
    });
  }
  try {
    let held = false;
    await eventually(async () => {
      held = await until(log.text);
      if (!held && child.exitCode === null) throw new Error(log.text.slice(-2_000));
    }, patienceMs);
    expect(held, log.text.slice(-2_000)).toBe(true);
  } finally {
    child.kill('SIGTERM');
    await ended;
    said.push({ what: `worker ${JSON.stringify(Object.keys(changes))}`, text: log.text });
  }
  return log.text;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dondoc-secrets-'));
  cleanUp.add(() => rm(dataDir, { recursive: true, force: true }));
  [temporal, register, mails] = await Promise.all([
    startTestTemporal(),
    startTestRegister(),
    startMailServer(),
  ]);
  for (const server of [temporal, register, mails]) cleanUp.add(() => server.stop());
  await register.register.pool.query(
    `create role dondoc_test login superuser password '${secrets.database}'`,
  );
  environment = {
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_API_KEY: secrets.apiKey,
    TEMPORAL_TLS: 'false',
    DATABASE_URL: addressOf(secrets.database),
    SMTP_URL: smtpUrlWith(secrets.smtp),
    DONDOC_PAYLOAD_KEYS: `k-1:${secrets.payloadKey}`,
    DONDOC_CODEC_TOKEN: secrets.codecToken,
    DONDOC_LOG_LEVEL: 'trace',
  };
});

afterAll(() => cleanUp.run());

describe('passwords and keys', { timeout: 150_000 }, () => {
  it('are used, and the commands and the worker work', async () => {
    const begin = once(async () => {
      const ended = await run(['start', ...started, '--json']);
      // Asks the workflows, so it needs the worker.
      await run(['verify', '--json']);
      return ended;
    });
    await work(async (log) => {
      if (!log.includes('worker started')) return false;
      return (await begin()).code === 0 && mails.received.length > 0;
    });
    for (const words of [['list'], ['show', 'dong-thap-2023'], ['mails', 'dong-thap-2023']]) {
      for (const json of [[], ['--json']]) {
        const { code, stdout, stderr } = await run([...words, ...json]);
        expect(code, `${words.join(' ')}: ${stdout.slice(-500)} ${stderr.slice(-500)}`).toBe(0);
      }
    }
    expect((await run(['history', 'dong-thap-2023', '--json'])).stdout).not.toBe('');
  });

  it('are not said when connections break', async () => {
    const { pool } = register.register;
    let broken = false;
    const log = await work(async (text) => {
      if (!text.includes('worker started')) return false;
      if (!broken) {
        await pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dondoc_test'`,
        );
        broken = true;
      }
      return /connection/i.test(text.slice(text.indexOf('worker started')));
    });
    expect(log).toContain('connection');
  });

  it('are not said when the mail server refuses them', async () => {
    const changes = { SMTP_URL: smtpUrlWith(secrets.wrong) };
    const about = ['dong-thap-2023', '6.1', '2023-Q2', '--agency', 'so-noi-vu'];
    const words = ['submit', ...about, '--note', 'Đã xong'];
    const begin = once(() => run(words, changes));
    await work(async (log) => {
      if (!log.includes('worker started') || (await begin()).code !== 0) return false;
      const { rows } = await register.register.pool.query('select response from mail_attempts');
      return rows.some(({ response }) => String(response).includes('535'));
    }, changes);
  });

  it.each([
    ['a wrong password of the database', () => ({ DATABASE_URL: addressOf(secrets.wrong) })],
    [
      'a database that refuses',
      () => ({ DATABASE_URL: `postgres://u:${secrets.database}@127.0.0.1:1/x` }),
    ],
    [
      'a database that nobody knows',
      () => ({ DATABASE_URL: `postgres://u:${secrets.database}@none.invalid/x` }),
    ],
    [
      'an address without its scheme',
      () => ({ DATABASE_URL: `u:${secrets.database}@127.0.0.1/x` }),
    ],
    [
      'an address of something else',
      () => ({ DATABASE_URL: `mysql://u:${secrets.database}@127.0.0.1/x` }),
    ],
    ['an address without its host', () => ({ DATABASE_URL: `mysql://u:${secrets.database}` })],
    [
      'an address with a password of signs',
      () => ({ DATABASE_URL: `mysql://u:#/?${secrets.database}@h/x` }),
    ],
    [
      'a password behind the address',
      () => ({ DATABASE_URL: `mysql://h/x?password=${secrets.database}` }),
    ],
    [
      'a broken address of mail',
      () => ({ SMTP_URL: `smtp:${smtpUser}:${secrets.smtp}@127.0.0.1` }),
    ],
    [
      'another broken address of mail',
      () => ({ SMTP_URL: `http://${smtpUser}:${secrets.smtp}@h` }),
    ],
    [
      'a key that is too short',
      () => ({ DONDOC_PAYLOAD_KEYS: `k-1:${secrets.payloadKey.slice(0, 30)}` }),
    ],
    ['a key without a name', () => ({ DONDOC_PAYLOAD_KEYS: secrets.payloadKey })],
    ['a token that is too short', () => ({ DONDOC_CODEC_TOKEN: secrets.codecToken.slice(0, 20) })],
    ['a token with other signs', () => ({ DONDOC_CODEC_TOKEN: `${secrets.codecToken} x` })],
    ['a Temporal server that refuses', () => ({ TEMPORAL_ADDRESS: '127.0.0.1:1' })],
    ['a Temporal server that nobody knows', () => ({ TEMPORAL_ADDRESS: 'none.invalid:7233' })],
    ['a Temporal server without TLS', () => ({ TEMPORAL_TLS: 'true' })],
  ])('are not said with %s', async (_what, changes) => {
    const isTemporal = Object.keys(changes()).some((name) => name.startsWith('TEMPORAL'));
    const words = isTemporal ? ['start', 'plans/vinh-thanh-2025.yaml'] : ['list', '--json'];
    const { code } = await run(words, changes());
    expect(code).not.toBe(0);
  });

  it('stand in nothing that was said', () => {
    expect(said.length).toBeGreaterThan(25);
    const leaks = said.flatMap(({ what, text }) =>
      findLeaks(text).map((name) => `${name}: ${what}`),
    );
    expect(leaks).toEqual([]);
  });

  it('stand in no mail, in nothing on record, and in nothing that Temporal keeps', async () => {
    expect(mails.received.length).toBeGreaterThan(0);
    for (const mail of mails.received) expect(findLeaks(mail)).toEqual([]);
    const { pool } = register.register;
    const { rows: tables } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    for (const { name } of tables) {
      const { rows } = await pool.query(`select row_to_json(t)::text as row from "${name}" t`);
      expect([name, findLeaks(rows.map(({ row }) => row).join('\n'))]).toEqual([name, []]);
    }
    for await (const { workflowId } of temporal.client.workflow.list()) {
      const events = await readRuns(temporal.client, workflowId);
      expect([workflowId, findLeaks(JSON.stringify(events))]).toEqual([workflowId, []]);
    }
  });

  it('would be found', () => {
    const { smtp } = secrets;
    expect(
      findLeaks(`AUTH PLAIN ${Buffer.from(`\0${smtpUser}\0${smtp}`).toString('base64')}`),
    ).toEqual(['smtp']);
    expect(findLeaks(addressOf(secrets.database))).toEqual(['database']);
    expect(findLeaks(Buffer.from(`Bearer ${secrets.apiKey}`).toString('base64'))).toEqual([
      'apiKey',
    ]);
  });
});
