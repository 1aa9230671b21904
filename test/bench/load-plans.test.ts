import { describe, expect, it } from 'vitest';
import { buildLoadPlans, openPeriod, reminderAt, startDay } from '../../bench/load-plans.ts';
import { computeShape } from '../../bench/load-shape.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { computeTaskPeriods } from '../../domain/task-period.ts';

describe('the plans of the bench', () => {
  const shape = computeShape(0.05);
  const plans = buildLoadPlans(shape);
  const opened = plans.flatMap(({ plan, directory }) =>
    computeTaskPeriods(plan, directory, vietnamCalendar, { from: startDay, includePast: false }),
  );
  const open = opened.filter(({ opensAt }) => Date.parse(opensAt) < Date.parse(reminderAt));

  it('have one period open before the morning: as many workflows and leads as the load says', () => {
    expect(new Set(open.map(({ period }) => period))).toEqual(new Set([openPeriod]));
    expect(open).toHaveLength(shape.workflows);
    expect(open.flatMap(({ leads }) => leads)).toHaveLength(shape.assignments);
    expect(opened.filter(({ notApplicable }) => notApplicable !== null)).toEqual([]);
  });

  it('tell every lead, and nobody else, at the instant of that morning', () => {
    for (const { ladder } of open) {
      expect(ladder[0]).toMatchObject({ phase: 'opened', tells: ['lead'] });
      expect(Date.parse(ladder[0]?.at ?? '')).toBe(Date.parse(reminderAt));
      expect(Date.parse(ladder[1]?.at ?? '')).toBeGreaterThan(Date.parse(reminderAt));
    }
  });
});
