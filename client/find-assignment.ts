import { findNearestName } from '../domain/nearest-name.ts';
import { type ListedAssignment, listAssignments } from '../register/queries/list-assignments.ts';
import { type CliError, usageError } from './cli-error.ts';
import type { PlanView } from './plan-view.ts';

/** What a caller names; the more, the fewer assignments. */
export interface AssignmentChoice {
  readonly task?: string | undefined;
  readonly period?: string | undefined;
  readonly agency?: string | undefined;
}

/**
 * The assignments on record that a caller means; all of the plan's when nothing is named.
 * @throws CliError (usage) naming what there is, and the nearest of it, when nothing fits
 */
export async function findAssignments(
  view: PlanView,
  choice: AssignmentChoice,
): Promise<ListedAssignment[]> {
  const { register, record, serverNow } = view;
  const { task } = choice;
  const filter = { plan: record.plan, ...(task === undefined ? {} : { task }) };
  const ofTask = await listAssignments(register, filter, serverNow);
  if (task !== undefined && ofTask.length === 0) throw await nothingOfTask(view, task);
  const ofPeriod = narrow(ofTask, 'period', choice.period, `of task ${task ?? ''}`);
  return narrow(ofPeriod, 'agency', choice.agency, describeChoice(record.plan, choice));
}

/** The one assignment of a lead in a task's period. @throws CliError (usage) */
export async function findAssignment(
  view: PlanView,
  choice: { readonly task: string; readonly period: string; readonly agency: string },
): Promise<ListedAssignment> {
  const [found] = await findAssignments(view, choice);
  if (found === undefined) throw nothingFits('agency', choice.agency, [], '');
  return found;
}

/**
 * The assignment of a task's period that has one lead, for a caller that names none. What was reassigned
 * is another agency's now.
 * @throws CliError (usage) naming the leads when there are several
 */
export async function findOnlyAssignment(
  view: PlanView,
  choice: { readonly task: string; readonly period: string },
): Promise<ListedAssignment> {
  const all = await findAssignments(view, choice);
  const held = all.filter(({ progress }) => progress !== 'reassigned');
  const [only, ...others] = held.length === 0 ? all : held;
  if (only !== undefined && others.length === 0) return only;
  const leads = listFew(held.map(({ agency }) => agency).sort());
  throw usageError(
    `expected --agency LEAD: task ${choice.task}, period ${choice.period} has several leads`,
    [`there are: ${leads}`],
  );
}

function narrow(
  rows: ListedAssignment[],
  key: 'period' | 'agency',
  wanted: string | undefined,
  of: string,
): ListedAssignment[] {
  if (wanted === undefined) return rows;
  const found = rows.filter((row) => row[key] === wanted);
  if (found.length > 0) return found;
  throw nothingFits(key, wanted, [...new Set(rows.map((row) => row[key]))].sort(), of);
}

function nothingFits(
  key: 'task' | 'period' | 'agency',
  wanted: string,
  known: readonly string[],
  of: string,
): CliError {
  const what = { task: 'a task', period: 'a period', agency: 'a lead agency' }[key];
  const nearest = findNearestName(wanted, known);
  const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
  return usageError(
    `expected ${what} ${of} that has opened, found no ${wanted}${hint}`,
    known.length === 0 ? [] : [`there are: ${listFew(known)}`],
  );
}

/** The first dozen of some names, and how many there are. */
function listFew(names: readonly string[]): string {
  const more = names.length > 12 ? `, … (${names.length} in all)` : '';
  return names.slice(0, 12).join(', ') + more;
}

async function nothingOfTask({ register, record, plan, serverNow }: PlanView, task: string) {
  if (plan.tasks.some((known) => known.task === task)) {
    return usageError(
      `expected a period of task ${task} that has opened, found none: it opens later, or it is a line of the periodic report (task report)`,
      [`when it opens: dondoc preview FILE; what is open: dondoc show ${record.plan}`],
    );
  }
  const rows = await listAssignments(register, { plan: record.plan }, serverNow);
  return nothingFits('task', task, [...new Set(rows.map((row) => row.task))], `of ${record.plan}`);
}

function describeChoice(plan: string, { task, period }: AssignmentChoice): string {
  const parts = [`of plan ${plan}`];
  if (task !== undefined) parts.push(`task ${task}`);
  if (period !== undefined) parts.push(`period ${period}`);
  return parts.join(', ');
}
