import { PlanPeriodsReader } from '../activities/plan-periods.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { keyOfPeriod } from '../domain/task-period.ts';
import type { PlanInput } from '../domain/workflow-input.ts';
import type { PlanRecord } from '../register/plan-records.ts';
import type { PlanVersion } from '../register/plan-versions.ts';
import { listPlanWorkflows } from '../register/queries/find-workflows.ts';
import type { Register } from '../register/register.ts';

/** What the workflow of a plan is started with, and the version of the plan that is in force. */
export interface RebuiltPlan {
  readonly input: PlanInput;
  readonly version: PlanVersion;
}

/**
 * Rebuilds the start of a plan's workflow from the register: what has been opened stays opened, and
 * what is opened next is what comes after it.
 */
export async function rebuildPlan(
  { register, calendar }: { readonly register: Register; readonly calendar: WorkingCalendar },
  record: PlanRecord,
  answersPerRun: number,
): Promise<RebuiltPlan> {
  const read = await new PlanPeriodsReader(register, calendar).read(record);
  const rows = await listPlanWorkflows(register, record.plan);
  const announced = new Set(rows.map(keyOfPeriod));
  // All that opens together is announced together, before any of it is started.
  const opened = read.periods.filter(
    (period) => period.notApplicable === null && announced.has(keyOfPeriod(period)),
  );
  const openedThrough = opened
    .map(({ opensAt }) => opensAt)
    .reduce<IsoInstant | null>(
      (found, at) => (found === null || Date.parse(at) > Date.parse(found) ? at : found),
      null,
    );
  const { plan, version, shiftMs, trackingFrom, includePast, announceAtOnce } = record;
  const keys = new Set(opened.map(keyOfPeriod));
  const isFresh = openedThrough === null || rows.every(({ seq }) => seq === 0);
  return {
    version: read.version,
    input: {
      ...{ plan, version, shiftMs, trackingFrom, includePast, announceAtOnce },
      limits: { answersPerRun },
      carried: isFresh
        ? null
        : {
            openedThrough,
            opened: rows.filter((row) => keys.has(keyOfPeriod(row))).length,
            paused: record.status === 'paused',
          },
    },
  };
}
