import { describe, expect, it } from 'vitest';
import { amendFollowUp } from '../../domain/amendment.ts';
import type { Assignment } from '../../domain/assignment.ts';
import { type FollowUp, isFinished, nextNoticeAt, settle } from '../../domain/follow-up.ts';
import { passOn } from '../../domain/hand-over.ts';
import type { AmendTask } from '../../domain/messages.ts';
import type { TaskPeriod } from '../../domain/task-period.ts';
import { expandMerging, mergingAgencies } from './merging-communes.ts';
import type { Plain } from './plan-example.ts';
import { pick } from './real-plans.ts';
import { agency, expand, openFollowUp, readSmallPlan, task } from './small-plan.ts';
import { briefEntry } from './walk.ts';

/** Wednesday evening; the next morning is Thursday 20/6/2024. */
const now = '2024-06-19T20:00:00.000+07:00';
const morning = '2024-06-20T08:00:00.000+07:00';
const document = { number: '45/UBND', date: '2024-06-19', issuer: null };
const decided = { authority: 'Chủ tịch UBND tỉnh', document };
const agencies = [...mergingAgencies.slice(0, 3), agency('xa-4', 'commune', 'monitor')].concat(
  ['xa-1', 'xa-2'].map((id) => agency(id, 'commune', 'monitor')),
);

function version(changes: Plain = {}, plan: Plain = {}): TaskPeriod {
  const lead = ['xa-1', 'xa-2'];
  const due = 'Chậm nhất là ngày 28/6/2024';
  const more = { lead, due, coordinators: ['xa-3'], product: 'Báo cáo', ...changes };
  const read = readSmallPlan([task('1', more)], plan, { agencies });
  return pick(expand(read).periods, '1', 'once');
}

const first = version();

/** Task 1 as it stands on the evening of 19/6: told up to seven working days before. */
function running(changes: Partial<FollowUp> = {}): FollowUp {
  return { ...settle(openFollowUp('small', first), now).followUp, ...changes };
}

function amend(followUp: FollowUp, period: TaskPeriod | null, changes: Partial<AmendTask> = {}) {
  const names = { 'xa-4': 'UBND xã 4' };
  const command = { requestId: 'a-1', version: 2, period, names, morning, ...decided };
  return amendFollowUp(followUp, { ...command, ...changes }, now);
}

