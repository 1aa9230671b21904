import { describe, expect, it } from 'vitest';
import { computeDeadlines } from '../../activities/compute-deadlines.ts';
import type { PlanPeriodsReader } from '../../activities/plan-periods.ts';
import { requireCountedDay } from '../../client/require-counted-day.ts';
import { vi } from '../../client/wording/vi.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { buildPlan } from '../rig/plans.ts';

const made = buildPlan();
const readVersion = async () => ({ definition: made.plan, directory: made.directory, text: '' });
const periods = { readVersion } as unknown as PlanPeriodsReader;
const now = '2023-06-07T09:00:00.000+07:00';
const compute = (lastDay: string) =>
  computeDeadlines(vietnamCalendar, periods, {
    ...{ plan: 'kh-2023', version: 1, cycle: 'quarter', requested: false, now },
    moved: [{ agency: 'xa-001', lastDay }],
  });

describe('a last day that was moved', () => {
  it('has a new cut-off and a new ladder', async () => {
    const [moved] = await compute('2023-06-30');
    expect(moved?.cutoff).toBe('2023-06-30T23:59:59.999+07:00');
    expect(moved?.ladder.length).toBeGreaterThan(3);
  });

  it('has no ladder in a year that no calendar knows, and does not stop the workflow', async () => {
    expect(await compute('2040-06-29')).toEqual([
      { agency: 'xa-001', cutoff: '2040-06-29T23:59:59.999+07:00', ladder: [] },
    ]);
  });
});

describe('a last day that is asked for', () => {
  const view = {
    ...{ plan: made.plan, wording: vi },
    present: { now, timezone: 'Asia/Ho_Chi_Minh', calendar: vietnamCalendar },
  };

  it('is refused by the commands in a year that no calendar knows', () => {
    expect(() => requireCountedDay('--until', '2023-06-30', view, 'quarter')).not.toThrow();
    expect(() => requireCountedDay('--until', null, view, 'quarter')).not.toThrow();
    expect(() => requireCountedDay('--until', '2040-06-29', view, 'quarter')).toThrow(
      /^--until: expected a day whose reminders .* found 29\/6\/2040 \(.*2040/,
    );
  });
});
