import { describe, expect, it } from 'vitest';
import type { Progress } from '../../domain/assignment-state.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { computeCompletion } from '../../domain/completion.ts';
import { buildMoment } from '../../domain/counts.ts';
import type { PastEvent } from '../../domain/held-assignments.ts';
import { endOfDay } from '../../domain/local-time.ts';
import { computeSummary } from '../../domain/summary.ts';
import { readSmallPlan, task } from './small-plan.ts';

const timezone = 'Asia/Ho_Chi_Minh';
const acceptedOnTime = { timeliness: 'onTime' };

function happened(agency: string, kind: string, day: string, data: PastEvent['data'] = null) {
  const at = `${day}T09:00:00.000+07:00`;
  return {
    workflowId: 'task:small/1/2024-Q1',
    task: '1',
    period: '2024-Q1',
    kind,
    agency,
    at,
    data,
  };
}

function stands(agency: string, progress: Progress, lastDay: string | null = '2024-03-31') {
  return { task: '1', period: '2024-Q1', agency, progress, lastDay, cutoff: null };
}

/** Three communes: one accepted after a return, one handed in and passed on, one silent and one stopped. */
const events: PastEvent[] = [
  ...['xa-1', 'xa-2', 'xa-3'].map((agency) =>
    happened(agency, 'opened', '2024-01-02', { lastDay: '2024-03-31' }),
  ),
  happened('xa-1', 'submitted', '2024-02-01'),
  happened('xa-1', 'returned', '2024-02-03'),
  happened('xa-2', 'submitted', '2024-02-03'),
  happened('xa-1', 'submitted', '2024-02-05'),
  happened('xa-1', 'accepted', '2024-02-06', acceptedOnTime),
  happened('xa-3', 'waived', '2024-02-07'),
];
const recorded = [
  stands('xa-1', 'accepted'),
  stands('xa-2', 'submitted', '2024-04-15'),
  stands('xa-3', 'waived'),
  stands('xa-4', 'reassigned'),
  stands('xa-5', 'open', null),
];

describe('completion by day', () => {
  it('counts what is due, handed in and accepted on the days on which one of them changes', () => {
    expect(computeCompletion({ events, recorded, timezone })).toEqual({
      total: 3,
      days: [
        { day: '2024-02-01', due: 0, delivered: 1, accepted: 0 },
        { day: '2024-02-03', due: 0, delivered: 1, accepted: 0 },
        { day: '2024-02-05', due: 0, delivered: 2, accepted: 0 },
        { day: '2024-02-06', due: 0, delivered: 2, accepted: 1 },
        { day: '2024-03-31', due: 1, delivered: 2, accepted: 1 },
        { day: '2024-04-15', due: 2, delivered: 2, accepted: 1 },
      ],
    });
  });

  it('says of every day what the summary of its end says', () => {
    const { days } = computeCompletion({ events, recorded, timezone });
    const small = readSmallPlan([task('1', {})]);
    for (const { day, delivered, accepted } of days) {
      const now = endOfDay(day, timezone);
      const { whole } = computeSummary({
        ...small,
        trackingFrom: '2024-01-02',
        events: events.filter(({ at }) => Date.parse(at) <= Date.parse(now)),
        recorded,
        moment: buildMoment(now, timezone, vietnamCalendar),
      });
      const { waiting, acceptedOnTime, acceptedLate } = whole.assignments;
      expect([day, waiting + acceptedOnTime + acceptedLate]).toEqual([day, delivered]);
      expect([day, acceptedOnTime + acceptedLate]).toEqual([day, accepted]);
    }
  });

  it('of nothing is nothing', () => {
    expect(computeCompletion({ events: [], recorded: [], timezone })).toEqual({
      total: 0,
      days: [],
    });
  });
});
