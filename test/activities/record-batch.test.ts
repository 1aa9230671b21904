import { describe, expect, it } from 'vitest';
import { scheduleDecisions, scheduleReviews } from '../../activities/record-batch.ts';
import { openAssignment } from '../../domain/assignment.ts';
import type { AssignmentRow } from '../../domain/batch.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { toRow } from '../../domain/follow-up.ts';
import { buildPlan, findPeriod } from '../rig/plans.ts';

const source = buildPlan();
const at = '2023-06-07T10:00:00.000+07:00';
const mornings = ['2023-06-13', '2023-06-16', '2023-06-21', '2023-06-26', '2023-06-29'];

function rowWith(changes: Partial<AssignmentRow>): AssignmentRow {
  const period = findPeriod(source, '1', '2023-Q2');
  return { ...toRow(openAssignment(period, 'xa-001', {})), ...changes };
}

const days = (moments: readonly { readonly at: string }[]) =>
  moments.map((moment) => moment.at.slice(0, 10));

describe('reminders of what waits', () => {
  it('come on the mornings after each three working days, five times', () => {
    const [review] = scheduleReviews(
      source.plan,
      [{ agency: 'xa-001', submittedAt: at }],
      vietnamCalendar,
    );
    expect(days(review?.moments ?? [])).toEqual(mornings);
    expect(review?.moments[0]).toEqual({ at: '2023-06-13T08:00:00.000+07:00', step: 4 });
  });

  it('are for a request and an obstacle that nobody has decided or answered', () => {
    const row = rowWith({
      extensionAsked: { until: '2023-06-30', reason: 'Chờ số liệu', at },
      obstacle: { text: 'Chưa có phần mềm', at, answer: null, answeredAt: null },
    });
    const scheduled = scheduleDecisions(source.plan, [row, rowWith({})], vietnamCalendar);
    expect(scheduled.map(({ of, askedAt }) => [of, askedAt])).toEqual([
      ['extensionRequested', at],
      ['obstacleReported', at],
    ]);
    expect(scheduled.map(({ moments }) => days(moments))).toEqual([mornings, mornings]);
  });
});
