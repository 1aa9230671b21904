import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAssignments, review, submitEvidence } from '../../domain/assignment.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { remind } from '../../domain/decisions.ts';
import {
  applyChange,
  beginFollowUp,
  closeFollowUp,
  completeFollowUp,
  computeStatus,
  describeChange,
  type FollowUp,
  isFinished,
  listOwing,
  listUndatedMoves,
  moveDeadline,
  nextMomentAt,
  nextNoticeAt,
  scheduleReviews,
  settle,
  toRow,
} from '../../domain/follow-up.ts';
import { computeMovedLadder } from '../../domain/ladder.ts';
import type { Review, SubmitEvidence } from '../../domain/messages.ts';
import { buildNoticeKey } from '../../domain/notice-key.ts';
import type { TaskPeriod } from '../../domain/task-period.ts';
import { loadRealPlan, pick } from './real-plans.ts';
import {
  agency,
  anyMergingPlan,
  anyTrackedPlan,
  expand,
  openFollowUp,
  readSmallPlan,
  smallAgencies,
  task,
} from './small-plan.ts';
import { briefEntry, walk } from './walk.ts';

const dongThap = await loadRealPlan('dong-thap-2023');
const quarter = pick(dongThap.periods(), '6.1', '2023-Q2');

function open(period: TaskPeriod = quarter, changes: Partial<FollowUp> = {}): FollowUp {
  return openFollowUp('dong-thap-2023', period, changes);
}

describe('a follow-up that begins', () => {
  it('opens the assignments of its leads when it comes without them', () => {
    const names = { 'so-noi-vu': 'Sở Nội vụ' };
    const [begun] = beginFollowUp(open(quarter, { assignments: [] }), names).assignments;
    expect(begun).toMatchObject({ agency: 'so-noi-vu', name: 'Sở Nội vụ', progress: 'open' });
    const carried = open();
    expect(beginFollowUp(carried, undefined)).toBe(carried);
  });
});

function submit(followUp: FollowUp, lead: string, now: string): FollowUp {
  const command: SubmitEvidence = {
    requestId: `s-${now}`,
    agency: lead,
    files: [],
    document: null,
    note: 'Đã hoàn thành',
    lines: [],
    values: {},
  };
  return change(followUp, lead, (held) => submitEvidence(held, command, now));
}

function judge(followUp: FollowUp, lead: string, decision: Review['decision'], now: string) {
  return change(followUp, lead, (held) => {
    const by = held.reviewer ?? '';
    const reason = 'Thiếu số liệu';
    return review(held, { requestId: `r-${now}`, agency: lead, by, decision, reason }, now);
  });
}

function change(
  followUp: FollowUp,
  lead: string,
  act: (held: FollowUp['assignments'][number]) => ReturnType<typeof review>,
): FollowUp {
  const held = followUp.assignments.find((one) => one.agency === lead);
  if (held === undefined) throw new Error(`${lead} leads nothing here`);
  const outcome = act(held);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return applyChange(followUp, outcome.change);
}

