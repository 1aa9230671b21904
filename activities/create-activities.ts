import { unpackBatch } from '../domain/packed-batch.ts';
import type { Activities } from '../domain/workflow-input.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { amendPlan } from './amend-plan.ts';
import { closePlan } from './close-plan.ts';
import { computeDeadlines } from './compute-deadlines.ts';
import { deliverMail } from './deliver-mail.ts';
import { describeLeads } from './describe-leads.ts';
import { openMailDesk } from './mail-desk.ts';
import { openPeriods } from './open-periods.ts';
import { pausePlan } from './pause-plan.ts';
import { planAgenda } from './plan-agenda.ts';
import { PlanPeriodsReader } from './plan-periods.ts';
import { recordBatch } from './record-batch.ts';

/** Everything that workflows ask of the world, with its dependencies inside. */
export function createActivities(deps: ActivityDependencies): Activities {
  const periods = new PlanPeriodsReader(deps.register, deps.calendar);
  const desk = openMailDesk(deps.mail);
  return {
    planAgenda: (input) => planAgenda(periods, input),
    openPeriods: (input) => openPeriods(deps, periods, input),
    recordBatch: (batch) => recordBatch(deps, periods, unpackBatch(batch)),
    computeDeadlines: (input) => computeDeadlines(deps.calendar, periods, input),
    describeLeads: (input) => describeLeads(periods, input),
    amendPlan: (input) => amendPlan(deps, periods, input),
    pausePlan: (input) => pausePlan(deps, input),
    closePlan: (input) => closePlan(deps, input),
    deliverMail: (round) => deliverMail(deps, periods, desk, round),
  };
}
