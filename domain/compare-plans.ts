import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { compareDirectories, type DirectoryDifference } from './compare-directories.ts';
import {
  type Changes,
  compareFields,
  compareReferences,
  compareSets,
  type ReferenceChange,
  type SetChange,
} from './compare-fields.ts';
import { resolveAgencies } from './directory.ts';
import { groupBy } from './group-by.ts';
import { reportTask } from './names.ts';
import type {
  AgencyId,
  CoordinatorRef,
  DecidedDate,
  Directory,
  Due,
  IsoDay,
  Plan,
  Task,
} from './plan.ts';
import { isSameValue } from './same-value.ts';
import { compareText, computeTaskPeriods, defaultTracking } from './task-period.ts';

/** A version of a plan with the directory it names. */
export interface PlanContent {
  readonly plan: Plan;
  readonly directory: Directory;
}

/** What of a plan, outside its tasks, may change while it runs. */
export const planFields = [
  'title',
  'number',
  'issuer',
  'from',
  'to',
  'locale',
  'monitor',
  'office',
  'provincialOffice',
  'reviewer',
  'obstaclesTo',
  'reporting',
  'before',
  'rollover',
  'reviewWithin',
  'reminders',
  'escalation',
] as const satisfies readonly (keyof Plan)[];

/** What may not: another id is another plan, and instants that were told already would shift. */
export const fixedFields = [
  'plan',
  'issued',
  'timezone',
] as const satisfies readonly (keyof Plan)[];

/** What of a task changes as a whole; leads, coordinators and inputs are compared one by one. */
export const taskFields = [
  'title',
  'group',
  'kind',
  'products',
  'due',
  'relation',
  'source',
  'reviewer',
] as const satisfies readonly (keyof Task)[];

/** The last day of a period: null where the period does not exist. */
export interface LastDayChange {
  readonly period: string;
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
}

/** A task that only one of the versions has. */
export interface TaskBrief {
  readonly task: string;
  readonly title: string;
  readonly leads: readonly AgencyId[];
  readonly due: readonly Due[];
  readonly lastDays: readonly { readonly period: string; readonly lastDay: IsoDay }[];
}

/** A task that both versions have; its title is the new one. */
export interface TaskChange {
  readonly task: string;
  readonly title: string;
  readonly fields: Changes<Task, (typeof taskFields)[number]>;
  readonly leads: ReferenceChange<AgencyId> | null;
  readonly coordinators: ReferenceChange<CoordinatorRef> | null;
  readonly after: SetChange<string> | null;
  readonly lastDays: readonly LastDayChange[];
}

/** A date that was decided while the plan ran, and that the new version has no place for. */
export interface DroppedDate extends DecidedDate {
  readonly what: 'deadline' | 'request';
  readonly task: string;
}

/** What differs between two versions of a plan. Plain JSON. */
export interface PlanDifference extends DirectoryDifference {
  /** Changes for which the new version is refused. */
  readonly refusals: Changes<Plan, (typeof fixedFields)[number]>;
  readonly fields: Changes<Plan, (typeof planFields)[number]>;
  readonly tasks: {
    readonly added: readonly TaskBrief[];
    readonly removed: readonly TaskBrief[];
    readonly changed: readonly TaskChange[];
  };
  /** Last days of the periodic report. */
  readonly report: readonly LastDayChange[];
  readonly decidedDropped: readonly DroppedDate[];
}

/**
 * Compares two versions of a plan. Leads and coordinators are those on the day `on`, and of last days
 * only what is not over on it is named. The order of tasks, leads and agencies says nothing.
 * @throws {RangeError} when a last day lies in a year the calendar does not know
 */
export function comparePlans(
  before: PlanContent,
  after: PlanContent,
  on: IsoDay,
  calendar: WorkingCalendar,
): PlanDifference {
  const [old, recent] = [describe(before, on, calendar), describe(after, on, calendar)];
  return {
    refusals: compareFields(before.plan, after.plan, fixedFields),
    fields: compareFields(before.plan, after.plan, planFields),
    tasks: {
      added: listOnlyIn(recent, old),
      removed: listOnlyIn(old, recent),
      changed: after.plan.tasks.flatMap((task) => compareTask(task.task, old, recent)),
    },
    report: compareLastDays(reportTask, old, recent),
    ...compareDirectories(before.directory, after.directory),
    decidedDropped: listDropped(before.plan, after.plan),
  };
}

