import { addDays } from './calendar/civil-day.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import {
  findReviewer,
  findSuperior,
  replaceEnded,
  resolveAgencies,
  resolveReviewer,
} from './directory.ts';
import { groupBy } from './group-by.ts';
import {
  type Audience,
  computeLadder,
  computeMorning,
  computeNotices,
  type LadderMoment,
  type LadderTerms,
  tellsAnybody,
} from './ladder.ts';
import { endOfDay, startOfDay, toDay, toInstant } from './local-time.ts';
import { maxLeadsPerWorkflow, reportTask } from './names.ts';
import { computePeriods, type PeriodOccurrence } from './period.ts';
import type {
  AgencyId,
  Cycle,
  DecidedDate,
  Directory,
  Due,
  IsoDay,
  IsoInstant,
  Plan,
  Task,
} from './plan.ts';
import { listSuccessions, type Succession, standInAt, standInsAt } from './succession.ts';

/** One line of a periodic report: a standing or undated task that the agency leads. */
export interface ReportLineTask {
  readonly task: string;
  readonly title: string;
  /** From when on it is this agency's, where it takes it over from one that ends; plan time. */
  readonly since?: IsoInstant;
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
  /** The reviewer of each lead, and of each agency that will stand in a lead's place. */
  readonly reviewers: Readonly<Record<AgencyId, AgencyId>>;
  readonly audience: Audience;
  /** Who receives what keeps a lead from delivering. */
  readonly obstaclesTo: AgencyId;
  /** Lines of the periodic report by lead; empty for every other task. */
  readonly lines: Readonly<Record<AgencyId, readonly ReportLineTask[]>>;
  readonly ladder: readonly LadderMoment[];
}

/** Names a task period within its plan: neither part contains a slash. */
export function keyOfPeriod({ task, period }: Pick<TaskPeriod, 'task' | 'period'>): string {
  return `${task}/${period}`;
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
  const periods = [...plan.tasks.map((task) => tableTask(task)), ...reportTasks(plan)]
    .flatMap((tracked) => expand(tracked, context))
    .filter((period) => period.leads.length > 0);
  const endsAt = computePlanEnd(plan, periods);
  return periods.map((period) => announceHeirs(period, endsAt, context)).sort(byOpening);
}

/** When the follow-up of a plan ends: the end of the day of its last step, cut-off or day. */
export function computePlanEnd(
  { to, timezone }: Plan,
  periods: readonly Pick<TaskPeriod, 'notApplicable' | 'cutoff' | 'ladder'>[],
): IsoInstant {
  const last = periods
    .filter(({ notApplicable }) => notApplicable === null)
    .flatMap(({ cutoff, ladder }) => [cutoff, ...ladder.map(({ at }) => at)])
    .reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b), endOfDay(to, timezone));
  return endOfDay(toDay(last, timezone), timezone);
}

/**
 * Cuts a task period into parts of at most 200 leads; one that needs no cutting has part null. Leads
 * whose assignments will pass to the same agency stay together, for what passes can be joined only
 * within one workflow (more than 200 of them cannot, and are cut). Leads that join a task later begin
 * at `firstPart`.
 */
export function splitLeads(
  period: Pick<TaskPeriod, 'leads' | 'audience'>,
  firstPart: number | null = null,
): { part: number | null; leads: AgencyId[] }[] {
  if (period.leads.length <= maxLeadsPerWorkflow) {
    return [{ part: firstPart, leads: [...period.leads] }];
  }
  const parts: AgencyId[][] = [];
  for (const group of groupByLastHolder(period)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + group.length <= maxLeadsPerWorkflow)
      last.push(...group);
    else parts.push(...cutEvery(group, maxLeadsPerWorkflow));
  }
  return parts.map((leads, index) => ({ part: (firstPart ?? 1) + index, leads }));
}

/** Who holds the assignments of a task period at a moment when nobody has answered. */
export function listHolders(
  { leads, audience }: Pick<TaskPeriod, 'leads' | 'audience'>,
  at: IsoInstant,
): AgencyId[] {
  return standInsAt(audience.successions, leads, at);
}

function groupByLastHolder({ leads, audience }: Pick<TaskPeriod, 'leads' | 'audience'>) {
  const end = audience.successions.at(-1)?.at;
  const holderOf = (lead: AgencyId) =>
    end === undefined ? lead : standInAt(audience.successions, lead, end);
  return groupBy(leads, holderOf).values();
}

