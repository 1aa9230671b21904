import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NoticeEntry } from '../../domain/batch.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import {
  type ClaimOptions,
  claimNotices,
  listMailsToSend,
  type MailEnd,
  markSending,
  nextMailAt,
  recordEnds,
  recordUnsendable,
  recordWithdrawn,
  recoverInterrupted,
  withdrawNotices,
} from '../../register/mail-queue.ts';
import { findMail } from '../../register/queries/list-mails.ts';
import type { Register } from '../../register/register.ts';
import { expectWorkflows } from '../../register/workflow-row.ts';
import { aBatch, aNotice, anAssignment, leavesAt, plan } from './batches.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const morning = '2026-06-05T01:00:00.000Z';
const nextMorning = '2026-06-08T01:00:00.000Z';
const minute = 60_000;

function at(base: string, ms: number): string {
  return new Date(Date.parse(base) + ms).toISOString();
}

async function claim(register: Register, changes: Partial<ClaimOptions> = {}) {
  return await claimNotices(register, {
    serverNow: at(morning, 1_000),
    patienceMs: 10 * minute,
    limit: 100,
    postponeTo: () => nextMorning,
    ...changes,
  });
}

/** Records notices by the first batch of a workflow of its own. */
async function record(
  register: Register,
  task: string,
  notices: readonly NoticeEntry[],
  nextWakeAt: string | null = '2026-06-09T01:00:00.000Z',
) {
  const keyed = notices.map((notice) => ({ ...notice, key: `${task}/${notice.key}` }));
  const batch = aBatch({ task, notices: keyed, nextWakeAt, assignments: [anAssignment()] });
  return await applyBatch(register, batch, leavesAt);
}

const content = {
  subject: '[Nhắc việc] Sở Nội vụ',
  html: '<p>Kính gửi</p>',
  text: 'Kính gửi',
  addresses: ['so-noi-vu@dong-thap.example'],
  messageId: '<digest@dondoc.example>',
};

/** Begins one attempt; true when it may be made. */
async function begin(register: Register, mailId: number, attempt: number, serverNow: string) {
  const begun = await markSending(
    register,
    [{ mailId, content: { ...content, attempt } }],
    serverNow,
  );
  return begun.has(mailId);
}

/** Ends one attempt; true when that changed the mail's state. */
async function end(register: Register, one: MailEnd): Promise<boolean> {
  return (await recordEnds(register, [one])).has(one.mailId);
}

async function claimOne(register: Register): Promise<number> {
  await record(register, '1', [aNotice()]);
  const [mail] = await claim(register);
  if (mail === undefined) throw new Error('expected one mail, found none');
  return mail.mailId;
}

