import { and, asc, eq, inArray, isNull, notInArray, or } from 'drizzle-orm';
import { groupBy } from '../../domain/group-by.ts';
import { addMs } from '../../domain/names.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import type { PlanRecord } from '../plan-records.ts';
import type { Register } from '../register.ts';
import { events, mails, notices } from '../schema.ts';
import type { ListedAssignment } from './list-assignments.ts';

/** Something that happened to an assignment. `at` is plan time. */
export interface StoryEvent extends Pick<typeof events.$inferSelect, 'kind' | 'actor' | 'data'> {
  readonly what: 'event';
  readonly at: IsoInstant;
}

/** Something that somebody was told of it, or is to be told. */
export interface StoryNotice
  extends Pick<typeof notices.$inferSelect, 'kind' | 'step' | 'role' | 'toAgency' | 'state'> {
  readonly what: 'notice';
  /** Plan time: when its mail reached this state, else when it was to leave. */
  readonly at: IsoInstant;
  /** Of the mail that carries it; null before there is one. */
  readonly mail: (typeof mails.$inferSelect)['state'] | null;
}

export type StoryEntry = StoryEvent | StoryNotice;

type Told = Pick<ListedAssignment, 'task' | 'period' | 'agency' | 'workflowId'>;

/**
 * What happened to each of some assignments and who was told of it when, in one order of time; what was never
 * told because something newer took its place is left out. In the order of the assignments.
 */
export async function readStories<Row extends Told>(
  register: Register,
  { plan, shiftMs }: Pick<PlanRecord, 'plan' | 'shiftMs'>,
  rows: readonly Row[],
): Promise<{ readonly row: Row; readonly story: readonly StoryEntry[] }[]> {
  if (rows.length === 0) return [];
  const happened = await readEvents(register, rows);
  const told = await readNotices(register, plan, rows);
  return rows.map((row) => {
    const own = [
      ...(happened.get(row.workflowId) ?? [])
        .filter(({ agency }) => agency === null || agency === row.agency)
        .map(({ kind, actor, data, at }): StoryEntry => ({ what: 'event', kind, actor, data, at })),
      ...(told.get(keyOf(row)) ?? [])
        .filter(({ agency }) => agency === null || agency === row.agency)
        .map(
          ({
            agency: _,
            task: _task,
            period: _period,
            mailState,
            changedAt,
            ...notice
          }): StoryEntry => ({
            what: 'notice',
            ...notice,
            mail: mailState,
            at: changedAt === null ? notice.at : addMs(changedAt, shiftMs),
          }),
        ),
    ];
    // The sort is stable: at the same instant what happened stands before what was told of it.
    return { row, story: own.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
  });
}

async function readEvents(register: Register, rows: readonly Told[]) {
  const found = await register.db
    .select({
      workflowId: events.workflowId,
      agency: events.agency,
      kind: events.kind,
      actor: events.actor,
      data: events.data,
      at: events.at,
    })
    .from(events)
    .where(
      and(
        inArray(events.workflowId, unique(rows.map(({ workflowId }) => workflowId))),
        or(isNull(events.agency), inArray(events.agency, unique(rows.map(({ agency }) => agency)))),
      ),
    )
    .orderBy(asc(events.workflowId), asc(events.n));
  return groupBy(found, ({ workflowId }) => workflowId);
}

async function readNotices(register: Register, plan: string, rows: readonly Told[]) {
  const found = await register.db
    .select({
      task: notices.task,
      period: notices.period,
      agency: notices.agency,
      kind: notices.kind,
      step: notices.step,
      role: notices.role,
      toAgency: notices.toAgency,
      state: notices.state,
      at: notices.at,
      mailState: mails.state,
      changedAt: mails.changedAt,
    })
    .from(notices)
    .leftJoin(mails, eq(mails.mailId, notices.mailId))
    .where(
      and(
        eq(notices.plan, plan),
        inArray(notices.task, unique(rows.map(({ task }) => task))),
        inArray(notices.period, unique(rows.map(({ period }) => period))),
        or(
          isNull(notices.agency),
          inArray(notices.agency, unique(rows.map(({ agency }) => agency))),
        ),
        notInArray(notices.state, ['superseded', 'withdrawn']),
      ),
    )
    .orderBy(asc(notices.at), asc(notices.key));
  return groupBy(found, keyOf);
}

function keyOf({ task, period }: { readonly task: string; readonly period: string }): string {
  return `${task}/${period}`;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
