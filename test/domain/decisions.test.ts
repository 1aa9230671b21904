import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  type Change,
  type Outcome,
  openAssignments,
  type Refusal,
} from '../../domain/assignment.ts';
import {
  answerObstacle,
  contribute,
  decideExtension,
  findReassignProblem,
  instruct,
  remind,
  reopen,
  reportObstacle,
  requestExtension,
  waitFor,
  waive,
} from '../../domain/decisions.ts';
import type { DecideExtension } from '../../domain/messages.ts';
import { loadRealPlan, pick } from './real-plans.ts';

const period = pick((await loadRealPlan('dong-thap-2023')).periods(), '6.1', '2023-Q2');
const now = '2023-06-12T09:00:00.000+07:00';
const parties = { monitor: 'so-tttt', obstaclesTo: 'vp-ubnd-tinh' };
const document = { number: '45/UBND', date: '2023-06-12', issuer: null };
const decided = { authority: 'Chủ tịch UBND tỉnh', document };

function assignment(changes: Partial<Assignment> = {}): Assignment {
  const [opened] = openAssignments(period, ['so-noi-vu'], { 'so-noi-vu': 'Sở Nội vụ' });
  if (opened === undefined) throw new Error('expected one assignment');
  return { ...opened, ...changes };
}

const asked = { until: '2023-06-30', reason: 'Chờ số liệu', at: now };

function decision(changes: Partial<DecideExtension> = {}): DecideExtension {
  return {
    requestId: 'r-1',
    agency: 'so-noi-vu',
    decision: 'grant',
    until: '2023-06-30',
    reason: null,
    ...decided,
    ...changes,
  };
}

function changed(outcome: Outcome): Change {
  if (!outcome.ok) throw new Error(`expected a change, found ${outcome.refusal.code}`);
  return outcome.change;
}

function refused(outcome: Outcome): Refusal['code'] {
  if (outcome.ok) throw new Error('expected a refusal');
  return outcome.refusal.code;
}

describe('a request for an extension', () => {
  const request = {
    requestId: 'r-1',
    agency: 'so-noi-vu',
    until: '2023-06-30',
    reason: 'Chờ số liệu',
  };
  const ask = (held: Assignment, changes: Partial<typeof request> = {}) =>
    requestExtension(held, { ...request, ...changes }, now, parties);

  it('is kept, told to the monitor, and changes no deadline', () => {
    const { assignment: held, event, tell } = changed(ask(assignment()));
    expect(held).toEqual(assignment({ extensionAsked: asked }));
    expect(event.kind).toBe('extensionRequested');
    expect(tell).toEqual([{ kind: 'extensionRequested', to: 'so-tttt', role: 'monitor' }]);
  });

  it('needs a reason and a later day, and something still owed', () => {
    expect(refused(ask(assignment(), { reason: ' ' }))).toBe('ReasonNeeded');
    expect(refused(ask(assignment(), { until: '2023-06-14' }))).toBe('NotLater');
    expect(refused(ask(assignment({ lastDay: null })))).toBe('NotLater');
    expect(refused(ask(assignment({ progress: 'accepted' })))).toBe('NothingToExtend');
    expect(refused(ask(assignment({ progress: 'submitted' })))).toBe('NothingToExtend');
  });
});

