import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import pLimit from 'p-limit';
import { nextMorning } from '../activities/next-morning.ts';
import { buildOpening } from '../activities/open-periods.ts';
import { PlanPeriodsReader } from '../activities/plan-periods.ts';
import { recordPlanEvent } from '../activities/record-plan-event.ts';
import { startTask } from '../activities/start-task.ts';
import { wakeMailroom } from '../activities/wake-mailroom.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { addMs, buildPlanWorkflowId, workflowTypes } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { splitLeads } from '../domain/task-period.ts';
import type { NoticeRow } from '../register/claim-notices.ts';
import { findPlan, listPlans, type PlanRecord } from '../register/plan-records.ts';
import { loadPlanVersion } from '../register/plan-versions.ts';
import { listPlanWorkflows, listRunningWorkflows } from '../register/queries/find-workflows.ts';
import { listLeads } from '../register/queries/list-leads.ts';
import type { Register } from '../register/register.ts';
import { BatchOutOfOrder, HeadMismatch, UnknownPlanVersion } from '../register/register-errors.ts';
import {
  countSettling,
  type Left,
  type Settled,
  type Settlement,
  settleMails,
} from '../register/settle-mails.ts';
import type { Fault } from '../register/verify-register.ts';
import { loadWorkflow, type WorkflowRow } from '../register/workflow-row.ts';
import { readMailHistory } from './mail-history.ts';
import { rebuildPlan } from './rebuild-plan.ts';
import { rebuildTask } from './rebuild-task.ts';
import {
  type FindVersion,
  type RefillDependencies,
  type Refilled,
  refillPlan,
  refillTask,
} from './refill-register.ts';
import { startPlanWorkflow } from './start-plan.ts';
import { readPeriod } from './task-record.ts';
import { chooseTold, type MailHistory } from './told-by-history.ts';

/**
 * After a restore the register and Temporal tell of different moments. Where Temporal is ahead, the
 * register is refilled from its histories; what Temporal has lost is started anew from the register.
 * Workers must stand still meanwhile: a mailroom at work would send what has been sent.
 */

export interface ReconcileTerms {
  readonly register: Register;
  readonly client: Client;
  readonly calendar: WorkingCalendar;
  readonly answersPerRun: number;
  /** Server time. */
  readonly serverNow: IsoInstant;
  /** One plan only; null for all. */
  readonly plan: string | null;
  /** Looks and counts; changes nothing. */
  readonly dryRun: boolean;
  /** Server time until which all mail is taken as sent, by decision; null for what the history says. */
  readonly mailSentUntil: IsoInstant | null;
  readonly findVersion: FindVersion;
}

/** What was done for one plan, or would be. */
export interface PlanReconciled {
  readonly plan: string;
  /** Workflows whose batches or changes were put on record again, and how many of each. */
  readonly refilled: readonly { readonly workflowId: string; readonly applied: number }[];
  /** Workflows that Temporal had lost. */
  readonly started: readonly string[];
  /** What was taken as sent, until when (server time), and on whose word. */
  readonly settled:
    | (Settled & { readonly until: IsoInstant; readonly by: 'history' | 'decision' })
    | null;
}

export interface Reconciled {
  readonly plans: readonly PlanReconciled[];
  /** What neither side could mend. */
  readonly faults: readonly Fault[];
}

const atOnce = 8;
/** Ends that nothing of dondoc brings about: the register, which has it running, is right. */
const strangeEnds = ['TERMINATED', 'CANCELLED', 'FAILED', 'TIMED_OUT'];

interface PlanWork {
  readonly record: PlanRecord;
  readonly refilled: readonly Refilled[];
  readonly faults: readonly Fault[];
}

/** Brings register and Temporal together. May be repeated: what fits is left alone. */
export async function reconcile(terms: ReconcileTerms): Promise<Reconciled> {
  const { client, dryRun } = terms;
  const inTemporal = await listInTemporal(client);
  const records = await selectPlans(terms);
  const faults = terms.plan === null ? findUnknownPlans(inTemporal, records) : [];
  const history = await readMailHistory(client);
  const plans: PlanReconciled[] = [];
  for (const { plan } of records) {
    const work = await refill(terms, plan, inTemporal.get(plan) ?? new Set());
    const settled = await settle(terms, work, history);
    const lost = await startLost(terms, work.record);
    const { started } = lost;
    if (!dryRun) await recordReconciling(terms, work.record, { started, settled });
    plans.push({
      plan,
      refilled: work.refilled
        .filter(({ applied }) => applied > 0)
        .map(({ workflowId, applied }) => ({ workflowId, applied })),
      ...{ started, settled },
    });
    faults.push(...work.faults, ...lost.faults);
  }
  // It may have been lost, or have slept through what was refilled.
  if (!dryRun) await wakeMailroom(client);
  return { plans, faults };
}

async function selectPlans({ register, plan }: ReconcileTerms): Promise<PlanRecord[]> {
  const records = await listPlans(register);
  return plan === null ? records : records.filter((record) => record.plan === plan);
}

