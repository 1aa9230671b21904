import { isFinal } from '../domain/assignment.ts';
import type { Progress } from '../domain/assignment-state.ts';
import type { FollowUp } from '../domain/follow-up.ts';
import { groupBy } from '../domain/group-by.ts';
import { computeMorning } from '../domain/ladder.ts';
import { inZone, toDay } from '../domain/local-time.ts';
import { type AmendTask, type PlanReceipt, updateNames } from '../domain/messages.ts';
import { maxLeadsPerWorkflow } from '../domain/names.ts';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import { keyOfPeriod, splitLeads, type TaskPeriod } from '../domain/task-period.ts';
import type { AmendPlan } from '../domain/workflow-input.ts';
import { findPlan, updatePlanRecord } from '../register/plan-records.ts';
import { listPlanWorkflows } from '../register/queries/find-workflows.ts';
import { listLeads } from '../register/queries/list-leads.ts';
import type { Register } from '../register/register.ts';
import type { WorkflowRow } from '../register/workflow-row.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { buildOpening, type Opening, openAll, recordNotApplicable } from './open-periods.ts';
import { type CarriedOut, keepPlanAnswer } from './plan-answer.ts';
import type { PlanPeriods, PlanPeriodsReader } from './plan-periods.ts';
import { nameAgencies } from './start-task.ts';
import { type TaskUpdate, tellTasks } from './tell-tasks.ts';

/** The versions between which a plan is amended, and what has been opened of it. */
interface Versions {
  readonly before: ReadonlyMap<string, TaskPeriod>;
  readonly after: ReadonlyMap<string, TaskPeriod>;
  /** The new version as if the plan were followed from today: what is new opens like this. */
  readonly fresh: ReadonlyMap<string, TaskPeriod>;
  readonly workflows: ReadonlyMap<string, readonly WorkflowRow[]>;
  readonly leads: ReadonlyMap<string, Lead>;
}

interface Lead {
  readonly workflowId: string;
  readonly progress: Progress;
  readonly deadlineVersion: number;
}

/** What a new version asks to be done about one task period. */
interface PeriodChange {
  readonly updates: readonly { readonly workflowId: string; readonly period: TaskPeriod | null }[];
  /** Leads of new workflows; null when it has none. */
  readonly opening: {
    readonly period: TaskPeriod;
    readonly part: number | null;
    readonly leads: readonly AgencyId[];
  } | null;
}

/**
 * Applies a new version of a plan: everything that runs gets what is different for it, what is new
 * and should be open by now is opened, what opens later opens by the new version. May be repeated.
 */
export async function amendPlan(
  deps: Pick<ActivityDependencies, 'register' | 'client' | 'calendar'>,
  reader: PlanPeriodsReader,
  input: AmendPlan,
): Promise<PlanReceipt> {
  const { register } = deps;
  return await keepPlanAnswer(register, input, async () => {
    const read = await reader.read(input);
    const versions = await readVersions(register, reader, read, input);
    const changes = listKeys(versions, input.now).map((key) => planChange(key, versions));
    const updates = changes.flatMap((change) => change.updates);
    const morning = findMorning(read, input, deps);
    await tellTasks(
      deps.client,
      updateNames.amend,
      updates.map((update) => buildUpdate(update, read, input, morning)),
    );
    const paused = (await findPlan(register, input.plan))?.status === 'paused';
    const opened = await openNew(deps, read, changes, { input, paused, versions });
    await updatePlanRecord(register, input.plan, { version: input.version });
    const stopped = updates.filter(({ period }) => period === null).length;
    const counts = { opened, changed: updates.length - stopped, stopped };
    return describeAmended(input, { ...counts, status: paused ? 'paused' : 'running' });
  });
}

/** What the record says of an amendment that was carried out. */
export function describeAmended(
  { kind, base, version, task, lastDay, authority, document }: AmendPlan,
  { opened, changed, stopped, status }: Omit<CarriedOut, 'event' | 'data'>,
): CarriedOut {
  const counts = { opened, changed, stopped };
  return {
    event: kind,
    data: {
      ...{ base, version, authority, document: { ...document }, ...counts },
      ...(task === null ? {} : { task, lastDay }),
    },
    status,
    ...counts,
  };
}

async function readVersions(
  register: Register,
  reader: PlanPeriodsReader,
  read: PlanPeriods,
  input: AmendPlan,
): Promise<Versions> {
  const { plan, base, trackingFrom } = input;
  const today = toDay(input.now, read.version.definition.timezone);
  const before = await reader.read({ ...input, version: base });
  const fresh = await reader.read({
    ...input,
    trackingFrom: today > trackingFrom ? today : trackingFrom,
    includePast: false,
  });
  // Announced by an earlier attempt at this same amendment, and perhaps never started.
  const isOnlyAnnounced = ({ seq, version }: WorkflowRow) => seq === 0 && version === input.version;
  const known = (await listPlanWorkflows(register, plan)).filter((row) => !isOnlyAnnounced(row));
  const workflows = groupBy(known, keyOfPeriod);
  const leads = await listLeads(register, plan);
  return {
    before: byKey(before.periods),
    after: byKey(read.periods),
    fresh: byKey(fresh.periods),
    workflows,
    leads: new Map(leads.map((lead) => [`${keyOfPeriod(lead)}/${lead.agency}`, lead])),
  };
}

/** What has been opened, and what the new version has open by now. */
function listKeys({ workflows, after }: Versions, now: IsoInstant): string[] {
  const open = [...after.values()].filter(({ opensAt }) => Date.parse(opensAt) <= Date.parse(now));
  return [...new Set([...workflows.keys(), ...open.map(keyOfPeriod)])];
}

