import type { Client } from '@temporalio/client';
import { nameAgencies, startTask } from '../activities/start-task.ts';
import { type Assignment, type Refusal, refuseWith } from '../domain/assignment.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { reopen } from '../domain/decisions.ts';
import { type FollowUp, startFollowUp } from '../domain/follow-up.ts';
import type { Reopen } from '../domain/messages.ts';
import { addMs } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import { findPlan, type PlanRecord } from '../register/plan-records.ts';
import type { Register } from '../register/register.ts';
import { loadWorkflow, type WorkflowRow } from '../register/workflow-row.ts';
import { readAssignments, readPeriod, readTaskEvents } from './task-record.ts';

/** What a new run of a task needs. */
export interface RerunDependencies {
  readonly client: Client;
  readonly register: Register;
  readonly calendar: WorkingCalendar;
}

/** A task workflow that is to run again, and why. */
export interface Rerun {
  readonly workflowId: string;
  readonly reopen: Reopen;
  readonly answersPerRun: number;
  /** Server time, in ms since 1970. */
  readonly serverNowMs: number;
}

/**
 * Lets a task workflow that has ended run again from what the register holds, with one assignment
 * reopened. One that has not ended is left alone: it takes the update itself. May be repeated.
 * @returns why nothing was started, when the assignment or the plan does not admit it; else null
 */
export async function rerunTask(deps: RerunDependencies, rerun: Rerun): Promise<Refusal | null> {
  const { client, register } = deps;
  const row = await loadWorkflow(register.db, rerun.workflowId);
  const record = row === null ? null : await findPlan(register, row.plan);
  if (row === null || record === null || row.status !== 'closed') return null;
  const now = addMs(new Date(rerun.serverNowMs).toISOString(), record.shiftMs);
  const { period, version, read } = await readPeriod(deps, row, record);
  const { definition, directory } = read.version;
  const held = await readAssignments(register, row, await readTaskEvents(register, row), {
    names: nameAgencies(directory.agencies),
    plan: definition,
    calendar: deps.calendar,
  });
  const refusal = findRefusal(held, rerun.reopen, record, now);
  if (refusal !== null) return refusal;
  await startTask(
    client,
    { definition, agencies: directory.agencies },
    {
      workflowId: row.workflowId,
      run: 'again',
      input: {
        followUp: { ...buildFollowUp(row, period, held, now), paused: record.status === 'paused' },
        version,
        shiftMs: record.shiftMs,
        locale: definition.locale,
        limits: { answersPerRun: rerun.answersPerRun },
        carried: { seq: row.seq, head: row.head, answers: [] },
        reopen: rerun.reopen,
      },
    },
    now,
  );
  return null;
}

function findRefusal(
  held: readonly Assignment[],
  command: Reopen,
  record: PlanRecord,
  now: IsoInstant,
): Refusal | null {
  const assignment = held.find(({ agency }) => agency === command.agency);
  if (assignment === undefined) return null;
  if (record.status === 'closed') {
    return refuseWith(assignment, 'PlanClosed', 'reopen is not possible: the plan is closed');
  }
  const outcome = reopen(assignment, command, now);
  return outcome.ok ? null : outcome.refusal;
}

function buildFollowUp(
  { plan, part }: WorkflowRow,
  period: TaskPeriod,
  held: readonly Assignment[],
  now: IsoInstant,
): FollowUp {
  const leads = held.filter(({ takenOverFrom }) => takenOverFrom === null);
  return {
    ...startFollowUp({
      plan,
      part,
      period: { ...period, leads: leads.map(({ agency }) => agency) },
      // One with a last day of its own has a ladder of its own: without a cut-off it is asked for.
      assignments: held.map((one) =>
        one.lastDay === period.lastDay ? one : { ...one, cutoff: null },
      ),
    }),
    nextMoment: period.ladder.filter(({ at }) => Date.parse(at) <= Date.parse(now)).length,
  };
}