/** Ids of all workflows of plans and tasks that Temporal has, running or ended, by plan. */
async function listInTemporal(client: Client): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  const query = `WorkflowType = '${workflowTypes.plan}' OR WorkflowType = '${workflowTypes.planTask}'`;
  for await (const { workflowId } of client.workflow.list({ query })) {
    const plan = /^(?:plan|task):([^/]+)/.exec(workflowId)?.[1] ?? '';
    found.set(plan, (found.get(plan) ?? new Set()).add(workflowId));
  }
  return found;
}

function findUnknownPlans(
  inTemporal: ReadonlyMap<string, ReadonlySet<string>>,
  records: readonly PlanRecord[],
): Fault[] {
  const known = new Set(records.map(({ plan }) => plan));
  return [...inTemporal.keys()]
    .filter((plan) => !known.has(plan))
    .map((plan) => ({
      place: buildPlanWorkflowId(plan),
      expected: `plan ${plan}, which Temporal has, in the register`,
      found:
        'none: it was started after the backup; restore a newer one, or terminate its workflows in Temporal and start it again',
    }));
}

/** The plan's own changes first: its tasks recorded under the versions that these brought. */
async function refill(
  terms: ReconcileTerms,
  plan: string,
  inTemporal: ReadonlySet<string>,
): Promise<PlanWork> {
  const { register, client, calendar, dryRun, findVersion } = terms;
  const periods = new PlanPeriodsReader(register, calendar);
  const deps: RefillDependencies = { register, client, calendar, periods };
  const own = await refillPlan(deps, plan, findVersion, dryRun);
  const rows = await listPlanWorkflows(register, plan);
  const ids = new Set([...inTemporal, ...rows.map(({ workflowId }) => workflowId)]);
  ids.delete(buildPlanWorkflowId(plan));
  const limit = pLimit(atOnce);
  const refilled = await Promise.all(
    [...ids].sort().map((workflowId) => limit(() => refillOne(deps, workflowId, dryRun))),
  );
  const record = await findPlan(register, plan);
  if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
  const all = [own, ...refilled];
  return { record, refilled: all, faults: all.flatMap(({ faults }) => faults) };
}

async function refillOne(
  deps: RefillDependencies,
  workflowId: string,
  dryRun: boolean,
): Promise<Refilled> {
  const nothing = { workflowId, applied: 0, recordedAt: new Map<number, IsoInstant>(), faults: [] };
  const run = await describeRun(deps.client, workflowId);
  const row = await loadWorkflow(deps.register.db, workflowId);
  if (run === null || isSettled(run, row)) return nothing;
  try {
    return await refillTask(deps, workflowId, dryRun);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const expected = 'its batches to continue what is on record';
    return { ...nothing, faults: [{ place: workflowId, expected, found: error.message }] };
  }
}

/** Ended on both sides, and not run again since it recorded its end. */
function isSettled(run: FoundRun, row: WorkflowRow | null): boolean {
  return (
    row?.status === 'closed' &&
    run.status !== 'RUNNING' &&
    run.startedAt.getTime() <= Date.parse(row.recordedAt)
  );
}

function isRefusal(error: unknown): error is Error {
  return (
    error instanceof HeadMismatch ||
    error instanceof BatchOutOfOrder ||
    error instanceof UnknownPlanVersion
  );
}

interface FoundRun {
  readonly status: string;
  readonly startedAt: Date;
}