describe('claiming notices', () => {
  it('makes one digest per agency, one letter per recipient, and a mail of each answer', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [
      aNotice(),
      aNotice({ agency: null, to: 'so-tttt', role: 'coordinator' }),
      aNotice({ kind: 'escalated', to: 'vp-ubnd-tinh', role: 'office', step: 5 }),
      aNotice({ kind: 'received', leaves: 'atOnce', step: 0 }),
    ]);
    await record(register, '2', [
      aNotice({ kind: 'overdue', step: 1 }),
      aNotice({ kind: 'escalated', to: 'vp-ubnd-tinh', role: 'office', step: 10 }),
      aNotice({ kind: 'accepted', leaves: 'atOnce', step: 0 }),
    ]);
    const claimed = await claim(register);
    expect(
      claimed.map(({ kind, to, notices }) => `${kind} to ${to}: ${notices.length}`).sort(),
    ).toEqual([
      'answer to so-noi-vu: 1',
      'answer to so-noi-vu: 1',
      'digest to so-noi-vu: 2',
      'digest to so-tttt: 1',
      'letter to vp-ubnd-tinh: 2',
    ]);
    const keys = claimed.filter(({ kind }) => kind !== 'answer').map(({ mailKey }) => mailKey);
    expect(keys).toContain(`digest/${plan}/so-noi-vu/${morning}`);
    expect(await claim(register)).toEqual([]);
  });

  it('leaves alone what is not due yet', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice()]);
    expect(await claim(register, { serverNow: at(morning, -1) })).toEqual([]);
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBe(morning);
  });

  it('waits with a morning for a running workflow that has not recorded it', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice({ kind: 'received', leaves: 'atOnce' }), aNotice()]);
    const waiting = await record(register, '2', [], morning);
    expect((await claim(register)).map(({ kind }) => kind)).toEqual(['answer']);
    await applyBatch(
      register,
      aBatch({
        task: '2',
        seq: 2,
        head: waiting.head,
        notices: [aNotice({ key: '2/late' })],
      }),
      leavesAt,
    );
    expect(await claim(register)).toMatchObject([
      { kind: 'digest', notices: [`1/${aNotice().key}`, '2/late'] },
    ]);
  });

  it('does not wait for workflows that are closed or that belong to another plan', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice()]);
    await applyBatch(
      register,
      aBatch({ task: '2', status: 'closed', nextWakeAt: morning }),
      leavesAt,
    );
    const other = aBatch({ workflowId: 'task:other/1/2023', plan: 'other', nextWakeAt: morning });
    await applyBatch(register, other, leavesAt);
    expect(await claim(register)).toHaveLength(1);
  });

  it('waits no longer than its patience', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice()]);
    await record(register, '2', [], morning);
    expect(await claim(register, { serverNow: at(morning, 10 * minute - 1) })).toEqual([]);
    expect(await claim(register, { serverNow: at(morning, 10 * minute) })).toHaveLength(1);
  });

  it('postpones what comes after the digest of its morning was composed', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice()]);
    expect(await claim(register)).toHaveLength(1);
    await record(register, '2', [aNotice()]);
    expect(await claim(register)).toEqual([]);
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBe(morning);
    await register.pool.query(`update mails set state = 'sent'`);
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBe(nextMorning);
    expect(await claim(register, { serverNow: nextMorning })).toMatchObject([
      { mailKey: `digest/${plan}/so-noi-vu/${nextMorning}`, notices: [`2/${aNotice().key}`] },
    ]);
  });

  it('looks on when everything of a page was postponed', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice({ to: 'a' })]);
    await claim(register);
    await record(register, '2', [aNotice({ to: 'a' }), aNotice({ to: 'b' })]);
    expect(await claim(register, { limit: 1 })).toMatchObject([{ to: 'b' }]);
  });

  it('refuses to postpone a notice to where it was', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice()]);
    await claim(register);
    await record(register, '2', [aNotice()]);
    await expect(claim(register, { postponeTo: () => morning })).rejects.toThrow(/postponed/);
  });

  it('puts what downtime left of earlier mornings into one digest', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [aNotice({ at: '2023-06-02T08:00:00.000+07:00', step: 8 })]);
    await record(register, '2', [aNotice()]);
    expect(await claim(register)).toMatchObject([{ leavesAt: morning, notices: [{}, {}] }]);
  });

  it('gathers the first digest of a start from the workflows that were announced', async () => {
    const register = await postgres.createRegister();
    const key = { plan, version: 1, period: '2023-Q2', nextWakeAt: morning };
    const announced = ['1', '2'].map((task) => ({
      ...key,
      task,
      workflowId: `task:${plan}/${task}/2023-Q2`,
    }));
    await expectWorkflows(register, announced, morning);
    const opened = aNotice({ kind: 'opened', step: 0, leaves: 'atOnce' });
    await record(register, '1', [opened]);
    expect(await claim(register)).toEqual([]);
    await record(register, '2', [{ ...opened, at: '2023-06-05T08:00:00.300+07:00' }]);
    expect(await claim(register)).toMatchObject([{ kind: 'digest', notices: [{}, {}] }]);
    await record(register, '3', [{ ...opened, at: '2023-06-05T08:00:00.500+07:00' }]);
    expect(await claim(register)).toHaveLength(1);
  });

  it('claims nothing twice when several claim at the same moment', async () => {
    const register = await postgres.createRegister();
    const agencies = Array.from({ length: 30 }, (_, index) => `xa-${index}`);
    await record(
      register,
      '1',
      agencies.map((to) => aNotice({ to })),
    );
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim(register, { limit: 10 })));
    expect(new Set(claims.flat().map(({ to }) => to)).size).toBe(30);
    expect(claims.flat()).toHaveLength(30);
  });

  it('loses no notice when claims run only because a batch asked for them', async () => {
    const register = await postgres.createRegister();
    const claims: Promise<unknown>[] = [];
    const recordAnswer = async (index: number) => {
      const answer = aNotice({ kind: 'received', leaves: 'atOnce', to: `xa-${index}` });
      const { wakeMailroom } = await record(register, `${index}`, [answer]);
      if (wakeMailroom) claims.push(claim(register));
    };
    await Promise.all(Array.from({ length: 80 }, (_, index) => recordAnswer(index)));
    await Promise.all(claims);
    const { rows } = await register.pool.query(
      `select count(*)::int as owed from notices where state = 'owed'`,
    );
    expect(rows).toEqual([{ owed: 0 }]);
    expect(claims.length).toBeLessThan(80);
  });
});