function cutEvery(items: readonly AgencyId[], size: number): AgencyId[][] {
  const pieces = Math.ceil(items.length / size);
  return Array.from({ length: pieces }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
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
  const regular = listRegular(tracked.task, context);
  return [...regular, ...listDecided(tracked.task, context.plan)].map((occurrence) => {
    const following = regular.filter(({ lastDay }) => lastDay > occurrence.lastDay);
    return buildTaskPeriod(tracked, occurrence, following, context);
  });
}

function listRegular(task: Task, context: Context): PeriodOccurrence[] {
  const { plan, calendar } = context;
  const dated = task.due.filter(isDated);
  if (dated.length === 0) return [];
  const span = { from: plan.from, to: plan.to, issued: plan.issued };
  return computePeriods(dated, span, calendar).map((occurrence) => ({
    ...occurrence,
    lastDay: rollOver(occurrence.lastDay, context),
  }));
}

/**
 * What was dated while the plan ran, day for day as decided: extra reports are named by their last day.
 * The plan's words stand beside such a day only where they ask for it ("hoặc khi có yêu cầu").
 */
function listDecided({ task, due }: Task, { decided }: Plan): PeriodOccurrence[] {
  if (decided === undefined) return [];
  const build = (
    period: string,
    { lastDay, decidedOn }: DecidedDate,
    asking: readonly Due[],
  ): PeriodOccurrence => ({
    period,
    cycle: 'once',
    start: decidedOn,
    lastDay,
    time: null,
    phrase: asking.flatMap(({ phrase }) => phrase ?? []).join('; ') || null,
    conditional: false,
  });
  const onRequest = due.filter(({ rule }) => rule.kind === 'recurring' && rule.onRequest);
  const dated = decided.deadlines[task];
  const requests = decided.requests.filter((request) => request.task === task);
  return [
    ...(dated === undefined ? [] : [build('once', dated, due)]),
    ...requests.map((request) => build(request.lastDay, request, onRequest)),
  ];
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
  const { directory } = context;
  const openingDay = computeOpeningDay(occurrence, context);
  const plan = replaceEnded(context.plan, directory, openingDay);
  const { task, lineTasks } = selectOpenLines(tracked, plan, openingDay);
  const leads = resolveAgencies(task.lead, directory, openingDay);
  const terms = buildTerms(task, occurrence, following, context);
  // Where the one that stands in is the lead itself, the agency that the plan names stays.
  const reviewerOf = (lead: AgencyId, day: IsoDay): [AgencyId, AgencyId] => [
    lead,
    findReviewer(plan, task, lead, directory, day) ??
      resolveReviewer(context.plan, task, lead, directory),
  ];
  const reviewers = leads.map((lead) => reviewerOf(lead, openingDay));
  const audience = buildAudience(
    { task, lineTasks },
    { leads, openingDay, lastDay: occurrence.lastDay, reviewers: reviewers.map(([, one]) => one) },
    { ...context, plan },
  );
  const heirs = listHeirs(leads, audience.successions);
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
    reviewers: putFirst(
      reviewers,
      heirs.map(({ to, day }) => reviewerOf(to, day)),
    ),
    audience,
    obstaclesTo: plan.obstaclesTo,
    lines: inheritLines(buildLines({ task, lineTasks }, leads, openingDay, directory), heirs),
  };
  return { ...period, ladder: buildLadder(period, context) };
}

/** A line task that was dated leaves the reports that open from then on. */
function selectOpenLines({ task, lineTasks }: Tracked, plan: Plan, openingDay: IsoDay): Tracked {
  const { decided } = plan;
  if (lineTasks.length === 0 || decided === undefined) return { task, lineTasks };
  const open = lineTasks.filter((line) => {
    const dated = decided.deadlines[line.task];
    return dated === undefined || dated.decidedOn > openingDay;
  });
  return {
    task: { ...task, lead: [...new Set(open.flatMap(({ lead }) => lead))] },
    lineTasks: open,
  };
}

/** An agency that will stand in a lead's place, and from which day. */
interface Heir {
  readonly from: AgencyId;
  readonly to: AgencyId;
  readonly at: IsoInstant;
  readonly day: IsoDay;
}

/** What holds of an agency the first time: as a lead of its own, else as the heir that it is first. */
function putFirst<T>(
  leads: readonly (readonly [AgencyId, T])[],
  heirs: readonly (readonly [AgencyId, T])[],
): Record<AgencyId, T> {
  return Object.fromEntries([...leads, ...[...heirs].reverse(), ...leads]);
}

function listHeirs(leads: readonly AgencyId[], successions: readonly Succession[]): Heir[] {
  const holders = new Set(leads);
  return successions.flatMap(({ from, to, at }) => {
    if (!holders.has(from)) return [];
    holders.add(to);
    return [{ from, to, at, day: at.slice(0, 10) }];
  });
}

function inheritLines(lines: TaskPeriod['lines'], heirs: readonly Heir[]): TaskPeriod['lines'] {
  const known = new Map(Object.entries(lines));
  for (const { from, to, at: since } of heirs) {
    const own = known.get(to) ?? [];
    const more = (known.get(from) ?? [])
      .filter(({ task }) => !own.some((line) => line.task === task))
      .map((line) => ({ ...line, since }));
    if (own.length + more.length > 0) known.set(to, [...own, ...more]);
  }
  return Object.fromEntries(known);
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
  const isPast = period.lastDay < tracking.from;
  return computeLadder(plan, period, calendar)
    .map((moment) => (isPast ? toCatchUp(moment, period.lastDay, calendar) : moment))
    .filter((moment) => {
      const holders = listHolders(period, moment.at);
      return tellsAnybody(moment, period.audience, holders);
    });
}

