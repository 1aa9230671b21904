import type { Register } from '../register/register.ts';

/** One whole number that a query without `;` selects. */
export async function readNumber({ pool }: Register, query: string): Promise<number> {
  const { rows } = await pool.query<{ value: string }>(`select (${query})::bigint as value`);
  return Number(rows[0]?.value);
}

/** Bytes of the register's database. */
export function measureRegister(register: Register): Promise<number> {
  return readNumber(register, 'select pg_database_size(current_database())');
}
