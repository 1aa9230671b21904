import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import proto from '@temporalio/proto';
import getPort from 'get-port';
import pg from 'pg';
import pino from 'pino';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../client/run-program.ts';
import { startPortal } from '../../portal/serve.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { lookIntoRegister } from '../../register/look-into-register.ts';
import { openRegister } from '../../register/open-register.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import { CleanUp } from '../../worker/clean-up.ts';
import { checkNames, type Finding } from '../../worker/doctor/check.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { type ImapServerOptions, startImapServer } from '../inbound/imap-server.ts';
import { createAuthority } from '../rig/certificates.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { eventually, openStage, type Stage } from '../rig/stage.ts';

/** `dondoc doctor` between real servers: first all is well, then one thing after the other is not. */

const cleanUp = new CleanUp();
let stage: Stage;
let folder: string;
let healthy: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-doctor-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  stage = await openStage(startTestTemporal);
  cleanUp.add(() => stage.stop());
  const { workflowService } = stage.client.connection;
  const days = (count: number) =>
    proto.google.protobuf.Duration.fromObject({ seconds: count * 86_400 });
  await workflowService.updateNamespace({
    namespace: 'default',
    config: { workflowExecutionRetentionTtl: days(30) },
  });
  await workflowService.registerNamespace({
    namespace: 'bare',
    workflowExecutionRetentionPeriod: days(1),
  });
  await mkdir(join(folder, 'data', 'evidence'), { recursive: true, mode: 0o700 });
  healthy = {
    HOME: folder,
    TEMPORAL_ADDRESS: stage.temporal.address,
    DATABASE_URL: stage.databaseUrl,
    SMTP_URL: stage.mails.smtpUrl,
    DONDOC_DATA: join(folder, 'data'),
    DONDOC_MAIL_FROM: 'Nhắc việc <nhacviec@dondoc.internal>',
    DONDOC_MAIL_DOMAIN: 'dondoc.internal',
  };
  await startPlan(stage.databaseUrl, 'kh-2023', 'Hàng quý', '2023-12-31');
  // A namespace is known to every part of the server some moments after it was made.
  await eventually(() =>
    stage.client.connection.operatorService.listSearchAttributes({ namespace: 'bare' }),
  );
}, 60_000);
afterAll(() => cleanUp.run());

/** Puts a plan on record as `start` does, without its workflow. */
async function startPlan(url: string, name: string, phrase: string, to: string) {
  const { plan, directory, text } = buildPlan({
    plan: name,
    tasks: [{ due: due(phrase) }],
    changes: { to },
  });
  const register = await openRegister(url);
  const recordedAt = '2023-06-07T02:00:00.000Z';
  await savePlanVersion(register, { plan: name, text, definition: plan, directory, recordedAt });
  await startPlanRecord(register, {
    plan: name,
    version: 1,
    shiftMs: 0,
    trackingFrom: '2023-04-05',
    includePast: false,
    announceAtOnce: false,
    startedAt: recordedAt,
  });
  await register.close();
}

interface Examined {
  readonly code: number;
  readonly findings: readonly Finding[];
  readonly err: string;
}

/** Examines the healthy installation with these changes. */
async function examine(changes: NodeJS.ProcessEnv = {}, skewMs = 0): Promise<Examined> {
  const io = {
    ...buildFakeIo({ environment: { ...healthy, ...changes } }),
    now: () => Date.now() + skewMs,
  };
  const code = await runProgram(io, ['doctor', '--json']);
  return { code, findings: JSON.parse(io.out()).findings, err: io.err() };
}

/** What is not in order, by check. */
function troubles({
  findings,
}: Examined): Record<string, Pick<Finding, 'verdict' | 'found' | 'fix'>> {
  const left = findings.filter(({ verdict }) => verdict === 'warning' || verdict === 'wrong');
  return Object.fromEntries(
    left.map(({ check, verdict, found, fix }) => [check, { verdict, found, fix }]),
  );
}

function verdictsOf({ findings }: Examined): Record<string, Finding['verdict']> {
  return Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
}

function trouble(verdict: 'warning' | 'wrong', found: string, fix: string) {
  return { verdict, found: expect.stringContaining(found), fix: expect.stringContaining(fix) };
}

