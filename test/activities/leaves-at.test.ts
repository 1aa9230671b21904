import { describe, expect, it } from 'vitest';
import { computeLeavesAt } from '../../activities/record-batch.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { buildPlan } from '../rig/plans.ts';

const { plan } = buildPlan();

/** When a notice of `at` leaves that is written at `now`; server time is plan time here. */
function leaves(at: string, now: string, changes = {}): string | null {
  const notice = { at, leaves: 'morning', state: 'owed', ...changes } as const;
  return computeLeavesAt(plan, notice, { now, serverNow: now }, vietnamCalendar);
}

describe('when a notice may leave', () => {
  it.each([
    [
      'on its own day, at its moment',
      '2023-06-09T08:00:00+07:00',
      '2023-06-09T08:00:00+07:00',
      '2023-06-09T01:00:00.000Z',
    ],
    [
      'written later that day, still at its moment',
      '2023-06-09T08:00:00+07:00',
      '2023-06-09T11:00:00+07:00',
      '2023-06-09T01:00:00.000Z',
    ],
    [
      'written the day before, at its moment',
      '2023-06-09T08:00:00+07:00',
      '2023-06-08T11:00:00+07:00',
      '2023-06-09T01:00:00.000Z',
    ],
    [
      'after downtime, in working hours: with that morning',
      '2023-06-05T08:00:00+07:00',
      '2023-06-09T11:00:00+07:00',
      '2023-06-09T01:00:00.000Z',
    ],
    [
      'after downtime, before 8 o’clock: at 8',
      '2023-06-05T08:00:00+07:00',
      '2023-06-09T06:30:00+07:00',
      '2023-06-09T01:00:00.000Z',
    ],
    [
      'after downtime, on a Saturday: on Monday',
      '2023-06-05T08:00:00+07:00',
      '2023-06-10T10:00:00+07:00',
      '2023-06-12T01:00:00.000Z',
    ],
    [
      'after downtime, on a holiday: on the next working day',
      '2023-08-31T08:00:00+07:00',
      '2023-09-01T10:00:00+07:00',
      '2023-09-05T01:00:00.000Z',
    ],
  ])('%s', (_title, at, now, expected) => {
    expect(leaves(at, now)).toBe(expected);
  });

  it('an answer leaves at once, also on a Sunday night', () => {
    const now = '2023-06-11T23:00:00.000+07:00';
    expect(leaves(now, now, { leaves: 'atOnce' })).toBe(now);
  });

  it('a reminder that names a moment waits for it, so that several leave in one letter', () => {
    const now = '2023-06-09T09:00:00.000+07:00';
    const at = '2023-06-09T09:00:10.000+07:00';
    expect(leaves(at, now, { leaves: 'atOnce' })).toBe('2023-06-09T02:00:10.000Z');
  });

  it('what was superseded never leaves', () => {
    const at = '2023-06-09T08:00:00+07:00';
    expect(leaves(at, at, { state: 'superseded' })).toBeNull();
  });

  it('is server time: a plan of 2023 leaves in the year of the server', () => {
    const notice = { at: '2023-06-09T08:00:00+07:00', leaves: 'morning', state: 'owed' } as const;
    const times = { now: '2023-06-09T01:00:05.000Z', serverNow: '2026-03-02T04:00:05.000Z' };
    expect(computeLeavesAt(plan, notice, times, vietnamCalendar)).toBe('2026-03-02T04:00:00.000Z');
  });
});
