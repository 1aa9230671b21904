import type { Client } from '@temporalio/client';
import { describeAmended } from '../activities/amend-plan.ts';
import { recordPlanEnd } from '../activities/close-plan.ts';
import { recordNotApplicable } from '../activities/open-periods.ts';
import { describePaused } from '../activities/pause-plan.ts';
import { keepPlanAnswer } from '../activities/plan-answer.ts';
import type { PlanPeriodsReader } from '../activities/plan-periods.ts';
import { computeLeavesAt } from '../activities/record-batch.ts';
import type { RecordBatch } from '../domain/batch.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { withDeadline, withRequest } from '../domain/decided-dates.ts';
import { toDay } from '../domain/local-time.ts';
import { buildPlanWorkflowId } from '../domain/names.ts';
import { unpackBatch } from '../domain/packed-batch.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { AmendPlan, OpenPeriods } from '../domain/workflow-input.ts';
import { applyBatch } from '../register/apply-batch.ts';
import { findPlan, updatePlanRecord } from '../register/plan-records.ts';
import { loadPlanVersion, savePlanVersion } from '../register/plan-versions.ts';
import { findRequest } from '../register/queries/find-request.ts';
import type { Register } from '../register/register.ts';
import { UnknownPlanVersion } from '../register/register-errors.ts';
import type { Fault } from '../register/verify-register.ts';
import { loadWorkflow } from '../register/workflow-row.ts';
import { listRuns, type RecordedActivity, readRun } from './recorded-activities.ts';

/**
 * Brings a register that is older than Temporal up to it. The histories of the workflows hold every
 * batch that they had written, word for word: applied once more, in their order, they make the same
 * rows and the same chains of hashes. What is on record already is left alone.
 */

export interface RefillDependencies {
  readonly register: Register;
  readonly client: Client;
  readonly calendar: WorkingCalendar;
  readonly periods: PlanPeriodsReader;
}

/** What was refilled of one workflow. */
export interface Refilled {
  readonly workflowId: string;
  /** Batches of a task; changes of a plan. */
  readonly applied: number;
  /**
   * When Temporal learned that each batch was on record, server time, by its number; null for one that
   * was on its way.
   */
  readonly recordedAt: ReadonlyMap<number, IsoInstant | null>;
  readonly faults: readonly Fault[];
}

/** How a version that the register has lost is found again. Null: nobody has it. */
export type FindVersion = (amended: AmendPlan) => Promise<NewVersionContent | null>;
type NewVersionContent = Omit<Parameters<typeof savePlanVersion>[1], 'plan' | 'recordedAt'>;

/** Applies the batches of a task workflow that the register lacks; `dryRun` only counts them. */
export async function refillTask(
  deps: RefillDependencies,
  workflowId: string,
  dryRun: boolean,
): Promise<Refilled> {
  const { register } = deps;
  const known = (await loadWorkflow(register.db, workflowId))?.seq ?? 0;
  const { batches, faults } = await readBatches(deps, workflowId, known);
  const recordedAt = new Map<number, IsoInstant | null>();
  let applied = 0;
  for (const { batch, at } of batches) {
    if (!dryRun) await applyRecorded(deps, batch);
    recordedAt.set(batch.seq, at);
    applied += 1;
  }
  return { workflowId, applied, recordedAt, faults };
}

interface FoundBatch {
  readonly batch: RecordBatch;
  readonly at: IsoInstant | null;
}

/** The batches after the last known one, in order, as far as they follow each other. */
async function readBatches(
  { client }: RefillDependencies,
  workflowId: string,
  known: number,
): Promise<{ batches: FoundBatch[]; faults: Fault[] }> {
  const found = new Map<number, FoundBatch>();
  let earliest = Number.POSITIVE_INFINITY;
  for (const runId of await listRuns(client, workflowId)) {
    if (earliest <= known + 1) break;
    const run = await readRun(client, workflowId, runId);
    for (const { batch, at } of listBatches(run?.activities ?? [])) {
      earliest = Math.min(earliest, batch.seq);
      if (batch.seq > known) found.set(batch.seq, { batch, at });
    }
  }
  const batches: FoundBatch[] = [];
  for (let seq = known + 1; ; seq += 1) {
    const next = found.get(seq);
    if (next === undefined) break;
    batches.push(next);
  }
  if (batches.length === found.size) return { batches, faults: [] };
  const fault = {
    place: workflowId,
    expected: `batch ${known + batches.length + 1} in the histories that Temporal still has`,
    found: `none before batch ${Math.min(...[...found.keys()].filter((seq) => seq > known + batches.length))}: take a newer backup`,
  };
  return { batches, faults: [fault] };
}

function listBatches(activities: readonly RecordedActivity[]): FoundBatch[] {
  return activities.flatMap((activity) =>
    activity.name === 'recordBatch'
      ? [{ batch: unpackBatch(activity.input), at: activity.done?.at ?? null }]
      : [],
  );
}

async function applyRecorded(
  { register, periods, calendar }: RefillDependencies,
  batch: RecordBatch,
): Promise<void> {
  const { definition } = await periods.readVersion(batch.plan, batch.version);
  await applyBatch(register, batch, (notice) =>
    computeLeavesAt(definition, notice, batch, calendar),
  );
}

