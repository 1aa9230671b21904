import {
  buildMoment,
  type Counts,
  countPlaces,
  type Moment,
  type Place,
  placeAssignment,
  placeTask,
  placeUndated,
} from './counts.ts';
import { buildAgencyIndex, expandReference, resolveSuccessor } from './directory.ts';
import { groupBy } from './group-by.ts';
import { foldEvents, type PastEvent, type RecordedCutoff } from './held-assignments.ts';
import { reportTask } from './names.ts';
import type { AgencyId, Directory, IsoDay, Level, Plan, Task } from './plan.ts';
import { compareText, selectLineTasks } from './task-period.ts';

/** What a plan had achieved at a moment: the categories that provinces publish. */

/** Counts that say what they count. */
export type Counted<What extends 'tasks' | 'assignments'> = { readonly counts: What } & Counts;

/**
 * The same duties counted twice.
 *
 * `assignments`: task × period × lead. `tasks`: task × period, each once however many leads it has,
 * standing where the worst of them stands (`placeTask`); and each task that nothing has dated yet,
 * once: it has no assignment of its own, only a line in the periodic report, and is in time, undated.
 * A standing task ("thường xuyên") is counted by the report alone.
 */
export interface Tally {
  readonly tasks: Counted<'tasks'>;
  readonly assignments: Counted<'assignments'>;
}

export interface Summary {
  readonly whole: Tally;
  /** From the highest level down; null gathers agencies that the directory no longer has. */
  readonly byLevel: readonly (Tally & { readonly level: Level | null })[];
  /** The worst first. */
  readonly byAgency: readonly (Tally & {
    readonly agency: AgencyId;
    readonly level: Level | null;
  })[];
  /** In the order of the plan; then the periodic report, then tasks that the plan no longer has. */
  readonly byTask: readonly (Tally & { readonly task: string })[];
  /** What an agency has of a task; pairs with nothing are left out. */
  readonly byCell: readonly Cell[];
}

/** All periods of one task that one agency leads, as a board shows them. */
export interface Cell {
  readonly agency: AgencyId;
  readonly task: string;
  /** Where the worst of them stands. */
  readonly place: Place;
  /** How many assignments these are; 0 for a task that nothing has dated yet. */
  readonly assignments: number;
}

/** What a summary is computed from. */
export interface SummaryInput {
  readonly plan: Plan;
  readonly directory: Directory;
  /** First day that is followed. */
  readonly trackingFrom: IsoDay;
  /** Everything that had happened by the moment, and nothing later. */
  readonly events: readonly PastEvent[];
  readonly recorded: readonly RecordedCutoff[];
  readonly moment: Moment;
}

/** Counts what stood where at a moment. Levels are those of the directory that is given. */
export function computeSummary(input: SummaryInput): Summary {
  const { plan, directory } = input;
  const items = [...listAssignments(input), ...listUndated(input)];
  const index = buildAgencyIndex(directory);
  const levelOf = (agency: AgencyId) => index.get(agency)?.level ?? null;
  const tallyBy = <K>(keysOf: (item: Item) => readonly K[]) =>
    [...groupItems(items, keysOf)].map(([key, group]) => ({ key, tally: tallyItems(group) }));
  return {
    whole: tallyItems(items),
    byLevel: tallyBy(({ agencies }) => [...new Set(agencies.map(levelOf))])
      .sort((a, b) => rankOf(a.key, levels) - rankOf(b.key, levels))
      .map(({ key, tally }) => ({ level: key, ...tally })),
    byAgency: tallyBy(({ agencies }) => agencies)
      .sort((a, b) => compareWorst(a.tally, b.tally) || compareText(a.key, b.key))
      .map(({ key, tally }) => ({ agency: key, level: levelOf(key), ...tally })),
    byTask: tallyBy(({ task }) => [task])
      .sort(byPlanOrder(plan))
      .map(({ key, tally }) => ({ task: key, ...tally })),
    byCell: listCells(items),
  };
}

