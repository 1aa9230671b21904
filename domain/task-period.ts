import { addDays } from './calendar/civil-day.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { buildAgencyIndex, isValidOn, resolveAgencies, resolveReviewer } from './directory.ts';
import {
  type Audience,
  computeLadder,
  computeNotices,
  type LadderMoment,
  type LadderTerms,
} from './ladder.ts';
import { endOfDay, startOfDay, toInstant } from './local-time.ts';
import { maxLeadsPerWorkflow, reportTask } from './names.ts';
import { computePeriods, type PeriodOccurrence } from './period.ts';
import type { AgencyId, Cycle, Directory, Due, IsoDay, IsoInstant, Plan, Task } from './plan.ts';

/** One line of a periodic report: a standing or undated task that the agency leads. */
export interface ReportLineTask {
  readonly task: string;
  readonly title: string;
}

/** One task in one of its periods, with all its leads: what one workflow follows. Plain JSON. */
export interface TaskPeriod {
  readonly task: string;
  readonly title: string;
  readonly kind: Task['kind'];
  readonly period: string;
  readonly cycle: Cycle;
  /** The phrase of the document, word for word. */
  readonly phrase: string | null;
  readonly products: readonly string[];
  readonly after: readonly string[];
  readonly requested: boolean;
  readonly opensAt: IsoInstant;
  readonly lastDay: IsoDay;
  readonly cutoff: IsoInstant;
  /**
   * The next period's cut-off, when a missing report closes as notReported; of a report that was past
   * when tracking began, the first one to come. Null for none.
   */
  readonly closesAt: IsoInstant | null;
  /** Why nobody is asked for it, or null when it is followed. */
  readonly notApplicable: 'beforeIssue' | 'beforeTracking' | null;
  readonly leads: readonly AgencyId[];
  /** The reviewer of each lead. */
  readonly reviewers: Readonly<Record<AgencyId, AgencyId>>;
  readonly audience: Audience;
  /** Who receives what keeps a lead from delivering. */
  readonly obstaclesTo: AgencyId;
  /** Lines of the periodic report by lead; empty for every other task. */
  readonly lines: Readonly<Record<AgencyId, readonly ReportLineTask[]>>;
  readonly ladder: readonly LadderMoment[];
}

/** From when a plan is followed. */
export interface Tracking {
  /** First day that is followed: what was due before it tells nobody. */
  readonly from: IsoDay;
  /** Follow what was due before as overdue, with one catch-up notice each. */
  readonly includePast: boolean;
}

/** The default of `preview` and `rehearse`: the day of issue. */
export function defaultTracking(plan: Plan): Tracking {
  return { from: plan.issued, includePast: false };
}

/**
 * Computes every task of a plan in every one of its periods, sorted by opening, task and period.
 * Pure: the same plan, directory, calendar and tracking give the same result, whatever the clock says.
 */
export function computeTaskPeriods(
  plan: Plan,
  directory: Directory,
  calendar: WorkingCalendar,
  tracking: Tracking,
): TaskPeriod[] {
  const context = { plan, directory, calendar, tracking };
  return [...plan.tasks.map((task) => tableTask(task)), ...reportTasks(plan)]
    .flatMap((tracked) => expand(tracked, context))
    .filter((period) => period.leads.length > 0)
    .sort(byOpening);
}

/** Cuts a task period into parts of at most 200 leads; one that needs no cutting has part null. */
export function splitLeads(period: TaskPeriod): { part: number | null; leads: AgencyId[] }[] {
  if (period.leads.length <= maxLeadsPerWorkflow) return [{ part: null, leads: [...period.leads] }];
  const parts = Math.ceil(period.leads.length / maxLeadsPerWorkflow);
  return Array.from({ length: parts }, (_, index) => ({
    part: index + 1,
    leads: period.leads.slice(index * maxLeadsPerWorkflow, (index + 1) * maxLeadsPerWorkflow),
  }));
}

/** Lines of the report: the standing and undated tasks of a plan. */
export function selectLineTasks(plan: Plan): Task[] {
  return plan.tasks.filter((task) =>
    task.due.every(({ rule }) => rule.kind === 'standing' || rule.kind === 'undated'),
  );
}

interface Context {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly calendar: WorkingCalendar;
  readonly tracking: Tracking;
}

