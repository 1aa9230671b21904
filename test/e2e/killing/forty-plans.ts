import type { IsoDay, IsoInstant } from '../../../domain/plan.ts';
import { buildPlan, due, type TestPlan } from '../../rig/plans.ts';

/** One of the forty plans, and where in its year the test meets it. */
export interface MetPlan extends TestPlan {
  readonly trackingFrom: IsoDay;
  /** Plan time less server time. */
  readonly shiftMs: number;
  /** The moment of its `sendAt` that falls within the test, server time. */
  readonly morningMs: number;
  /** Few, so that runs hand over while workers die. */
  readonly answersPerRun: number;
}

/**
 * Mornings on which somebody is told something. The plans send at a minute past midnight: within
 * one minute the last day's cut-off passes, a missing report lapses, a period opens, and all of it
 * is told.
 */
const mornings: readonly IsoDay[] = [
  // 15 working days before the last day of task 2; a month's report 5 days overdue is older.
  '2023-10-10',
  // September's report: 10 working days overdue.
  '2023-10-13',
  // 7 before task 2; September 15 overdue.
  '2023-10-20',
  // 3 before tasks 1 and 2, coordinators too.
  '2023-10-26',
  // 1 before task 2.
  '2023-10-30',
  // The last day of both.
  '2023-10-31',
  // Cut-off of both; September lapses, November opens; coordinators hear of the delay.
  '2023-11-01',
  '2023-11-01',
  // Superior and monitor hear of it.
  '2023-11-03',
  // The office hears of it.
  '2023-11-07',
];

const count = 40;
const minuteMs = 60_000;

/**
 * Forty plans with a monthly report and a product with one last day, three leads each, whose mornings
 * fall one after the other into the time from `firstMs` to `lastMs` (server time).
 */
export function buildPlans(firstMs: number, lastMs: number): MetPlan[] {
  const gapMs = (lastMs - firstMs) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    // Neighbours in time meet different mornings; every tenth plan meets the same one.
    const morning = mornings[(index * 3) % mornings.length] ?? '';
    const morningMs = Math.round(firstMs + index * gapMs);
    return {
      ...buildOne(`kh-${String(index + 1).padStart(2, '0')}`),
      // Half of them are followed from October on: September's report came before that.
      trackingFrom: index % 2 === 0 ? '2023-09-01' : '2023-10-02',
      shiftMs: Date.parse(toMorning(morning)) - morningMs,
      morningMs,
      answersPerRun: index % 4 === 0 ? 4 : 1_500,
    };
  });
}

/** Server time of a moment of plan time. */
export function toServerMs({ shiftMs }: Pick<MetPlan, 'shiftMs'>, at: IsoInstant): number {
  return Date.parse(at) - shiftMs;
}

/** How long before its morning the cut-offs of the day before it pass. */
export const cutoffBeforeMorningMs = minuteMs;

function toMorning(day: IsoDay): IsoInstant {
  return `${day}T00:01:00.000+07:00`;
}

function buildOne(plan: string): TestPlan {
  const coordinators = [{ ref: 'vp-ubnd' }];
  const built = buildPlan({
    plan,
    leads: 3,
    tasks: [
      { kind: 'report', due: due('Hàng tháng'), coordinators },
      { due: due('Chậm nhất là ngày 31/10/2023'), coordinators },
    ],
    changes: { issued: '2023-09-01', from: '2023-09-01', to: '2023-11-30' },
  });
  const { reminders } = built.plan;
  const told = { ...reminders.coordinators, month: [3] };
  const early = { ...reminders, coordinators: told, sendAt: '00:01' };
  return { ...built, plan: { ...built.plan, reminders: early } };
}