describe('mails to send', () => {
  it('come with their notices and the assignments as they stand now', async () => {
    const register = await postgres.createRegister();
    const { head } = await record(register, '1', [
      aNotice(),
      aNotice({ agency: null, role: 'coordinator', step: 3 }),
    ]);
    await claim(register);
    const accepted = anAssignment({ progress: 'accepted' });
    const waitingFor = {
      ...{ agency: 'so-noi-vu', text: 'Danh sách' },
      at: '2023-06-05T08:00:00.000+07:00',
    };
    const other = anAssignment({ agency: 'xa-1', waitingFor });
    const next = aBatch({ task: '1', seq: 2, head, assignments: [accepted, other] });
    await applyBatch(register, next, leavesAt);
    const [toSend, ...rest] = await listMailsToSend(register, morning, 10);
    expect(rest).toEqual([]);
    const told = { owing: ['xa-1'], waits: [{ lead: 'xa-1', waitingFor }] };
    expect(
      toSend?.notices.map(({ assignment, owing, waits }) => ({ assignment, owing, waits })),
    ).toEqual([
      { assignment: expect.objectContaining({ progress: 'accepted' }), ...told },
      { assignment: null, ...told },
    ]);
  });

  it('leave out what was withdrawn, and end when nothing is left', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    await withdrawNotices(register, [`1/${aNotice().key}`]);
    expect(await listMailsToSend(register, morning, 10)).toMatchObject([{ notices: [] }]);
    expect(await recordWithdrawn(register, mailId, morning)).toBe(true);
    expect(await listMailsToSend(register, morning, 10)).toEqual([]);
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBeNull();
  });

  it('are begun by one sender only', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    const first = () => begin(register, mailId, 1, morning);
    expect((await Promise.all([first(), first(), first()])).filter(Boolean)).toHaveLength(1);
    expect(await listMailsToSend(register, morning, 10)).toEqual([]);
  });

  it('keep each attempt: deferred, tried again when due, then sent', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    const later = at(morning, minute / 2);
    await begin(register, mailId, 1, morning);
    const busy = { attempt: 1, serverNow: morning, response: '451 busy' };
    expect(await end(register, { mailId, outcome: 'deferred', ...busy })).toBe(true);
    expect(await listMailsToSend(register, at(later, -1), 10)).toEqual([]);
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBe(later);
    expect(await listMailsToSend(register, later, 10)).toHaveLength(1);
    await begin(register, mailId, 2, later);
    const taken = { attempt: 2, serverNow: later, response: '250 ok', rejected: ['x@y.example'] };
    expect(await end(register, { mailId, outcome: 'sent', ...taken })).toBe(true);
    expect(await findMail(register, mailId)).toMatchObject({
      mail: { state: 'sent', attempts: 2, doubts: 0, subject: content.subject },
      attempts: [
        { outcome: 'deferred', response: '451 busy' },
        { outcome: 'sent', beganAt: later, rejected: ['x@y.example'] },
      ],
    });
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBeNull();
  });

  it('are begun and ended together, each with its own attempt and outcome', async () => {
    const register = await postgres.createRegister();
    await record(register, '1', [
      aNotice(),
      aNotice({ to: 'so-y-te' }),
      aNotice({ to: 'so-tttt' }),
    ]);
    const [one, two, three] = (await claim(register)).map(({ mailId }) => mailId);
    if (one === undefined || two === undefined || three === undefined)
      throw new Error('expected 3');
    await begin(register, three, 1, morning);
    const first = { ...content, attempt: 1 };
    const begins = [one, two, three].map((mailId) => ({ mailId, content: first }));
    expect(await markSending(register, begins, morning)).toEqual(new Set([one, two]));
    const how = { attempt: 1, serverNow: morning, response: 'so' };
    const ends: MailEnd[] = [
      { mailId: one, outcome: 'sent', rejected: ['x@y.example'], ...how },
      { mailId: two, outcome: 'unknown', ...how },
      { mailId: three, outcome: 'refused', ...how, attempt: 2 },
    ];
    expect(await recordEnds(register, ends)).toEqual(new Set([one, two]));
    const state = { attempts: 1, doubts: 0, nextAttemptAt: null };
    expect(await findMail(register, one)).toMatchObject({
      mail: { ...state, state: 'sent' },
      attempts: [{ outcome: 'sent', rejected: ['x@y.example'] }],
    });
    expect(await findMail(register, two)).toMatchObject({
      mail: { ...state, state: 'unknown', doubts: 1, nextAttemptAt: at(morning, minute / 2) },
    });
    expect(await findMail(register, three)).toMatchObject({
      mail: { ...state, state: 'sending' },
      attempts: [{ outcome: null }],
    });
  });

  it('refused for good are not tried again', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    await begin(register, mailId, 1, morning);
    await end(register, {
      mailId,
      outcome: 'refused',
      attempt: 1,
      serverNow: morning,
      response: '550 no',
    });
    expect(await listMailsToSend(register, nextMorning, 10)).toEqual([]);
    expect(await begin(register, mailId, 2, morning)).toBe(false);
  });

  it('that nobody can receive are refused before any attempt', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    const unsendable = { serverNow: morning, reason: 'no mailbox', report: null };
    await recordUnsendable(register, mailId, unsendable);
    expect(await findMail(register, mailId)).toMatchObject({
      mail: { state: 'refused', response: 'no mailbox' },
      attempts: [],
    });
  });
});

