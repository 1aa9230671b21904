import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import {
  type Audience,
  computeLadder,
  computeMorning,
  computeNotices,
  type LadderMoment,
  type LadderTerms,
  selectLadder,
} from '../../domain/ladder.ts';
import type { Plan } from '../../domain/plan.ts';
import { readSmallPlan, task } from './small-plan.ts';

function planWith(changes: Record<string, unknown> = {}): Plan {
  return readSmallPlan([task('1', {})], changes).plan;
}

function ladderOf(terms: Partial<LadderTerms>, plan: Plan = planWith()): string[] {
  const full: LadderTerms = {
    cycle: 'once',
    opensAt: '2024-01-02T00:00:00.000+07:00',
    lastDay: '2024-06-14',
    closesAt: null,
    requested: false,
    ...terms,
  };
  return computeLadder(plan, full, vietnamCalendar).map(
    ({ at, phase, step, tells, leadTold }) =>
      `${at.slice(0, 16)} ${phase} ${step} ${tells.join('+')}${leadTold === true ? ' told' : ''}`,
  );
}

describe('the ladder of a deadline', () => {
  it('around 30 April 2024 passes over the holidays and counts the Saturday worked for them', () => {
    expect(ladderOf({ lastDay: '2024-04-30' })).toEqual([
      '2024-01-02T08:00 opened 0 lead',
      '2024-04-04T08:00 before 15 lead',
      '2024-04-16T08:00 before 7 lead+coordinators',
      '2024-04-23T08:00 before 3 lead',
      '2024-04-25T08:00 before 1 lead+coordinators',
      '2024-04-26T08:00 before 0 lead',
      '2024-05-02T08:00 after 1 lead+coordinators',
      '2024-05-04T08:00 after 3 lead+superior+monitor',
      '2024-05-07T08:00 after 5 lead+monitor+office',
      '2024-05-14T08:00 after 10 lead+monitor+office',
      '2024-05-21T08:00 after 15 lead+monitor+office',
      '2024-05-28T08:00 after 20 lead+monitor+office',
      '2024-06-04T08:00 after 25 lead+monitor+office',
      '2024-06-11T08:00 after 30 lead+monitor+office',
    ]);
  });

  it('around 2 September 2025 does the same', () => {
    const terms = { lastDay: '2025-09-02', opensAt: '2025-08-01T00:00:00.000+07:00' };
    expect(ladderOf(terms)).toEqual([
      '2025-08-01T08:00 opened 0 lead',
      '2025-08-08T08:00 before 15 lead',
      '2025-08-20T08:00 before 7 lead+coordinators',
      '2025-08-26T08:00 before 3 lead',
      '2025-08-28T08:00 before 1 lead+coordinators',
      '2025-08-29T08:00 before 0 lead',
      '2025-09-03T08:00 after 1 lead+coordinators',
      '2025-09-05T08:00 after 3 lead+superior+monitor',
      '2025-09-09T08:00 after 5 lead+monitor+office',
      '2025-09-16T08:00 after 10 lead+monitor+office',
      '2025-09-23T08:00 after 15 lead+monitor+office',
      '2025-09-30T08:00 after 20 lead+monitor+office',
      '2025-10-07T08:00 after 25 lead+monitor+office',
      '2025-10-14T08:00 after 30 lead+monitor+office',
    ]);
  });

  it('has no step before it opens, and opens on the first morning of work', () => {
    const opensAt = '2024-06-08T00:00:00.000+07:00';
    expect(ladderOf({ opensAt, requested: true })).toEqual([
      '2024-06-10T08:00 opened 0 lead',
      '2024-06-11T08:00 before 3 lead',
      '2024-06-13T08:00 before 1 lead+coordinators',
      '2024-06-14T08:00 before 0 lead',
    ]);
  });

  it('opens on the next working day when the hour of that morning has passed', () => {
    const opensAt = '2024-06-07T08:00:00.001+07:00';
    expect(ladderOf({ opensAt, requested: true })[0]).toBe('2024-06-10T08:00 opened 0 lead');
    const onTime = '2024-06-07T08:00:00.000+07:00';
    expect(ladderOf({ opensAt: onTime, requested: true })[0]).toBe(
      '2024-06-07T08:00 opened 0 lead',
    );
  });

  it('does not tell a lead of a step on the morning on which it is told that it opened', () => {
    const month = { cycle: 'month', opensAt: '2024-06-11T00:00:00.000+07:00' } as const;
    expect(ladderOf({ ...month, requested: true })).toEqual([
      '2024-06-11T08:00 opened 0 lead',
      '2024-06-14T08:00 before 0 lead',
    ]);
    const quarter = { ...month, cycle: 'quarter' } as const;
    expect(ladderOf({ ...quarter, requested: true }).slice(0, 2)).toEqual([
      '2024-06-11T08:00 opened 0 lead',
      '2024-06-11T08:00 before 3 lead+coordinators told',
    ]);
  });

  it('makes escalation steps that fall together one', () => {
    const plan = planWith({
      escalation: [
        { after: 1, to: ['lead'], repeatEvery: 2, times: 3 },
        { after: 5, to: ['lead', 'office'] },
      ],
      reminders: { lead: { longer: [] }, coordinators: { longer: [] } },
    });
    expect(ladderOf({}, plan)).toEqual([
      '2024-01-02T08:00 opened 0 lead',
      '2024-06-17T08:00 after 1 lead',
      '2024-06-19T08:00 after 3 lead',
      '2024-06-21T08:00 after 5 lead+office',
    ]);
  });

  it('ends before the moment at which a missing report closes', () => {
    const closesAt = '2024-06-19T08:00:00.000+07:00';
    expect(ladderOf({ closesAt }).at(-1)).toBe('2024-06-17T08:00 after 1 lead+coordinators');
    const later = '2024-06-19T08:00:00.001+07:00';
    expect(ladderOf({ closesAt: later }).at(-1)).toBe(
      '2024-06-19T08:00 after 3 lead+superior+monitor',
    );
  });

  it('of bodies that are only asked ends on the last day', () => {
    expect(ladderOf({ requested: true }).at(-1)).toBe('2024-06-14T08:00 before 0 lead');
  });

  it('follows the length of the cycle', () => {
    const ladders = { month: [3], quarter: [7], longer: [15] };
    expect(selectLadder(ladders, 'week')).toEqual([3]);
    expect(selectLadder(ladders, 'month')).toEqual([3]);
    expect(selectLadder(ladders, 'quarter')).toEqual([7]);
    expect(selectLadder(ladders, 'halfYear')).toEqual([15]);
    expect(selectLadder(ladders, 'year')).toEqual([15]);
    expect(selectLadder(ladders, 'once')).toEqual([15]);
  });
});

