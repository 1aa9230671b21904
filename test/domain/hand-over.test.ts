import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../domain/assignment.ts';
import {
  computeStatus,
  type FollowUp,
  hasPassedOver,
  isFinished,
  nextMomentAt,
  settle,
} from '../../domain/follow-up.ts';
import { findReviewerAt, introduceLeads, type Passing, passOn } from '../../domain/hand-over.ts';
import { expandMerging, mergingAgencies } from './merging-communes.ts';
import { pick } from './real-plans.ts';
import { agency, openFollowUp } from './small-plan.ts';
import { briefEntry } from './walk.ts';

const midnight = '2024-06-01T00:00:00.000+07:00';
const opened = pick(expandMerging().periods, '1', 'once');

/** The follow-up of task 1, told everything up to a day. */
function followedUntil(day: string, period = opened, changes: Partial<FollowUp> = {}): FollowUp {
  const nextMoment = period.ladder.filter(({ at }) => at.slice(0, 10) <= day).length;
  return openFollowUp('small', period, { nextMoment, ...changes });
}

function amended(followUp: FollowUp, lead: string, changes: Partial<Assignment>): FollowUp {
  const assignments = followUp.assignments.map((held) =>
    held.agency === lead ? { ...held, ...changes } : held,
  );
  return { ...followUp, assignments };
}

function find(followUp: FollowUp, lead: string): Assignment {
  const held = followUp.assignments.find((one) => one.agency === lead);
  if (held === undefined) throw new Error(`${lead} has nothing here`);
  return held;
}

