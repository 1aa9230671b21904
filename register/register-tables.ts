import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from './schema.ts';

/** A table of the register as the schema of this code has it. */
export interface RegisterTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Every table of the schema; one that others refer to stands before them. */
export function listRegisterTables(): RegisterTable[] {
  const waiting = Object.values(schema)
    .filter((value) => is(value, PgTable))
    .map((table) => describeTable(table));
  const sorted: RegisterTable[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ refersTo }) =>
      refersTo.every((name) => sorted.some((table) => table.name === name)),
    );
    const [found] = waiting.splice(next, 1);
    if (next === -1 || found === undefined) {
      throw new Error('expected tables that refer to each other in one direction, found a circle');
    }
    const { refersTo: _refersTo, ...table } = found;
    sorted.push(table);
  }
  return sorted;
}

function describeTable(table: PgTable): RegisterTable & { readonly refersTo: readonly string[] } {
  const { name, columns, foreignKeys } = getTableConfig(table);
  return {
    name,
    columns: columns.map((column) => column.name),
    refersTo: foreignKeys
      .map((key) => getTableConfig(key.reference().foreignTable).name)
      .filter((other) => other !== name),
  };
}