function planChange(key: string, versions: Versions): PeriodChange {
  const rows = versions.workflows.get(key) ?? [];
  const after = versions.after.get(key);
  const before = versions.before.get(key);
  if (after === undefined) return { updates: stopAll(rows), opening: null };
  if (rows.length === 0) {
    const period = versions.fresh.get(key) ?? after;
    return { updates: [], opening: { period, part: null, leads: period.leads } };
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return { updates: [], opening: null };
  return changeRunning(key, rows, { before, after }, versions);
}

function stopAll(rows: readonly WorkflowRow[]): PeriodChange['updates'] {
  return rows.filter(isRunning).map(({ workflowId }) => ({ workflowId, period: null }));
}

/** Leads that are new go where there is room; what does not fit begins another part. */
function changeRunning(
  key: string,
  rows: readonly WorkflowRow[],
  { before, after }: { readonly before: TaskPeriod | undefined; readonly after: TaskPeriod },
  versions: Versions,
): PeriodChange {
  const leadOf = (agency: AgencyId) => versions.leads.get(`${key}/${agency}`);
  const added = after.leads.filter((agency) => isNew(agency, before, after, leadOf(agency)));
  const waiting = [...added];
  const updates = rows.filter(isRunning).map(({ workflowId }) => {
    const kept = after.leads.filter(
      (agency) => !added.includes(agency) && leadOf(agency)?.workflowId === workflowId,
    );
    const leads = [...kept, ...waiting.splice(0, Math.max(0, maxLeadsPerWorkflow - kept.length))];
    return { workflowId, period: { ...after, leads } };
  });
  if (waiting.length === 0) return { updates, opening: null };
  const part = Math.max(1, ...rows.map((row) => row.part ?? 1)) + 1;
  const period = versions.fresh.get(key) ?? after;
  return { updates, opening: { period, part, leads: waiting } };
}

/** Not a lead before; or it was one that nobody asked, and now somebody does. */
function isNew(
  agency: AgencyId,
  before: TaskPeriod | undefined,
  after: TaskPeriod,
  lead: Lead | undefined,
): boolean {
  if (lead?.progress === 'notApplicable') return after.notApplicable === null;
  if (before?.leads.includes(agency) === true) return false;
  return lead === undefined || isFinal(lead.progress);
}

function buildUpdate(
  { workflowId, period }: PeriodChange['updates'][number],
  { version: { directory } }: PlanPeriods,
  { requestId, version, authority, document }: AmendPlan,
  morning: IsoInstant,
): TaskUpdate<AmendTask> {
  const known = nameAgencies(directory.agencies);
  const leads = period === null ? [] : period.leads;
  return {
    workflowId,
    command: {
      requestId: `${requestId}/${workflowId}`,
      names: Object.fromEntries(leads.map((agency) => [agency, known[agency] ?? agency])),
      ...{ version, authority, document, period, morning },
    },
  };
}

/** When those concerned are told: the next `sendAt` of a working day. */
function findMorning(
  { version: { definition } }: PlanPeriods,
  { now }: AmendPlan,
  { calendar }: Pick<ActivityDependencies, 'calendar'>,
): IsoInstant {
  const local = inZone(now, definition.timezone);
  return computeMorning(definition, local, local.slice(0, 10), calendar);
}

/** What the opening of something new depends on, beside the new version itself. */
interface Opener {
  readonly input: AmendPlan;
  readonly paused: boolean;
  readonly versions: Versions;
}

async function openNew(
  deps: Pick<ActivityDependencies, 'register' | 'client'>,
  read: PlanPeriods,
  changes: readonly PeriodChange[],
  { input, paused, versions }: Opener,
): Promise<number> {
  const terms = { ...input, announceAtOnce: false };
  const openings: Opening[] = [];
  for (const { opening } of changes) {
    if (opening === null) continue;
    const { period, part, leads } = opening;
    if (period.notApplicable !== null) {
      await recordNotApplicable(deps.register, read, { ...period, leads }, terms, part);
    } else {
      for (const piece of splitLeads({ ...period, leads }, part)) {
        const fresh = buildOpening(read, { ...piece, plan: input.plan, atOnce: false }, period);
        const followUp = continueVersions({ ...fresh.followUp, paused }, versions);
        openings.push({ ...fresh, followUp });
      }
    }
  }
  return await openAll(deps, read, openings, terms);
}

/**
 * Who had a task once, until an earlier version took it away, is told everything anew: under the next
 * version of its deadline, and so are its coordinators unless a part of it is running.
 */
function continueVersions(followUp: FollowUp, { leads, workflows }: Versions): FollowUp {
  const key = keyOfPeriod(followUp.period);
  const assignments = followUp.assignments.map((held) => {
    const earlier = leads.get(`${key}/${held.agency}`)?.deadlineVersion ?? 0;
    return { ...held, deadlineVersion: earlier + 1 };
  });
  const runs = (workflows.get(key) ?? []).some(isRunning);
  const newest = Math.max(...assignments.map(({ deadlineVersion }) => deadlineVersion));
  return { ...followUp, assignments, periodVersion: runs ? followUp.periodVersion : newest };
}

function isRunning({ status }: WorkflowRow): boolean {
  return status === 'running';
}

function byKey(periods: readonly TaskPeriod[]): ReadonlyMap<string, TaskPeriod> {
  return new Map(periods.map((period) => [keyOfPeriod(period), period]));
}
