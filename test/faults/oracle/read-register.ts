import pg from 'pg';
import type { RegisterRows } from './facts.ts';

/** Reads the register by SQL, all of it as it stood at one moment. */
export async function readRegister(url: string): Promise<RegisterRows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const rows = await readAll(client);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

async function readAll(client: pg.Client): Promise<RegisterRows> {
  const read = async <Row extends pg.QueryResultRow>(query: string): Promise<Row[]> =>
    (await client.query<Row>(query)).rows;
  return {
    plans: await read(
      'select plan, shift_ms::float8 as "shiftMs", started_at as "startedAt" from plans',
    ),
    notices: await read(
      `select key, workflow_id as "workflowId", seq, plan, task, period, at, agency,
         to_agency as to, role, kind, step, last_day as "lastDay", state, leaves,
         ${ms('leaves_at')} as "leavesAtMs", ${ms('recorded_at')} as "recordedAtMs",
         mail_id::int as "mailId"
       from notices order by key`,
    ),
    mails: await read(
      `select mail_id::int as "mailId", kind, plan, to_agency as to,
         ${ms('leaves_at')} as "leavesAtMs", state, message_id as "messageId", attempts, doubts
       from mails order by mail_id`,
    ),
    attempts: await read(
      `select mail_id::int as "mailId", attempt, outcome, coalesce(rejected, '{}') as rejected
       from mail_attempts order by mail_id, attempt`,
    ),
    events: await read(
      `select workflow_id as "workflowId", n, seq, kind, agency, actor, at,
         request_id as "requestId", answer, data, recorded_at as "recordedAt", prev, hash
       from events order by workflow_id, n`,
    ),
    workflows: await read(
      `select workflow_id as "workflowId", head, event_count as "eventCount"
       from workflows order by workflow_id`,
    ),
    requests: await read('select request_id as "requestId", agency, kind from requests'),
    evidence: await read('select request_id as "requestId", sha256 from evidence'),
    assignments: await read('select plan, task, period, agency, progress from assignments'),
  };
}
