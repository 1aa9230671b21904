import { heartbeat } from '@temporalio/activity';
import pLimit from 'p-limit';
import { openAssignments } from '../domain/assignment.ts';
import { type FollowUp, nextNoticeAt, startFollowUp, toRow } from '../domain/follow-up.ts';
import { addMs, buildTaskWorkflowId } from '../domain/names.ts';
import { buildOwnEvent } from '../domain/own-event.ts';
import type { AgencyId } from '../domain/plan.ts';
import { splitLeads, type TaskPeriod } from '../domain/task-period.ts';
import type { OpenPeriods } from '../domain/workflow-input.ts';
import { applyBatch } from '../register/apply-batch.ts';
import { findClosed } from '../register/queries/find-workflows.ts';
import type { Register } from '../register/register.ts';
import { expectWorkflows } from '../register/workflow-row.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import type { PlanPeriods, PlanPeriodsReader } from './plan-periods.ts';
import { nameAgencies, startTask } from './start-task.ts';

/** Starts on their way at the same time: the server's rate on two cores is reached well below it. */
const startsAtOnce = 32;

/** A workflow that is about to be started. */
export interface Opening {
  readonly workflowId: string;
  readonly followUp: FollowUp;
}

/**
 * Starts one workflow for each task period (and part of it) that opens in a span of plan time.
 * May be repeated: a workflow that runs, or whose period is closed on record, is left alone.
 */
export async function openPeriods(
  deps: Pick<ActivityDependencies, 'register' | 'client'>,
  reader: PlanPeriodsReader,
  input: OpenPeriods,
): Promise<number> {
  const read = await reader.read(input);
  const opening = read.periods.filter((period) => opensWithin(period, input));
  const skipped = opening.filter(({ notApplicable }) => notApplicable !== null);
  for (const period of skipped) await recordNotApplicable(deps.register, read, period, input);
  const openings = opening
    .filter(({ notApplicable }) => notApplicable === null)
    .flatMap((period) => buildOpenings(read, period, input));
  return await openAll(deps, read, openings, input);
}

/** What opening needs to know beyond the periods themselves. */
export type OpeningTerms = Omit<OpenPeriods, 'after' | 'through'>;

/** Announces workflows to the register and starts them; says how many it started or found. */
export async function openAll(
  deps: Pick<ActivityDependencies, 'register' | 'client'>,
  read: PlanPeriods,
  openings: readonly Opening[],
  terms: OpeningTerms,
): Promise<number> {
  await expectWorkflows(
    deps.register,
    openings.map((opening) => describeExpected(opening, terms)),
    terms.serverNow,
  );
  return await startAll(deps, read, openings, terms);
}

function opensWithin({ opensAt }: TaskPeriod, { after, through }: OpenPeriods): boolean {
  const at = Date.parse(opensAt);
  return (after === null || at > Date.parse(after)) && at <= Date.parse(through);
}

function buildOpenings(
  read: PlanPeriods,
  period: TaskPeriod,
  { plan, announceAtOnce, after }: OpenPeriods,
): Opening[] {
  const atOnce = announceAtOnce && after === null;
  const announced = atOnce ? announcedNow(period) : period;
  return splitLeads(announced).map((part) =>
    buildOpening(read, { ...part, plan, atOnce }, announced),
  );
}

/** The workflow of one part of a task period as it begins. */
export function buildOpening(
  { version }: PlanPeriods,
  {
    plan,
    part,
    leads,
    atOnce,
  }: {
    readonly plan: string;
    readonly part: number | null;
    readonly leads: readonly AgencyId[];
    readonly atOnce: boolean;
  },
  period: TaskPeriod,
): Opening {
  const own = { ...period, leads };
  return {
    workflowId: buildTaskWorkflowId({ ...own, plan, part }),
    followUp: {
      ...startFollowUp({
        plan,
        part,
        period: own,
        assignments: openAssignments(own, leads, nameAgencies(version.directory.agencies)),
      }),
      atOnce,
    },
  };
}

/** Somebody has just started the plan: that it opened is due now, not at the next `sendAt`. */
function announcedNow(period: TaskPeriod): TaskPeriod {
  const ladder = period.ladder.map((moment) =>
    moment.phase === 'opened' ? { ...moment, at: period.opensAt } : moment,
  );
  return { ...period, ladder };
}

function describeExpected(
  { workflowId, followUp }: Opening,
  { plan, version, shiftMs }: OpeningTerms,
) {
  const { task, period } = followUp.period;
  const first = nextNoticeAt(followUp) ?? followUp.period.opensAt;
  return { workflowId, plan, version, task, period, nextWakeAt: addMs(first, -shiftMs) };
}

async function startAll(
  deps: Pick<ActivityDependencies, 'register' | 'client'>,
  { version }: PlanPeriods,
  openings: readonly Opening[],
  { version: inForce, shiftMs, limits, now }: OpeningTerms,
): Promise<number> {
  const limit = pLimit(startsAtOnce);
  const closed = await findClosed(
    deps.register,
    openings.map(({ workflowId }) => workflowId),
  );
  const { definition, directory } = version;
  let done = 0;
  await Promise.all(
    openings.map(({ workflowId, followUp }) =>
      limit(async () => {
        // Protection by workflow id ends with the retention period; the register's does not.
        if (!closed.has(workflowId)) {
          const { locale } = definition;
          const input = { followUp, version: inForce, shiftMs, locale, limits, carried: null };
          const start = { workflowId, input, run: 'first' } as const;
          await startTask(deps.client, { definition, agencies: directory.agencies }, start, now);
        }
        done += 1;
        heartbeat({ done, of: openings.length });
      }),
    ),
  );
  return done;
}

/** Nobody is asked for it, so no workflow follows it; the register says why. */
export async function recordNotApplicable(
  register: Register,
  { version }: PlanPeriods,
  period: TaskPeriod,
  input: OpeningTerms,
  firstPart: number | null = null,
): Promise<void> {
  const names = nameAgencies(version.directory.agencies);
  for (const { part, leads } of splitLeads(period, firstPart)) {
    const assignments = openAssignments(period, leads, names);
    await applyBatch(
      register,
      {
        workflowId: buildTaskWorkflowId({ ...period, plan: input.plan, part }),
        plan: input.plan,
        version: input.version,
        task: period.task,
        period: period.period,
        seq: 1,
        head: '',
        now: input.now,
        serverNow: input.serverNow,
        events: assignments.map(({ agency, lastDay }) =>
          buildOwnEvent('notApplicable', agency, input.now, {
            lastDay,
            reason: period.notApplicable,
          }),
        ),
        notices: [],
        assignments: assignments.map(toRow),
        nextWakeAt: null,
        status: 'closed',
      },
      () => null,
    );
  }
}
