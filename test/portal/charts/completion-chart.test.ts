import { describe, expect, it } from 'vitest';
import {
  type CompletionChart,
  layOutCompletion,
  renderCompletion,
} from '../../../portal/charts/completion-chart.ts';

/** Ten assignments between 1/6 and 31/7/2023, of which four are due; today is 1/7. */
const chart: CompletionChart = {
  completion: {
    total: 10,
    days: [
      { day: '2023-05-20', due: 1, delivered: 0, accepted: 0 },
      { day: '2023-06-16', due: 1, delivered: 2, accepted: 0 },
      { day: '2023-06-20', due: 1, delivered: 1, accepted: 1 },
      { day: '2023-07-31', due: 4, delivered: 1, accepted: 1 },
    ],
  },
  from: '2023-06-01',
  to: '2023-07-31',
  today: '2023-07-01',
};

describe('the curve of completion', () => {
  it('goes in steps: what is due to the end of the plan, what is done up to today', () => {
    const { due, delivered, accepted, todayX } = layOutCompletion(chart);
    expect(todayX).toBe(336);
    // Each assignment is 25.2 units high; what was due before the first day stands on it.
    expect(due).toBe('M46 266H46V240.8H626V165.2H626');
    expect(delivered).toBe('M46 266H191V215.6H229.7V240.8H336');
    expect(accepted).toBe('M46 266H229.7V240.8H336');
  });

  it('marks round numbers and the firsts of months', () => {
    const { ticks, months } = layOutCompletion(chart);
    expect(ticks.map(({ value }) => value)).toEqual([0, 5, 10]);
    expect(ticks.at(0)?.y).toBe(266);
    expect(ticks.at(-1)?.y).toBe(14);
    expect(months).toEqual([
      { day: '2023-06-01', x: 46 },
      { day: '2023-07-01', x: 336 },
    ]);
  });

  it('of a plan that has not begun lies on the ground', () => {
    const { delivered, due } = layOutCompletion({
      ...chart,
      today: '2023-05-01',
      completion: { total: 0, days: [] },
    });
    expect(delivered).toBe('M46 266H46');
    expect(due).toBe('M46 266H626');
  });

  it('has a title and a description, its texts escaped, and no style in its elements', async () => {
    const drawn = String(
      await renderCompletion(chart, {
        title: 'Tiến độ <theo ngày>',
        summary: 'Đến hết ngày 01/7/2023',
        today: 'Hôm nay',
        month: (day) => day.slice(0, 7),
      }),
    );
    expect(drawn).toContain('<title id="curve-title">Tiến độ &lt;theo ngày&gt;</title>');
    expect(drawn).toContain('<desc id="curve-desc">Đến hết ngày 01/7/2023</desc>');
    expect(drawn).not.toContain('style=');
  });
});