describe('a sender that crashed after DATA', () => {
  it('leaves a mail that becomes unknown, is sent again with its Message-ID, and is counted', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    await begin(register, mailId, 1, morning);
    const recover = (ms: number) =>
      recoverInterrupted(register, { serverNow: at(morning, ms), olderThanMs: minute });
    expect(await nextMailAt(register, { sendingAgeMs: minute })).toBe(at(morning, minute));
    expect(await recover(minute - 1)).toEqual([]);
    expect(await recover(minute)).toEqual([mailId]);
    expect(await recover(minute)).toEqual([]);
    const [again] = await listMailsToSend(register, at(morning, minute), 10);
    expect(again?.mail).toMatchObject({
      state: 'unknown',
      doubts: 1,
      attempts: 1,
      messageId: content.messageId,
      html: content.html,
    });
  });

  it('and speaks late settles the doubt', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    await begin(register, mailId, 1, morning);
    const lost = { attempt: 1, serverNow: morning, response: 'connection lost' };
    await end(register, { mailId, outcome: 'unknown', ...lost });
    expect(await end(register, { mailId, outcome: 'sent', ...lost, response: '250 ok' })).toBe(
      true,
    );
    expect(await listMailsToSend(register, nextMorning, 10)).toEqual([]);
    expect(await findMail(register, mailId)).toMatchObject({ mail: { state: 'sent', doubts: 1 } });
  });

  it('cannot undo what a newer attempt says', async () => {
    const register = await postgres.createRegister();
    const mailId = await claimOne(register);
    await begin(register, mailId, 1, morning);
    const lost = { attempt: 1, serverNow: morning, response: 'connection lost' };
    await end(register, { mailId, outcome: 'unknown', ...lost });
    await begin(register, mailId, 2, morning);
    expect(await end(register, { mailId, outcome: 'refused', ...lost })).toBe(false);
    expect(await findMail(register, mailId)).toMatchObject({ mail: { state: 'sending' } });
  });
});
