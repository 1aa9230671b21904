import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { RegisterDb } from './register.ts';

/**
 * Inserts any number of rows by one statement with one parameter: 600 rows of 25 columns would be
 * 15,000 parameters otherwise, most of the time of a batch. `conflict` is an `on conflict` clause.
 */
export async function insertRows<T extends PgTable>(
  db: RegisterDb,
  table: T,
  rows: readonly T['$inferSelect'][],
  conflict: SQL = sql``,
): Promise<void> {
  if (rows.length > 0) await db.execute(buildInsert(table, rows, conflict));
}

/** Inserts the rows that are not there yet and tells, of each of those, what stands in a column. */
export async function insertMissing<T extends PgTable>(
  db: RegisterDb,
  table: T,
  rows: readonly T['$inferSelect'][],
  column: PgColumn,
): Promise<unknown[]> {
  if (rows.length === 0) return [];
  const clause = sql`on conflict do nothing returning ${column} as inserted`;
  const result = await db.execute<{ inserted: unknown }>(buildInsert(table, rows, clause));
  return result.rows.map(({ inserted }) => inserted);
}

/** `on conflict (key) do update` of every column that is not part of the key. */
export function replaceOnConflict(table: PgTable, key: readonly string[]): SQL {
  const changed = Object.values(getTableColumns(table))
    .map(({ name }) => name)
    .filter((name) => !key.includes(name));
  const assigned = changed.map(
    (name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`,
  );
  return sql`on conflict (${listNames(key)}) do update set ${sql.join(assigned, sql`, `)}`;
}

/**
 * What all rows share is sent once: the rows of a batch differ in a few columns of thirty, and each
 * value would otherwise be written and parsed for every row.
 */
function buildInsert(table: PgTable, rows: readonly Record<string, unknown>[], clause: SQL): SQL {
  const columns = Object.entries(getTableColumns(table));
  const [first = {}, ...others] = rows;
  const shared: Record<string, unknown> = {};
  const own: (readonly [string, string])[] = [];
  for (const [property, { name }] of columns) {
    const value = first[property];
    if (isScalar(value) && others.every((row) => row[property] === value)) shared[name] = value;
    else own.push([property, name]);
  }
  const renamed = rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const [property, name] of own) values[name] = row[property];
    return values;
  });
  const names = columns.map(([, { name }]) => name);
  const values = names.map((name) =>
    Object.hasOwn(shared, name)
      ? sql`one.${sql.identifier(name)}`
      : sql`many.${sql.identifier(name)}`,
  );
  return sql`insert into ${table} (${listNames(names)})
    select ${sql.join(values, sql`, `)}
    from json_populate_record(null::${table}, ${JSON.stringify(shared)}::json) as one,
      json_populate_recordset(null::${table}, ${JSON.stringify(renamed)}::json) as many
    ${clause}`;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function listNames(names: readonly string[]): SQL {
  return sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
}
