import { oldestPostgres } from '../../register/open-register.ts';
import type { Register } from '../../register/register.ts';
import { type Outcome, ok, warning, wrong } from './check.ts';
import { computeAheadMs, judgeClock } from './clocks.ts';

/** What a server says of itself and of our database. */
export interface PostgresServer {
  readonly version: string;
  readonly major: number;
  readonly encoding: string;
  /** Connections that our role may have in our database, whoever else takes them. */
  readonly limit: number;
  /** Connections to the server that are not dondoc's. */
  readonly others: number;
}

interface Row {
  readonly version: string;
  readonly number: number;
  readonly encoding: string;
  readonly most: number;
  readonly reserved: number;
  readonly role_limit: number;
  readonly database_limit: number;
  readonly all: number;
  readonly ours: number;
}

/** -1 is "no limit" in `pg_roles` and `pg_database`. */
export async function describePostgres({ pool }: Pick<Register, 'pool'>): Promise<PostgresServer> {
  const { rows } = await pool.query<Row>(`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int as number,
      pg_encoding_to_char(d.encoding) as encoding,
      current_setting('max_connections')::int as most,
      case when r.rolsuper then 0
        else current_setting('superuser_reserved_connections')::int end as reserved,
      r.rolconnlimit as role_limit, d.datconnlimit as database_limit,
      (select coalesce(sum(numbackends), 0)::int from pg_stat_database) as all,
      (select count(*)::int from pg_stat_activity where application_name like 'dondoc%') as ours
    from pg_database d, pg_roles r
    where d.datname = current_database() and r.rolname = current_user`);
  const [row] = rows;
  if (row === undefined) throw new Error('expected our role and database in the catalogue');
  const limits = [row.most - row.reserved, row.role_limit, row.database_limit];
  return {
    version: row.version,
    major: Math.floor(row.number / 10_000),
    encoding: row.encoding,
    limit: Math.min(...limits.filter((limit) => limit >= 0)),
    others: Math.max(0, row.all - row.ours),
  };
}

export function judgeVersion({ version, major }: PostgresServer): Outcome {
  if (major >= oldestPostgres) return ok(version);
  return wrong(
    `expected PostgreSQL ${oldestPostgres} or newer, found ${version}`,
    'upgrade the server (pg_upgrade), or set DATABASE_URL to a newer one',
  );
}

export function judgeEncoding({ encoding }: PostgresServer): Outcome {
  if (encoding === 'UTF8') return ok(encoding);
  return wrong(
    `expected UTF8, found ${encoding}: Vietnamese cannot be kept in it`,
    `CREATE DATABASE dondoc_utf8 ENCODING 'UTF8' TEMPLATE template0; and name it in DATABASE_URL`,
  );
}

/** `perProcess`: DONDOC_DATABASE_CONNECTIONS. A worker and a command beside it are the least. */
export function judgeConnections(
  { limit, others }: PostgresServer,
  perProcess: number,
  workers: number,
): Outcome {
  const processes = Math.max(1, workers) + 1;
  const free = limit - others;
  const said = `each worker and command takes up to ${perProcess}; ${limit} may be open, ${others} are others'`;
  const fix = `ALTER SYSTEM SET max_connections = ${others + processes * perProcess + 20}; and restart PostgreSQL (also the limits of role and database: ALTER ROLE … CONNECTION LIMIT -1), or a smaller DONDOC_DATABASE_CONNECTIONS`;
  if (free < perProcess) return wrong(said, fix);
  if (free < processes * perProcess) {
    return warning(`${said}: not enough for ${processes - 1} worker(s) and a command`, fix);
  }
  return ok(said);
}

/** Asks the server for its time. */
export async function checkPostgresClock(
  { pool }: Pick<Register, 'pool'>,
  now: () => number,
): Promise<Outcome> {
  // The first question may open a connection, which would look like a clock that is behind.
  const client = await pool.connect();
  try {
    const before = now();
    const { rows } = await client.query<{ ms: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    );
    return judgeClock(computeAheadMs(rows[0]?.ms ?? 0, before, now()));
  } finally {
    client.release();
  }
}
