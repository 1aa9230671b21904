import { asc, sql } from 'drizzle-orm';
import type { Progress } from '../../domain/assignment-state.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import type { PlanRecord } from '../plan-records.ts';
import type { Register } from '../register.ts';
import { assignments, plans, planVersions } from '../schema.ts';
import { overdueAt } from './is-overdue.ts';

/** Where a plan stands. All counts are assignments (task × period × lead), but for the last two. */
export interface PlanSummary extends PlanRecord {
  /** Null when its version is not on record. */
  readonly title: string | null;
  readonly progress: Readonly<Record<Progress, number>>;
  readonly overdue: number;
  readonly runningWorkflows: number;
  /** Mails refused for good, and mails that wait for another attempt. */
  readonly mailsInTrouble: number;
}

/** Every plan ever started, by name, as it stands at a moment of server time. */
export async function listPlanSummaries(
  register: Register,
  serverNow: IsoInstant,
): Promise<PlanSummary[]> {
  const running = sql<number>`(select count(*)::int from workflows w
    where w.plan = ${plans.plan} and w.status = 'running' and w.task <> '')`;
  const trouble = sql<number>`(select count(*)::int from mails m
    where m.plan = ${plans.plan} and m.state in ('deferred', 'refused', 'unknown'))`;
  const rows = await register.db
    .select({
      plan: plans,
      title: sql<string | null>`${planVersions.definition} ->> 'title'`,
      runningWorkflows: running,
      mailsInTrouble: trouble,
    })
    .from(plans)
    .leftJoin(
      planVersions,
      sql`${planVersions.plan} = ${plans.plan} and ${planVersions.version} = ${plans.version}`,
    )
    .orderBy(asc(plans.plan));
  const counts = await countAssignments(register, serverNow);
  return rows.map(({ plan, ...rest }) => ({
    ...plan,
    ...rest,
    progress: { ...noProgress, ...counts.get(plan.plan)?.progress },
    overdue: counts.get(plan.plan)?.overdue ?? 0,
  }));
}

const noProgress: Readonly<Record<Progress, number>> = {
  open: 0,
  submitted: 0,
  returned: 0,
  accepted: 0,
  waived: 0,
  notReported: 0,
  notApplicable: 0,
  reassigned: 0,
};

interface Counts {
  readonly progress: Readonly<Partial<Record<Progress, number>>>;
  readonly overdue: number;
}

async function countAssignments(register: Register, serverNow: IsoInstant) {
  const rows = await register.db
    .select({
      plan: assignments.plan,
      progress: assignments.progress,
      all: sql<number>`count(*)::int`,
      overdue: sql<number>`(count(*) filter (where ${overdueAt(serverNow)}))::int`,
    })
    .from(assignments)
    .leftJoin(plans, sql`${plans.plan} = ${assignments.plan}`)
    .groupBy(assignments.plan, assignments.progress);
  const counts = new Map<string, Counts>();
  for (const { plan, progress, all, overdue } of rows) {
    const known = counts.get(plan) ?? { progress: {}, overdue: 0 };
    counts.set(plan, {
      progress: { ...known.progress, [progress]: all },
      overdue: known.overdue + overdue,
    });
  }
  return counts;
}
