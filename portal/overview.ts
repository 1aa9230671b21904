import { readSummaryInput } from '../client/show-summary.ts';
import { computeCompletion } from '../domain/completion.ts';
import { toDay } from '../domain/local-time.ts';
import type { IsoDay } from '../domain/plan.ts';
import { computeSummary, type Summary } from '../domain/summary.ts';
import type { CompletionChart } from './charts/completion-chart.ts';
import type { Visit } from './visit.ts';

/** How a plan stands: the numbers of `dondoc show PLAN --summary`, and how they came about. */
export interface Overview {
  readonly summary: Summary;
  readonly chart: CompletionChart;
}

/** Counts a plan at its own present; of a closed plan, at its end. */
export async function readOverview({ view }: Visit): Promise<Overview> {
  const { plan, present } = view;
  const input = await readSummaryInput(view, present.now);
  const { timezone } = present;
  const completion = computeCompletion({ ...input, timezone });
  const days = completion.days.map(({ day }) => day);
  return {
    summary: computeSummary(input),
    chart: {
      completion,
      from: plan.from,
      to: [plan.to, ...days].reduce(later),
      today: toDay(present.now, timezone),
    },
  };
}

function later(a: IsoDay, b: IsoDay): IsoDay {
  return a > b ? a : b;
}