describe('computeMorning', () => {
  it('is the first hour of sending that is not before the instant', () => {
    const morning = (instant: string) =>
      computeMorning(planWith(), instant, instant.slice(0, 10), vietnamCalendar);
    expect(morning('2024-02-07T08:00:00.000+07:00')).toBe('2024-02-07T08:00:00.000+07:00');
    expect(morning('2024-02-07T08:00:01.000+07:00')).toBe('2024-02-15T08:00:00.000+07:00');
    expect(morning('2024-02-10T23:00:00.000+07:00')).toBe('2024-02-15T08:00:00.000+07:00');
  });
});

describe('who is told at a moment of the ladder', () => {
  const audience: Audience = {
    coordinators: ['c', 'x'],
    superiors: { a: 's', b: 'a', s: 's', x: null, m: 'o' },
    asked: [],
    monitor: 'm',
    office: 'o',
    provincialOffice: null,
    successions: [],
  };
  const about = { task: '1', period: '2024', lastDay: '2024-06-14' };
  const everybody: LadderMoment['tells'] = [
    'lead',
    'coordinators',
    'superior',
    'monitor',
    'office',
    'provincialOffice',
  ];
  function told(
    owing: readonly string[],
    changes: Partial<Audience> = {},
    at: Partial<LadderMoment> = {},
  ): string[] {
    const moment: LadderMoment = {
      at: '2024-06-19T08:00:00.000+07:00',
      phase: 'after',
      step: 3,
      tells: everybody,
      ...at,
    };
    return computeNotices(moment, { ...audience, ...changes }, about, owing).map(
      ({ agency, to, role, kind }) => `${agency ?? '*'} > ${to} ${role} ${kind}`,
    );
  }

  it('is everybody once, in the first of several roles', () => {
    expect(told(['a'], { office: 'm', provincialOffice: 's' })).toEqual([
      'a > a lead overdue',
      'a > s superior escalated',
      'a > m monitor escalated',
      '* > c coordinator overdue',
      '* > x coordinator overdue',
    ]);
  });

  it('goes up to the provincial office where there is one', () => {
    expect(told(['a'], { provincialOffice: 'p' }, { tells: ['provincialOffice'] })).toEqual([
      'a > p provincialOffice escalated',
    ]);
  });

  it('is a coordinator before it is anything higher, once for all leads', () => {
    expect(told(['a', 'b'], { coordinators: ['s', 'm'] })).toEqual([
      'a > a lead overdue',
      'a > o office escalated',
      'b > b lead overdue',
      'b > a superior escalated',
      'b > o office escalated',
      '* > s coordinator overdue',
      '* > m coordinator overdue',
    ]);
  });

  it('is no coordinator that is a lead and still owes', () => {
    expect(told(['x'])).toEqual([
      'x > x lead overdue',
      'x > m monitor escalated',
      'x > o office escalated',
      '* > c coordinator overdue',
    ]);
  });

  it('is a coordinator that has delivered its own part, and one that the step does not tell as lead', () => {
    expect(told(['a'], {}, { tells: ['lead', 'coordinators'] })).toContain(
      '* > x coordinator overdue',
    );
    expect(told(['x'], {}, { tells: ['coordinators'] })).toEqual([
      '* > c coordinator overdue',
      '* > x coordinator overdue',
    ]);
  });

  it('is nobody as the superior of itself, and no superior where there is none', () => {
    expect(told(['s'], {}, { tells: ['superior'] })).toEqual([]);
    expect(told(['x', 'unknown'], {}, { tells: ['superior'] })).toEqual([]);
  });

  it('is only the leads that a moment is for, while they owe', () => {
    const opening = { phase: 'opened', step: 0, tells: ['lead'], only: ['a'] } as const;
    expect(told(['a', 'b'], {}, opening)).toEqual(['a > a lead opened']);
    expect(told(['b'], {}, opening)).toEqual([]);
  });

  it('is who stands in their places by then', () => {
    const at = '2024-06-19T00:00:00.000+07:00';
    const successions = ['c', 'm', 'o', 's'].map((from) => ({
      from,
      to: `${from}2`,
      at,
      name: '',
    }));
    expect(told(['a'], { successions, provincialOffice: 'o' })).toEqual([
      'a > a lead overdue',
      'a > s2 superior escalated',
      'a > m2 monitor escalated',
      'a > o2 office escalated',
      '* > c2 coordinator overdue',
      '* > x coordinator overdue',
    ]);
    const later = successions.map((one) => ({ ...one, at: '2024-06-20T00:00:00.000+07:00' }));
    expect(told(['a'], { successions: later })).toContain('* > c coordinator overdue');
    const toLead = [{ from: 'c', to: 'a', at, name: '' }];
    expect(told(['a'], { successions: toLead }, { tells: ['lead', 'coordinators'] })).toEqual([
      'a > a lead overdue',
      '* > x coordinator overdue',
    ]);
  });

  it('is nobody once nobody owes', () => {
    expect(told([])).toEqual([]);
  });

  it('is not the lead that is told at the same moment that it opened', () => {
    expect(told(['m', 'x'], {}, { leadTold: true })).toEqual([
      'm > o superior escalated',
      'x > m monitor escalated',
      'x > o office escalated',
      '* > c coordinator overdue',
    ]);
  });

  it('is nobody about a lead that is only asked, once a step escalates', () => {
    expect(
      told(['a', 'x'], { asked: ['a'] }, { escalates: true, tells: ['lead', 'office'] }),
    ).toEqual(['x > x lead overdue', 'x > o office escalated']);
    expect(told(['a'], { asked: ['a'] }, { escalates: true })).toEqual([]);
    expect(told(['a'], { asked: ['a'] }, { phase: 'before', tells: ['lead'] })).toEqual([
      'a > a lead dueSoon',
    ]);
  });

  it('is told in the kind that fits the moment and the role', () => {
    expect(told(['a'], {}, { phase: 'opened', step: 0, tells: ['lead'] })).toEqual([
      'a > a lead opened',
    ]);
    expect(told(['a'], {}, { phase: 'before', tells: ['lead', 'coordinators'] })).toEqual([
      'a > a lead dueSoon',
      '* > c coordinator dueSoon',
      '* > x coordinator dueSoon',
    ]);
  });

  it('is told the task, the period and the last day', () => {
    const moment: LadderMoment = {
      at: '2024-06-19T08:00:00.000+07:00',
      phase: 'after',
      step: 3,
      tells: ['lead'],
    };
    expect(computeNotices(moment, audience, about, ['a'])).toEqual([
      {
        at: '2024-06-19T08:00:00.000+07:00',
        task: '1',
        period: '2024',
        agency: 'a',
        to: 'a',
        role: 'lead',
        kind: 'overdue',
        step: 3,
        lastDay: '2024-06-14',
      },
    ]);
  });
});
