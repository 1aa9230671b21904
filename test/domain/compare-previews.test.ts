import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { comparePreviews } from '../../domain/compare-previews.ts';
import { computePreview } from '../../domain/preview.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import type { Plain } from './plan-example.ts';
import { brief } from './real-plans.ts';
import { readSmallPlan, task } from './small-plan.ts';

/** A Monday morning, after the mails of that day. */
const now = '2024-05-06T08:30:00+07:00';

function preview(tasks: readonly Plain[], sendAt = '08:00') {
  const ladder = { month: [0], quarter: [0], longer: [0] };
  const { plan, directory } = readSmallPlan(tasks, {
    reminders: { lead: ladder, sendAt },
    escalation: [{ after: 1, to: ['lead'] }],
  });
  return computePreview(plan, directory, vietnamCalendar, defaultTracking(plan));
}

const june = task('1', { due: 'Chậm nhất là ngày 14/6/2024' });
const april = task('2', { due: 'Chậm nhất là ngày 30/4/2024' });
const before = preview([june, april]);

describe('two previews', () => {
  it('that are the same differ in nothing', () => {
    expect(comparePreviews(before, before, now)).toEqual({
      notices: { coming: [], gone: [] },
      assignments: { coming: [], gone: [], moved: [] },
    });
  });

  it('do not differ in the hour at which mail leaves', () => {
    const { notices } = comparePreviews(before, preview([june, april], '13:30'), now);
    expect(notices).toEqual({ coming: [], gone: [] });
  });

  it('differ in what a new lead is told, its announcement included though that day is past', () => {
    const { notices, assignments } = comparePreviews(
      before,
      preview([{ ...june, lead: ['xa-1', 'xa-2'] }, april]),
      now,
    );
    expect(notices.coming.map(brief)).toEqual([
      '2024-01-02 xa-2 > xa-2 lead opened 0',
      '2024-06-14 xa-2 > xa-2 lead dueSoon 0',
      '2024-06-17 xa-2 > xa-2 lead overdue 1',
    ]);
    expect(notices.gone).toEqual([]);
    expect(assignments.coming.map(({ task: number, agency }) => [number, agency])).toEqual([
      ['1', 'xa-2'],
    ]);
    expect(assignments.gone).toEqual([]);
  });

  it('differ in what is taken away, but not in what was told already or is over', () => {
    const { notices, assignments } = comparePreviews(before, preview([task('3', {})]), now);
    expect(notices.gone.map(brief)).toEqual([
      '2024-06-14 xa-1 > xa-1 lead dueSoon 0',
      '2024-06-17 xa-1 > xa-1 lead overdue 1',
    ]);
    expect(assignments.gone.map(({ task: number }) => number)).toEqual(['1']);
    expect(assignments.coming.map(({ period }) => period)).toEqual([
      '2024-Q2',
      '2024-Q3',
      '2024-Q4',
    ]);
  });

  it('differ in last days that move', () => {
    const { notices, assignments } = comparePreviews(
      before,
      preview([{ ...june, due: 'Chậm nhất là ngày 28/6/2024' }, april]),
      now,
    );
    expect(assignments.moved.map(({ lastDay }) => lastDay)).toEqual(['2024-06-28']);
    expect(notices.coming.map(brief)).toEqual([
      '2024-06-28 xa-1 > xa-1 lead dueSoon 0',
      '2024-07-01 xa-1 > xa-1 lead overdue 1',
    ]);
    expect(notices.gone).toHaveLength(2);
  });

  it('differ in last days that move into the past or out of it', () => {
    const past = preview([{ ...june, due: 'Chậm nhất là ngày 03/5/2024' }, april]);
    const late = preview([june, { ...april, due: 'Chậm nhất là ngày 31/5/2024' }]);
    const moved = [past, late].map((after) => comparePreviews(before, after, now).assignments);
    expect(moved.map((one) => [one.coming, one.gone])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(moved.flatMap((one) => one.moved.map(({ lastDay }) => lastDay))).toEqual([
      '2024-05-03',
      '2024-05-31',
    ]);
  });

  it('do not differ in last days that were past and stay so', () => {
    const after = preview([june, { ...april, due: 'Chậm nhất là ngày 02/5/2024' }]);
    const { assignments } = comparePreviews(before, after, now);
    expect(assignments).toEqual({ coming: [], gone: [], moved: [] });
  });

  it('differ in what coordinators that join are told, and in no assignment', () => {
    const helped = preview([{ ...june, coordinators: ['monitor', 'district'] }, april]);
    const { notices, assignments } = comparePreviews(before, helped, now);
    expect(new Set(notices.coming.map(({ role }) => role))).toEqual(new Set(['coordinator']));
    expect(notices.gone).toEqual([]);
    expect(assignments).toEqual({ coming: [], gone: [], moved: [] });
  });
});