describe('a decision on an extension', () => {
  it('moves the last day under a new version of the deadline, and keeps the first one', () => {
    const {
      assignment: held,
      event,
      tell,
    } = changed(decideExtension(assignment({ extensionAsked: asked }), decision(), now));
    expect(held).toMatchObject({
      lastDay: '2023-06-30',
      originalLastDay: '2023-06-14',
      cutoff: null,
      deadlineVersion: 2,
      extensions: 1,
      extensionAsked: null,
    });
    expect(event).toEqual({
      kind: 'extensionGranted',
      actor: null,
      data: {
        decision: 'grant',
        from: '2023-06-14',
        until: '2023-06-30',
        reason: null,
        ...decided,
      },
    });
    expect(tell).toEqual([{ kind: 'extensionDecided', to: 'so-noi-vu', role: 'lead' }]);
  });

  it('that refuses needs a request and a reason, and moves nothing', () => {
    const refusal = decision({
      decision: 'refuse',
      until: null,
      reason: 'Không có lý do khách quan',
    });
    const held = changed(decideExtension(assignment({ extensionAsked: asked }), refusal, now));
    expect(held.assignment).toEqual(assignment());
    expect(held.event.kind).toBe('extensionRefused');
    expect(refused(decideExtension(assignment(), refusal, now))).toBe('NothingAsked');
    for (const reason of [null, ' ']) {
      const silent = { ...refusal, reason };
      const outcome = decideExtension(assignment({ extensionAsked: asked }), silent, now);
      expect(refused(outcome)).toBe('ReasonNeeded');
    }
  });

  it('cannot bring the day forward, and not after the end', () => {
    expect(refused(decideExtension(assignment(), decision({ until: '2023-06-13' }), now))).toBe(
      'NotLater',
    );
    expect(refused(decideExtension(assignment(), decision({ until: null }), now))).toBe('NotLater');
    const done = assignment({ progress: 'accepted' });
    expect(refused(decideExtension(done, decision(), now))).toBe('NothingToExtend');
  });
});

describe('an obstacle', () => {
  const report = { requestId: 'r-1', agency: 'so-noi-vu', text: ' Chưa trích xuất được số liệu ' };
  const answer = { requestId: 'r-2', agency: 'so-noi-vu', by: 'so-tttt', text: ' Đã mở quyền ' };
  const obstacle = {
    text: 'Chưa trích xuất được số liệu',
    at: now,
    answer: null,
    answeredAt: null,
  };

  it('goes to whom the plan names, and its answer back to the lead', () => {
    const reported = changed(reportObstacle(assignment(), report, now, parties));
    expect(reported.assignment.obstacle).toEqual(obstacle);
    expect(reported.tell).toEqual([
      { kind: 'obstacleReported', to: 'vp-ubnd-tinh', role: 'monitor' },
    ]);
    const answered = changed(answerObstacle(reported.assignment, answer, now));
    expect(answered.assignment.obstacle).toEqual({
      ...obstacle,
      answer: 'Đã mở quyền',
      answeredAt: now,
    });
    expect(answered.tell).toEqual([{ kind: 'obstacleAnswered', to: 'so-noi-vu', role: 'lead' }]);
  });

  it('needs words, a live assignment, and one that was reported', () => {
    expect(refused(reportObstacle(assignment(), { ...report, text: ' ' }, now, parties))).toBe(
      'NothingSaid',
    );
    expect(refused(reportObstacle(assignment({ progress: 'waived' }), report, now, parties))).toBe(
      'AlreadyFinal',
    );
    expect(refused(answerObstacle(assignment(), answer, now))).toBe('NoObstacle');
    expect(refused(answerObstacle(assignment({ obstacle }), { ...answer, text: '' }, now))).toBe(
      'NothingSaid',
    );
  });
});

describe('an instruction', () => {
  const word = { requestId: 'r-1', agency: 'so-noi-vu', text: 'Hoàn thành trước 20/6', ...decided };

  it('reaches the lead with its document and changes nothing', () => {
    const { assignment: held, event, tell } = changed(instruct(assignment(), word));
    expect(held).toEqual(assignment());
    expect(event.data).toEqual({ text: 'Hoàn thành trước 20/6', ...decided });
    expect(tell).toEqual([{ kind: 'instructed', to: 'so-noi-vu', role: 'lead' }]);
  });

  it('needs words and a live assignment', () => {
    expect(refused(instruct(assignment(), { ...word, text: '' }))).toBe('NothingSaid');
    expect(refused(instruct(assignment({ progress: 'accepted' }), word))).toBe('AlreadyFinal');
  });
});

