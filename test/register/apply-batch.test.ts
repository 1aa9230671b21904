import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordBatch } from '../../domain/batch.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import type { Register } from '../../register/register.ts';
import { aBatch, aNotice, anAssignment, anEvent, leavesAt, plan } from './batches.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

async function count(register: Register, table: string): Promise<number> {
  const { rows } = await register.pool.query(`select count(*)::int as n from ${table}`);
  return rows[0].n;
}

const opened = aBatch({
  events: [anEvent()],
  notices: [aNotice(), aNotice({ step: 15, state: 'superseded' })],
  assignments: [anAssignment({ lines: ['1', '2.1'] })],
});

describe('applyBatch', () => {
  it('writes events, notices and assignments, and asks for the mailroom once', async () => {
    const register = await postgres.createRegister();
    const first = await applyBatch(register, opened, leavesAt);
    expect(first).toEqual({
      seq: 1,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      answers: {},
      wakeMailroom: true,
    });
    const second = await applyBatch(
      register,
      aBatch({ seq: 2, head: first.head, notices: [aNotice({ step: 3 })] }),
      leavesAt,
    );
    expect(second).toEqual({ seq: 2, head: first.head, answers: {}, wakeMailroom: false });
    const { rows } = await register.pool.query(
      'select state, told_at, leaves_at, mail_group from notices order by key',
    );
    expect(rows).toEqual([
      {
        state: 'superseded',
        told_at: '2023-06-05T08:00:00.000+07:00',
        leaves_at: null,
        mail_group: `digest/${plan}/so-noi-vu/morning`,
      },
      expect.objectContaining({ state: 'owed' }),
      expect.objectContaining({ leaves_at: new Date('2026-06-05T01:00:00.000Z') }),
    ]);
    const assignments = await register.pool.query('select agency, lines from assignments');
    expect(assignments.rows).toEqual([{ agency: 'so-noi-vu', lines: ['1', '2.1'] }]);
  });

  it('does not ask for the mailroom when nothing is to be mailed', async () => {
    const register = await postgres.createRegister();
    const silent = aBatch({ notices: [aNotice({ state: 'superseded' })] });
    expect(await applyBatch(register, silent, leavesAt)).toMatchObject({ wakeMailroom: false });
  });

  it('gives a repeated batch its stored outcome and writes nothing again', async () => {
    const register = await postgres.createRegister();
    const first = await applyBatch(register, opened, leavesAt);
    const next = aBatch({ seq: 2, head: first.head, events: [anEvent({ kind: 'closed' })] });
    await applyBatch(register, next, leavesAt);
    expect(await applyBatch(register, opened, leavesAt)).toEqual(first);
    expect(await count(register, 'events')).toBe(2);
    expect(await count(register, 'notices')).toBe(2);
  });

  it('applies a batch once when it arrives several times at the same moment', async () => {
    const register = await postgres.createRegister();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => applyBatch(register, opened, leavesAt)),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await count(register, 'events')).toBe(1);
    expect(await count(register, 'workflows')).toBe(1);
  });

  it('refuses a batch that is not the next one', async () => {
    const register = await postgres.createRegister();
    await expect(applyBatch(register, { ...opened, seq: 2 }, leavesAt)).rejects.toMatchObject({
      name: 'BatchOutOfOrder',
      expectedSeq: 1,
      foundSeq: 2,
    });
    const { head } = await applyBatch(register, opened, leavesAt);
    await expect(
      applyBatch(register, aBatch({ seq: 3, head, events: [anEvent()] }), leavesAt),
    ).rejects.toMatchObject({ name: 'BatchOutOfOrder', expectedSeq: 2, foundSeq: 3 });
    expect(await count(register, 'events')).toBe(1);
  });

  it('refuses a batch that continues another chain, new or repeated', async () => {
    const register = await postgres.createRegister();
    await applyBatch(register, opened, leavesAt);
    const strange = { head: 'f'.repeat(64), events: [anEvent()] };
    await expect(
      applyBatch(register, aBatch({ seq: 2, ...strange }), leavesAt),
    ).rejects.toMatchObject({ name: 'HeadMismatch', foundHead: strange.head });
    await expect(
      applyBatch(register, aBatch({ seq: 1, ...strange }), leavesAt),
    ).rejects.toMatchObject({ name: 'HeadMismatch', expectedHead: '' });
    expect(await count(register, 'events')).toBe(1);
  });

  it('writes nothing at all when a part of the batch cannot be written', async () => {
    const register = await postgres.createRegister();
    await expect(applyBatch(register, opened, () => null)).rejects.toThrow(/may leave/);
    expect(await count(register, 'workflows')).toBe(0);
    expect(await count(register, 'events')).toBe(0);
  });

  it('keeps text that PostgreSQL cannot hold from blocking the batch', async () => {
    const register = await postgres.createRegister();
    const data = { note: 'a\u0000b \ud800 c \\u0000 😀' };
    await applyBatch(register, aBatch({ events: [anEvent({ data })] }), leavesAt);
    const { rows } = await register.pool.query('select data from events');
    expect(rows).toEqual([{ data: { note: 'a\ufffdb \ufffd c \\u0000 😀' } }]);
  });
});

