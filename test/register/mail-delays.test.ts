import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBatch } from '../../register/apply-batch.ts';
import { buildAddressKey, computeDelayMs } from '../../register/mail-delays.ts';
import {
  claimNotices,
  composeReports,
  holdMail,
  joinMissedMails,
  listDelayed,
  listMailsToSend,
  listUndelivered,
  markSending,
  nextMailAt,
  recordEnds,
  takeProbe,
} from '../../register/mail-queue.ts';
import { retryMails } from '../../register/mail-retry.ts';
import { findMail, listMails } from '../../register/queries/list-mails.ts';
import { giveUpMs } from '../../register/record-mail.ts';
import type { Register } from '../../register/register.ts';
import { aBatch, aNotice, leavesAt, plan } from './batches.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const morning = '2026-06-05T01:00:00.000Z';
const nextMorning = '2026-06-08T01:00:00.000Z';
const addresses = ['so-noi-vu@dong-thap.example'];
const key = 'so-noi-vu@dong-thap.example';
const second = 1_000;
const hour = 3_600 * second;

function at(ms: number): string {
  return new Date(Date.parse(morning) + ms).toISOString();
}

/** A register with so many mails to one agency: a digest and answers. */
async function owing(answers: number): Promise<{ register: Register; ids: number[] }> {
  const register = await postgres.createRegister();
  const told = Array.from({ length: answers }, (_, index) =>
    aNotice({ kind: 'received', leaves: 'atOnce', step: index }),
  );
  await applyBatch(register, aBatch({ notices: [aNotice(), ...told] }), leavesAt);
  const ids = await claim(register, morning);
  return { register, ids };
}

async function claim(register: Register, serverNow: string): Promise<number[]> {
  const options = { serverNow, patienceMs: 0, limit: 100, postponeTo: () => nextMorning };
  return (await claimNotices(register, options)).map(({ mailId }) => mailId);
}

async function begin(register: Register, mailId: number, attempt: number, serverNow: string) {
  const content = {
    ...{ subject: 'Nhắc việc', html: '', text: '', addresses, messageId: '<a@b.example>' },
    attempt,
  };
  return (await markSending(register, [{ mailId, content }], serverNow)).has(mailId);
}

/** One attempt in vain. */
async function putOff(register: Register, mailId: number, attempt: number, serverNow: string) {
  await begin(register, mailId, attempt, serverNow);
  const response = '451 busy';
  const isProbe = attempt > 1;
  await recordEnds(register, [
    { mailId, outcome: 'deferred', attempt, serverNow, response, isProbe },
  ]);
}

async function due(register: Register, serverNow: string): Promise<number[]> {
  return (await listMailsToSend(register, serverNow, 100)).map(({ mail }) => mail.mailId);
}

describe('mailboxes that take nothing for now', () => {
  it('are known by their addresses, whatever order and case', () => {
    expect(buildAddressKey(['B@x.example', 'a@x.example', 'b@x.example'])).toBe(
      'a@x.example,b@x.example',
    );
  });

  it('wait 30 seconds, then twice as long each time, at most an hour', () => {
    expect([1, 2, 3, 8, 9, 1_000].map(computeDelayMs)).toEqual([
      ...[30 * second, 60 * second, 120 * second, 3_600 * second],
      ...[hour, hour],
    ]);
  });

  it('wait once for what was tried together, and twice as long after the next attempt', async () => {
    const { register, ids } = await owing(2);
    for (const id of ids) await begin(register, id, 1, morning);
    const over = { attempt: 1, serverNow: morning, response: '451 busy' } as const;
    await recordEnds(
      register,
      ids.map((mailId) => ({ mailId, outcome: 'deferred', ...over })),
    );
    expect(await due(register, at(30 * second - 1))).toEqual([]);
    expect((await due(register, at(30 * second))).sort()).toEqual([...ids].sort());
    expect(await listDelayed(register)).toEqual(new Set([key]));
    const [first = 0, ...others] = ids;
    expect(await takeProbe(register, key, at(30 * second))).toBe(true);
    expect(await takeProbe(register, key, at(30 * second))).toBe(false);
    await putOff(register, first, 2, at(30 * second));
    expect(await due(register, at(90 * second - 1))).toEqual([]);
    expect((await due(register, at(90 * second))).length).toBe(1 + others.length);
  });

  it('hold back mail that was never tried, so that it joins the next digest', async () => {
    const { register, ids } = await owing(0);
    const [digest = 0] = ids;
    await putOff(register, digest, 1, at(-10 * second));
    const later = aNotice({ step: 3, at: '2023-06-08T08:00:00.000+07:00' });
    await applyBatch(register, aBatch({ task: '7', notices: [later] }), leavesAt);
    await register.pool.query(`update mail_delays set until = $1`, [
      new Date(Date.parse(nextMorning) + hour).toISOString(),
    ]);
    const [newest = 0] = await claim(register, nextMorning);
    await joinMissedMails(register, nextMorning);
    expect(await holdMail(register, newest, { addresses, serverNow: nextMorning })).toBe(true);
    expect(await due(register, nextMorning)).toEqual([]);
    expect(await findMail(register, digest)).toMatchObject({ mail: { state: 'withdrawn' } });
    expect(await findMail(register, newest)).toMatchObject({
      mail: { state: 'pending', attempts: 0, waitsFor: key, waitingSince: at(-10 * second) },
    });
    expect((await listMails(register, { failed: true })).map(({ mailId }) => mailId)).toEqual([
      newest,
    ]);
  });

  it('are free again for all as soon as they take one', async () => {
    const { register, ids } = await owing(2);
    const [first = 0, second_ = 0] = ids;
    await putOff(register, first, 1, morning);
    expect(await holdMail(register, second_, { addresses, serverNow: morning })).toBe(true);
    const now = at(30 * second);
    expect(await takeProbe(register, key, now)).toBe(true);
    await begin(register, first, 2, now);
    const taken = { attempt: 2, serverNow: now, response: '250 ok', releases: key } as const;
    await recordEnds(register, [{ mailId: first, outcome: 'sent', ...taken }]);
    expect(await due(register, now)).toContain(second_);
    expect(await listDelayed(register)).toEqual(new Set());
    expect(await holdMail(register, second_, { addresses, serverNow: now })).toBe(false);
  });
});