describe('what passes to a successor', () => {
  it('passes at the first moment after the end, with its last day and history', () => {
    const before = amended(followedUntil('2024-05-31'), 'xa-1', {
      acknowledgedAt: '2024-03-01T09:00:00.000+07:00',
      obstacle: { text: 'Thiếu người', at: '2024-03-02', answer: null, answeredAt: null },
      told: 3,
    });
    expect(nextMomentAt(before, '2024-05-31T12:00:00.000+07:00')).toBe(midnight);
    const due = settle(before, midnight);
    expect(due.notices).toEqual([]);
    expect(due.changed).toEqual(['xa-1', 'xa-new', 'xa-2']);
    expect(find(due.followUp, 'xa-1')).toMatchObject({
      progress: 'reassigned',
      passedTo: 'xa-new',
    });
    expect(find(due.followUp, 'xa-new')).toMatchObject({
      name: 'UBND xa-new',
      progress: 'open',
      lastDay: '2024-06-28',
      deadlineVersion: 1,
      takenOverFrom: 'xa-1',
      passedTo: null,
      acknowledgedAt: null,
      obstacle: { text: 'Thiếu người' },
      told: 0,
      owesSince: midnight,
    });
    expect(due.followUp.assignments).toHaveLength(4);
    expect(isFinished(due.followUp)).toBe(false);
    expect(computeStatus(due.followUp, midnight)).toBe('Open');
  });

  it('is asked for before an answer that comes first after downtime, and not while paused', () => {
    const before = followedUntil('2024-05-31');
    expect(hasPassedOver(before, '2024-05-31T23:59:59.999+07:00')).toBe(false);
    expect(hasPassedOver(before, midnight)).toBe(true);
    expect(hasPassedOver({ ...before, paused: true }, midnight)).toBe(false);
    expect(hasPassedOver(settle(before, midnight).followUp, midnight)).toBe(false);
  });

  it('is written as one event of the giver, and of the receiver where it had nothing yet', () => {
    const { events } = settle(followedUntil('2024-05-31'), midnight);
    const own = { actor: null, at: midnight, requestId: null, answer: null };
    const taken = { from: 'xa-1', lastDay: '2024-06-28', originalLastDay: '2024-06-28' };
    expect(events).toEqual([
      {
        ...own,
        kind: 'reassigned',
        agency: 'xa-1',
        data: { to: 'xa-new', merged: false, cause: 'succession' },
      },
      {
        ...own,
        kind: 'takenOver',
        agency: 'xa-new',
        data: {
          ...taken,
          cutoff: '2024-06-28T23:59:59.999+07:00',
          progress: 'open',
          submittedAt: null,
          extensions: 0,
          cause: 'succession',
        },
      },
      {
        ...own,
        kind: 'reassigned',
        agency: 'xa-2',
        data: { to: 'xa-new', merged: true, cause: 'succession' },
      },
    ]);
  });

  it('is told to the receiver on its morning, and to nobody that has ended', () => {
    const passed = settle(followedUntil('2024-05-31'), midnight).followUp;
    expect(nextMomentAt(passed, midnight)).toBe('2024-06-03T08:00:00.000+07:00');
    const due = settle(passed, '2024-06-03T08:00:00.000+07:00');
    expect(due.notices.map(briefEntry)).toEqual(['2024-06-03 xa-new > xa-new opened 0 owed']);
    expect(due.notices[0]?.key).toBe('small/1/once/xa-new/xa-new/opened/0/1');
    expect(find(due.followUp, 'xa-new').told).toBe(1);
  });

  it('is nothing that is final: an end stays with whom it was', () => {
    let before = followedUntil('2024-05-31');
    for (const lead of ['xa-1', 'xa-2']) before = amended(before, lead, { progress: 'accepted' });
    const due = settle(before, midnight);
    expect(due).toEqual({ followUp: before, events: [], notices: [], changed: [] });
    expect(settle(before, '2024-06-03T08:00:00.000+07:00').notices).toEqual([]);
  });

  it('that waits for review is reviewed by who stands in the reviewer’s place for the receiver', () => {
    const due = 'Chậm nhất là ngày 28/5/2024';
    const { periods } = expandMerging({ due }, { reviewer: 'superior' });
    const period = pick(periods, '1', 'once');
    expect(period.reviewers).toMatchObject({ 'xa-1': 'district', 'xa-new': 'region' });
    const at = '2024-05-30T09:00:00.000+07:00';
    const sent = { progress: 'submitted', submittedAt: at, submission: 's-1' } as const;
    const moments = [{ at: '2024-06-05T08:00:00.000+07:00', step: 4 }];
    const reviews = { 'xa-1': { submittedAt: at, moments, nextMoment: 0 } };
    const before = amended(followedUntil('2024-05-31', period, { reviews }), 'xa-1', sent);
    const after = settle(before, midnight).followUp;
    expect(find(after, 'xa-new')).toMatchObject({ ...sent, reviewer: 'region' });
    const reminded = settle(after, '2024-06-05T08:00:00.000+07:00').notices.filter(
      ({ kind }) => kind === 'reviewOverdue',
    );
    expect(reminded.map(briefEntry)).toEqual(['2024-06-05 xa-new > region reviewOverdue 4 owed']);
  });

  it('goes on with the last day that was moved for it', () => {
    const ladder = [
      { at: '2024-07-08T08:00:00.000+07:00', phase: 'before', step: 3, tells: ['lead'] } as const,
    ];
    const movedLadders = { 'xa-1': { ladder, nextMoment: 0 } };
    const before = amended(followedUntil('2024-05-31', opened, { movedLadders }), 'xa-1', {
      lastDay: '2024-07-11',
      cutoff: '2024-07-11T23:59:59.999+07:00',
      deadlineVersion: 2,
      extensions: 1,
    });
    const after = settle(before, midnight).followUp;
    expect(after.movedLadders).toEqual({ 'xa-new': { ladder, nextMoment: 0 } });
    const late = settle(after, '2024-07-08T08:00:00.000+07:00');
    const told = late.notices.filter(({ to }) => to === 'xa-new').map(briefEntry);
    expect(told).toEqual(['2024-07-08 xa-new > xa-new dueSoon 3 owed']);
  });

  it('does not lapse at once where it was reopened after its agency had ended', () => {
    const { periods } = expandMerging({ due: 'Hàng tháng', kind: 'report' });
    const period = pick(periods, '1', '2024-05');
    const now = '2024-07-15T09:00:00.000+07:00';
    const followUp = openFollowUp('small', period, { nextMoment: period.ladder.length });
    const others = followUp.assignments.map((held) => ({ ...held, progress: 'accepted' as const }));
    const reopened = amended({ ...followUp, assignments: others }, 'xa-1', {
      progress: 'open',
      owesSince: now,
    });
    const after = settle(reopened, now).followUp;
    expect(find(after, 'xa-1').progress).toBe('reassigned');
    expect(find(after, 'xa-new')).toMatchObject({ progress: 'open', owesSince: now });
  });
});