/** Whether two versions say the same, whatever the text of their files. */
export function isNothing(difference: PlanDifference): boolean {
  const { refusals, fields, tasks, report, agencies, groups, decidedDropped } = difference;
  const lists = [tasks, agencies, groups].flatMap((part) => Object.values(part));
  return (
    Object.keys({ ...refusals, ...fields }).length === 0 &&
    [...lists, report, decidedDropped].every(({ length }) => length === 0)
  );
}

/** A version with what follows from it on a day. */
interface Described {
  readonly on: IsoDay;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Last days by period, by task. */
  readonly lastDays: ReadonlyMap<string, ReadonlyMap<string, IsoDay>>;
  resolve(refs: readonly string[]): AgencyId[];
}

function describe(
  { plan, directory }: PlanContent,
  on: IsoDay,
  calendar: WorkingCalendar,
): Described {
  const periods = computeTaskPeriods(plan, directory, calendar, defaultTracking(plan));
  const lastDays = [...groupBy(periods, ({ task }) => task)].map(
    ([task, ofTask]) =>
      [task, new Map(ofTask.map(({ period, lastDay }) => [period, lastDay]))] as const,
  );
  return {
    on,
    tasks: new Map(plan.tasks.map((task) => [task.task, task])),
    lastDays: new Map(lastDays),
    resolve: (refs) => resolveAgencies(refs, directory, on),
  };
}

function listOnlyIn(present: Described, absent: Described): TaskBrief[] {
  return [...present.tasks.values()]
    .filter(({ task }) => !absent.tasks.has(task))
    .map(({ task, title, lead, due }) => ({
      task,
      title,
      leads: present.resolve(lead),
      due,
      lastDays: [...(present.lastDays.get(task) ?? [])]
        .map(([period, lastDay]) => ({ period, lastDay }))
        .filter(({ lastDay }) => lastDay >= present.on),
    }));
}

function compareTask(number: string, before: Described, after: Described): TaskChange[] {
  const [old, recent] = [before.tasks.get(number), after.tasks.get(number)];
  if (old === undefined || recent === undefined) return [];
  const change: TaskChange = {
    task: number,
    title: recent.title,
    fields: compareFields(old, recent, taskFields),
    leads: compareReferences(describeLeads(old, before), describeLeads(recent, after)),
    coordinators: compareReferences(
      describeCoordinators(old, before),
      describeCoordinators(recent, after),
    ),
    after: compareSets(old.after, recent.after),
    lastDays: compareLastDays(number, before, after),
  };
  return isUnchanged(change) ? [] : [change];
}

function isUnchanged({ fields, leads, coordinators, after, lastDays }: TaskChange): boolean {
  return (
    Object.keys(fields).length + lastDays.length === 0 &&
    [leads, coordinators, after].every((part) => part === null)
  );
}

function describeLeads({ lead }: Task, { resolve }: Described) {
  return { agencies: resolve(lead), written: lead };
}

function describeCoordinators({ coordinators }: Task, { resolve }: Described) {
  const refs = coordinators.flatMap((entry) => ('ref' in entry ? [entry.ref] : []));
  const agencies: CoordinatorRef[] = resolve(refs).map((ref) => ({ ref }));
  const texts = coordinators.filter((entry) => 'text' in entry);
  return { agencies: [...agencies, ...texts], written: coordinators };
}

/** By the later of the two days; what is over on both is left out, and so is what stays. */
function compareLastDays(task: string, before: Described, after: Described): LastDayChange[] {
  const [old, recent] = [before.lastDays.get(task), after.lastDays.get(task)];
  const periods = new Set([old, recent].flatMap((days) => [...(days?.keys() ?? [])]));
  return [...periods]
    .map((period) => ({ period, from: old?.get(period) ?? null, to: recent?.get(period) ?? null }))
    .filter((change) => change.from !== change.to && latestOf(change) >= after.on)
    .sort((a, b) => compareText(latestOf(a), latestOf(b)));
}

function latestOf({ from, to }: LastDayChange): IsoDay {
  const [was, becomes] = [from ?? '', to ?? ''];
  return was > becomes ? was : becomes;
}

function listDropped(before: Plan, after: Plan): DroppedDate[] {
  const kept = listDecided(after);
  return listDecided(before).filter((date) => !kept.some((other) => isSameValue(date, other)));
}

function listDecided({ decided }: Plan): DroppedDate[] {
  if (decided === undefined) return [];
  return [
    ...Object.entries(decided.deadlines).map(
      ([task, date]): DroppedDate => ({ what: 'deadline', task, ...date }),
    ),
    ...decided.requests.map((date): DroppedDate => ({ what: 'request', ...date })),
  ];
}
