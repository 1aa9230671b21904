import { expect, it } from 'vitest';
import { startTestRegister } from '../rig/servers.ts';
import { eventually } from '../rig/stage.ts';

// Node ends a process in which nobody hears the error of a connection; vitest fails the run then.
it('survives that PostgreSQL ends a connection between two statements of a transaction', async () => {
  const database = await startTestRegister();
  try {
    const { pool } = database.register;
    const used = await pool.connect();
    await used.query('begin');
    const { rows } = await used.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise((resolve) => used.once('end', resolve));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(used.query('commit')).rejects.toThrow(/not queryable|terminated|closed/);
    used.release(true);
    await eventually(async () => {
      const { rows: next } = await pool.query<{ one: number }>('select 1 as one');
      expect(next).toEqual([{ one: 1 }]);
    });
  } finally {
    await database.stop();
  }
});