/** An assignment, or an undated task with all its leads and no period. */
interface Item {
  readonly task: string;
  readonly period: string | null;
  readonly agencies: readonly AgencyId[];
  readonly place: Place;
}

const levels: readonly (Level | null)[] = ['central', 'province', 'district', 'commune', 'other'];

function listAssignments({ events, recorded, moment }: SummaryInput): Item[] {
  const { timezone, calendar } = moment;
  return foldEvents(events, { timezone, recorded }).flatMap((held) => {
    const { task, period, agency, closedAt } = held;
    const standsAt = closedAt === null ? moment : buildMoment(closedAt, timezone, calendar);
    const place = placeAssignment(held, standsAt);
    return place === null ? [] : [{ task, period, agencies: [agency], place }];
  });
}

/** Tasks that had no date by the moment: once it is decided, the task opens with period `once`. */
function listUndated(input: SummaryInput): Item[] {
  const { plan, directory, trackingFrom, events, moment } = input;
  const since = [plan.from, plan.issued, trackingFrom].reduce((a, b) => (a > b ? a : b));
  const dated = new Set(events.flatMap(({ task, period }) => (period === 'once' ? [task] : [])));
  return selectLineTasks(plan)
    .filter(({ task, due }) => !dated.has(task) && due.some(({ rule }) => rule.kind === 'undated'))
    .map((task) => ({
      task: task.task,
      period: null,
      agencies: listLeads(task, directory, moment.today),
      place: placeUndated(since, moment),
    }));
}

/** Who leads a task on a day: successors stand for agencies that have ended. */
function listLeads({ lead }: Task, directory: Directory, day: IsoDay): AgencyId[] {
  const named = lead.flatMap((ref) => expandReference(ref, directory));
  return [...new Set(named.flatMap((agency) => resolveSuccessor(agency, directory, day) ?? []))];
}

function groupItems<K>(items: readonly Item[], keysOf: (item: Item) => readonly K[]) {
  const pairs = items.flatMap((item) => keysOf(item).map((key) => ({ key, item })));
  const groups = groupBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ item }) => item)]));
}

function listCells(items: readonly Item[]): Cell[] {
  return [...groupItems(items, ({ agencies }) => agencies)].flatMap(([agency, own]) =>
    [...groupBy(own, ({ task }) => task)].map(([task, group]) => ({
      agency,
      task,
      place: placeTask(group.map(({ place }) => place)),
      assignments: group.filter(({ period }) => period !== null).length,
    })),
  );
}

function tallyItems(items: readonly Item[]): Tally {
  const assignments = items.filter(({ period }) => period !== null);
  const undated = items.filter(({ period }) => period === null);
  const periods = groupBy(assignments, ({ task, period }) => `${task}/${period}`);
  const tasks = [...periods.values(), ...undated.map((item) => [item])].map((group) =>
    placeTask(group.map(({ place }) => place)),
  );
  return {
    tasks: { counts: 'tasks', ...countPlaces(tasks) },
    assignments: { counts: 'assignments', ...countPlaces(assignments.map(({ place }) => place)) },
  };
}

const worstFirst = ['overdue', 'longOverdue', 'notReported', 'acceptedLate', 'dueSoon'] as const;

function compareWorst({ assignments: a }: Tally, { assignments: b }: Tally): number {
  const differing = worstFirst.find((one) => a[one] !== b[one]);
  return differing === undefined ? 0 : b[differing] - a[differing];
}

function byPlanOrder({ tasks }: Plan) {
  const order = [...tasks.map(({ task }) => task), reportTask];
  return (a: { readonly key: string }, b: { readonly key: string }) =>
    rankOf(a.key, order) - rankOf(b.key, order) || compareText(a.key, b.key);
}

/** Place in a list; what is not there stands after everything that is. */
function rankOf<K>(key: K, order: readonly K[]): number {
  const found = order.indexOf(key);
  return found === -1 ? order.length : found;
}
