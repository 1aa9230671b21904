import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../domain/assignment.ts';
import type { ScheduledDecision } from '../../domain/batch.ts';
import { completeFollowUp, type FollowUp, nextNoticeAt, settle } from '../../domain/follow-up.ts';
import { passOn } from '../../domain/hand-over.ts';
import { findWaiting, scheduleDecisions } from '../../domain/waiting-decisions.ts';
import { loadRealPlan, pick } from './real-plans.ts';
import { openFollowUp } from './small-plan.ts';

const dongThap = await loadRealPlan('dong-thap-2023');
const quarter = pick(dongThap.periods(), '6.1', '2023-Q2');
const agency = 'so-noi-vu';
const askedAt = '2023-06-06T10:00:00.000+07:00';
const extensionAsked = { until: '2023-06-30', reason: 'Chờ số liệu', at: askedAt };
const obstacle = { text: 'Chưa có kinh phí', at: askedAt, answer: null, answeredAt: null };

/** After everything that was due by the request. */
function open(changes: Partial<Assignment>): FollowUp {
  const followUp = openFollowUp('dong-thap-2023', { ...quarter, ladder: [] });
  const assignments = followUp.assignments.map((held) =>
    held.agency === agency ? { ...held, ...changes } : held,
  );
  return { ...followUp, assignments };
}

/** Reminders after 4, 7, 10 working days. */
function schedule(of: ScheduledDecision['of']): ScheduledDecision {
  const moments = [
    { at: '2023-06-12T08:00:00.000+07:00', step: 4 },
    { at: '2023-06-15T08:00:00.000+07:00', step: 7 },
    { at: '2023-06-20T08:00:00.000+07:00', step: 10 },
  ];
  return { agency, of, askedAt, moments };
}

const brief = (followUp: FollowUp, now: string) =>
  settle(followUp, now).notices.map(({ at, to, kind, step }) => [at.slice(0, 10), to, kind, step]);

describe('what waits for a decision', () => {
  it('is told again to the monitor on its mornings, once each, with what was asked', () => {
    const followUp = scheduleDecisions(open({ extensionAsked }), [schedule('extensionRequested')]);
    expect(nextNoticeAt(followUp)).toBe('2023-06-12T08:00:00.000+07:00');
    const told = settle(followUp, '2023-06-12T08:00:00.000+07:00');
    expect(told.notices).toEqual([
      {
        key: `dong-thap-2023/6.1/2023-Q2/${agency}/so-tttt/extensionRequested/4/${askedAt}`,
        at: '2023-06-12T08:00:00.000+07:00',
        ...{ agency, to: 'so-tttt', role: 'monitor', kind: 'extensionRequested', step: 4 },
        ...{ lastDay: '2023-06-14', deadlineVersion: 1, state: 'owed', leaves: 'morning' },
        data: { until: '2023-06-30', reason: 'Chờ số liệu', askedAt },
      },
    ]);
    expect(settle(told.followUp, '2023-06-12T08:00:00.000+07:00').notices).toEqual([]);
    expect(brief(told.followUp, '2023-06-15T08:00:00.000+07:00')).toEqual([
      ['2023-06-15', 'so-tttt', 'extensionRequested', 7],
    ]);
  });

  it('is told once, as it is now, after downtime', () => {
    const followUp = scheduleDecisions(open({ obstacle }), [schedule('obstacleReported')]);
    expect(brief(followUp, '2023-06-19T08:00:00.000+07:00')).toEqual([
      ['2023-06-15', 'so-tttt', 'obstacleReported', 7],
    ]);
  });

  it('can be both at once, and each ends by itself', () => {
    const both = [schedule('extensionRequested'), schedule('obstacleReported')];
    const followUp = scheduleDecisions(open({ extensionAsked, obstacle }), both);
    const morning = '2023-06-12T08:00:00.000+07:00';
    expect(brief(followUp, morning).map(([, , kind]) => kind)).toEqual([
      'extensionRequested',
      'obstacleReported',
    ]);
    const answered = open({ extensionAsked, obstacle: { ...obstacle, answer: 'Đã cấp' } });
    const { decisions } = followUp;
    expect(brief({ ...answered, decisions }, morning).map(([, , kind]) => kind)).toEqual([
      'extensionRequested',
    ]);
  });

  it('is told no more once it is decided, asked anew, or the assignment has ended', () => {
    const [scheduled, last] = [[schedule('extensionRequested')], '2023-06-30T08:00:00.000+07:00'];
    const later = { ...extensionAsked, at: '2023-06-07T10:00:00.000+07:00' };
    for (const changes of [
      { extensionAsked: null },
      { extensionAsked: later },
      { extensionAsked, progress: 'waived' as const },
    ]) {
      const followUp = scheduleDecisions(open(changes), scheduled);
      expect(nextNoticeAt(followUp)).toBeNull();
      expect(brief(followUp, last)).toEqual([]);
    }
  });

  it('has no further moment after its last reminder', () => {
    const followUp = scheduleDecisions(open({ extensionAsked }), [schedule('extensionRequested')]);
    const { followUp: told } = settle(followUp, '2023-06-30T08:00:00.000+07:00');
    expect(nextNoticeAt(told)).toBeNull();
  });

  it('is scheduled anew in place of what was scheduled', () => {
    const scheduled = schedule('extensionRequested');
    const once = scheduleDecisions(open({ extensionAsked }), [scheduled]);
    expect(scheduleDecisions(once, [scheduled]).decisions).toEqual(once.decisions);
  });

  it('passes on with the assignment', () => {
    const followUp = scheduleDecisions(open({ extensionAsked }), [schedule('extensionRequested')]);
    const at = '2023-06-08T09:00:00.000+07:00';
    const passed = passOn(followUp, {
      ...{ from: agency, to: 'so-tai-chinh', name: 'Sở Tài chính' },
      ...{ at, cause: 'decision', says: {} },
    });
    expect(Object.keys(passed.followUp.decisions)).toEqual(['so-tai-chinh']);
  });

  it('is nothing where nothing was asked', () => {
    expect(findWaiting({ progress: 'open', extensionAsked: null, obstacle: null })).toEqual([]);
    expect(nextNoticeAt(open({ extensionAsked }))).toBeNull();
    const undated = open({ extensionAsked, lastDay: null });
    const followUp = scheduleDecisions(undated, [schedule('extensionRequested')]);
    const [notice] = settle(followUp, '2023-06-12T08:00:00.000+07:00').notices;
    expect(notice?.lastDay).toBe('2023-06-14');
  });

  it('is empty in a run that began before there were such reminders', () => {
    const { decisions: _, ...carried } = open({});
    expect(completeFollowUp(carried as FollowUp).decisions).toEqual({});
  });
});