function change(followUp: FollowUp, lead: string, changes: Partial<Assignment>): FollowUp {
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

function told(followUp: FollowUp, until: string): string[] {
  return settle(followUp, until).notices.map(briefEntry);
}

describe('a new version that changes nothing here', () => {
  it('tells nobody and keeps the ladder where it is', () => {
    const before = running();
    const { followUp, events, notices } = amend(before, version());
    expect([events, notices]).toEqual([[], []]);
    expect(followUp).toEqual(before);
    expect(nextNoticeAt(followUp)).toBe('2024-06-25T08:00:00.000+07:00');
  });
});

describe('a last day that a new version moves', () => {
  const later = version({ due: 'Chậm nhất là ngày 12/7/2024' });

  it('to a later one is told to each lead the next morning, under a new version of the deadline', () => {
    const { followUp, events, notices, changed } = amend(running(), later);
    expect(changed).toEqual(['xa-1', 'xa-2']);
    expect(notices.map(briefEntry)).toEqual([
      '2024-06-20 xa-1 > xa-1 amended 0 owed',
      '2024-06-20 xa-2 > xa-2 amended 0 owed',
    ]);
    expect(find(followUp, 'xa-1')).toMatchObject({
      lastDay: '2024-07-12',
      originalLastDay: '2024-07-12',
      cutoff: '2024-07-12T23:59:59.999+07:00',
      deadlineVersion: 2,
      extensions: 0,
    });
    const says = {
      version: 2,
      removed: false,
      lastDay: { from: '2024-06-28', to: '2024-07-12' },
      title: null,
      products: null,
      reviewer: null,
      cutoff: '2024-07-12T23:59:59.999+07:00',
      originalLastDay: '2024-07-12',
      ...decided,
    };
    expect(events[0]).toEqual({
      kind: 'amended',
      agency: 'xa-1',
      actor: null,
      at: now,
      requestId: null,
      answer: null,
      data: says,
    });
    expect(notices[0]).toEqual({
      key: 'small/1/once/xa-1/xa-1/amended/0/v2',
      at: morning,
      agency: 'xa-1',
      to: 'xa-1',
      role: 'lead',
      kind: 'amended',
      step: 0,
      lastDay: '2024-07-12',
      deadlineVersion: 2,
      state: 'owed',
      leaves: 'morning',
      data: says,
    });
  });

  it('arms the ladder again for leads and coordinators, from the morning after on', () => {
    const { followUp } = amend(running(), later);
    expect(followUp.periodVersion).toBe(2);
    // 21/6/2024 is the fifteenth working day before the new last day.
    expect(told(followUp, '2024-07-03T08:00:00.000+07:00')).toEqual([
      '2024-06-21 xa-1 > xa-1 dueSoon 15 superseded',
      '2024-06-21 xa-2 > xa-2 dueSoon 15 superseded',
      '2024-07-03 xa-1 > xa-1 dueSoon 7 owed',
      '2024-07-03 xa-2 > xa-2 dueSoon 7 owed',
      '2024-07-03 * > xa-3 dueSoon 7 owed',
    ]);
    const { notices } = settle(followUp, '2024-07-03T08:00:00.000+07:00');
    expect(notices.at(-1)).toMatchObject({
      key: 'small/1/once/*/xa-3/dueSoon/7/2',
      deadlineVersion: 2,
      lastDay: '2024-07-12',
    });
  });

  it('to an earlier one tells no step of that same morning, nor any that is past', () => {
    const earlier = version({ due: 'Chậm nhất là ngày 21/6/2024' });
    const { followUp, notices } = amend(running(), earlier);
    expect(notices).toHaveLength(2);
    expect(told(followUp, morning)).toEqual([]);
    expect(told(followUp, '2024-06-24T08:00:00.000+07:00')).toEqual([
      '2024-06-21 xa-1 > xa-1 dueSoon 0 superseded',
      '2024-06-21 xa-2 > xa-2 dueSoon 0 superseded',
      '2024-06-24 xa-1 > xa-1 overdue 1 owed',
      '2024-06-24 xa-2 > xa-2 overdue 1 owed',
      '2024-06-24 * > xa-3 overdue 1 owed',
    ]);
  });

  it('leaves a lead a later day of its own, and takes it along where the new one is later', () => {
    const ladder = [
      { at: '2024-07-02T08:00:00.000+07:00', phase: 'before', step: 3, tells: ['lead'] } as const,
    ];
    const movedLadders = { 'xa-1': { ladder, nextMoment: 0 } };
    const granted = change(running({ movedLadders }), 'xa-1', {
      lastDay: '2024-07-05',
      cutoff: '2024-07-05T23:59:59.999+07:00',
      deadlineVersion: 2,
      extensions: 1,
    });
    const between = amend(granted, version({ due: 'Chậm nhất là ngày 03/7/2024' }));
    expect(between.notices.map(briefEntry)).toEqual(['2024-06-20 xa-2 > xa-2 amended 0 owed']);
    expect(find(between.followUp, 'xa-1')).toMatchObject({
      lastDay: '2024-07-05',
      originalLastDay: '2024-07-03',
      deadlineVersion: 2,
    });
    expect(between.followUp.movedLadders).toEqual(movedLadders);
    expect(between.events[0]).toMatchObject({
      agency: 'xa-1',
      data: {
        lastDay: null,
        cutoff: '2024-07-05T23:59:59.999+07:00',
        originalLastDay: '2024-07-03',
      },
    });
    const beyond = amend(granted, later);
    expect(find(beyond.followUp, 'xa-1')).toMatchObject({
      lastDay: '2024-07-12',
      deadlineVersion: 3,
    });
    expect(beyond.followUp.movedLadders).toEqual({});
    const same = amend(granted, version({ due: 'Chậm nhất là ngày 05/7/2024' }));
    expect(find(same.followUp, 'xa-1').deadlineVersion).toBe(2);
    expect(same.followUp.movedLadders).toEqual({});
  });

  it('waits for no instants of a day that it replaces', () => {
    const granted = { lastDay: '2024-07-05', cutoff: null, deadlineVersion: 2, extensions: 1 };
    const undated = change(running(), 'xa-1', granted);
    expect(find(amend(undated, later).followUp, 'xa-1').cutoff).toBe(
      '2024-07-12T23:59:59.999+07:00',
    );
    const kept = amend(undated, version({ due: 'Chậm nhất là ngày 03/7/2024' }));
    expect(find(kept.followUp, 'xa-1')).toMatchObject({ lastDay: '2024-07-05', cutoff: null });
    const never = change(undated, 'xa-1', { lastDay: null });
    expect(find(amend(never, later).followUp, 'xa-1').lastDay).toBe('2024-07-12');
    expect(amend(change(running(), 'xa-1', { lastDay: null }), version()).notices).toEqual([]);
  });

  it('moves with the hour of the cut-off alone too', () => {
    const noon = { ...version(), cutoff: '2024-06-28T12:00:00.000+07:00' };
    const { followUp } = amend(running(), noon);
    expect(find(followUp, 'xa-1')).toMatchObject({ cutoff: noon.cutoff, deadlineVersion: 2 });
  });
});

describe('words that a new version changes', () => {
  it('are told to those that owe, with what was and what is', () => {
    const sent = { progress: 'submitted', submittedAt: now, submission: 's-1' } as const;
    const before = change(running(), 'xa-2', sent);
    const next = version({ title: 'Việc mới', product: ['Báo cáo', 'Số liệu'] });
    const { notices, events, followUp } = amend(before, next);
    expect(notices.map(({ to, data }) => [to, data])).toEqual([
      [
        'xa-1',
        {
          version: 2,
          removed: false,
          lastDay: null,
          title: { from: 'Việc 1', to: 'Việc mới' },
          products: { from: ['Báo cáo'], to: ['Báo cáo', 'Số liệu'] },
          reviewer: null,
          cutoff: '2024-06-28T23:59:59.999+07:00',
          originalLastDay: '2024-06-28',
          ...decided,
        },
      ],
    ]);
    expect(events.map(({ kind, agency: whose }) => `${kind} ${whose}`)).toEqual([
      'amended xa-1',
      'amended xa-2',
    ]);
    expect(find(followUp, 'xa-1').deadlineVersion).toBe(1);
    expect(followUp.periodVersion).toBe(1);
  });

  it('leave what is final as it was', () => {
    const done = change(running(), 'xa-1', { progress: 'accepted' });
    const { followUp, events } = amend(done, version({ title: 'Việc mới' }));
    expect(find(followUp, 'xa-1')).toBe(find(done, 'xa-1'));
    expect(events.map((one) => one.agency)).toEqual(['xa-2']);
  });

  it('give a report its new lines; those taken over only from their day on', () => {
    const taken = { task: '9', title: 'Chín', since: '2024-06-20T00:00:00.000+07:00' };
    const held = { task: '8', title: 'Tám', since: '2024-06-01T00:00:00.000+07:00' };
    const lines = { 'xa-1': [{ task: '7', title: 'Bảy' }, held, taken] };
    const before = change(running(), 'xa-2', { lines: ['6'] });
    const { followUp, notices } = amend(before, { ...version(), lines });
    expect(notices).toEqual([]);
    expect(find(followUp, 'xa-1').lines).toEqual(['7', '8']);
    expect(find(followUp, 'xa-2').lines).toEqual(['6']);
  });
});

describe('a reviewer that a new version changes', () => {
  const next = version({}, { reviewer: 'office' });

  it('is told what waits for review, the next morning; the leads are not', () => {
    const sent = { progress: 'submitted', submittedAt: now, submission: 's-1' } as const;
    const { notices, events, followUp } = amend(change(running(), 'xa-1', sent), next);
    expect(notices).toEqual([
      {
        key: 'small/1/once/xa-1/office/reviewOverdue/0/s-1',
        at: morning,
        agency: 'xa-1',
        to: 'office',
        role: 'reviewer',
        kind: 'reviewOverdue',
        step: 0,
        lastDay: '2024-06-28',
        deadlineVersion: 1,
        state: 'owed',
        leaves: 'morning',
        data: { submission: 's-1', submittedAt: now },
      },
    ]);
    expect(events[0]?.data).toMatchObject({ reviewer: { from: 'monitor', to: 'office' } });
    expect(followUp.assignments.map(({ reviewer }) => reviewer)).toEqual(['office', 'office']);
  });

  it('stays who it is where nothing is known of the lead, or it is the same', () => {
    const sent = { progress: 'submitted', submittedAt: now, submission: 's-1' } as const;
    const before = change(running(), 'xa-1', sent);
    expect(amend(before, { ...next, reviewers: {} }).notices).toEqual([]);
    expect(amend(before, version()).notices).toEqual([]);
    const nobody = change(before, 'xa-1', { reviewer: null });
    expect(amend(nobody, { ...next, reviewers: {} }).notices).toEqual([]);
  });

  it('that has ended is not named again: its successor stays', () => {
    const due = 'Chậm nhất là ngày 31/5/2024';
    const read = (title: string) =>
      pick(
        expandMerging({ due, title, lead: 'xa-1' }, { reviewer: 'superior' }).periods,
        '1',
        'once',
      );
    const before = settle(openFollowUp('small', read('Một')), now).followUp;
    expect(find(before, 'xa-new').reviewer).toBe('region');
    const { events, followUp } = amend(before, read('Hai'));
    expect(find(followUp, 'xa-new').reviewer).toBe('region');
    expect(events.map((one) => one.data)).toEqual([expect.objectContaining({ reviewer: null })]);
    const lasting = pick(
      expandMerging({ due, lead: 'xa-3', reviewer: 'district' }).periods,
      '1',
      'once',
    );
    const held = settle(openFollowUp('small', lasting), now).followUp;
    expect(find(held, 'xa-3').reviewer).toBe('region');
    expect(amend(held, { ...lasting, title: 'Hai' }).events[0]?.data).toMatchObject({
      reviewer: null,
    });
  });
});

describe('a lead that a new version adds', () => {
  const next = version({ lead: ['xa-1', 'xa-2', 'xa-4'] });

  it('is told the next morning that it opened, and no step of that morning', () => {
    // Told that it opened on 20/6, the seventh working day before 01/7.
    const july = version({ lead: ['xa-1', 'xa-2', 'xa-4'], due: 'Chậm nhất là ngày 01/7/2024' });
    const { followUp, notices, events } = amend(running(), july);
    expect(notices.map(briefEntry)).toContain('2024-06-20 xa-4 > xa-4 opened 0 owed');
    expect(told(followUp, morning)).toEqual([]);
    expect(told(followUp, '2024-06-26T08:00:00.000+07:00')).toContain(
      '2024-06-26 xa-4 > xa-4 dueSoon 3 owed',
    );
    expect(events.at(-1)).toMatchObject({
      kind: 'leadAdded',
      agency: 'xa-4',
      data: { version: 2, lastDay: '2024-07-01', cutoff: '2024-07-01T23:59:59.999+07:00' },
    });
  });

  it('has an assignment like the others, from now on', () => {
    const { followUp, notices } = amend(running(), next);
    expect(find(followUp, 'xa-4')).toMatchObject({
      name: 'UBND xã 4',
      progress: 'open',
      opensAt: now,
      deadlineVersion: 1,
      reviewer: 'monitor',
      told: 1,
    });
    expect(notices).toEqual([
      {
        key: 'small/1/once/xa-4/xa-4/opened/0/1',
        at: morning,
        agency: 'xa-4',
        to: 'xa-4',
        role: 'lead',
        kind: 'opened',
        step: 0,
        lastDay: '2024-06-28',
        deadlineVersion: 1,
        state: 'owed',
        leaves: 'morning',
        data: null,
      },
    ]);
    expect(followUp.period.leads).toEqual(['xa-1', 'xa-2', 'xa-4']);
    expect(followUp.period.opensAt).toBe(first.opensAt);
  });

  it('again after it was removed has a new version of its deadline', () => {
    const removed = amend(running(), version({ lead: ['xa-1'] })).followUp;
    expect(find(removed, 'xa-2').progress).toBe('waived');
    const { followUp, notices } = amend(removed, version(), { version: 3 });
    expect(find(followUp, 'xa-2')).toMatchObject({ progress: 'open', deadlineVersion: 2 });
    expect(notices.map(({ key }) => key)).toEqual(['small/1/once/xa-2/xa-2/opened/0/2']);
    expect(followUp.assignments).toHaveLength(2);
  });

  it('and has the task already, taken over from another, keeps what it has', () => {
    const says = {};
    const at = '2024-05-02T09:00:00.000+07:00';
    const to = {
      from: 'xa-1',
      to: 'xa-4',
      name: 'UBND xã 4',
      at,
      cause: 'decision',
      says,
    } as const;
    const before = passOn(running(), to).followUp;
    const { followUp, notices } = amend(before, next);
    expect(notices).toEqual([]);
    expect(find(followUp, 'xa-4').takenOverFrom).toBe('xa-1');
  });
});

describe('leads that have ended by the time they are told', () => {
  const read = (lead: readonly string[], title = 'Việc') =>
    pick(expandMerging({ lead, title }).periods, '1', 'once');
  const alone = settle(openFollowUp('small', read(['xa-3'])), now).followUp;

  it('and are added: their successor is told once, and has it', () => {
    const { followUp, notices } = amend(alone, read(['xa-1', 'xa-2', 'xa-3']));
    expect(notices.map(({ key }) => key)).toEqual(['small/1/once/xa-new/xa-new/opened/0/1']);
    const { followUp: after, notices: later } = settle(followUp, now);
    expect(later).toEqual([]);
    expect(after.assignments.map((held) => `${held.agency} ${held.progress}`).sort()).toEqual([
      'xa-1 reassigned',
      'xa-2 reassigned',
      'xa-3 open',
      'xa-new open',
    ]);
    expect(told(after, '2024-06-25T08:00:00.000+07:00')).toEqual([
      '2024-06-25 xa-3 > xa-3 dueSoon 3 owed',
      '2024-06-25 xa-new > xa-new dueSoon 3 owed',
    ]);
  });

  it('and are added where their successor leads already: nobody is told anything new', () => {
    const both = settle(openFollowUp('small', read(['xa-1', 'xa-3'])), now).followUp;
    expect(find(both, 'xa-new').progress).toBe('open');
    const { followUp, notices } = amend(both, read(['xa-1', 'xa-2', 'xa-3']));
    expect(notices).toEqual([]);
    expect(find(settle(followUp, now).followUp, 'xa-2').passedTo).toBe('xa-new');
    const done = change(both, 'xa-new', { progress: 'accepted' });
    expect(amend(done, read(['xa-1', 'xa-2', 'xa-3'])).notices).toEqual([]);
  });

  it('and are changed on the eve: their successor is told once what changed', () => {
    const eve = '2024-05-31T20:00:00.000+07:00';
    const before = settle(openFollowUp('small', read(['xa-1', 'xa-2'])), eve).followUp;
    const { notices } = amendFollowUp(
      before,
      {
        ...{ requestId: 'a-1', version: 2, names: {}, ...decided },
        ...{ period: read(['xa-1', 'xa-2'], 'Việc mới'), morning: '2024-06-03T08:00:00.000+07:00' },
      },
      eve,
    );
    expect(notices.map(({ key }) => key)).toEqual(['small/1/once/xa-new/xa-new/amended/0/v2']);
  });
});

describe('a lead that a new version removes', () => {
  const next = version({ lead: ['xa-2'] });

  it('owes nothing more, and is told so the next morning', () => {
    const { followUp, notices, events } = amend(running(), next);
    expect(find(followUp, 'xa-1').progress).toBe('waived');
    expect(events).toEqual([
      {
        kind: 'waived',
        agency: 'xa-1',
        actor: null,
        at: now,
        requestId: null,
        answer: null,
        data: { reason: '', version: 2, ...decided },
      },
    ]);
    expect(notices.map(briefEntry)).toEqual(['2024-06-20 xa-1 > xa-1 amended 0 owed']);
    expect(notices[0]?.data).toEqual({
      version: 2,
      removed: true,
      lastDay: null,
      title: null,
      products: null,
      reviewer: null,
      ...decided,
    });
    expect(told(followUp, '2024-06-25T08:00:00.000+07:00')).toEqual([
      '2024-06-25 xa-2 > xa-2 dueSoon 3 owed',
    ]);
  });

  it('and has delivered keeps its result', () => {
    const done = change(running(), 'xa-1', { progress: 'accepted' });
    const { followUp, notices } = amend(done, next);
    expect(find(followUp, 'xa-1').progress).toBe('accepted');
    expect(notices).toEqual([]);
  });

  it('takes along what it has passed on, also what came back to it', () => {
    const at = '2024-05-02T09:00:00.000+07:00';
    const passing = { name: 'UBND', at, cause: 'decision', says: {} } as const;
    const given = passOn(running(), { ...passing, from: 'xa-1', to: 'xa-4' }).followUp;
    expect(find(amend(given, next).followUp, 'xa-4').progress).toBe('waived');
    expect(find(amend(given, version()).followUp, 'xa-4').progress).toBe('open');
    const back = passOn(given, { ...passing, from: 'xa-4', to: 'xa-1' }).followUp;
    expect(find(amend(back, next).followUp, 'xa-1').progress).toBe('waived');
    const stranger = change(running(), 'xa-1', { agency: 'xa-9' });
    expect(find(amend(stranger, next).followUp, 'xa-9').progress).toBe('open');
  });

  it('may be the last: then the task ends', () => {
    const done = change(running(), 'xa-2', { progress: 'accepted' });
    expect(isFinished(amend(done, next).followUp)).toBe(true);
  });
});

describe('a period that a new version no longer has', () => {
  it('stops for everybody that still owes it', () => {
    const done = change(running(), 'xa-2', { progress: 'accepted' });
    const { followUp, notices, events } = amend(done, null);
    expect(followUp.assignments.map(({ progress }) => progress)).toEqual(['waived', 'accepted']);
    expect(notices.map(briefEntry)).toEqual(['2024-06-20 xa-1 > xa-1 amended 0 owed']);
    expect(events.map(({ kind }) => kind)).toEqual(['waived']);
    expect(isFinished(followUp)).toBe(true);
    const undated = change(running(), 'xa-1', { lastDay: null });
    expect(amend(undated, null).notices[0]?.lastDay).toBe('2024-06-28');
  });
});

describe('a plan that is amended while it is paused', () => {
  it('still tells the latest step of what it missed when it goes on', () => {
    const paused = {
      ...settle(openFollowUp('small', first), '2024-06-12T09:00:00.000+07:00').followUp,
    };
    const { followUp } = amend({ ...paused, paused: true }, version({ title: 'Việc mới' }));
    expect(told(followUp, morning)).toEqual([]);
    expect(told({ ...followUp, paused: false }, morning)).toEqual([
      '2024-06-19 xa-1 > xa-1 dueSoon 7 owed',
      '2024-06-19 xa-2 > xa-2 dueSoon 7 owed',
      '2024-06-19 * > xa-3 dueSoon 7 owed',
    ]);
    const untold = amend({ ...openFollowUp('small', first), paused: true }, version());
    expect(untold.followUp.nextMoment).toBe(0);
  });
});