describe('settling late over a succession', () => {
  const overdue = pick(
    expandMerging({ due: 'Chậm nhất là ngày 28/5/2024', lead: 'xa-1' }).periods,
    '1',
    'once',
  );

  it('tells the giver nothing after its end and the receiver nothing before, each the latest', () => {
    const before = followedUntil('2024-05-27', overdue);
    const due = settle(before, '2024-06-04T10:00:00.000+07:00');
    expect(due.notices.map(briefEntry)).toEqual([
      '2024-05-28 xa-1 > xa-1 dueSoon 0 superseded',
      '2024-05-29 xa-1 > xa-1 overdue 1 superseded',
      '2024-05-31 xa-1 > xa-1 overdue 3 owed',
      '2024-05-31 xa-1 > district escalated 3 owed',
      '2024-05-31 xa-1 > monitor escalated 3 owed',
      '2024-06-03 xa-new > xa-new overdue 4 superseded',
      '2024-06-04 xa-new > xa-new overdue 5 owed',
      '2024-06-04 xa-new > monitor escalated 5 owed',
      '2024-06-04 xa-new > office escalated 5 owed',
    ]);
    expect(settle(due.followUp, '2024-06-04T10:00:00.000+07:00').notices).toEqual([]);
  });

  it('while the plan is paused passes nothing; when it goes on, everything at once', () => {
    const paused = { ...followedUntil('2024-05-27', overdue), paused: true };
    const now = '2024-06-04T10:00:00.000+07:00';
    expect(settle(paused, now)).toEqual({ followUp: paused, events: [], notices: [], changed: [] });
    expect(nextMomentAt(paused, now)).toBeNull();
    const resumed = settle({ ...paused, paused: false }, now);
    expect(resumed.events.map(({ kind, agency: whose }) => `${kind} ${whose}`)).toEqual([
      'reassigned xa-1',
      'takenOver xa-new',
    ]);
  });

  it('leaves a report that closed the moment before with whom it was missing', () => {
    const { periods } = expandMerging({ due: 'Hàng tháng', kind: 'report' });
    const april = pick(periods, '1', '2024-04');
    expect(april.closesAt).toBe('2024-05-31T23:59:59.999+07:00');
    const due = settle(followedUntil('2024-05-31', april), '2024-06-01T00:00:00.120+07:00');
    expect(due.events.map(({ kind, agency: whose }) => `${kind} ${whose}`)).toEqual([
      'notReported xa-1',
      'notReported xa-2',
      'notReported xa-3',
    ]);
    expect(due.changed).toEqual(['xa-1', 'xa-2', 'xa-3']);
  });
});

describe('who reviews', () => {
  const agencies = [
    ...mergingAgencies.filter(({ id }) => id !== 'monitor'),
    agency('monitor', 'province', 'office', { validTo: '2024-05-31', successor: 'xa-3' }),
  ];

  it('is never the lead itself: where it takes its reviewer’s place, the office does', () => {
    const period = pick(expandMerging({}, {}, agencies).periods, '1', 'once');
    expect(period.reviewers).toMatchObject({
      'xa-1': 'monitor',
      'xa-3': 'monitor',
      'xa-new': 'xa-3',
    });
    expect(findReviewerAt(period, 'xa-3', '2024-05-31T12:00:00.000+07:00')).toBe('monitor');
    expect(findReviewerAt(period, 'xa-3', midnight)).toBe('office');
    expect(findReviewerAt(period, 'nobody', midnight)).toBeNull();
    const due = settle(followedUntil('2024-05-31', period), midnight);
    expect(find(due.followUp, 'xa-3').reviewer).toBe('office');
    expect(find(due.followUp, 'xa-new').reviewer).toBe('xa-3');
    expect(due.changed).toContain('xa-3');
  });

  it('stays the named one where nobody else remains', () => {
    const { reviewers, audience } = pick(expandMerging({}, {}, agencies).periods, '1', 'once');
    const alone = { ...audience, office: 'monitor', superiors: {} };
    expect(findReviewerAt({ reviewers, audience: alone }, 'xa-3', midnight)).toBe('monitor');
    const period = {
      ...pick(expandMerging({}, {}, agencies).periods, '1', 'once'),
      audience: alone,
    };
    const followUp = followedUntil('2024-05-31', { ...period, leads: ['xa-3'] });
    expect(settle(followUp, midnight).changed).toEqual([]);
    const unknown = { ...followUp, period: { ...followUp.period, reviewers: {} } };
    expect(find(settle(unknown, midnight).followUp, 'xa-3').reviewer).toBe('monitor');
  });

  it('changes with the reviewer alone, for what is not final', () => {
    const monitorEnds = agencies.map((one) =>
      one['id'] === 'monitor' ? { ...one, successor: 'office' } : one,
    );
    const lead = ['xa-3', 'region', 'office'];
    const { periods } = expandMerging({ lead }, { from: '2024-01-01' }, monitorEnds);
    const period = pick(periods, '1', 'once');
    const before = amended(followedUntil('2024-05-31', period), 'xa-3', { progress: 'submitted' });
    const due = settle(before, midnight);
    expect(due.events).toEqual([]);
    expect(due.changed).toEqual(['xa-3']);
    expect(find(due.followUp, 'xa-3').reviewer).toBe('office');
    const done = amended(before, 'xa-3', { progress: 'accepted' });
    expect(find(settle(done, midnight).followUp, 'xa-3').reviewer).toBe('monitor');
  });
});

