import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type PlanPeriods, PlanPeriodsReader } from '../activities/plan-periods.ts';
import type { Assignment } from '../domain/assignment.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { computeMorning } from '../domain/ladder.ts';
import { inZone } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import type { AgencyId, IsoInstant, Plan } from '../domain/plan.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import type { PlanRecord } from '../register/plan-records.ts';
import type { Register } from '../register/register.ts';
import { assignments, events } from '../register/schema.ts';
import type { WorkflowRow } from '../register/workflow-row.ts';

/** What the register holds of one task workflow, as a run that goes on from it needs it. */

export type TaskEvent = typeof events.$inferSelect;

/** A task period as one version of its plan has it. */
export interface ReadPeriod {
  readonly period: TaskPeriod;
  readonly version: number;
  readonly read: PlanPeriods;
}

/** The period as the newest version that applies has it, else as the one under which it last recorded. */
export async function readPeriod(
  { register, calendar }: { readonly register: Register; readonly calendar: WorkingCalendar },
  row: WorkflowRow,
  record: PlanRecord,
): Promise<ReadPeriod> {
  const reader = new PlanPeriodsReader(register, calendar);
  for (const version of [Math.max(record.version, row.version), row.version]) {
    const read = await reader.read({ ...record, version });
    const period = read.periods.find((one) => one.task === row.task && one.period === row.period);
    if (period !== undefined) return { period, version, read };
  }
  throw new Error(
    `expected task ${row.task} of ${row.plan} to have period ${row.period}, found none`,
  );
}

/** Every event of a workflow, in order. */
export async function readTaskEvents(
  { db }: Register,
  { workflowId }: Pick<WorkflowRow, 'workflowId'>,
): Promise<TaskEvent[]> {
  return await db
    .select()
    .from(events)
    .where(eq(events.workflowId, workflowId))
    .orderBy(asc(events.n));
}

/** The assignments of a workflow, with what only a run holds worked out from its events. */
export async function readAssignments(
  { db }: Register,
  { workflowId }: Pick<WorkflowRow, 'workflowId'>,
  past: readonly TaskEvent[],
  terms: {
    readonly names: Readonly<Record<AgencyId, string>>;
    readonly plan: Plan;
    readonly calendar: WorkingCalendar;
  },
): Promise<Assignment[]> {
  const submissions = findSubmissions(past);
  const since = findOwesSince(past, terms);
  const rows = await db
    .select()
    .from(assignments)
    .where(eq(assignments.workflowId, workflowId))
    .orderBy(asc(assignments.agency));
  return rows.map(
    ({ workflowId: _id, plan: _plan, task: _task, period: _period, updatedAt: _at, ...row }) => ({
      ...row,
      name: terms.names[row.agency] ?? row.agency,
      owesSince: since.get(row.agency) ?? row.opensAt,
      submission: row.submittedAt === null ? null : (submissions.get(row.agency) ?? null),
    }),
  );
}

/** When the last day that each agency has now was decided, where it is not the period's own. */
export function findMovedAt(past: readonly TaskEvent[]): ReadonlyMap<AgencyId, IsoInstant> {
  const moved = new Map<AgencyId, IsoInstant>();
  for (const event of past) {
    const { kind, agency, at } = event;
    if (agency === null) continue;
    if (kind === 'takenOver') inherit(moved, agency, givenBy(event));
    const moves = kind === 'extensionGranted' || kind === 'reopened' || kind === 'amended';
    if (moves) moved.set(agency, at);
  }
  return moved;
}

/** Request id of the newest submission of each agency; it goes along with what passes to another. */
function findSubmissions(past: readonly TaskEvent[]): ReadonlyMap<AgencyId, string> {
  const newest = new Map<AgencyId, string>();
  for (const event of past) {
    const { kind, agency, requestId } = event;
    if (agency === null) continue;
    if (kind === 'takenOver') inherit(newest, agency, givenBy(event));
    if (kind === 'submitted' && requestId !== null) newest.set(agency, requestId);
  }
  return newest;
}

/** Since when each agency owes delivery; of one that has owed it from the opening on, nothing. */
function findOwesSince(
  past: readonly TaskEvent[],
  { plan, calendar }: { readonly plan: Plan; readonly calendar: WorkingCalendar },
): ReadonlyMap<AgencyId, IsoInstant> {
  const since = new Map<AgencyId, IsoInstant>();
  // What changed was told on the next morning: a step of the new ladder that falls on it is not.
  const afterMorning = (at: IsoInstant) => {
    const local = inZone(at, plan.timezone);
    return addMs(computeMorning(plan, local, local.slice(0, 10), calendar), 1);
  };
  for (const event of past) {
    const { kind, agency, at } = event;
    if (agency === null) continue;
    if (kind === 'returned' || kind === 'reopened') since.set(agency, at);
    else if (kind === 'leadAdded') since.set(agency, afterMorning(at));
    else if (kind === 'amended' && hasMovedDay(event)) since.set(agency, afterMorning(at));
    else if (kind === 'takenOver') {
      const before = since.get(givenBy(event) ?? '');
      since.set(agency, before !== undefined && Date.parse(before) > Date.parse(at) ? before : at);
    }
  }
  return since;
}

function inherit<T>(known: Map<AgencyId, T>, agency: AgencyId, from: AgencyId | null): void {
  const had = from === null ? undefined : known.get(from);
  if (had === undefined) known.delete(agency);
  else known.set(agency, had);
}

const takenSchema = z.object({ from: z.string() });
const movedSchema = z.object({ lastDay: z.object({ to: z.string() }) });

function givenBy({ data }: TaskEvent): AgencyId | null {
  const parsed = takenSchema.safeParse(data);
  return parsed.success ? parsed.data.from : null;
}

function hasMovedDay({ data }: TaskEvent): boolean {
  return movedSchema.safeParse(data).success;
}