/** A row of the table, or the report that gathers the rows without a date of their own. */
interface Tracked {
  readonly task: Task;
  readonly lineTasks: readonly Task[];
}

function tableTask(task: Task): Tracked {
  return { task, lineTasks: [] };
}

function reportTasks(plan: Plan): Tracked[] {
  const lineTasks = selectLineTasks(plan);
  if (plan.reporting === null || lineTasks.length === 0) return [];
  const requested = lineTasks.every(({ relation }) => relation === 'requested');
  const task: Task = {
    task: reportTask,
    group: null,
    kind: 'report',
    title: plan.locale === 'vi' ? 'Báo cáo định kỳ' : 'Periodic report',
    products: [plan.locale === 'vi' ? 'Báo cáo' : 'Report'],
    lead: [...new Set(lineTasks.flatMap(({ lead }) => lead))],
    coordinators: [],
    due: [plan.reporting.due],
    after: [],
    relation: requested ? 'requested' : 'assigned',
    source: null,
    reviewer: null,
  };
  return [{ task, lineTasks }];
}

function expand(tracked: Tracked, context: Context): TaskPeriod[] {
  const { plan, calendar } = context;
  const dated = tracked.task.due.filter(isDated);
  if (dated.length === 0) return [];
  const occurrences = computePeriods(
    dated,
    { from: plan.from, to: plan.to, issued: plan.issued },
    calendar,
  ).map((occurrence) => ({ ...occurrence, lastDay: rollOver(occurrence.lastDay, context) }));
  return occurrences.map((occurrence, index) =>
    buildTaskPeriod(tracked, occurrence, occurrences.slice(index + 1), context),
  );
}

function isDated({ rule }: Due): boolean {
  return rule.kind !== 'standing' && rule.kind !== 'undated';
}

function rollOver(lastDay: IsoDay, { plan, calendar }: Context): IsoDay {
  return plan.rollover === 'none' ? lastDay : calendar.earliestWorkingDayOnOrAfter(lastDay);
}

function buildTaskPeriod(
  tracked: Tracked,
  occurrence: PeriodOccurrence,
  following: readonly PeriodOccurrence[],
  context: Context,
): TaskPeriod {
  const { task } = tracked;
  const { plan, directory } = context;
  const openingDay = computeOpeningDay(occurrence, context);
  const leads = resolveAgencies(task.lead, directory, openingDay);
  const terms = buildTerms(task, occurrence, following, context);
  const period: Omit<TaskPeriod, 'ladder'> = {
    ...terms,
    task: task.task,
    title: task.title,
    kind: task.kind,
    period: occurrence.period,
    phrase: occurrence.phrase,
    products: task.products,
    after: task.after,
    cutoff: computeCutoff(occurrence, plan),
    notApplicable: whyNotApplicable(occurrence.lastDay, context),
    leads,
    reviewers: Object.fromEntries(
      leads.map((lead) => [lead, resolveReviewer(plan, task, lead, directory)]),
    ),
    audience: buildAudience(tracked, { leads, openingDay, lastDay: occurrence.lastDay }, context),
    obstaclesTo: plan.obstaclesTo,
    lines: buildLines(tracked, leads, openingDay, directory),
  };
  return { ...period, ladder: buildLadder(period, context) };
}

function buildTerms(
  task: Task,
  occurrence: PeriodOccurrence,
  following: readonly PeriodOccurrence[],
  context: Context,
): LadderTerms {
  const { plan } = context;
  const opensAt = startOfDay(computeOpeningDay(occurrence, context), plan.timezone);
  const comingCutoffs = following
    .map((later) => computeCutoff(later, plan))
    .filter((cutoff) => Date.parse(cutoff) > Date.parse(opensAt));
  return {
    cycle: occurrence.cycle,
    opensAt,
    lastDay: occurrence.lastDay,
    closesAt: task.kind === 'report' ? (comingCutoffs[0] ?? null) : null,
    requested: task.relation === 'requested',
  };
}

/** The moments at which anybody is told anything; what was past when tracking began opens overdue. */
function buildLadder(
  period: Omit<TaskPeriod, 'ladder'>,
  { plan, calendar, tracking }: Context,
): LadderMoment[] {
  if (period.notApplicable !== null) return [];
  const ladder = computeLadder(plan, period, calendar);
  const isPast = period.lastDay < tracking.from;
  return ladder
    .map((moment) => (isPast ? toCatchUp(moment, period.lastDay, calendar) : moment))
    .filter((moment) => computeNotices(moment, period.audience, period, period.leads).length > 0);
}

