import { addDays } from './calendar/civil-day.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { expandReference } from './directory.ts';
import { buildFinding, type Finding, same } from './finding.ts';
import { computePeriods } from './period.ts';
import type { Directory, Plan } from './plan.ts';
import { explainRefusal } from './plan-checks.ts';
import { computeTaskPeriods, defaultTracking } from './task-period.ts';

/**
 * What only shows when a plan without any other mistake is worked out whole: that it is too much to
 * follow, or that a step of its ladders falls into a year whose working days nobody knows yet.
 */

/** Assignments (task × period × lead) of one plan; a hundred tasks of every commune each quarter are fewer. */
export const mostAssignments = 2_000_000;

/** Everything that keeps a plan from being worked out; `plan` and `directory` have no mistakes. */
export function checkFollowable(
  plan: Plan,
  directory: Directory,
  calendar: WorkingCalendar,
): Finding[] {
  const assignments = countAssignments(plan, directory, calendar);
  if (assignments > mostAssignments) return [tooMany(assignments)];
  if (isFarFromUnknown(plan, calendar)) return [];
  const refusal = explainRefusal(() =>
    computeTaskPeriods(plan, directory, calendar, defaultTracking(plan)),
  );
  if (refusal === null) return [];
  return [
    buildFinding('plan', {
      path: ['to'],
      expected: {
        vi: 'kế hoạch mà mọi bước nhắc việc, đôn đốc (reminders, escalation) rơi vào những năm có lịch làm việc',
        en: 'a plan whose every step (reminders, escalation) falls into a year whose working days are known',
      },
      found: same(`${plan.to} (${refusal})`),
    }),
  ];
}

/** A last day may lie in the year after the one reported on; Tết and its swapped days last less than two months. */
const marginDays = 460;

/**
 * Whether no step can come near a year that is not known: two calendar days for each working day of the
 * longest ladder, and a margin. Working the plan out to see takes a hundred times as long.
 */
function isFarFromUnknown(plan: Plan, calendar: WorkingCalendar): boolean {
  const { lead, coordinators } = plan.reminders;
  const before = [lead, coordinators].flatMap(({ month, quarter, longer }) => [
    ...month,
    ...quarter,
    ...longer,
  ]);
  const after = plan.escalation.map(
    (step) => step.after + (step.repeatEvery ?? 0) * (step.times - 1),
  );
  const first = plan.issued < plan.from ? plan.issued : plan.from;
  const earliest = addDays(first, -2 * Math.max(0, ...before) - marginDays);
  const latest = addDays(plan.to, 2 * Math.max(0, ...after) + marginDays);
  return [earliest, latest].every(
    (day) => explainRefusal(() => calendar.isWorkingDay(day)) === null,
  );
}

/** At most so many: an agency that ends during the plan counts in every period. */
function countAssignments(plan: Plan, directory: Directory, calendar: WorkingCalendar): number {
  return plan.tasks.reduce((sum, { due, lead }) => {
    const leads = new Set(lead.flatMap((ref) => expandReference(ref, directory)));
    return sum + computePeriods(due, plan, calendar).length * leads.size;
  }, 0);
}

function tooMany(assignments: number): Finding {
  return buildFinding('plan', {
    path: ['tasks'],
    expected: {
      vi: `nhiều nhất ${mostAssignments} lượt giao (nhiệm vụ × kỳ × cơ quan chủ trì); hãy chia thành nhiều kế hoạch`,
      en: `at most ${mostAssignments} assignments (task × period × lead); make several plans of it`,
    },
    found: same(String(assignments)),
  });
}