/**
 * Carries out on the register alone what the workflow of a plan had carried out: versions, dates,
 * pauses, its end, and what it recorded without a workflow. Before its tasks, which need the versions.
 */
export async function refillPlan(
  deps: RefillDependencies,
  plan: string,
  findVersion: FindVersion,
  dryRun: boolean,
): Promise<Refilled> {
  const workflowId = buildPlanWorkflowId(plan);
  const faults: Fault[] = [];
  let applied = 0;
  for (const activity of await readPlanActivities(deps, workflowId)) {
    const outcome = await refillChange(deps, activity, findVersion, dryRun);
    if (typeof outcome === 'number') applied += outcome;
    else {
      faults.push({ place: workflowId, ...outcome });
      break;
    }
  }
  return { workflowId, applied, recordedAt: new Map(), faults };
}

async function readPlanActivities(
  { client }: RefillDependencies,
  workflowId: string,
): Promise<RecordedActivity[]> {
  const activities: RecordedActivity[] = [];
  for (const runId of await listRuns(client, workflowId)) {
    activities.unshift(...((await readRun(client, workflowId, runId))?.activities ?? []));
  }
  return activities;
}

/** How many changes it put on record, or what it lacked. */
async function refillChange(
  deps: RefillDependencies,
  activity: RecordedActivity,
  findVersion: FindVersion,
  dryRun: boolean,
): Promise<number | Omit<Fault, 'place'>> {
  const { register } = deps;
  if (activity.done === null) return 0;
  if (activity.name === 'openPeriods') {
    if (!dryRun) await refillNotApplicable(deps, activity.input);
    return 0;
  }
  if (activity.name === 'closePlan') {
    const { input, done } = activity;
    if ((await findPlan(register, input.plan))?.status === 'closed') return 0;
    if (!dryRun) await recordPlanEnd(register, input, done.result);
    return 1;
  }
  if (activity.name !== 'amendPlan' && activity.name !== 'pausePlan') return 0;
  const { plan, requestId } = activity.input;
  if ((await findRequest(register, requestId)) !== null) return 0;
  if (activity.name === 'pausePlan') {
    const { input, done } = activity;
    if (dryRun) return 1;
    await keepPlanAnswer(register, input, async () => describePaused(input, done.result.changed));
    await updatePlanRecord(register, plan, { status: input.pause ? 'paused' : 'running' });
    return 1;
  }
  const { input, done } = activity;
  const lack = await requireVersion(deps, input, findVersion, dryRun);
  if (lack !== null) return lack;
  if (dryRun) return 1;
  const { status, opened, changed, stopped } = done.result;
  await keepPlanAnswer(register, input, async () =>
    describeAmended(input, { status, opened, changed, stopped }),
  );
  await updatePlanRecord(register, plan, { version: input.version });
  return 1;
}

/** What nobody was asked for has no workflow whose history would tell of it. */
async function refillNotApplicable(
  { register, periods }: RefillDependencies,
  input: OpenPeriods,
): Promise<void> {
  const { after, through } = input;
  const read = await periods.read(input);
  for (const period of read.periods) {
    const at = Date.parse(period.opensAt);
    const isOpened = (after === null || at > Date.parse(after)) && at <= Date.parse(through);
    if (isOpened && period.notApplicable !== null) {
      await recordNotApplicable(register, read, period, input);
    }
  }
}

/** Saves the version again that an amendment brought. A decided date says itself what it was. */
async function requireVersion(
  { register }: RefillDependencies,
  input: AmendPlan,
  findVersion: FindVersion,
  dryRun: boolean,
): Promise<Omit<Fault, 'place'> | null> {
  const { plan, version, serverNow } = input;
  if (await hasVersion(register, plan, version)) return null;
  const content = await (input.kind === 'planAmended'
    ? findVersion(input)
    : addDate(register, input));
  const expected = `version ${version} of plan ${plan} (${input.document.number})`;
  if (content === null) {
    return {
      expected,
      found: `none in the register: hand in its file: dondoc reconcile ${plan} --file FILE`,
    };
  }
  if (dryRun) return null;
  const saved = await savePlanVersion(register, { plan, ...content, recordedAt: serverNow });
  return saved.version === version ? null : { expected, found: `version ${saved.version}` };
}

async function hasVersion(register: Register, plan: string, version: number): Promise<boolean> {
  try {
    await loadPlanVersion(register, plan, version);
    return true;
  } catch (error) {
    if (error instanceof UnknownPlanVersion) return false;
    throw error;
  }
}

async function addDate(register: Register, input: AmendPlan): Promise<NewVersionContent | null> {
  const { plan, base, kind, task, lastDay, now } = input;
  if (task === null || lastDay === null || !(await hasVersion(register, plan, base))) return null;
  const { text, definition, directory } = await loadPlanVersion(register, plan, base);
  const add = kind === 'deadlineSet' ? withDeadline : withRequest;
  const date = { lastDay, decidedOn: toDay(now, definition.timezone) };
  return { text, directory, definition: add(definition, task, date) };
}