describe('an extra reminder', () => {
  const at = '2023-06-12T09:00:10.000+07:00';
  const morning = '2023-06-12T02:00:00.000Z';
  const click = { requestId: 'r-1', agency: 'so-noi-vu', by: 'so-tttt', at };

  it('tells the lead at the moment it names, and changes nothing but that it was sent', () => {
    const { assignment: held, event, tell } = changed(remind(assignment(), click, morning));
    expect(held).toEqual({ ...assignment(), remindedOn: '2023-06-12' });
    expect(event).toEqual({
      kind: 'reminded',
      actor: 'so-tttt',
      data: { by: 'so-tttt', day: '2023-06-12' },
    });
    expect(tell).toEqual([{ kind: 'reminded', to: 'so-noi-vu', role: 'lead', at }]);
  });

  it('is sent once a day, by the plan’s days', () => {
    const held = assignment({ remindedOn: '2023-06-12' });
    const evening = '2023-06-12T16:59:59.000Z';
    expect(refused(remind(held, click, evening))).toBe('AlreadyReminded');
    const midnight = '2023-06-12T17:00:00.000Z';
    expect(changed(remind(held, click, midnight)).assignment.remindedOn).toBe('2023-06-13');
  });

  it('is about what is owed, and leaves within the hour', () => {
    for (const progress of ['submitted', 'accepted'] as const) {
      expect(refused(remind(assignment({ progress }), click, morning))).toBe('NothingOwed');
    }
    const early = '2023-06-12T00:00:00.000Z';
    expect(refused(remind(assignment(), click, early))).toBe('NotWellFormed');
  });
});

describe('a stop', () => {
  const stop = { requestId: 'r-1', agency: 'so-noi-vu', reason: 'Đã gộp vào 6.4', ...decided };

  it('ends the assignment and tells the lead', () => {
    const { assignment: held, tell } = changed(waive(assignment(), stop));
    expect(held.progress).toBe('waived');
    expect(tell).toEqual([{ kind: 'waived', to: 'so-noi-vu', role: 'lead' }]);
  });

  it('needs a reason and a live assignment', () => {
    expect(refused(waive(assignment(), { ...stop, reason: ' ' }))).toBe('NothingSaid');
    expect(refused(waive(assignment({ progress: 'waived' }), stop))).toBe('AlreadyFinal');
  });
});

describe('a reopening', () => {
  const command = {
    requestId: 'r-1',
    agency: 'so-noi-vu',
    until: null,
    reason: ' Số liệu sai ',
    ...decided,
  };
  const accepted = assignment({
    progress: 'accepted',
    timeliness: 'onTime',
    submittedAt: '2023-06-01T09:00:00.000+07:00',
    acceptedAt: '2023-06-02T09:00:00.000+07:00',
  });

  it('of what was accepted is owed again from now on', () => {
    const { assignment: held, event, tell } = changed(reopen(accepted, command, now));
    expect(held).toEqual({
      ...accepted,
      progress: 'open',
      timeliness: null,
      acceptedAt: null,
      owesSince: now,
    });
    expect(event).toEqual({
      kind: 'reopened',
      actor: null,
      data: {
        was: 'accepted',
        from: '2023-06-14',
        until: null,
        reason: 'Số liệu sai',
        ...decided,
      },
    });
    expect(tell).toEqual([{ kind: 'reopened', to: 'so-noi-vu', role: 'lead' }]);
  });

  it('of what was stopped or not reported is owed again from now on', () => {
    for (const progress of ['waived', 'notReported'] as const) {
      const { assignment: held } = changed(reopen(assignment({ progress }), command, now));
      expect(held).toEqual(assignment({ progress: 'open', owesSince: now }));
    }
  });

  it('with a later last day re-arms the ladder, as an extension does', () => {
    const until = '2023-06-30';
    const { assignment: held } = changed(reopen(accepted, { ...command, until }, now));
    expect(held).toMatchObject({
      lastDay: until,
      originalLastDay: '2023-06-14',
      cutoff: null,
      deadlineVersion: 2,
      extensions: 1,
    });
  });

  it('needs an end, a reason, and a later day if any', () => {
    for (const progress of ['open', 'submitted', 'notApplicable', 'reassigned'] as const) {
      expect(refused(reopen(assignment({ progress }), command, now))).toBe('NotFinal');
    }
    expect(refused(reopen(accepted, { ...command, reason: ' ' }, now))).toBe('ReasonNeeded');
    expect(refused(reopen(accepted, { ...command, until: '2023-06-14' }, now))).toBe('NotLater');
  });
});