describe('mail that is given up', () => {
  const report = { to: 'so-tttt', leavesAt: nextMorning };

  async function giveUp(register: Register, mailId: number) {
    await putOff(register, mailId, 1, morning);
    const over = at(giveUpMs);
    await begin(register, mailId, 2, at(giveUpMs - 1));
    const last = { attempt: 2, serverNow: over, response: '451 busy', report } as const;
    await recordEnds(register, [{ mailId, outcome: 'deferred', ...last }]);
  }

  it('has been tried for 120 hours, and says so with the last answer', async () => {
    const { register, ids } = await owing(0);
    const [mailId = 0] = ids;
    await putOff(register, mailId, 1, morning);
    await putOff(register, mailId, 2, at(giveUpMs - 1));
    expect(await findMail(register, mailId)).toMatchObject({ mail: { state: 'deferred' } });
    await putOff(register, mailId, 3, at(giveUpMs));
    const found = await findMail(register, mailId);
    expect(found).toMatchObject({
      mail: {
        state: 'refused',
        response:
          'given up 120 hours after the first attempt (RFC 5321, 4.5.4.1); the last answer was: 451 busy',
      },
    });
    expect(found?.attempts.at(-1)).toMatchObject({ outcome: 'deferred', response: '451 busy' });
    expect(await nextMailAt(register, { sendingAgeMs: 1 })).toBeNull();
  });

  it('is told once, in one letter of a morning, and what comes later on the next day', async () => {
    const { register, ids } = await owing(1);
    const [first = 0, other = 0] = ids;
    await giveUp(register, first);
    expect(await nextMailAt(register, { sendingAgeMs: 1 })).not.toBeNull();
    expect(await composeReports(register, at(0))).toBe(0);
    expect(await composeReports(register, nextMorning)).toBe(1);
    expect(await composeReports(register, nextMorning)).toBe(0);
    await begin(register, other, 1, morning);
    const refused = { attempt: 1, serverNow: morning, response: '550 no such user' } as const;
    await recordEnds(register, [{ mailId: other, outcome: 'refused', ...refused, report }]);
    await recordEnds(register, [{ mailId: other, outcome: 'refused', ...refused, report }]);
    expect(await composeReports(register, nextMorning)).toBe(0);
    expect(await composeReports(register, '2026-06-09T01:00:00.000Z')).toBe(1);
    const letters = (await listMails(register, { agency: 'so-tttt' })).filter(
      ({ kind }) => kind === 'undelivered',
    );
    expect(letters.map(({ mailKey }) => mailKey)).toEqual([
      `undelivered/${plan}/so-tttt/${nextMorning}`,
      `undelivered/${plan}/so-tttt/2026-06-09T01:00:00.000Z`,
    ]);
    const told = await Promise.all(letters.map(({ mailId }) => listUndelivered(register, mailId)));
    expect(told).toMatchObject([
      [{ mailId: first, toAgency: 'so-noi-vu', addresses }],
      [{ mailId: other, response: '550 no such user' }],
    ]);
  });

  it('passes to the office with everything that the monitor was to be told', async () => {
    const { register, ids } = await owing(0);
    const [mailId = 0] = ids;
    await giveUp(register, mailId);
    await composeReports(register, nextMorning);
    const [letter] = await listMails(register, { agency: 'so-tttt' });
    const letterId = letter?.mailId ?? 0;
    await begin(register, letterId, 1, nextMorning);
    const office = { to: 'vp-ubnd-tinh', leavesAt: '2026-06-09T01:00:00.000Z' };
    const refused = { attempt: 1, serverNow: nextMorning, response: '550 no' } as const;
    await recordEnds(register, [
      { mailId: letterId, outcome: 'refused', ...refused, report: office },
    ]);
    expect(await composeReports(register, office.leavesAt)).toBe(1);
    const [toOffice] = await listMails(register, { agency: 'vp-ubnd-tinh' });
    const told = await listUndelivered(register, toOffice?.mailId ?? 0);
    expect(told.map(({ toAgency }) => toAgency)).toEqual(['so-noi-vu', 'so-tttt']);
    expect(await listUndelivered(register, letterId)).toEqual([]);
  });

  it('goes again when a coordinator says so, which is on record and no longer told', async () => {
    const { register, ids } = await owing(0);
    const [mailId = 0] = ids;
    await giveUp(register, mailId);
    const now = at(giveUpMs + hour);
    const of = { plan, agency: 'so-noi-vu', serverNow: now };
    expect(await retryMails(register, of)).toEqual([{ mailId, was: 'refused' }]);
    expect(await retryMails(register, { ...of, agency: 'so-y-te' })).toEqual([]);
    expect(await due(register, now)).toEqual([mailId]);
    expect(await listDelayed(register)).toEqual(new Set());
    expect(await composeReports(register, '2027-01-01T00:00:00.000Z')).toBe(0);
    const { rows } = await register.pool.query('select retried_at from undelivered');
    expect(rows).toHaveLength(1);
    expect(rows[0].retried_at).not.toBeNull();
    // It has five days of its own again.
    await putOff(register, mailId, 3, now);
    expect(await findMail(register, mailId)).toMatchObject({ mail: { state: 'deferred' } });
  });
});