function toCatchUp(moment: LadderMoment, lastDay: IsoDay, calendar: WorkingCalendar): LadderMoment {
  if (moment.phase !== 'opened') return moment;
  const step = calendar.countWorkingDays(lastDay, moment.at.slice(0, 10));
  return { ...moment, phase: 'after', step };
}

function computeCutoff({ lastDay, time }: PeriodOccurrence, { timezone }: Plan): IsoInstant {
  return time === null ? endOfDay(lastDay, timezone) : toInstant(lastDay, time, timezone);
}

function computeOpeningDay({ start }: PeriodOccurrence, { plan, tracking }: Context): IsoDay {
  return latest([start ?? plan.from, plan.from, plan.issued, tracking.from]);
}

function latest(days: readonly [IsoDay, ...IsoDay[]]): IsoDay {
  return days.reduce((a, b) => (compareText(a, b) > 0 ? a : b));
}

function whyNotApplicable(
  lastDay: IsoDay,
  { plan, tracking }: Context,
): TaskPeriod['notApplicable'] {
  if (lastDay < plan.issued) return 'beforeIssue';
  return lastDay < tracking.from && !tracking.includePast ? 'beforeTracking' : null;
}

function buildAudience(
  tracked: Tracked,
  duty: { leads: readonly AgencyId[]; openingDay: IsoDay; lastDay: IsoDay },
  { plan, directory }: Context,
): Audience {
  const { leads, openingDay, lastDay } = duty;
  const refs = tracked.task.coordinators.flatMap((coordinator) =>
    'ref' in coordinator ? [coordinator.ref] : [],
  );
  // Superiors are told after the last day only: those that exist then.
  const firstLateDay = latest([openingDay, addDays(lastDay, 1)]);
  return {
    coordinators: resolveAgencies(refs, directory, openingDay),
    superiors: Object.fromEntries(
      leads.map((lead) => [lead, findSuperior(lead, directory, firstLateDay)]),
    ),
    asked: selectAsked(tracked, leads, openingDay, directory),
    monitor: plan.monitor,
    office: plan.office,
    provincialOffice: plan.provincialOffice,
  };
}

/** The nearest superior that exists on a day: of a commune the province, once the district has ended. */
function findSuperior(lead: AgencyId, directory: Directory, day: IsoDay): AgencyId | null {
  const index = buildAgencyIndex(directory);
  let superior = index.get(index.get(lead)?.superior ?? '');
  while (superior !== undefined && !isValidOn(superior, day)) {
    superior = index.get(superior.superior ?? '');
  }
  return superior?.id ?? null;
}

/** Leads of a report all of whose lines are requested, where other leads have assigned ones. */
function selectAsked(
  { lineTasks }: Tracked,
  leads: readonly AgencyId[],
  day: IsoDay,
  directory: Directory,
): AgencyId[] {
  if (lineTasks.length === 0) return [];
  const ordered = lineTasks.filter(({ relation }) => relation === 'assigned');
  const refs = ordered.flatMap(({ lead }) => lead);
  const orderedLeads = new Set(resolveAgencies(refs, directory, day));
  return leads.filter((lead) => !orderedLeads.has(lead));
}

function buildLines(
  { lineTasks }: Tracked,
  leads: readonly AgencyId[],
  day: IsoDay,
  directory: Directory,
): TaskPeriod['lines'] {
  if (lineTasks.length === 0) return {};
  const resolved = lineTasks.map(({ task, title, lead }) => ({
    line: { task, title },
    leads: new Set(resolveAgencies(lead, directory, day)),
  }));
  return Object.fromEntries(
    leads.map((lead) => [
      lead,
      resolved.filter((one) => one.leads.has(lead)).map(({ line }) => line),
    ]),
  );
}

function byOpening(a: TaskPeriod, b: TaskPeriod): number {
  return (
    Date.parse(a.opensAt) - Date.parse(b.opensAt) ||
    compareText(a.task, b.task) ||
    compareText(a.period, b.period)
  );
}

/** Orders text by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