/** Adds the mornings of those that take over; what passes after the plan's end is nobody's matter. */
function announceHeirs(period: TaskPeriod, endsAt: IsoInstant, context: Context): TaskPeriod {
  const { audience, ladder, notApplicable } = period;
  if (audience.successions.length === 0) return period;
  const end = Date.parse(endsAt);
  const successions = audience.successions.filter(({ at }) => Date.parse(at) <= end);
  const own = { ...period, audience: { ...audience, successions } };
  if (notApplicable !== null) return own;
  const moments = [...ladder, ...listTakeOvers(own, context)];
  return { ...own, ladder: moments.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
}

/**
 * On its first morning an agency that has taken over is told so, unless a step of the ladder tells it
 * then anyway. It is told how late the task is by then.
 */
function listTakeOvers(period: TaskPeriod, { plan, calendar }: Context): LadderMoment[] {
  const moments = new Map<string, LadderMoment>();
  for (const { to, at } of period.audience.successions) {
    const before = listHolders(period, new Date(Date.parse(at) - 1).toISOString());
    if (before.includes(to) || !listHolders(period, at).includes(to)) continue;
    const morning = computeMorning(plan, at, at.slice(0, 10), calendar);
    const isTold = period.ladder.some((step) => step.at === morning && tellsLead(step, to, period));
    const isClosed = period.closesAt !== null && Date.parse(morning) >= Date.parse(period.closesAt);
    if (!isTold && !isClosed) moments.set(to, announce(to, morning, period.lastDay, calendar));
  }
  return [...moments.values()];
}

function tellsLead(step: LadderMoment, lead: AgencyId, period: TaskPeriod): boolean {
  const notices = computeNotices(step, period.audience, period, [lead]);
  return notices.some(({ role }) => role === 'lead');
}

function announce(
  to: AgencyId,
  morning: IsoInstant,
  lastDay: IsoDay,
  calendar: WorkingCalendar,
): LadderMoment {
  const opened: LadderMoment = {
    at: morning,
    phase: 'opened',
    step: 0,
    tells: ['lead'],
    only: [to],
  };
  return morning.slice(0, 10) > lastDay ? toCatchUp(opened, lastDay, calendar) : opened;
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
  duty: {
    leads: readonly AgencyId[];
    openingDay: IsoDay;
    lastDay: IsoDay;
    reviewers: readonly AgencyId[];
  },
  { plan, directory }: Context,
): Audience {
  const { leads, openingDay, lastDay, reviewers } = duty;
  const refs = tracked.task.coordinators.flatMap((coordinator) =>
    'ref' in coordinator ? [coordinator.ref] : [],
  );
  const coordinators = resolveAgencies(refs, directory, openingDay);
  // Superiors are told after the last day only: those that exist then.
  const firstLateDay = latest([openingDay, addDays(lastDay, 1)]);
  const superiorsOf = (holders: readonly { agency: AgencyId; day: IsoDay }[]) =>
    holders.map(({ agency, day }): [AgencyId, AgencyId | null] => [
      agency,
      findSuperior(agency, directory, latest([day, firstLateDay])),
    ]);
  const { monitor, office, provincialOffice, obstaclesTo } = plan;
  const named = [monitor, office, provincialOffice, obstaclesTo, plan.reviewer, ...reviewers];
  const superiors = superiorsOf(leads.map((agency) => ({ agency, day: openingDay })));
  const successions = listSuccessions(
    [...leads, ...coordinators, ...[...named, ...superiors.map(([, one]) => one)].flatMap(known)],
    directory,
    openingDay,
    plan.timezone,
  );
  const heirs = listHeirs(leads, successions);
  const asked = selectAsked(tracked, leads, openingDay, directory);
  return {
    coordinators,
    superiors: putFirst(superiors, superiorsOf(heirs.map(({ to, day }) => ({ agency: to, day })))),
    asked: inheritAsked(asked, leads, heirs),
    monitor,
    office,
    provincialOffice,
    successions,
  };
}

function known(agency: AgencyId | null): AgencyId[] {
  return agency === null ? [] : [agency];
}

/** Who takes over only from such as are asked is asked too. */
function inheritAsked(
  asked: readonly AgencyId[],
  leads: readonly AgencyId[],
  heirs: readonly Heir[],
): AgencyId[] {
  if (asked.length === 0) return [];
  const ordered = new Set(leads.filter((lead) => !asked.includes(lead)));
  for (const { from, to } of heirs) if (ordered.has(from)) ordered.add(to);
  return [...new Set([...asked, ...heirs.map(({ to }) => to)])].filter((one) => !ordered.has(one));
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
