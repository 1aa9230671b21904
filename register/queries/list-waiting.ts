import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { assignments, plans } from '../schema.ts';
import { overdueAt } from './is-overdue.ts';
import type { ListedAssignment } from './list-assignments.ts';

/** What waits for somebody's word: a submission for its reviewer, a request, an obstacle without an answer. */
export type WaitingKind = 'review' | 'extension' | 'obstacle';

/** Some of the assignments that wait, and how many there are. */
export interface WaitingPage {
  readonly rows: readonly ListedAssignment[];
  readonly total: number;
}

const isRunning = sql`${assignments.progress} in ('open', 'returned', 'submitted')`;

const waits: Readonly<Record<WaitingKind, { readonly where: SQL; readonly since: SQL }>> = {
  review: {
    where: sql`${assignments.progress} = 'submitted'`,
    since: sql`${assignments.submittedAt}::timestamptz`,
  },
  // Of what was handed in meanwhile no last day can be moved.
  extension: {
    where: sql`${assignments.progress} in ('open', 'returned') and ${assignments.extensionAsked} is not null`,
    since: sql`(${assignments.extensionAsked}->>'at')::timestamptz`,
  },
  obstacle: {
    where: sql`${isRunning} and ${assignments.obstacle} is not null and ${assignments.obstacle}->>'answer' is null`,
    since: sql`(${assignments.obstacle}->>'at')::timestamptz`,
  },
};

/** Lists what waits in a plan, the oldest first; with `reviewer` only what waits for that agency. */
export async function listWaiting(
  register: Register,
  kind: WaitingKind,
  {
    plan,
    reviewer,
    serverNow,
    limit,
    offset = 0,
  }: {
    readonly plan: string;
    readonly reviewer?: string;
    readonly serverNow: IsoInstant;
    readonly limit: number;
    readonly offset?: number;
  },
): Promise<WaitingPage> {
  const { where, since } = waits[kind];
  const which = and(
    eq(assignments.plan, plan),
    where,
    reviewer === undefined ? undefined : eq(assignments.reviewer, reviewer),
  );
  const rows = await register.db
    .select({ ...getTableColumns(assignments), overdue: overdueAt(serverNow) })
    .from(assignments)
    .leftJoin(plans, eq(plans.plan, assignments.plan))
    .where(which)
    .orderBy(since, asc(assignments.task), asc(assignments.period), asc(assignments.agency))
    .limit(limit)
    .offset(offset);
  return { rows, total: await register.db.$count(assignments, which) };
}