/** An empty database on the stage's PostgreSQL; `user` logs in there. */
async function createDatabase(name: string, user?: string): Promise<string> {
  await stage.register.pool.query(`create database ${name}`);
  const url = new URL(stage.databaseUrl);
  url.pathname = `/${name}`;
  if (user !== undefined) [url.username, url.password] = [user, 'weak'];
  return url.href;
}

/** Statements of the administrator in one database. */
async function runAsOwner(database: string, statements: string): Promise<void> {
  const url = new URL(stage.databaseUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statements);
  await client.end();
}

async function startSmtp(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ logger: false, ...options });
  // Clients that we send away leave in the middle of a handshake.
  const refused: Error[] = [];
  server.on('error', (error) => refused.push(error));
  const port = await getPort({ host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  cleanUp.add(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return port;
}

describe('a healthy installation', () => {
  it('passes every check, once each, in order', async () => {
    const { code, findings, err } = await examine();
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([...checkNames]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('is shown as a table, with what was found', async () => {
    const io = { ...buildFakeIo({ environment: healthy }), now: () => Date.now() };
    expect(await runProgram(io, ['doctor'])).toBe(0);
    expect(io.out()).toMatch(/✓ {2}worker +1 worker on task queue dondoc\n/);
    expect(io.out()).toContain(
      `\n${checkNames.length} in order, 0 to look at, 0 wrong, 0 not checked\n`,
    );
    expect(io.out()).not.toContain('How to mend it');
  });
});

describe('a new installation', () => {
  it('may lack what the first worker makes; nothing is made for it', async () => {
    const url = await createDatabase('fresh');
    const settings = {
      DATABASE_URL: url,
      TEMPORAL_NAMESPACE: 'bare',
      DONDOC_DATA: join(folder, 'new'),
    };
    const examined = await examine(settings);
    expect(troubles(examined)).toEqual({
      retention: trouble(
        'warning',
        '1 day: then the Web UI forgets an ended task',
        'temporal operator namespace update --namespace bare --retention 30d',
      ),
      'search attributes': trouble(
        'warning',
        'missing: DondocPlan, DondocTask',
        'the first worker creates them',
      ),
      worker: trouble('warning', 'no worker takes tasks', 'dondoc worker'),
      'register schema': trouble('warning', 'no tables yet', 'the first worker makes them'),
    });
    expect(examined.code).toBe(0);
    const after = await examine(settings);
    const seen = ({ found }: Finding) => !/free$|apart$/.test(found);
    expect(after.findings.filter(seen)).toEqual(examined.findings.filter(seen));
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});

describe('settings', () => {
  it('that are not known or wrong are named, and the rest is examined all the same', async () => {
    const examined = await examine({ DONDOC_SMTP_CONECTIONS: '5', DATABASE_URL: 'mysql://x' });
    const settings = examined.findings.filter(({ check }) => check === 'settings');
    expect(settings).toEqual([
      {
        check: 'settings',
        verdict: 'wrong',
        found: 'DONDOC_SMTP_CONECTIONS: no such setting; did you mean DONDOC_SMTP_CONNECTIONS?',
        fix: 'correct or remove DONDOC_SMTP_CONECTIONS in the environment or in .env',
      },
      {
        check: 'settings',
        verdict: 'wrong',
        found: expect.stringMatching(/^DATABASE_URL: expected postgres:\/\//),
        fix: 'correct or remove DATABASE_URL in the environment or in .env',
      },
    ]);
    expect(verdictsOf(examined)).toMatchObject({
      Temporal: 'ok',
      worker: 'ok',
      PostgreSQL: 'notChecked',
      rights: 'notChecked',
      'mail server': 'ok',
    });
    expect(examined.code).toBe(1);
    expect(examined.err).toContain('expected an installation that can work, found 2 wrong');
  });

  it('name key files that cannot be read', async () => {
    const path = join(folder, 'no-keys');
    const examined = await examine({
      DONDOC_PAYLOAD_KEYS_FILE: path,
      DONDOC_DKIM_DOMAIN: 'dondoc.internal',
      DONDOC_DKIM_SELECTOR: 's1',
      DONDOC_DKIM_KEY_FILE: path,
    });
    const fix = `let the user that runs dondoc read ${path} (chmod 600, chown)`;
    expect(troubles(examined)).toEqual({
      'payload keys': trouble('wrong', `found ENOENT at ${path}`, fix),
      'DKIM key': trouble('wrong', `found ENOENT at ${path}`, fix),
    });
    expect(examined.code).toBe(1);
  });

  it('of Temporal name a certificate that is not there', async () => {
    const examined = await examine({ TEMPORAL_TLS_CLIENT_CERT_PATH: join(folder, 'no.pem') });
    expect(troubles(examined)).toMatchObject({
      Temporal: trouble('wrong', 'no.pem', 'the paths of TEMPORAL_TLS_…'),
    });
  });
});

describe('Temporal', () => {
  it('at a wrong address is told from what depends on it', async () => {
    const address = `127.0.0.1:${await getPort()}`;
    const examined = await examine({ TEMPORAL_ADDRESS: address });
    expect(troubles(examined)).toEqual({
      Temporal: trouble(
        'wrong',
        `nothing answers at ${address}: ECONNREFUSED`,
        'TEMPORAL_ADDRESS=',
      ),
    });
    expect(verdictsOf(examined)).toMatchObject({ namespace: 'notChecked', worker: 'notChecked' });
    expect(examined.code).toBe(1);
  });

  it('speaks TLS or does not, and the settings the other', async () => {
    const port = await startSmtp({ secure: true });
    const [without, foreign, needless, other] = await Promise.all([
      examine({ TEMPORAL_ADDRESS: `127.0.0.1:${port}` }),
      examine({ TEMPORAL_ADDRESS: `127.0.0.1:${port}`, TEMPORAL_TLS: 'true' }),
      examine({ TEMPORAL_TLS: 'true' }),
      examine({ TEMPORAL_ADDRESS: new URL(stage.mails.smtpUrl).host }),
    ]);
    expect(troubles(without)).toMatchObject({
      Temporal: trouble('wrong', 'speaks TLS, the settings say none', 'TEMPORAL_TLS=true'),
    });
    expect(troubles(foreign)).toMatchObject({
      Temporal: trouble('wrong', 'the TLS certificate of', ''),
    });
    expect(troubles(needless)).toMatchObject({
      Temporal: trouble('wrong', 'speaks no TLS, the settings say it does', 'TEMPORAL_TLS=false'),
    });
    expect(troubles(other)).toMatchObject({
      Temporal: trouble('wrong', 'it is no Temporal server', 'the gRPC port of the server'),
    });
  });

  it('has no such namespace', async () => {
    const examined = await examine({ TEMPORAL_NAMESPACE: 'nowhere' });
    expect(troubles(examined)).toEqual({
      namespace: trouble(
        'wrong',
        'the server has no namespace "nowhere"',
        'temporal operator namespace create --namespace nowhere --retention 30d',
      ),
    });
  });

  it('lacks search attributes, a worker and days of retention while plans run', async () => {
    const examined = await examine({ TEMPORAL_NAMESPACE: 'bare' });
    expect(troubles(examined)).toEqual({
      retention: trouble('warning', '1 day', '--retention 30d (at least 7d)'),
      'search attributes': trouble(
        'wrong',
        'DondocOverdue: tasks do not start without them',
        'temporal operator search-attribute create --namespace bare --name DondocPlan --type Keyword',
      ),
      worker: trouble('wrong', 'nothing is told, no answer is taken', 'dondoc worker'),
    });
    expect(examined.code).toBe(1);
  });
});

describe('PostgreSQL', () => {
  it('is looked at, and takes no change from us', async () => {
    const register = await lookIntoRegister(stage.databaseUrl, { limitMs: 5_000 });
    const changed = register.pool.query('delete from plans').catch(String);
    expect(await changed).toContain('cannot execute DELETE in a read-only transaction');
    await register.close();
  });

  it('is down', async () => {
    const url = new URL(stage.databaseUrl);
    url.port = String(await getPort());
    const examined = await examine({ DATABASE_URL: url.href });
    expect(troubles(examined)).toEqual({
      PostgreSQL: trouble('wrong', 'ECONNREFUSED', 'start PostgreSQL there, or set DATABASE_URL='),
    });
    expect(JSON.stringify(examined.findings)).not.toContain(url.password);
    expect(examined.code).toBe(1);
  });

  it('refuses the password, or has no such database', async () => {
    const url = new URL(stage.databaseUrl);
    const missing = new URL(stage.databaseUrl);
    url.password = 'forgotten';
    missing.pathname = '/nowhere';
    expect(troubles(await examine({ DATABASE_URL: url.href }))).toEqual({
      PostgreSQL: trouble('wrong', 'password authentication failed', 'ALTER ROLE'),
    });
    expect(troubles(await examine({ DATABASE_URL: missing.href }))).toEqual({
      PostgreSQL: trouble('wrong', '"nowhere" does not exist', 'CREATE DATABASE "nowhere" OWNER'),
    });
  });

  it('gives our role no rights; with those that are named the register opens', async () => {
    const { pool } = stage.register;
    await pool.query(`create role weak login password 'weak'`);
    const url = await createDatabase('narrow', 'weak');
    const empty = await examine({ DATABASE_URL: url });
    expect(troubles(empty)).toMatchObject({
      rights: trouble('wrong', 'role "weak" may not make or change tables', 'GRANT CREATE ON'),
    });
    expect(empty.code).toBe(1);

    await runAsOwner('narrow', troubles(empty)['rights']?.fix ?? '');
    expect(troubles(await examine({ DATABASE_URL: url }))).not.toHaveProperty('rights');
    await (await openRegister(url)).close();
    expect(troubles(await examine({ DATABASE_URL: url }))).toEqual({});

    const other = new URL(stage.databaseUrl);
    [other.username, other.password] = ['weak', 'weak'];
    const closed = await examine({ DATABASE_URL: other.href });
    expect(troubles(closed)).toEqual({
      rights: trouble(
        'wrong',
        'role "weak" may not read and write: assignments, ',
        'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "weak";',
      ),
    });
    await pool.query(troubles(closed)['rights']?.fix ?? '');
    expect(troubles(await examine({ DATABASE_URL: other.href }))).toEqual({});
  });

  it('holds a register that is newer than this code, or older', async () => {
    const url = await createDatabase('newer');
    await (await openRegister(url)).close();
    await runAsOwner(
      'newer',
      `insert into register_migrations (hash, created_at) values ('later', 4102444800000)`,
    );
    expect(troubles(await examine({ DATABASE_URL: url }))).toMatchObject({
      'register schema': trouble(
        'wrong',
        'the register is newer than this code',
        'install the version of dondoc that the other machines run',
      ),
    });
    await runAsOwner(
      'newer',
      'delete from register_migrations where id > (select min(id) from register_migrations)',
    );
    expect(troubles(await examine({ DATABASE_URL: url }))).toMatchObject({
      'register schema': trouble(
        'warning',
        '0000_register is older than this code',
        'make a backup, stop every worker, start one of this version',
      ),
    });
  });

  it('keeps a database in another encoding, and few connections', async () => {
    const url = await createDatabase(`latin encoding 'LATIN1' locale 'C' template template0`);
    const latin = url.replace(/latin.*$/, 'latin');
    await runAsOwner('postgres', 'alter role weak connection limit 12');
    const narrow = new URL(latin);
    [narrow.username, narrow.password] = ['weak', 'weak'];
    expect(troubles(await examine({ DATABASE_URL: narrow.href }))).toMatchObject({
      encoding: trouble('wrong', 'expected UTF8, found LATIN1', `ENCODING 'UTF8'`),
      connections: {
        verdict: expect.stringMatching(/^(warning|wrong)$/),
        found: expect.stringContaining('each worker and command takes up to 10; 12 may be open'),
        fix: expect.stringContaining('ALTER SYSTEM SET max_connections'),
      },
    });
  });
});

describe('clocks', () => {
  it('that are apart by seconds are warned of, by half a minute refused', async () => {
    const [seconds, ahead, behind] = [
      await examine({}, 10_000),
      await examine({}, 60_000),
      await examine({}, -60_000),
    ];
    expect(troubles(seconds)).toEqual({
      'clock of PostgreSQL': trouble('warning', 's behind this machine', 'timedatectl set-ntp'),
    });
    expect(troubles(ahead)).toMatchObject({
      'clock of PostgreSQL': trouble('wrong', 's behind this machine', 'timedatectl set-ntp'),
    });
    expect(troubles(behind)).toMatchObject({
      'clock of PostgreSQL': trouble('wrong', 's ahead of this machine', 'timedatectl set-ntp'),
      'clock of Temporal': { found: expect.stringContaining('ahead of this machine') },
    });
    expect([seconds.code, ahead.code, behind.code]).toEqual([0, 1, 1]);
  });
});

describe('mail', () => {
  it('is refused: the login, the certificate, the address', async () => {
    const port = await startSmtp({
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(new Error('Invalid username or password')),
    });
    const encrypted = await startSmtp({ disabledCommands: ['AUTH'] });
    const login = await examine({ SMTP_URL: `smtp://me:secret@127.0.0.1:${port}` });
    expect(troubles(login)).toEqual({
      'mail server': trouble(
        'wrong',
        `127.0.0.1:${port} refused the login`,
        'correct user and password in SMTP_URL',
      ),
    });
    expect(JSON.stringify(login.findings)).not.toContain('secret');
    expect(login.code).toBe(1);
    expect(troubles(await examine({ SMTP_URL: `smtp://127.0.0.1:${encrypted}` }))).toEqual({
      'mail server': trouble('wrong', 'no encrypted connection', 'NODE_EXTRA_CA_CERTS'),
    });
    expect(troubles(await examine({ SMTP_URL: `smtp://127.0.0.1:${await getPort()}` }))).toEqual({
      'mail server': trouble('wrong', 'no mail server answers', 'host and port in SMTP_URL'),
    });
    expect(troubles(await examine({ SMTP_URL: '' }))).toEqual({
      'mail server': trouble('wrong', 'SMTP_URL is not set', 'SMTP_URL=smtps://'),
    });
  });

  it('has a sender that is missing or a placeholder', async () => {
    const examined = await examine({
      DONDOC_MAIL_FROM: '',
      DONDOC_MAIL_DOMAIN: '',
      DONDOC_MAIL_REPLY_TO: 'vanphong@tinh.example',
    });
    expect(troubles(examined)).toEqual({
      sender: trouble('wrong', 'localhost.example is a placeholder', 'DONDOC_MAIL_FROM='),
      'reply-to': trouble('wrong', 'replies reach nobody', 'DONDOC_MAIL_REPLY_TO='),
      'Message-IDs': trouble('warning', 'dondoc.example is a placeholder', 'DONDOC_MAIL_DOMAIN='),
    });
    expect(examined.code).toBe(1);
  });

  it('that was refused or has not left is counted', async () => {
    const url = await createDatabase('letters');
    await startPlan(url, 'kh-2023', 'Hàng quý', '2023-12-31');
    await runAsOwner(
      'letters',
      `insert into mails (mail_key, kind, plan, to_agency, leaves, leaves_at, composed_at, state,
        attempts, doubts, changed_at, response)
      select state, 'digest', 'kh-2023', 'xa-001', 'morning', at, at, state, 1, 0, now(), said
      from (values ('refused', '550 no such mailbox'), ('deferred', null)) as mail (state, said),
        (select now() - interval '1 day' as at) as yesterday`,
    );
    const examined = await examine({ DATABASE_URL: url });
    expect(
      examined.findings.filter(({ check }) => check === 'mail queue').map(({ found }) => found),
    ).toEqual([
      '1 refused, 1 deferred; the server said: 550 no such mailbox',
      expect.stringMatching(/^the oldest that has not left was to leave at \d{4}-\d\d-\d\dT/),
    ]);
    expect(troubles(examined)).toMatchObject({ 'mail queue': { verdict: 'warning' } });
    expect(examined.code).toBe(0);
  });
});

const linkKeys = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

/** The port of a portal on the stage. */
async function servePages(): Promise<number> {
  const port = await getPort({ host: '127.0.0.1' });
  const { register, client } = stage;
  const store = new FolderEvidenceStore(join(folder, 'data', 'evidence'));
  const log = pino({ level: 'silent' });
  const portal = await startPortal(
    { register, client, store, log, keys: [], proxies: 0, now: Date.now },
    { host: '127.0.0.1', port },
  );
  cleanUp.add(() => portal.stop());
  return port;
}

/** The port of a proxy behind which no portal runs. */
async function startProxy(): Promise<number> {
  const port = await getPort({ host: '127.0.0.1' });
  const proxy = createHttpServer((_request, response) =>
    response.writeHead(502).end('{"ok":true}'),
  );
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  cleanUp.add(async () => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return port;
}

describe('links in mails', () => {
  it('open the pages of a portal that answers', async () => {
    const address = `127.0.0.1:${await servePages()}`;
    const examined = await examine({
      PUBLIC_URL: `http://me:secret@${address}/`,
      DONDOC_LINK_KEYS: linkKeys,
    });
    expect(troubles(examined)).toEqual({});
    expect(examined.findings).toContainEqual({
      check: 'portal',
      verdict: 'ok',
      found: `http://${address}/healthz answers`,
      fix: null,
    });
    expect(JSON.stringify(examined.findings)).not.toContain('secret');
  });

  it('need an address and keys together, and one that is encrypted and ours', async () => {
    const port = await servePages();
    const [alone, keysAlone, open, foreign] = await Promise.all([
      examine({ PUBLIC_URL: `http://127.0.0.1:${port}` }),
      examine({ DONDOC_LINK_KEYS: linkKeys }),
      // Of this machine as well, and not by a name of the loopback interface.
      examine({ PUBLIC_URL: `http://0.0.0.0:${port}`, DONDOC_LINK_KEYS: linkKeys }),
      examine({ PUBLIC_URL: 'https://dondoc.tinh.example', DONDOC_LINK_KEYS: linkKeys }),
    ]);
    expect(troubles(alone)).toEqual({
      links: trouble('wrong', 'keys to sign links with are not', 'DONDOC_LINK_KEYS="2026-1:'),
    });
    expect(alone.code).toBe(1);
    expect(troubles(keysAlone)).toEqual({
      links: trouble('warning', 'mails carry no link', 'PUBLIC_URL=https://'),
    });
    expect(troubles(open)).toEqual({
      links: trouble('warning', 'not encrypted', `PUBLIC_URL=https://0.0.0.0:${port}, behind`),
    });
    expect(troubles(foreign)).toMatchObject({
      links: trouble('wrong', 'dondoc.tinh.example is a placeholder', 'https://dondoc.YOUR-DOMAIN'),
      portal: trouble('warning', 'cannot be reached from this machine', '--profile portal up'),
    });
    expect(foreign.code).toBe(1);
  });

  it('are signed with keys from a file that is there, and closed', async () => {
    const path = join(folder, 'link-keys');
    const settings = {
      PUBLIC_URL: `http://127.0.0.1:${await servePages()}`,
      DONDOC_LINK_KEYS_FILE: path,
      DONDOC_REPLY_ADDRESS: 'traloi@dondoc.internal',
      DONDOC_IMAP_URL: (await startMailbox()).url,
    };
    const missing = await examine(settings);
    expect(troubles(missing)).toEqual({
      links: trouble('wrong', `found ENOENT at ${path}`, 'another file in DONDOC_LINK_KEYS_FILE'),
    });
    expect(verdictsOf(missing)).toMatchObject({ replies: 'notChecked' });
    await writeFile(path, linkKeys);
    await chmod(path, 0o644);
    expect(troubles(await examine(settings))).toEqual({
      links: trouble('warning', 'every user of this machine', `chmod o= ${path}`),
    });
  });

  it('lead to something else, or to nothing', async () => {
    const proxy = `http://127.0.0.1:${await startProxy()}`;
    const [other, none] = await Promise.all([
      examine({ PUBLIC_URL: proxy, DONDOC_LINK_KEYS: linkKeys }),
      examine({
        PUBLIC_URL: `http://127.0.0.1:${await getPort()}`,
        DONDOC_LINK_KEYS: linkKeys,
      }),
    ]);
    expect(troubles(other)).toEqual({
      portal: trouble(
        'wrong',
        `${proxy}/healthz: expected the portal, found something else that says 502`,
        '--profile portal up',
      ),
    });
    expect(other.code).toBe(1);
    expect(troubles(none)).toEqual({
      portal: trouble(
        'warning',
        'cannot be reached from this machine: ECONNREFUSED',
        'dondoc portal',
      ),
    });
    expect(none.code).toBe(0);
  });
});

async function startMailbox(options: ImapServerOptions = {}) {
  const server = await startImapServer(options);
  cleanUp.add(() => server.stop());
  return server;
}

describe('replies', () => {
  const replies = { DONDOC_REPLY_ADDRESS: 'traloi@dondoc.internal', DONDOC_LINK_KEYS: linkKeys };

  it('are read from a mailbox that is looked at and left as it is', async () => {
    const mailbox = await startMailbox();
    const mail = mailbox.add(Buffer.from('Subject: x\r\n\r\ny\r\n'));
    mailbox.add(Buffer.from('Subject: y\r\n\r\ny\r\n')).seen = true;
    mail.internalDate = formatImapDate(Date.now() - 60_000);
    const examined = await examine({ ...replies, DONDOC_IMAP_URL: mailbox.url });
    expect(troubles(examined)).toEqual({});
    const { host } = new URL(mailbox.url);
    expect(examined.findings).toContainEqual({
      check: 'mailbox',
      verdict: 'ok',
      found: `${host}, not encrypted, folder INBOX: 1 unread`,
      fix: null,
    });
    expect(mail).toMatchObject({ seen: false, folder: 'INBOX' });
    expect(mailbox.commands.filter((one) => /SELECT|STORE|CREATE|MOVE|BODY/.test(one))).toEqual([]);
    expect(mailbox.commands).toContain('EXAMINE INBOX');
  });

  it('lie unread where dondoc inbound does not run', async () => {
    const mailbox = await startMailbox();
    mailbox.add(Buffer.from('Subject: x\r\n\r\ny\r\n'));
    const examined = await examine({ ...replies, DONDOC_IMAP_URL: mailbox.url });
    expect(troubles(examined)).toEqual({
      mailbox: trouble(
        'warning',
        '1 unread, the oldest since 2023-06-07T01:00:00.000Z',
        'docker compose --profile inbound up --detach',
      ),
    });
    expect(examined.code).toBe(0);
  });

  it('are asked for without a way in, without keys, at a placeholder', async () => {
    const [unread, unsigned, nobody] = await Promise.all([
      examine(replies),
      examine({ ...replies, DONDOC_LINK_KEYS: '', DONDOC_IMAP_URL: (await startMailbox()).url }),
      examine({
        ...replies,
        DONDOC_REPLY_ADDRESS: 'traloi@tinh.example',
        DONDOC_IMAP_URL: (await startMailbox()).url,
      }),
    ]);
    expect(troubles(unread)).toEqual({
      replies: trouble('wrong', 'nothing reads them', 'DONDOC_IMAP_URL=imaps://user:password@'),
    });
    expect(unread.code).toBe(1);
    expect(troubles(unsigned)).toEqual({
      replies: trouble('wrong', 'a worker does not start', 'DONDOC_LINK_KEYS="2026-1:'),
    });
    expect(troubles(nobody)).toEqual({
      replies: trouble('wrong', 'tinh.example is a placeholder', 'traloi@YOUR-DOMAIN'),
    });
  });

  it('wait for settings that cannot be read', async () => {
    const examined = await examine({ ...replies, DONDOC_IMAP_URL: 'http://me:secret@mail' });
    expect(Object.keys(troubles(examined))).toEqual(['settings']);
    expect(verdictsOf(examined)).toMatchObject({ replies: 'notChecked', mailbox: 'notChecked' });
    expect(JSON.stringify(examined.findings)).not.toContain('secret');
  });

  it('cannot be fetched: the login, the folder, the address', async () => {
    const { url } = await startMailbox();
    const { host } = new URL(url);
    // One after the other: a check has five seconds, also on a busy machine.
    const login = await examine({ ...replies, DONDOC_IMAP_URL: `imap://me:secret@${host}/INBOX` });
    const other = url.replace('/INBOX', '/tr%E1%BA%A3%20l%E1%BB%9Di');
    const missing = await examine({ ...replies, DONDOC_IMAP_URL: other });
    const nowhere = `imap://me:secret@127.0.0.1:${await getPort()}`;
    const down = await examine({ ...replies, DONDOC_IMAP_URL: nowhere });
    expect(troubles(login)).toEqual({
      mailbox: trouble(
        'wrong',
        `${host} refused the login: wrong password`,
        'correct user and password in DONDOC_IMAP_URL',
      ),
    });
    expect(troubles(missing)).toEqual({
      mailbox: trouble('wrong', 'the folder "trả lời" cannot be opened: no such folder', '/INBOX'),
    });
    expect(troubles(down)).toEqual({
      mailbox: trouble('wrong', 'ECONNREFUSED', 'correct host and port in DONDOC_IMAP_URL'),
    });
    expect([login.code, missing.code, down.code]).toEqual([1, 1, 1]);
    expect(JSON.stringify([login, missing, down])).not.toMatch(/secret|mật khẩu/);
  });

  it('are not fetched over a connection that is not encrypted, or not with whom it should be', async () => {
    const certificate = createAuthority('Test authority').issue('localhost');
    const [plain, foreign] = [await startMailbox(), await startMailbox({ certificate })];
    const look = (url: string) => examine({ ...replies, DONDOC_IMAP_URL: url });
    // Of this machine as well, and not by a name of the loopback interface.
    const open = await look(plain.url.replace('127.0.0.1', '0.0.0.0'));
    const needless = await look(plain.url.replace('imap:', 'imaps:'));
    const unknown = await look(foreign.url.replace('127.0.0.1', 'localhost'));
    const silent = await look(foreign.url.replace('imaps:', 'imap:'));
    for (const examined of [open, needless, unknown]) {
      expect(troubles(examined)).toEqual({
        mailbox: trouble('wrong', 'no encrypted connection', 'imaps:// in DONDOC_IMAP_URL'),
      });
    }
    expect(plain.commands.filter((command) => command.startsWith('LOGIN'))).toEqual([]);
    expect(troubles(silent)).toEqual({
      mailbox: trouble('wrong', 'no mailbox answers', 'imaps:// for 993'),
    });
  });
});

/** As INTERNALDATE has it. */
function formatImapDate(ms: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
}

describe('files and plans', () => {
  it('find a file in place of the evidence folder, and a folder that nobody can write', async () => {
    const data = join(folder, 'occupied');
    await mkdir(data);
    await writeFile(join(data, 'evidence'), '');
    const occupied = await examine({ DONDOC_DATA: data });
    expect(troubles(occupied)).toEqual({
      'evidence folder': trouble(
        'wrong',
        `expected a folder at ${join(data, 'evidence')}, found a file`,
        `move ${join(data, 'evidence')} away, or set DONDOC_DATA`,
      ),
    });
    expect(occupied.code).toBe(1);
    expect(troubles(await examine({ DONDOC_DATA: '/proc' }))).toEqual({
      'evidence folder': trouble('wrong', '/proc', 'set DONDOC_DATA to a folder'),
    });
  });

  it('find an evidence folder and keys that everybody may read', async () => {
    const data = join(folder, 'open');
    const keys = join(folder, 'keys');
    await mkdir(join(data, 'evidence'), { recursive: true });
    await chmod(data, 0o755);
    await chmod(join(data, 'evidence'), 0o755);
    await writeFile(keys, `k1:${'A'.repeat(43)}=`, { mode: 0o644 });
    const examined = await examine({ DONDOC_DATA: data, DONDOC_PAYLOAD_KEYS_FILE: keys });
    expect(troubles(examined)).toEqual({
      'evidence folder': trouble('warning', '(mode 755)', `chmod o= ${join(data, 'evidence')}`),
      'payload keys': trouble('warning', 'every user of this machine', `chmod o= ${keys}`),
    });
    expect(examined.code).toBe(0);
  });

  it('find a plan that reaches beyond the calendar', async () => {
    const url = await createDatabase('years');
    await startPlan(url, 'kh-2035', 'Trong năm 2035', '2035-12-31');
    const examined = await examine({ DATABASE_URL: url });
    expect(troubles(examined)).toEqual({
      'plan years': trouble(
        'wrong',
        'plan kh-2035: no working days for',
        'install a version of dondoc whose calendar has these years',
      ),
    });
    expect(examined.code).toBe(1);
  });
});

describe('servers that take a connection and say nothing', () => {
  it('keep nobody waiting', async () => {
    const [silent, port] = await startSilence();
    const began = performance.now();
    const examined = await examine({
      TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
      DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/dondoc`,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DONDOC_LINK_KEYS: linkKeys,
      DONDOC_IMAP_URL: `imap://me:secret@127.0.0.1:${port}`,
    });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(Object.keys(troubles(examined))).toEqual([
      'Temporal',
      'PostgreSQL',
      'mail server',
      'portal',
      'mailbox',
    ]);
    expect(verdictsOf(examined)).toMatchObject({ 'evidence folder': 'ok', sender: 'ok' });
    expect(silent.listening).toBe(true);
  });
});

/** A server that accepts and never writes. */
async function startSilence(): Promise<[Server, number]> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => socket.destroy())));
  const port = await getPort({ host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  cleanUp.add(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return [server, port];
}
