import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../rig/seeded-random.ts';
import type { Acknowledged, EventRow, Facts, MailRow, NoticeRow } from './oracle/facts.ts';
import { listOwed, type OwedNotice } from './oracle/owed-notices.ts';
import { nobodyOwedSince } from './oracle/reconcile-notices.ts';
import { reconcile } from './oracle.ts';
import { buildPlanText, directoryText, trackingFrom } from './plan-texts.ts';

/** A plan that was started on 26 October, in which nobody but one lead has answered; all is well. */
const { text, open } = buildPlanText(1, createRandom(1));
const started = { plan: 'kh-001', text, directory: directoryText, trackingFrom };
const startedAt = '2023-10-26T00:10:00.000+07:00';
const startedMs = Date.parse(startedAt);
const record = { plan: 'kh-001', shiftMs: 0, startedAt };
const readAtMs = startedMs + 3_600_000;
const [first = { task: '', period: '', agency: '' }] = open;
const sha256 = 'ab'.repeat(32);
const answer: Acknowledged = {
  ...{ plan: 'kh-001', ...first, verb: 'submit', requestId: 'nop-1' },
  ...{ at: '2023-10-26T00:40:00.000+07:00', sha256: [sha256], waitedMs: 800, attempts: 1 },
};

describe('the oracle', () => {
  const facts = buildFacts();

  it('has nothing to say when all is well', () => {
    const { faults, notices, mails } = reconcile(facts);
    expect(faults).toEqual([]);
    expect(notices.recorded).toBe(notices.delivered + notices.superseded);
    expect(notices.delivered).toBeGreaterThan(5);
    expect(mails).toMatchObject({ twice: 0, doubts: 0 });
  });

  it.each<readonly [string, (facts: Facts) => Facts, RegExp]>([
    ['a notice that is missing', dropNotice, /owed and not on record/],
    ['a notice that nobody is owed', addNotice, /on record and not owed/],
    ['a notice of another moment', moveNotice, /expected .* found/],
    ['a notice left out without another', hideNotice, /nothing later was told instead/],
    ['a notice withdrawn though nobody answered', withdrawNotice, /has not answered since/],
    ['a mail that never arrived', (all) => ({ ...all, kept: [] }), /has never seen it/],
    ['a mail that arrived twice', repeatMail, /delivered 2 times, 0 doubts/],
    ['a mail that is under way for ever', keepSending, /is still sending/],
    ['a mail to somebody else', misdirect, /no mailbox of/],
    ['a mail that says something else', blankMails, /its letter does not name/],
    ['a mail that nobody has on record', addMail, /not on record/],
    ['evidence that is gone', (all) => ({ ...all, files: new Map() }), /no such file is there/],
    ['evidence that was changed', damageFile, /its content is another/],
    ['an answer that is gone', dropEvent, /acknowledged, 0 events of it/],
    ['an event that was changed', changeEvent, /is not what was hashed/],
    ['an answer that changed nothing', reopenAssignment, /expected submitted, found open/],
  ])('names %s', (_what, harm, expected) => {
    expect(reconcile(harm(facts)).faults.join('\n')).toMatch(expected);
  });
});

describe('what coordinators are told of a whole task', () => {
  const about = { plan: 'kh-001', task: '1', period: 'once' };
  const row = { ...about, agency: null, at: '2023-10-30T08:00:00.000+07:00' };
  const told = (lead: string, verb: 'submit' | 'return', time: string): Acknowledged => ({
    ...{ ...answer, ...about, agency: lead, verb },
    at: `2023-10-30T${time}:00.000+07:00`,
  });
  const register = {
    assignments: ['a', 'b'].map((agency) => ({ ...about, agency, progress: 'submitted' })),
  };
  const mayBeWithdrawn = (...answers: Acknowledged[]) =>
    nobodyOwedSince(row, { answers, register });

  it('is untrue once the last lead has answered, the others before it was due', () => {
    expect(mayBeWithdrawn(told('a', 'submit', '07:59'), told('b', 'submit', '08:01'))).toBe(true);
    expect(mayBeWithdrawn(told('a', 'submit', '08:02'), told('b', 'submit', '08:01'))).toBe(true);
  });

  it('stays true while one owes, also one whose answer was returned', () => {
    expect(mayBeWithdrawn(told('a', 'submit', '08:01'))).toBe(false);
    expect(mayBeWithdrawn(told('a', 'submit', '07:59'), told('b', 'submit', '07:58'))).toBe(false);
    const returned = [told('a', 'submit', '07:50'), told('a', 'return', '07:55')];
    expect(mayBeWithdrawn(...returned, told('b', 'submit', '08:01'))).toBe(false);
    const again = [...returned, told('a', 'submit', '08:02')];
    expect(mayBeWithdrawn(...again, told('b', 'submit', '08:01'))).toBe(true);
  });
});

