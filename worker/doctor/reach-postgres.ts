import { lookIntoRegister } from '../../register/look-into-register.ts';
import type { Register } from '../../register/register.ts';
import { RegisterUnreachable } from '../../register/register-errors.ts';
import { codeOf, type Outcome, ok, wrong } from './check.ts';

/** Below a check's limit, so that what keeps us waiting can be named. */
const limitMs = 4_000;

/** A register to look into, which the caller closes, or why there is none. */
export interface PostgresReach {
  readonly register: Register | null;
  readonly outcome: Outcome;
}

/** Connects with the address of the settings; never migrates. */
export async function reachPostgres(url: string): Promise<PostgresReach> {
  try {
    const register = await lookIntoRegister(url, { limitMs });
    return { register, outcome: ok(describeServer(url)) };
  } catch (error) {
    if (!(error instanceof RegisterUnreachable)) throw error;
    return { register: null, outcome: wrong(error.message, adviseFix(url, codeOf(error.cause))) };
  }
}

function describeServer(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}, database "${decodeURIComponent(pathname.slice(1))}"`;
}

/** Codes of PostgreSQL (its appendix A) and of Node. */
function adviseFix(url: string, code: string | null): string {
  const { username, pathname } = new URL(url);
  const role = decodeURIComponent(username) || 'ROLE';
  const database = decodeURIComponent(pathname.slice(1));
  switch (code) {
    case '28P01':
    case '28000':
      return `correct user and password in DATABASE_URL (special characters percent-encoded), or: ALTER ROLE "${role}" LOGIN PASSWORD '…'; and let pg_hba.conf admit it from this machine`;
    case '3D000':
      return `CREATE DATABASE "${database}" OWNER "${role}" ENCODING 'UTF8' TEMPLATE template0; or name another one in DATABASE_URL`;
    case '42501':
      return `GRANT CONNECT ON DATABASE "${database}" TO "${role}";`;
    case '53300':
      return 'raise max_connections of the server, or run fewer workers or smaller DONDOC_DATABASE_CONNECTIONS';
    default:
      return 'start PostgreSQL there, or set DATABASE_URL=postgres://user:password@host:5432/database to where it is';
  }
}