describe('what a coordinator brings', () => {
  const command = {
    requestId: 'r-1',
    agency: 'so-noi-vu',
    by: 'so-y-te',
    text: ' Đã gửi số liệu ',
    document,
  };
  const waitingFor = { agency: 'so-y-te', text: 'Số liệu', at: now };

  it('is told to the lead, whose waiting for it ends', () => {
    const {
      assignment: held,
      event,
      tell,
    } = changed(contribute(assignment({ waitingFor }), command));
    expect(held.waitingFor).toBeNull();
    expect(event).toEqual({
      kind: 'contributed',
      actor: 'so-y-te',
      data: { by: 'so-y-te', text: 'Đã gửi số liệu', document },
    });
    expect(tell).toEqual([{ kind: 'contributed', to: 'so-noi-vu', role: 'lead' }]);
  });

  it('ends no waiting for another, and needs no document', () => {
    const other = { ...waitingFor, agency: 'so-xay-dung' };
    const held = changed(
      contribute(assignment({ waitingFor: other }), { ...command, document: null }),
    );
    expect(held.assignment.waitingFor).toEqual(other);
    expect(held.event.data).toMatchObject({ document: null });
    expect(changed(contribute(assignment(), command)).assignment).toEqual(assignment());
  });

  it('needs words, another agency, and a live assignment', () => {
    expect(refused(contribute(assignment(), { ...command, text: ' ' }))).toBe('NothingSaid');
    expect(refused(contribute(assignment(), { ...command, by: 'so-noi-vu' }))).toBe('SameAgency');
    expect(refused(contribute(assignment({ progress: 'waived' }), command))).toBe('AlreadyFinal');
  });
});

describe('a lead that waits for another', () => {
  const command = { requestId: 'r-1', agency: 'so-noi-vu', on: 'so-y-te', text: ' Số liệu ' };

  it('says for what, and the other is told; no deadline changes', () => {
    const { assignment: held, event, tell } = changed(waitFor(assignment(), command, now));
    expect(held).toEqual(
      assignment({ waitingFor: { agency: 'so-y-te', text: 'Số liệu', at: now } }),
    );
    expect(event).toEqual({
      kind: 'waitingFor',
      actor: 'so-noi-vu',
      data: { on: 'so-y-te', text: 'Số liệu' },
    });
    expect(tell).toEqual([{ kind: 'waitingFor', to: 'so-y-te', role: 'coordinator' }]);
  });

  it('needs words, another agency, and a live assignment', () => {
    expect(refused(waitFor(assignment(), { ...command, text: '' }, now))).toBe('NothingSaid');
    expect(refused(waitFor(assignment(), { ...command, on: 'so-noi-vu' }, now))).toBe('SameAgency');
    expect(refused(waitFor(assignment({ progress: 'accepted' }), command, now))).toBe(
      'AlreadyFinal',
    );
  });
});

describe('passing an assignment on', () => {
  const command = {
    requestId: 'r-1',
    agency: 'so-noi-vu',
    to: 'so-y-te',
    reason: 'Sáp nhập',
    ...decided,
  };

  it('is possible to an agency that has not got it, with a reason, until the end', () => {
    const holders = ['so-noi-vu', 'so-xay-dung'];
    const problem = (held: Assignment, changes: Partial<typeof command> = {}) =>
      findReassignProblem(held, { ...command, ...changes }, holders);
    expect(problem(assignment())).toBeNull();
    expect(problem(assignment({ progress: 'accepted' }))).toMatchObject({
      code: 'AlreadyFinal',
      message: 'reassign is not possible: the assignment of so-noi-vu is accepted',
      allowed: ['reopen'],
    });
    expect(problem(assignment(), { reason: ' ' })?.code).toBe('ReasonNeeded');
    expect(problem(assignment(), { to: 'so-xay-dung' })).toMatchObject({
      code: 'SameAgency',
      message:
        'so-xay-dung leads this task and period already: stop the assignment of so-noi-vu instead',
    });
    expect(problem(assignment(), { to: 'so-noi-vu' })?.code).toBe('SameAgency');
  });
});
