import type { Activities } from '../domain/workflow-input.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { closePlan } from './close-plan.ts';
import { computeDeadlines } from './compute-deadlines.ts';
import { deliverMail } from './deliver-mail.ts';
import { openPeriods } from './open-periods.ts';
import { planAgenda } from './plan-agenda.ts';
import { PlanPeriodsReader } from './plan-periods.ts';
import { recordBatch } from './record-batch.ts';

/** Everything that workflows ask of the world, with its dependencies inside. */
export function createActivities(deps: ActivityDependencies): Activities {
  const periods = new PlanPeriodsReader(deps.register, deps.calendar);
  return {
    planAgenda: (input) => planAgenda(periods, input),
    openPeriods: (input) => openPeriods(deps, periods, input),
    recordBatch: (batch) => recordBatch(deps, periods, batch),
    computeDeadlines: (input) => computeDeadlines(deps.calendar, periods, input),
    closePlan: (input) => closePlan(deps, input),
    deliverMail: (round) => deliverMail(deps, periods, round),
  };
}
