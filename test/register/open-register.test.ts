import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegister, migrateRegister, openRegister } from '../../register/open-register.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

describe('openRegister', () => {
  it('lets two processes open an empty database at the same moment', async () => {
    const url = await postgres.createDatabase();
    const opened = await Promise.all([openRegister(url), openRegister(url), openRegister(url)]);
    const [first] = opened;
    const applied = await first?.pool.query('select count(*)::int as n from register_migrations');
    const wake = await first?.pool.query('select raised from mail_wake');
    expect(applied?.rows).toEqual([{ n: 6 }]);
    expect(wake?.rows).toEqual([{ raised: 0 }]);
    for (const register of opened) await register.close();
  });

  it('refuses a schema that is newer than the code, naming both', async () => {
    const url = await postgres.createDatabase();
    const register = await openRegister(url);
    await register.pool.query(
      `insert into register_migrations (hash, created_at) values ('later', 4102444800000)`,
    );
    await register.close();
    await expect(openRegister(url)).rejects.toMatchObject({
      name: 'RegisterNewerThanCode',
      databaseMigration: 'a migration of 2100-01-01T00:00:00.000Z',
      codeMigration: '0005_links',
    });
  });

  it('tells which host, port and database it tried, and never the password', async () => {
    const port = await getPort();
    const failure = await openRegister(`postgres://me:secret@127.0.0.1:${port}/plans`).catch(
      (error: unknown) => String(error),
    );
    expect(failure).toContain(`127.0.0.1:${port}, database "plans"`);
    expect(failure).toContain('DATABASE_URL');
    expect(failure).not.toContain('secret');
  });

  it('refuses something that is no PostgreSQL address', async () => {
    await expect(openRegister('mysql://me:secret@here/plans')).rejects.toMatchObject({
      name: 'RegisterUnreachable',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('names a database that does not exist', async () => {
    const url = await postgres.createDatabase();
    await expect(openRegister(url.replace(/test_\d+$/, 'nowhere'))).rejects.toThrow(
      /database "nowhere", found: database "nowhere" does not exist/,
    );
  });
});

describe('the schema', () => {
  it('is checked without being changed, and migrated once', async () => {
    const register = await openRegister(await postgres.createDatabase());
    const expected = '0005_links';
    const current = { found: expected, expected, upToDate: true };
    expect(await checkRegister(register.pool)).toEqual(current);
    expect(await migrateRegister(register.pool)).toEqual(current);
    await register.close();
  });

  it('has no column whose default reads a clock', async () => {
    const register = await openRegister(await postgres.createDatabase());
    const { rows } = await register.pool.query(
      `select table_name, column_name, column_default from information_schema.columns
       where table_schema = 'public' and column_default is not null order by table_name`,
    );
    expect(rows).toEqual([
      { table_name: 'assignments', column_name: 'extensions', column_default: '0' },
      {
        table_name: 'register_migrations',
        column_name: 'id',
        column_default: "nextval('register_migrations_id_seq'::regclass)",
      },
    ]);
    await register.close();
  });
});
