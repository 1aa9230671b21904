import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { explainRefusal } from '../../domain/plan-checks.ts';
import { computeTaskPeriods } from '../../domain/task-period.ts';
import { listPlans, type PlanRecord } from '../../register/plan-records.ts';
import { loadPlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { type Outcome, ok, wrong } from './check.ts';

/** Whether the calendar knows every day that a plan which is not closed needs, ladders included. */
export async function checkPlanYears(register: Register): Promise<readonly Outcome[]> {
  const followed = (await listPlans(register)).filter(({ status }) => status !== 'closed');
  const outcomes: Outcome[] = [];
  for (const record of followed) {
    const unknown = await findUnknownYears(register, record);
    if (unknown === null) continue;
    outcomes.push(
      wrong(
        `plan ${record.plan}: ${unknown}`,
        'install a version of dondoc whose calendar has these years (domain/calendar/, a file a year), before the plan reaches them',
      ),
    );
  }
  if (outcomes.length > 0) return outcomes;
  const count = `${followed.length} plan${followed.length === 1 ? '' : 's'}`;
  return [
    ok(`every year of ${count} that ${followed.length === 1 ? 'is' : 'are'} followed is known`),
  ];
}

async function findUnknownYears(register: Register, record: PlanRecord): Promise<string | null> {
  const { definition, directory } = await loadPlanVersion(register, record.plan, record.version);
  const tracking = { from: record.trackingFrom, includePast: record.includePast };
  return explainRefusal(() => computeTaskPeriods(definition, directory, vietnamCalendar, tracking));
}