function buildFacts(): Facts {
  const owed = listOwed(started, record, [answer], { outages: [], readAtMs });
  const rows = owed.map(buildNotice);
  const ends = markEnds(rows);
  const told: NoticeRow[] = [...ends, ...buildAnswerNotices(ends.length)];
  const mails = told.flatMap(({ mailId, to, leaves }): MailRow[] =>
    mailId === null ? [] : [buildMail(mailId, to, leaves)],
  );
  const event = buildEvent();
  return {
    plans: [started],
    answers: [answer],
    register: {
      plans: [record],
      notices: told,
      mails,
      attempts: mails.map(({ mailId }) => ({ mailId, attempt: 1, outcome: 'sent', rejected: [] })),
      events: [event],
      workflows: [{ workflowId: 'w', head: event.hash, eventCount: 1 }],
      requests: [{ requestId: 'nop-1', agency: first.agency, kind: 'submitted' }],
      evidence: [{ requestId: 'nop-1', sha256 }],
      assignments: open.map((about) => ({
        ...{ plan: 'kh-001', ...about },
        progress: about === first ? 'submitted' : 'open',
      })),
    },
    kept: mails.map(({ messageId, to }) => ({
      messageId: messageId ?? '',
      recipients: mailboxesOf(to),
      text: 'Rà soát kh-001.1, Báo cáo kh-001.2, Công khai kh-001.3',
      keptAtMs: startedMs + 5_000,
    })),
    refused: [],
    files: new Map([[`evidence/ab/${sha256}`, sha256]]),
    ...{ outages: [], readAtMs },
  };
}

function buildNotice(owed: OwedNotice, index: number): NoticeRow {
  const { plan, task, period, agency, to, role, kind, step, lastDay, atMs } = owed;
  return {
    ...{ plan, task, period, agency, to, role, kind, step, lastDay },
    ...{ key: [plan, task, period, agency ?? '*', to, kind, step, 1].join('/'), seq: 1 },
    ...{ workflowId: `${task}/${period}`, at: new Date(atMs[0] ?? 0).toISOString() },
    ...{ state: 'mailed', leaves: 'atOnce', leavesAtMs: startedMs, recordedAtMs: startedMs },
    mailId: index + 1,
  };
}

/** Of what was due at the start only the latest is told. */
function markEnds(rows: readonly NoticeRow[]): NoticeRow[] {
  const pairOf = ({ workflowId, agency, to, lastDay }: NoticeRow) =>
    `${workflowId} ${agency ?? lastDay} ${to}`;
  const latest = new Map(rows.map((row) => [pairOf(row), row]));
  return rows.map((row) =>
    latest.get(pairOf(row)) === row ? row : { ...row, state: 'superseded', mailId: null },
  );
}

function buildAnswerNotices(count: number): NoticeRow[] {
  const { task, period, agency } = first;
  // Led by a department too: reviewed by the monitor.
  const told = [
    ['received', agency, 'lead'],
    ['reviewAsked', 'so-tttt', 'reviewer'],
  ] as const;
  return told.map(([kind, to, role], index) => ({
    ...{ plan: 'kh-001', task, period, agency, to, role, kind, step: 0, lastDay: '2023-10-31' },
    ...{ key: ['kh-001', task, period, agency, to, kind, 0, 'nop-1'].join('/'), seq: 2 },
    ...{ workflowId: `${task}/${period}`, at: answer.at, state: 'mailed', leaves: 'atOnce' },
    ...{ leavesAtMs: startedMs, recordedAtMs: startedMs, mailId: count + index + 1 },
  }));
}

