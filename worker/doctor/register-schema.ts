import { checkRegister, type RegisterSchema } from '../../register/migrate-register.ts';
import type { Register } from '../../register/register.ts';
import { RegisterNewerThanCode } from '../../register/register-errors.ts';
import { listRegisterTables } from '../../register/register-tables.ts';
import { codeOf, notChecked, type Outcome, ok, warning, wrong } from './check.ts';

const migrationsTable = 'register_migrations';
const forbidden = '42501';

/** The schema as it is, or why nobody can tell: it is newer than this code, or we may not look. */
export type SchemaState =
  | { readonly state: 'known'; readonly schema: RegisterSchema; readonly isEmpty: boolean }
  | { readonly state: 'newer'; readonly message: string }
  | { readonly state: 'forbidden' };

export async function readSchema({ pool }: Pick<Register, 'pool'>): Promise<SchemaState> {
  try {
    const found = await checkRegister(pool);
    const { rows } = await pool.query<{ there: string | null }>('select to_regclass($1) as there', [
      `public.${migrationsTable}`,
    ]);
    return { state: 'known', schema: found, isEmpty: rows[0]?.there == null };
  } catch (error) {
    if (error instanceof RegisterNewerThanCode) return { state: 'newer', message: error.message };
    if (codeOf(error) === forbidden) return { state: 'forbidden' };
    throw error;
  }
}

/** Whether the tables are those that this code works with. */
export function judgeSchema(found: SchemaState): Outcome {
  if (found.state === 'forbidden') return notChecked('see "rights"');
  if (found.state === 'newer') {
    return wrong(
      found.message,
      'install the version of dondoc that the other machines run (git pull, docker compose build), or set DATABASE_URL to another database',
    );
  }
  const { schema: is, isEmpty } = found;
  if (is.upToDate) return ok(is.expected);
  if (isEmpty) return warning('no tables yet', 'the first worker makes them: dondoc worker');
  return warning(
    `${is.found ?? 'an unknown one'} is older than this code (${is.expected}): migrations are pending`,
    'make a backup, stop every worker, start one of this version: it migrates (docs/production.md, Upgrades)',
  );
}

/** What our role may do. */
interface Rights {
  readonly role: string;
  readonly database: string;
  readonly may_create_schema: boolean;
  readonly may_create_table: boolean;
  /** Tables that it may not read and write, or not alter. */
  readonly closed: readonly string[];
  readonly foreign: readonly string[];
}

/**
 * Whether our role may do what the code will: read and write every table, and, while tables are still
 * to be made or changed, make and change them.
 */
export async function checkRights(
  { pool }: Pick<Register, 'pool'>,
  found: SchemaState,
): Promise<Outcome> {
  const rights = await readRights(pool);
  const { role, database, closed } = rights;
  if (closed.length > 0) {
    return wrong(
      `role "${role}" may not read and write: ${closed.join(', ')}`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${role}";`,
    );
  }
  const isCurrent = found.state === 'newer' || (found.state === 'known' && found.schema.upToDate);
  if (isCurrent) return ok(`"${role}" may read and write every table`);
  const grants = listGrants(rights);
  if (grants.length === 0) return ok(`"${role}" may make and change tables`);
  return wrong(
    `role "${role}" may not make or change tables in database "${database}", and some are still to be made`,
    grants.join(' '),
  );
}

function listGrants({ role, database, ...may }: Rights): string[] {
  return [
    // The migrations begin with "create schema if not exists", which asks for this right in any case.
    ...(may.may_create_schema ? [] : [`GRANT CREATE ON DATABASE "${database}" TO "${role}";`]),
    ...(may.may_create_table ? [] : [`GRANT USAGE, CREATE ON SCHEMA public TO "${role}";`]),
    ...may.foreign.map((table) => `ALTER TABLE "${table}" OWNER TO "${role}";`),
  ];
}

async function readRights(pool: Register['pool']): Promise<Rights> {
  const { rows } = await pool.query<Rights>(
    `with ours as (
      select c.oid, c.relname::text as name, c.relowner from pg_class c
      where c.relnamespace = to_regnamespace('public') and c.relkind = 'r' and c.relname = any ($1)
    )
    select current_user::text as role, current_database()::text as database,
      has_database_privilege(current_database(), 'CREATE') as may_create_schema,
      has_schema_privilege('public', 'USAGE') and has_schema_privilege('public', 'CREATE')
        as may_create_table,
      coalesce((select array_agg(name order by name) from ours where not (
        has_schema_privilege('public', 'USAGE') and has_table_privilege(oid, 'SELECT')
        and (name = $2 or (has_table_privilege(oid, 'INSERT')
          and has_table_privilege(oid, 'UPDATE') and has_table_privilege(oid, 'DELETE'))))), '{}') as closed,
      coalesce((select array_agg(name order by name) from ours
        where not pg_has_role(relowner, 'USAGE')), '{}') as foreign`,
    [[...listRegisterTables().map(({ name }) => name), migrationsTable], migrationsTable],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('expected one row of rights, found none');
  return row;
}