describe('a follow-up that nobody answers', () => {
  it('tells, moment by moment, exactly what the preview of Đồng Tháp lists', () => {
    const walked = walk('dong-thap-2023', dongThap.periods());
    expect(walked.told).toEqual(dongThap.preview().notices);
    expect(walked.superseded).toBe(0);
  });

  it('tells and passes on what the preview of Vĩnh Thạnh lists, of whose agencies all end', async () => {
    const { periods, preview } = await loadRealPlan('vinh-thanh-2025');
    const walked = walk('vinh-thanh-2025', periods(), 150);
    const { notices, handovers } = preview();
    expect(walked.told).toEqual(notices);
    expect(walked.superseded).toBe(0);
    const named = handovers.map(({ task: number, period, from }) => `${number} ${period} ${from}`);
    const passed = walked.handovers.map((one) => `${one.task} ${one.period} ${one.from}`);
    expect(passed.sort()).toEqual(named.sort());
  });

  it('does so for any plan, however it is tracked', () => {
    fc.assert(
      fc.property(anyTrackedPlan, ({ plan, periods, preview }) => {
        expect(walk(plan.plan, periods).told).toEqual(preview.notices);
      }),
      { numRuns: 30 },
    );
  });

  it('does so for any plan of whose agencies some end, however late its timers wake it', () => {
    fc.assert(
      fc.property(anyMergingPlan, ({ plan, periods, preview }) => {
        const walked = walk(plan.plan, periods, 150);
        expect(walked.told).toEqual(preview.notices);
        expect(walked.handovers.map((one) => JSON.stringify(one)).sort()).toEqual(
          preview.handovers.map((one) => JSON.stringify(one)).sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('does so when its leads are split, one of them being a coordinator too', () => {
    const many = Array.from({ length: 205 }, (_, index) =>
      agency(`to-${index}`, 'other', index === 204 ? 'to-3' : 'district'),
    );
    const groups = { teams: { level: 'other' } };
    const tasks = [task('1', { lead: ['teams'], coordinators: ['to-3', 'to-204', 'monitor'] })];
    const people = { agencies: [...smallAgencies, ...many], groups };
    const { plan, periods, preview } = expand(readSmallPlan(tasks, {}, people));
    expect(walk(plan.plan, periods).told).toEqual(preview.notices);
  });

  it('does so when split leads pass to one agency, and to such as coordinate', () => {
    const many = Array.from({ length: 205 }, (_, index) =>
      agency(`to-${index}`, 'other', 'district', {
        ...(index < 3 || index === 204 ? { validTo: '2024-06-14', successor: 'to-new' } : {}),
        ...(index === 100 ? { validTo: '2024-06-14', successor: 'xa-1' } : {}),
      }),
    );
    const ending = smallAgencies.map((one) =>
      one['id'] === 'xa-2' ? { ...one, validTo: '2024-06-14', successor: 'to-150' } : one,
    );
    const heir = agency('to-new', 'other', 'district', {
      validTo: '2024-06-24',
      successor: 'xa-3',
    });
    const groups = { teams: { members: many.map(({ id }) => id) } };
    const coordinators = ['xa-1', 'xa-2', 'xa-3', 'to-204', 'to-new'];
    const tasks = [
      task('1', { lead: ['teams'], coordinators, due: 'Chậm nhất là ngày 28/6/2024' }),
    ];
    const people = { agencies: [...ending, ...many, heir], groups };
    const { plan, periods, preview } = expand(readSmallPlan(tasks, {}, people));
    const walked = walk(plan.plan, periods);
    expect(walked.told).toEqual(preview.notices);
    expect(walked.handovers).toHaveLength(6);
    expect(preview.handovers).toHaveLength(6);
  });

  it('lapses at the next cut-off where it is a report', () => {
    const closesAt = '2023-09-14T23:59:59.999+07:00';
    const before = settle(open(), '2023-09-14T23:59:59.998+07:00').followUp;
    expect(before.assignments[0]?.progress).toBe('open');
    const after = settle(before, closesAt);
    expect(after.followUp.assignments[0]?.progress).toBe('notReported');
    expect(after.changed).toEqual(['so-noi-vu']);
    expect(after.events).toEqual([
      {
        kind: 'notReported',
        agency: 'so-noi-vu',
        actor: null,
        at: closesAt,
        requestId: null,
        answer: null,
        data: { lastDay: '2023-06-14' },
      },
    ]);
    expect(isFinished(after.followUp)).toBe(true);
    expect(nextMomentAt(after.followUp, closesAt)).toBeNull();
  });
});

describe('settling late', () => {
  it('tells only the latest step to each and records what it skips', () => {
    const due = settle(open(), '2023-06-20T10:00:00.000+07:00');
    expect(due.notices.map(briefEntry)).toEqual([
      '2023-04-05 so-noi-vu > so-noi-vu opened 0 superseded',
      '2023-06-05 so-noi-vu > so-noi-vu dueSoon 7 superseded',
      '2023-06-09 so-noi-vu > so-noi-vu dueSoon 3 superseded',
      '2023-06-09 * > so-tttt dueSoon 3 superseded',
      '2023-06-13 so-noi-vu > so-noi-vu dueSoon 1 superseded',
      '2023-06-14 so-noi-vu > so-noi-vu dueSoon 0 superseded',
      '2023-06-15 so-noi-vu > so-noi-vu overdue 1 superseded',
      '2023-06-15 * > so-tttt overdue 1 owed',
      '2023-06-19 so-noi-vu > so-noi-vu overdue 3 owed',
      '2023-06-19 so-noi-vu > vp-ubnd-tinh escalated 3 owed',
      '2023-06-19 so-noi-vu > so-tttt escalated 3 owed',
    ]);
    expect(due.followUp.assignments[0]?.told).toBe(1);
    expect(due.changed).toEqual(['so-noi-vu']);
  });

  it('owes each assignment and recipient at most one notice, whatever the delay', () => {
    const late = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(anyTrackedPlan, late, ({ plan, periods }, days) => {
        for (const period of periods) {
          const now = new Date(Date.parse(period.opensAt) + days * 86_400_000).toISOString();
          const { notices } = settle(openFollowUp(plan.plan, period), now);
          const owed = notices.filter(({ state }) => state === 'owed');
          const pairs = owed.map(({ agency: whose, to }) => `${whose}/${to}`);
          expect(new Set(pairs).size).toBe(pairs.length);
          expect(new Set(notices.map(({ key }) => key)).size).toBe(notices.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('a second time at the same moment changes nothing', () => {
    const late = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(anyTrackedPlan, late, ({ plan, periods }, days) => {
        for (const period of periods) {
          const now = new Date(Date.parse(period.opensAt) + days * 86_400_000).toISOString();
          const { followUp } = settle(openFollowUp(plan.plan, period), now);
          expect(settle(followUp, now)).toEqual({ followUp, events: [], notices: [], changed: [] });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('leaves at once what is due when somebody has just started the plan, and only that', () => {
    const first = settle(open(quarter, { atOnce: true }), '2023-04-05T08:00:00.000+07:00');
    expect(first.notices.map(({ leaves }) => leaves)).toEqual(['atOnce']);
    const next = settle(first.followUp, '2023-06-05T08:00:00.000+07:00');
    expect(next.notices.map(({ leaves }) => leaves)).toEqual(['morning']);
  });

  it('writes the notice with its key, version and last day', () => {
    expect(settle(open(), '2023-04-05T08:00:00.000+07:00').notices).toEqual([
      {
        key: 'dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-noi-vu/opened/0/1',
        at: '2023-04-05T08:00:00.000+07:00',
        agency: 'so-noi-vu',
        to: 'so-noi-vu',
        role: 'lead',
        kind: 'opened',
        step: 0,
        lastDay: '2023-06-14',
        deadlineVersion: 1,
        state: 'owed',
        leaves: 'morning',
        data: null,
      },
    ]);
  });

  it('arms the ladder again for a new version of the deadline', () => {
    const assignments = open().assignments.map((held) => ({ ...held, deadlineVersion: 2 }));
    const { notices } = settle(open(quarter, { assignments }), '2023-06-09T08:00:00.000+07:00');
    expect(notices.slice(-2).map(({ key }) => key)).toEqual([
      'dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-noi-vu/dueSoon/3/2',
      'dong-thap-2023/6.1/2023-Q2/*/so-tttt/dueSoon/3/1',
    ]);
  });
});

describe('a follow-up of an earlier version', () => {
  it('gets what it does not know, and keeps what it has', () => {
    const {
      movedLadders: _ladders,
      reviews: _reviews,
      paused: _paused,
      periodVersion: _version,
      ...before
    } = open();
    const { obstaclesTo: _to, audience, ...known } = before.period;
    const { successions: _successions, ...people } = audience;
    const period = { ...known, audience: people };
    const assignments = before.assignments.map(
      ({ extensions: _n, extensionAsked: _a, obstacle: _o, ...more }) => {
        const { waitingFor: _w, takenOverFrom: _f, passedTo: _t, ...held } = more;
        return held;
      },
    );
    const carried = { ...before, period, assignments } as unknown as FollowUp;
    expect(completeFollowUp(carried)).toEqual(open());
    expect(completeFollowUp(open())).toEqual(open());
  });
});

describe('a deadline that is moved', () => {
  const granted = open(quarter, {
    assignments: open().assignments.map((held) => ({
      ...held,
      lastDay: '2023-06-30',
      cutoff: null,
      deadlineVersion: 2,
      extensions: 1,
    })),
    // Told up to three working days before the old last day.
    nextMoment: quarter.ladder.findIndex(({ at }) => at > '2023-06-10'),
  });
  const dongThapPlan = dongThap.plan;
  const ladder = computeMovedLadder(
    dongThapPlan,
    {
      cycle: 'quarter',
      opensAt: '2023-06-12T09:00:00.000+07:00',
      lastDay: '2023-06-30',
      closesAt: null,
      requested: false,
    },
    vietnamCalendar,
  );
  const moved = moveDeadline(granted, {
    agency: 'so-noi-vu',
    cutoff: '2023-06-30T23:59:59.999+07:00',
    ladder,
  });

  it('asks for its instants until it has them', () => {
    expect(listUndatedMoves(granted)).toEqual([{ agency: 'so-noi-vu', lastDay: '2023-06-30' }]);
    expect(nextMomentAt(granted, '2023-06-12T09:00:00.000+07:00')).not.toBeNull();
    expect(listUndatedMoves(moved)).toEqual([]);
    const undated = granted.assignments.map((held) => ({ ...held, lastDay: null }));
    expect(listUndatedMoves(open(quarter, { assignments: undated }))).toEqual([]);
    expect(moved.assignments[0]?.cutoff).toBe('2023-06-30T23:59:59.999+07:00');
  });

  it('arms the ladder again; the old one is told to nobody any more', () => {
    expect(nextNoticeAt(moved)).toBe('2023-06-21T08:00:00.000+07:00');
    expect(settle(moved, '2023-06-20T08:00:00.000+07:00').notices).toEqual([]);
    const { notices, followUp } = settle(moved, '2023-06-27T08:00:00.000+07:00');
    expect(notices.map(({ key, lastDay, state }) => [key, lastDay, state])).toEqual([
      ['dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-noi-vu/dueSoon/7/2', '2023-06-30', 'superseded'],
      ['dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-noi-vu/dueSoon/3/2', '2023-06-30', 'owed'],
      ['dong-thap-2023/6.1/2023-Q2/*/so-tttt/dueSoon/3/2-so-noi-vu', '2023-06-30', 'owed'],
    ]);
    expect(settle(followUp, '2023-06-27T08:00:00.000+07:00').notices).toEqual([]);
  });

  it('moves for one lead only', () => {
    const cutoff = '2023-06-30T23:59:59.999+07:00';
    const many = open(pick(dongThap.periods(), '6.3', '2023-Q2'));
    const after = moveDeadline(many, { agency: 'so-noi-vu', cutoff, ladder });
    const changed = after.assignments.filter((held, index) => held !== many.assignments[index]);
    expect(changed.map(({ agency }) => agency)).toEqual(['so-noi-vu']);
  });

  it('tells nothing while its evidence waits, and does not lapse at the next cut-off', () => {
    const submitted = submit(moved, 'so-noi-vu', '2023-06-26T09:00:00.000+07:00');
    expect(settle(submitted, '2023-06-27T08:00:00.000+07:00').notices).toEqual([]);
    const late = settle(moved, '2023-09-15T00:00:00.000+07:00').followUp;
    expect(late.assignments[0]?.progress).toBe('open');
  });
});

describe('a lead that answers', () => {
  it('is told nothing while its evidence waits, nor is anybody else', () => {
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    expect(listOwing(submitted)).toEqual([]);
    expect(nextNoticeAt(submitted)).toBeNull();
    expect(nextMomentAt(submitted, '2023-06-01T09:00:00.000+07:00')).toBeNull();
    expect(settle(submitted, '2023-07-01T00:00:00.000+07:00').notices).toEqual([]);
  });

  it('and is returned is told only what falls after the return', () => {
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    const returned = judge(submitted, 'so-noi-vu', 'return', '2023-06-12T09:00:00.000+07:00');
    const due = settle(returned, '2023-06-13T09:00:00.000+07:00');
    expect(due.notices.map(briefEntry)).toEqual([
      '2023-06-13 so-noi-vu > so-noi-vu dueSoon 1 owed',
    ]);
    const day = settle(due.followUp, '2023-06-14T08:00:00.000+07:00');
    expect(day.notices.map(briefEntry)).toEqual([
      '2023-06-14 so-noi-vu > so-noi-vu dueSoon 0 owed',
    ]);
  });

  it('and was returned in time lapses like one that was silent', () => {
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    const returned = judge(submitted, 'so-noi-vu', 'return', '2023-06-12T09:00:00.000+07:00');
    const due = settle(returned, '2023-09-15T00:00:00.000+07:00');
    expect(due.followUp.assignments[0]?.progress).toBe('notReported');
  });

  it('in time is not called missing at the next cut-off, nor when it is returned after it', () => {
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    const waiting = settle(submitted, '2023-09-20T00:00:00.000+07:00').followUp;
    expect(waiting.assignments[0]?.progress).toBe('submitted');
    const now = '2023-09-20T09:00:00.000+07:00';
    const returned = settle(judge(waiting, 'so-noi-vu', 'return', now), now).followUp;
    expect(returned.assignments[0]?.progress).toBe('returned');
    expect(nextMomentAt(returned, now)).toBeNull();
    expect(closeFollowUp(returned, now).followUp.assignments[0]?.progress).toBe('notReported');
  });

  it('ends the follow-up once everybody is accepted', () => {
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    const accepted = judge(submitted, 'so-noi-vu', 'accept', '2023-06-02T09:00:00.000+07:00');
    expect(isFinished(accepted)).toBe(true);
    expect(isFinished(submitted)).toBe(false);
    expect(computeStatus(accepted, '2023-09-20T00:00:00.000+07:00')).toBe('Done');
  });
});

describe('evidence that lies with its reviewer', () => {
  const sentAt = '2023-06-01T09:00:00.000+07:00';
  const scheduled = {
    agency: 'so-noi-vu',
    submittedAt: sentAt,
    moments: [
      { at: '2023-06-07T08:00:00.000+07:00', step: 4 },
      { at: '2023-06-12T08:00:00.000+07:00', step: 7 },
      { at: '2023-06-15T08:00:00.000+07:00', step: 10 },
    ],
  };
  const waiting = scheduleReviews(submit(open(), 'so-noi-vu', sentAt), [scheduled]);

  it('is told to the reviewer on its mornings, with the working days since', () => {
    expect(nextNoticeAt(waiting)).toBe('2023-06-07T08:00:00.000+07:00');
    expect(nextMomentAt(waiting, sentAt)).toBe('2023-06-07T08:00:00.000+07:00');
    const { notices, followUp, changed } = settle(waiting, '2023-06-07T08:00:00.000+07:00');
    expect(notices).toEqual([
      {
        key: `dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-tttt/reviewOverdue/4/s-${sentAt}`,
        at: '2023-06-07T08:00:00.000+07:00',
        agency: 'so-noi-vu',
        to: 'so-tttt',
        role: 'reviewer',
        kind: 'reviewOverdue',
        step: 4,
        lastDay: '2023-06-14',
        deadlineVersion: 1,
        state: 'owed',
        leaves: 'morning',
        data: { submission: `s-${sentAt}`, submittedAt: sentAt },
      },
    ]);
    expect(changed).toEqual([]);
    expect(nextNoticeAt(followUp)).toBe('2023-06-12T08:00:00.000+07:00');
    expect(settle(followUp, '2023-06-08T08:00:00.000+07:00').notices).toEqual([]);
  });

  it('is told once after downtime, the latest step, and no more when all are told', () => {
    const { notices, followUp } = settle(waiting, '2023-06-20T08:00:00.000+07:00');
    expect(notices.map(briefEntry)).toEqual([
      '2023-06-15 so-noi-vu > so-tttt reviewOverdue 10 owed',
    ]);
    expect(nextNoticeAt(followUp)).toBeNull();
  });

  it('is told no more once it is judged, nor of what was sent before', () => {
    const judged = judge(waiting, 'so-noi-vu', 'return', '2023-06-05T09:00:00.000+07:00');
    const told = settle(judged, '2023-06-07T08:00:00.000+07:00');
    expect(told.notices.some(({ kind }) => kind === 'reviewOverdue')).toBe(false);
    expect(told.followUp.reviews).toEqual({});
    const again = submit(waiting, 'so-noi-vu', '2023-06-06T09:00:00.000+07:00');
    expect(settle(again, '2023-06-07T08:00:00.000+07:00').notices).toEqual([]);
    expect(scheduleReviews(again, [scheduled]).reviews).toEqual(again.reviews);
    expect(scheduleReviews(again, [{ ...scheduled, agency: 'ai-do' }])).toEqual(again);
  });

  it('is told to nobody where nobody reviews', () => {
    const assignments = waiting.assignments.map((held) => ({ ...held, reviewer: null }));
    const { notices, followUp } = settle(
      { ...waiting, assignments },
      '2023-06-07T08:00:00.000+07:00',
    );
    expect(notices).toEqual([]);
    expect(nextNoticeAt(followUp)).toBe('2023-06-12T08:00:00.000+07:00');
  });

  it('is keyed by the deadline where a submission has no id, and dated by the period', () => {
    const assignments = waiting.assignments.map((held) => ({
      ...held,
      submission: null,
      lastDay: null,
    }));
    const [notice] = settle({ ...waiting, assignments }, '2023-06-07T08:00:00.000+07:00').notices;
    expect(notice?.key).toMatch(/reviewOverdue\/4\/1$/u);
    expect(notice?.lastDay).toBe('2023-06-14');
  });
});

describe('a plan that is paused', () => {
  const paused = open(quarter, { paused: true });
  const now = '2023-06-20T10:00:00.000+07:00';

  it('tells nobody anything, and waits for nothing', () => {
    expect(settle(paused, now)).toEqual({ followUp: paused, events: [], notices: [], changed: [] });
    expect(nextNoticeAt(paused)).toBeNull();
    expect(nextMomentAt(paused, now)).toBeNull();
    expect(settle(paused, '2023-09-15T00:00:00.000+07:00').events).toEqual([]);
  });

  it('tells the latest step only when it goes on', () => {
    const { notices } = settle({ ...paused, paused: false }, now);
    expect(notices.filter(({ state }) => state === 'owed').map(briefEntry)).toEqual([
      '2023-06-15 * > so-tttt overdue 1 owed',
      '2023-06-19 so-noi-vu > so-noi-vu overdue 3 owed',
      '2023-06-19 so-noi-vu > vp-ubnd-tinh escalated 3 owed',
      '2023-06-19 so-noi-vu > so-tttt escalated 3 owed',
    ]);
  });
});

describe('a deadline of the whole task that is moved', () => {
  it('is told to coordinators under its new version', () => {
    const { notices } = settle(
      open(quarter, { periodVersion: 3 }),
      '2023-06-09T08:00:00.000+07:00',
    );
    expect(notices.at(-1)).toMatchObject({
      key: 'dong-thap-2023/6.1/2023-Q2/*/so-tttt/dueSoon/3/3',
      deadlineVersion: 3,
    });
    expect(notices.at(-2)?.key).toBe('dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-noi-vu/dueSoon/3/1');
  });

  it('does not replace what a coordinator is told of one lead’s own day', () => {
    const [, ...leads] = ['', 'xa-1', 'xa-2'];
    const due = 'Chậm nhất là ngày 28/6/2024';
    const { periods } = expand(
      readSmallPlan([task('1', { lead: leads, coordinators: ['xa-3'], due })]),
    );
    const period = pick(periods, '1', 'once');
    const at = '2024-06-18T08:00:00.000+07:00';
    const tells = ['lead', 'coordinators'] as const;
    const ladder = [{ at, phase: 'before', step: 1, tells } as const];
    const before = open(period, { movedLadders: { 'xa-2': { ladder, nextMoment: 0 } } });
    const assignments = before.assignments.map((held) =>
      held.agency === 'xa-2' ? { ...held, lastDay: '2024-06-19', deadlineVersion: 2 } : held,
    );
    const { notices } = settle({ ...before, assignments }, '2024-06-20T10:00:00.000+07:00');
    expect(notices.filter(({ to }) => to === 'xa-3').map(briefEntry)).toEqual([
      '2024-06-19 * > xa-3 dueSoon 7 owed',
      '2024-06-18 * > xa-3 dueSoon 1 owed',
    ]);
  });
});

describe('the next moment', () => {
  const period = pick(dongThap.periods(), '4.1', 'once');

  it('is the notice, the cut-off or the lapse, whichever comes first', () => {
    const opened = settle(open(), '2023-06-14T08:00:00.000+07:00').followUp;
    expect(nextNoticeAt(opened)).toBe('2023-06-15T08:00:00.000+07:00');
    expect(nextMomentAt(opened, '2023-06-14T08:00:00.000+07:00')).toBe('2023-06-14T17:00:00.000Z');
    expect(nextMomentAt(opened, '2023-06-14T17:00:00.000Z')).toBe('2023-06-15T08:00:00.000+07:00');
    const told = settle(opened, '2023-07-26T08:00:00.000+07:00').followUp;
    expect(nextNoticeAt(told)).toBeNull();
    expect(nextMomentAt(told, '2023-07-26T08:00:00.000+07:00')).toBe(
      '2023-09-14T23:59:59.999+07:00',
    );
  });

  it('is the notice that is already due', () => {
    expect(nextMomentAt(open(), '2023-06-20T00:00:00.000+07:00')).toBe(
      '2023-04-05T08:00:00.000+07:00',
    );
  });

  it('is none once the ladder of a product is over', () => {
    const { followUp } = settle(open(period), '2024-03-01T00:00:00.000+07:00');
    expect(nextMomentAt(followUp, '2024-03-01T00:00:00.000+07:00')).toBeNull();
  });
});

describe('the end of a plan', () => {
  const now = '2024-02-20T00:00:00.000+07:00';

  it('closes missing reports as not reported', () => {
    const due = closeFollowUp(open(), now);
    expect(due.followUp.assignments[0]?.progress).toBe('notReported');
    expect(due.events.map(({ kind, at }) => `${kind} ${at}`)).toEqual([`notReported ${now}`]);
  });

  it('leaves products and reports that wait for review as they are', () => {
    const product = open(pick(dongThap.periods(), '4.1', 'once'));
    expect(closeFollowUp(product, now)).toEqual({
      followUp: product,
      events: [],
      notices: [],
      changed: [],
    });
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    expect(closeFollowUp(submitted, now).changed).toEqual([]);
  });
});

describe('the status of a task', () => {
  it('is open, due soon from the first reminder, overdue after the cut-off', () => {
    expect(computeStatus(open(), '2023-06-05T07:59:59.999+07:00')).toBe('Open');
    expect(computeStatus(open(), '2023-06-05T08:00:00.000+07:00')).toBe('DueSoon');
    expect(computeStatus(open(), '2023-06-14T23:59:59.999+07:00')).toBe('DueSoon');
    expect(computeStatus(open(), '2023-06-15T00:00:00.000+07:00')).toBe('Overdue');
  });

  it('is open while everything waits for review, and where there is no reminder', () => {
    const submitted = submit(open(), 'so-noi-vu', '2023-06-01T09:00:00.000+07:00');
    expect(computeStatus(submitted, '2023-07-01T00:00:00.000+07:00')).toBe('Open');
    const silent = open({ ...quarter, ladder: [] });
    expect(computeStatus(silent, '2023-06-14T12:00:00.000+07:00')).toBe('Open');
  });
});

describe('what an answer asks to be written', () => {
  const now = '2023-06-01T09:00:00.000+07:00';
  const request = { requestId: 'q-1', answer: { ok: true } };

  it('is an event and a notice at once to the lead and to the reviewer', () => {
    const [held] = open().assignments;
    if (held === undefined) throw new Error('expected an assignment');
    const command: SubmitEvidence = {
      requestId: 'q-1',
      agency: 'so-noi-vu',
      files: [],
      document: null,
      note: 'Đã gửi',
      lines: [],
      values: {},
    };
    const outcome = submitEvidence(held, command, now);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    const { event, notices } = describeChange(open(), outcome.change, request, now);
    expect(event).toMatchObject({
      kind: 'submitted',
      at: now,
      requestId: 'q-1',
      agency: 'so-noi-vu',
    });
    expect(event.answer).toEqual({ ok: true });
    expect(notices.map(({ key, leaves }) => `${key} ${leaves}`)).toEqual([
      'dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-noi-vu/received/0/q-1 atOnce',
      'dong-thap-2023/6.1/2023-Q2/so-noi-vu/so-tttt/reviewAsked/0/q-1 atOnce',
    ]);
    expect(notices[0]).toMatchObject({ lastDay: '2023-06-14', data: { submission: 'q-1' } });
    const undated = {
      ...outcome.change,
      assignment: { ...outcome.change.assignment, lastDay: null },
    };
    expect(describeChange(open(), undated, request, now).notices[0]?.lastDay).toBe('2023-06-14');
  });

  it('may name the moment at which it leaves; the register keeps no day of a reminder', () => {
    const [held] = open().assignments;
    if (held === undefined) throw new Error('expected an assignment');
    const at = '2023-06-01T09:00:10.000+07:00';
    const command = { requestId: 'q-1', agency: 'so-noi-vu', by: 'so-tttt', at };
    const outcome = remind(held, command, now);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    const { event, notices } = describeChange(open(), outcome.change, request, now);
    expect(event).toMatchObject({ kind: 'reminded', actor: 'so-tttt', at: now });
    expect(notices).toMatchObject([{ kind: 'reminded', to: 'so-noi-vu', at, leaves: 'atOnce' }]);
    expect(toRow(outcome.change.assignment)).toEqual(toRow(held));
  });

  it('leaves the other leads alone', () => {
    const both = open(pick(dongThap.periods(), '6.3', '2023-Q2'));
    const changed = submit(both, 'so-y-te', now);
    const differing = changed.assignments.filter((held, index) => held !== both.assignments[index]);
    expect(differing.map(({ agency: lead }) => lead)).toEqual(['so-y-te']);
  });
});

describe('names and rows', () => {
  it('key a notice of a whole task with a star', () => {
    const notice = {
      task: '1',
      period: '2024',
      agency: null,
      to: 'c',
      step: 3,
      kind: 'dueSoon',
    } as const;
    expect(buildNoticeKey('p', notice, 1)).toBe('p/1/2024/*/c/dueSoon/3/1');
  });

  it('keep from the register what only the ladder needs', () => {
    const [held] = openAssignments(quarter, ['so-noi-vu'], {});
    if (held === undefined) throw new Error('expected an assignment');
    const row = toRow(held);
    expect(Object.keys(row)).not.toContain('owesSince');
    expect(Object.keys(row)).not.toContain('name');
    expect(Object.keys(row)).not.toContain('submission');
    expect(row).toMatchObject({ agency: 'so-noi-vu', progress: 'open', told: 0 });
  });
});
