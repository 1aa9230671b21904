import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '../../embedded/postgres.ts';
import { openRegister } from '../../register/open-register.ts';
import { createAuthority } from '../rig/certificates.ts';

/** A real PostgreSQL with a certificate for `localhost`, and who is let in by which settings. */

let folder: string;
let postgres: EmbeddedPostgres;
let own: string;
let foreign: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-tls-'));
  own = join(folder, 'own.pem');
  foreign = join(folder, 'foreign.pem');
  const authority = createAuthority('Sở TTTT');
  await writeFile(own, authority.cert);
  await writeFile(foreign, createAuthority('somebody else').cert);
  const dataDir = join(folder, 'postgres');
  postgres = await startPostgres({ dataDir, fsync: false });
  await encrypt(dataDir, authority.issue('localhost'));
});

afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Key and certificate lie beside the data, and are the server's own: it takes no others. */
async function encrypt(
  dataDir: string,
  { cert, key }: { readonly cert: string; readonly key: string },
): Promise<void> {
  const { uid, gid } = await stat(dataDir);
  for (const [name, text] of [
    ['server.crt', cert],
    ['server.key', key],
  ] as const) {
    await writeFile(join(dataDir, name), text, { mode: 0o600 });
    await chown(join(dataDir, name), uid, gid);
  }
  const register = await openRegister(postgres.url());
  await register.pool.query('alter system set ssl = on');
  await register.pool.query('select pg_reload_conf()');
  await register.close();
}

function urlWith(query: Readonly<Record<string, string>>, host = 'localhost'): string {
  const url = new URL(postgres.url());
  url.hostname = host;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** Whether the register's connection is encrypted, as the server knows it; throws when it is not let in. */
async function isEncrypted(url: string): Promise<boolean | undefined> {
  const register = await openRegister(url);
  try {
    const { rows } = await register.pool.query<{ ssl: boolean }>(
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    );
    return rows[0]?.ssl;
  } finally {
    await register.close();
  }
}

describe('DATABASE_URL', () => {
  it('with verify-full and the authority of the server is encrypted', async () => {
    const url = urlWith({ sslmode: 'verify-full', sslrootcert: own });
    expect(await isEncrypted(url)).toBe(true);
  });

  it('with verify-full refuses a server of another authority', async () => {
    const url = urlWith({ sslmode: 'verify-full', sslrootcert: foreign });
    await expect(openRegister(url)).rejects.toMatchObject({
      name: 'RegisterUnreachable',
      cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
  });

  it('with verify-full refuses an authority that this machine does not know', async () => {
    await expect(openRegister(urlWith({ sslmode: 'verify-full' }))).rejects.toMatchObject({
      cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
  });

  it('with verify-full refuses a certificate for another name', async () => {
    const url = urlWith({ sslmode: 'verify-full', sslrootcert: own }, '127.0.0.1');
    await expect(openRegister(url)).rejects.toMatchObject({
      cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  it('without sslmode is not encrypted, although the server could', async () => {
    expect(await isEncrypted(urlWith({}))).toBe(false);
  });

  it('names the server and never the password when it is refused', async () => {
    const url = urlWith({ sslmode: 'verify-full', sslrootcert: foreign });
    const { password, port } = new URL(url);
    const error = await openRegister(url).catch((found: unknown) => String(found));
    expect(error).toContain(`localhost:${port}, database "dondoc"`);
    expect(error).not.toContain(password);
  });
});