async function describeRun(client: Client, workflowId: string): Promise<FoundRun | null> {
  try {
    const { status, startTime } = await client.workflow.getHandle(workflowId).describe();
    return { status: status.name, startedAt: startTime };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function settle(
  { register, calendar, serverNow, mailSentUntil, dryRun }: ReconcileTerms,
  { record, refilled }: PlanWork,
  history: MailHistory | null,
): Promise<PlanReconciled['settled']> {
  const { plan, version, shiftMs } = record;
  const until = mailSentUntil ?? history?.settledAt;
  if (until === undefined) return null;
  const { definition } = await loadPlanVersion(register, plan, version);
  const nextOne = (after: IsoInstant) =>
    nextMorning({ plan: definition, shiftMs, calendar }, after);
  const isDecided = mailSentUntil !== null || history === null;
  const settlement: Settlement = {
    ...{ plan, until, serverNow },
    choose: (owed, composed) =>
      isDecided ? owed.map(takeAll) : chooseTold(owed, composed, history, refilled, nextOne),
    reason: isDecided
      ? `taken as sent by decision: all mail until ${until}`
      : `taken as sent: Temporal's history has the mailroom done with everything until ${until}`,
  };
  const counts = await (dryRun ? countSettling : settleMails)(register, settlement);
  if (counts.notices + counts.mails === 0 && !isDecided) return null;
  return { ...counts, until, by: isDecided ? 'decision' : 'history' };
}

function takeAll(notice: NoticeRow): Left {
  return { notice, with: notice.leavesAt ?? notice.recordedAt };
}

/** Starts what the register has running and Temporal does not. */
async function startLost(
  terms: ReconcileTerms,
  record: PlanRecord,
): Promise<{ started: string[]; faults: Fault[] }> {
  const started: string[] = [];
  const faults: Fault[] = [];
  const running = await listRunningWorkflows(terms.register, record.plan);
  // Tasks before their plan: what is open runs by the time that something new opens.
  const limit = pLimit(atOnce);
  await Promise.all(
    running.map((row) =>
      limit(async () => {
        const end = await findLoss(terms, row.workflowId);
        if (end === null) return;
        if (end !== 'lost') faults.push(end);
        else if (await startOne(terms, row, record, faults)) started.push(row.workflowId);
      }),
    ),
  );
  if (record.status !== 'closed') {
    const workflowId = buildPlanWorkflowId(record.plan);
    const end = await findLoss(terms, workflowId);
    if (end === 'lost') {
      await startPlanAgain(terms, record);
      started.push(workflowId);
    } else if (end !== null) faults.push(end);
  }
  return { started: started.sort(), faults };
}

/** Null for one that runs; a fault for one that has ended and left no end on record. */
async function findLoss(
  { client, dryRun }: ReconcileTerms,
  workflowId: string,
): Promise<'lost' | Fault | null> {
  const run = await describeRun(client, workflowId);
  if (run === null || strangeEnds.includes(run.status)) return 'lost';
  // What would be refilled may be its end.
  if (run.status === 'RUNNING' || dryRun) return null;
  const expected = 'a running workflow in Temporal, for the register has it running';
  return { place: workflowId, expected, found: `one that ended there (${run.status})` };
}

async function startPlanAgain(terms: ReconcileTerms, record: PlanRecord): Promise<void> {
  const { client, answersPerRun, dryRun } = terms;
  const { input, version } = await rebuildPlan(terms, record, answersPerRun);
  if (!dryRun) await startPlanWorkflow(client, version.definition, input, 'again');
}

/** False when the plan's own workflow will start it, or nobody can. */
async function startOne(
  terms: ReconcileTerms,
  row: WorkflowRow,
  record: PlanRecord,
  faults: Fault[],
): Promise<boolean> {
  if (row.seq === 0) return await startExpected(terms, row, record, faults);
  const { register, calendar, answersPerRun, client, serverNow, mailSentUntil, dryRun } = terms;
  const rebuilt = await rebuildTask(
    { register, calendar, answersPerRun, toldUntil: mailSentUntil },
    row,
    record,
  );
  const { definition, directory } = rebuilt.version;
  const { workflowId } = row;
  if (!dryRun) {
    await startTask(
      client,
      { definition, agencies: directory.agencies },
      { workflowId, input: rebuilt.input, run: 'again' },
      addMs(serverNow, record.shiftMs),
    );
  }
  return true;
}

/** One that was announced and has recorded nothing: it begins. */
async function startExpected(
  terms: ReconcileTerms,
  row: WorkflowRow,
  record: PlanRecord,
  faults: Fault[],
): Promise<boolean> {
  const { register, client, answersPerRun, serverNow, dryRun } = terms;
  const { workflowId, plan, part } = row;
  const { input } = await rebuildPlan(terms, record, answersPerRun);
  if (input.carried === null) return false;
  const { period, version, read } = await readPeriod(terms, row, record);
  const held = (await listLeads(register, plan)).filter(
    (lead) => lead.task === row.task && lead.period === row.period,
  );
  const own = splitLeads(period).find((one) => one.part === part)?.leads ?? period.leads;
  const leads = own.filter((agency) => !held.some((lead) => lead.agency === agency));
  if (leads.length === 0) {
    const expected = 'leads of a task that was announced and has recorded nothing';
    faults.push({ place: workflowId, expected, found: 'none that another workflow does not hold' });
    return false;
  }
  const { definition, directory } = read.version;
  const { followUp } = buildOpening(read, { plan, part, leads, atOnce: false }, period);
  const { shiftMs } = record;
  const { locale } = definition;
  const limits = { answersPerRun };
  if (!dryRun) {
    await startTask(
      client,
      { definition, agencies: directory.agencies },
      {
        workflowId,
        input: { followUp, version, shiftMs, locale, limits, carried: null },
        run: 'again',
      },
      addMs(serverNow, shiftMs),
    );
  }
  return true;
}

/** What was started anew, and what a person decided, stands in the plan's own chain. */
async function recordReconciling(
  { register, serverNow }: ReconcileTerms,
  { plan, version, shiftMs, status }: PlanRecord,
  { started, settled }: Pick<PlanReconciled, 'started' | 'settled'>,
): Promise<void> {
  const decided = settled?.by === 'decision' ? settled : null;
  if (status === 'closed' || (started.length === 0 && decided === null)) return;
  await recordPlanEvent(register, {
    ...{ plan, version, kind: 'planReconciled', requestId: null, answer: null },
    ...{ now: addMs(serverNow, shiftMs), serverNow, status: 'running' },
    data: {
      started: started.length,
      mailSentUntil: decided?.until ?? null,
      notices: decided?.notices ?? 0,
    },
  });
}