describe('requests', () => {
  const submitted = (answer: string) =>
    anEvent({ kind: 'submitted', actor: 'so-noi-vu', requestId: 'req-1', answer });

  it('keep their first answer, and their event is recorded once', async () => {
    const register = await postgres.createRegister();
    const first = await applyBatch(register, aBatch({ events: [submitted('1')] }), leavesAt);
    expect(first.answers).toEqual({ 'req-1': '1' });
    const again = aBatch({ seq: 2, head: first.head, events: [submitted('2'), anEvent()] });
    expect((await applyBatch(register, again, leavesAt)).answers).toEqual({ 'req-1': '1' });
    const elsewhere = aBatch({ task: '6.4', events: [submitted('3')] });
    expect(await applyBatch(register, elsewhere, leavesAt)).toMatchObject({
      head: '',
      answers: { 'req-1': '1' },
    });
    const { rows } = await register.pool.query('select kind from events order by n');
    expect(rows).toEqual([{ kind: 'submitted' }, { kind: 'opened' }]);
  });

  it('are recorded once when one batch brings them twice', async () => {
    const register = await postgres.createRegister();
    const twice = aBatch({ events: [submitted('1'), submitted('2')] });
    expect((await applyBatch(register, twice, leavesAt)).answers).toEqual({ 'req-1': '1' });
    expect(await count(register, 'events')).toBe(1);
  });

  it('do not lock each other out when two workflows bring the same ones in another order', async () => {
    const register = await postgres.createRegister();
    const ids = Array.from({ length: 50 }, (_, index) => `req-${index}`);
    const bring = (task: string, order: string[]) =>
      aBatch({ task, events: order.map((requestId) => anEvent({ requestId, answer: task })) });
    const [one, other] = await Promise.all([
      applyBatch(register, bring('1', ids), leavesAt),
      applyBatch(register, bring('2', [...ids].reverse()), leavesAt),
    ]);
    expect(one?.answers).toEqual(other?.answers);
    expect(await count(register, 'events')).toBe(50);
  });

  it('bring their evidence files into the record', async () => {
    const register = await postgres.createRegister();
    const files = [{ sha256: 'a'.repeat(64), name: 'Báo cáo.pdf', size: 12 }];
    await applyBatch(
      register,
      aBatch({ events: [anEvent({ ...submitted('1'), data: { files, note: null } })] }),
      leavesAt,
    );
    const { rows } = await register.pool.query(
      'select request_id, agency, name, event_n, submitted_at from evidence',
    );
    expect(rows).toEqual([
      {
        request_id: 'req-1',
        agency: 'so-noi-vu',
        name: 'Báo cáo.pdf',
        event_n: 1,
        submitted_at: '2023-06-05T08:00:00.000+07:00',
      },
    ]);
  });
});

describe('a batch of 200 leads and 400 notices', () => {
  const agencies = Array.from({ length: 200 }, (_, index) => `xa-${index}`);
  const large = (seq: number, head: string): RecordBatch =>
    aBatch({
      seq,
      head,
      events: agencies.map((agency) => anEvent({ agency, requestId: `${agency}-${seq}` })),
      assignments: agencies.map((agency) => anAssignment({ agency, told: seq })),
      notices: agencies.flatMap((agency) => [
        aNotice({ agency, to: agency, step: seq }),
        aNotice({ agency, to: 'vp-ubnd-tinh', role: 'office', kind: 'escalated', step: seq }),
      ]),
    });

  it('is written (the time is printed: about 60 ms on two cores, first batch included)', async () => {
    const register = await postgres.createRegister();
    let head = '';
    const times: number[] = [];
    for (let seq = 1; seq <= 6; seq += 1) {
      const began = performance.now();
      ({ head } = await applyBatch(register, large(seq, head), leavesAt));
      times.push(Math.round(performance.now() - began));
    }
    process.stdout.write(`200 leads, 400 notices: ${times.join(', ')} ms per batch\n`);
    expect(await count(register, 'notices')).toBe(2400);
    expect(await count(register, 'assignments')).toBe(200);
  });
});