function buildMail(mailId: number, to: string, kind: string): MailRow {
  const mail = { mailId, kind, plan: 'kh-001', to, leavesAtMs: startedMs, state: 'sent' };
  return { ...mail, messageId: `<${mailId}@dondoc.example>`, attempts: 1, doubts: 0 };
}

function buildEvent(): EventRow {
  const content = {
    ...{ workflowId: 'w', n: 1, seq: 2, kind: 'submitted', agency: first.agency },
    ...{ actor: first.agency, at: answer.at, requestId: 'nop-1', answer: null },
    ...{ data: { '9': 1, '10': 2 }, recordedAt: '2023-10-25T17:40:00.000Z' },
  };
  const agency = JSON.stringify(first.agency);
  const json = `{"actor":${agency},"agency":${agency},"answer":null,"at":"${answer.at}","data":{"10":2,"9":1},"kind":"submitted","n":1,"recordedAt":"2023-10-25T17:40:00.000Z","requestId":"nop-1","seq":2,"workflowId":"w"}`;
  return { ...content, prev: '', hash: createHash('sha256').update(json).digest('hex') };
}

function mailboxesOf(agency: string): string[] {
  return agency === 'huyen-chau'
    ? ['huyen-chau@tinh.example', 'van-thu.chau@tinh.example']
    : [`${agency}@tinh.example`];
}

type Rows = Facts['register'];

function withRows(facts: Facts, changes: Partial<Rows>): Facts {
  return { ...facts, register: { ...facts.register, ...changes } };
}

/** Changes the first notice that was mailed to a lead. */
function changeNotice(facts: Facts, change: (row: NoticeRow) => NoticeRow[]): Facts {
  const { notices } = facts.register;
  const index = notices.findIndex(
    ({ state, role, agency }) => state === 'mailed' && role === 'lead' && agency !== first.agency,
  );
  return withRows(facts, {
    notices: notices.flatMap((row, place) => (place === index ? change(row) : [row])),
  });
}

function dropNotice(facts: Facts): Facts {
  return changeNotice(facts, () => []);
}

function addNotice(facts: Facts): Facts {
  return changeNotice(facts, (row) => [row, { ...row, to: 'vp-ubnd', key: `${row.key}/x` }]);
}

function moveNotice(facts: Facts): Facts {
  return changeNotice(facts, (row) => [{ ...row, at: '2023-10-24T00:01:00.000+07:00' }]);
}

function hideNotice(facts: Facts): Facts {
  return changeNotice(facts, (row) => [{ ...row, state: 'superseded', mailId: null }]);
}

function withdrawNotice(facts: Facts): Facts {
  return changeNotice(facts, (row) => [{ ...row, state: 'withdrawn' }]);
}

function repeatMail(facts: Facts): Facts {
  return { ...facts, kept: [...facts.kept, ...facts.kept.slice(0, 1)] };
}

function keepSending(facts: Facts): Facts {
  const [mail, ...others] = facts.register.mails;
  return mail === undefined
    ? facts
    : withRows(facts, { mails: [{ ...mail, state: 'sending' }, ...others] });
}

function misdirect(facts: Facts): Facts {
  const [mail, ...others] = facts.kept;
  return mail === undefined
    ? facts
    : { ...facts, kept: [{ ...mail, recipients: ['nobody@tinh.example'] }, ...others] };
}

function blankMails(facts: Facts): Facts {
  return { ...facts, kept: facts.kept.map((mail) => ({ ...mail, text: '' })) };
}

function addMail(facts: Facts): Facts {
  const stray = { messageId: '<x@x.example>', recipients: [], text: '', keptAtMs: 0 };
  return { ...facts, kept: [...facts.kept, stray] };
}

function damageFile(facts: Facts): Facts {
  return { ...facts, files: new Map([[`evidence/ab/${sha256}`, 'cd'.repeat(32)]]) };
}

function dropEvent(facts: Facts): Facts {
  return withRows(facts, { events: [] });
}

function changeEvent(facts: Facts): Facts {
  return withRows(facts, {
    events: facts.register.events.map((event) => ({ ...event, data: { '9': 2 } })),
  });
}

function reopenAssignment(facts: Facts): Facts {
  return withRows(facts, {
    assignments: facts.register.assignments.map((row) => ({ ...row, progress: 'open' })),
  });
}