describe('what passes by decision', () => {
  const at = '2024-04-10T09:00:00.000+07:00';
  const says = { reason: 'Sáp nhập phòng' };
  const passing: Passing = { from: 'xa-1', to: 'xa-9', name: '', at, cause: 'decision', says };

  it('goes with what the event says, to an agency that is still to be introduced', () => {
    const { followUp, events, changed } = passOn(followedUntil('2024-04-10'), passing);
    expect(changed).toEqual(['xa-1', 'xa-9']);
    expect(events[0]?.data).toEqual({ to: 'xa-9', merged: false, cause: 'decision', ...says });
    expect(events[1]).toMatchObject({
      kind: 'takenOver',
      data: { from: 'xa-1', cause: 'decision' },
    });
    expect(find(followUp, 'xa-9')).toMatchObject({ name: '', reviewer: null, owesSince: at });
    const fact = { agency: 'xa-9', name: 'UBND xa-9', reviewer: 'monitor', superior: 'district' };
    const known = introduceLeads(followUp, [fact, { ...fact, agency: 'xa-3', name: 'Khác' }]);
    expect(find(known, 'xa-9')).toMatchObject({ name: 'UBND xa-9', reviewer: 'monitor' });
    expect(find(known, 'xa-3').name).toBe('xa-3');
    expect(known.period.audience.superiors).toMatchObject({ 'xa-9': 'district', 'xa-2': 'office' });
  });

  it('may come back to who had it first', () => {
    const gone = passOn(followedUntil('2024-04-10'), passing).followUp;
    const back = passOn(gone, { ...passing, from: 'xa-9', to: 'xa-1', name: 'UBND xa-1' }).followUp;
    expect(find(back, 'xa-1')).toMatchObject({ progress: 'open', takenOverFrom: 'xa-9' });
    expect(find(back, 'xa-9')).toMatchObject({ progress: 'reassigned', passedTo: 'xa-1' });
    expect(back.assignments).toHaveLength(4);
  });

  it('is nothing where the giver has nothing', () => {
    const before = followedUntil('2024-04-10');
    const nothing = { followUp: before, events: [], changed: [] };
    expect(passOn(before, { ...passing, from: 'xa-8' })).toEqual(nothing);
  });

  it('makes two one where the receiver has it too: with the lines of both, and its own last day', () => {
    const movedLadders = { 'xa-2': { ladder: [], nextMoment: 0 } };
    let before = followedUntil('2024-04-10', opened, { movedLadders });
    before = amended(before, 'xa-1', { lines: ['3', '4'] });
    before = amended(before, 'xa-2', { lines: ['4', '5'], lastDay: '2024-07-11' });
    const into = { ...passing, to: 'xa-2', name: 'UBND xa-2' };
    const { followUp, events } = passOn(before, into);
    expect(events.map(({ kind }) => kind)).toEqual(['reassigned']);
    expect(find(followUp, 'xa-2')).toMatchObject({
      lines: ['4', '5', '3'],
      lastDay: '2024-07-11',
      takenOverFrom: null,
    });
    expect(followUp.movedLadders).toEqual(movedLadders);
    const given = passOn(before, { ...into, from: 'xa-2', to: 'xa-1' }).followUp;
    expect(given.movedLadders).toEqual({});
  });
});
