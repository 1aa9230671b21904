import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '../../embedded/postgres.ts';

let folder: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  // mkdtemp makes it 0700: run as root, the data folder lies where PostgreSQL's user cannot go.
  folder = await mkdtemp(join(tmpdir(), 'dondoc-postgres-'));
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: { databases?: string[] } = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir: join(folder, 'data', 'postgres'), ...options });
  running.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('waits for the disk, listens on loopback only, and speaks UTC', async () => {
    const { url } = await start();
    const settings = ['fsync', 'listen_addresses', 'unix_socket_directories', 'timezone'];
    const values = settings.map((name) => `current_setting('${name}')`).join(', ');
    expect(await query(url(), `select ${values}`)).toEqual(['on', '127.0.0.1', '', 'UTC']);
  });

  it('orders by code point whatever the locale, and knows Vietnamese capitals', async () => {
    const { url } = await start();
    expect(
      await query(url(), "select x from (values ('ă'), ('b'), ('a'), ('B')) t(x) order by x"),
    ).toEqual(['B', 'a', 'b', 'ă']);
    expect(await query(url(), "select lower('ĐỒNG THÁP')")).toEqual(['đồng tháp']);
  });

  it('finds its data again after it was stopped', async () => {
    const first = await start({ databases: ['register'] });
    await query(first.url('register'), 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start({ databases: ['register'] });
    expect(await query(second.url('register'), 'select answer from kept')).toEqual([42]);
  });

  it('recovers every committed row after it was killed', async () => {
    const first = await start();
    await query(first.url(), 'create table kept as select generate_series(1, 1000) as n');
    first.kill();
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const second = await start();
    expect(await query(second.url(), 'select count(*)::int from kept')).toEqual([1000]);
  });

  it('is not held up by a process id that now belongs to another program', async () => {
    await (await start()).stop();
    const file = join(folder, 'data', 'postgres', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n/proc/self/cwd\n`);
    const again = await start();
    expect(await query(again.url(), 'select 1')).toEqual([1]);
  });

  it('starts anew after a creation that was interrupted', async () => {
    const unfinished = join(folder, 'data', 'postgres.creating');
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'PG_VERSION'), '18\n');
    const server = await start();
    expect(await query(server.url(), 'select 1')).toEqual([1]);
  });

  it('keeps its password in a file that nobody else may read', async () => {
    const { url } = await start();
    const file = join(folder, 'data', 'postgres.password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const password = (await readFile(file, 'utf8')).trim();
    expect(url()).toContain(`:${password}@127.0.0.1:`);
    await expect(query(url().replace(password, 'wrong'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('says which file is missing when the password is lost', async () => {
    await (await start()).stop();
    await rm(join(folder, 'data', 'postgres.password'));
    await expect(start()).rejects.toThrow('postgres.password');
  });

  it('creates a database once, however often it is asked', async () => {
    const server = await start({ databases: [] });
    await Promise.all([server.createDatabase('thử'), server.createDatabase('thử')]);
    await server.createDatabase('thử');
    expect(await query(server.url('thử'), 'select current_database()')).toEqual(['thử']);
  });

  it('refuses a port that is in use, naming it', async () => {
    const { port } = await start();
    const other = startPostgres({ dataDir: join(folder, 'other'), port });
    await expect(other).rejects.toThrow(
      `Expected port ${port} on 127.0.0.1 to be free for PostgreSQL`,
    );
  });

  it('works below a folder that only its owner may enter', async () => {
    await mkdir(join(folder, 'data'));
    await chmod(join(folder, 'data'), 0o700);
    expect(await query((await start()).url(), 'select 1')).toEqual([1]);
  });
});
