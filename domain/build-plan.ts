import { parseDeadlinePhrase } from './deadline-phrase.ts';
import { expandReference } from './directory.ts';
import type { Cycle, Directory, Due, LadderByCycle, Plan, Reviewer, Task } from './plan.ts';
import {
  buildDefaultEscalation,
  defaultCoordinatorLadder,
  defaultLeadLadder,
  defaultReviewWithin,
  defaultSendAt,
  defaultTimezone,
} from './plan-defaults.ts';
import type { PlanFile, TaskFile } from './plan-file.ts';
import { type References, toReferenceId } from './references.ts';

/** One `due` of a plan file: a phrase or a rule. */
export type DueFile = TaskFile['due'][number];

/** What a `due` means, or the nearest form of a phrase that nobody understands. */
export type DueReading =
  | { readonly ok: true; readonly due: Due }
  | { readonly ok: false; readonly phrase: string; readonly nearest: string };

/** Reads one `due`. `none` stands for a blank in the document: undated, without a phrase. */
export function readDue(due: DueFile, before: Plan['before']): DueReading {
  if (typeof due !== 'string') return { ok: true, due: { phrase: null, rule: due } };
  if (due.trim() === 'none') {
    return { ok: true, due: { phrase: null, rule: { kind: 'undated', until: null } } };
  }
  const reading = parseDeadlinePhrase(due, { before });
  if (!reading.ok) return { ok: false, phrase: due, nearest: reading.nearest };
  return { ok: true, due: { phrase: due, rule: reading.rule } };
}

/**
 * The plan that a file describes, with its defaults filled in and every reference made an id.
 * References that stand for nothing stay as written and phrases that nobody understands are left out:
 * only a plan without findings may be run.
 */
export function buildPlan(file: PlanFile, directory: Directory, references: References): Plan {
  const toId = (ref: string) => toReferenceId(references, ref);
  const monitor = toId(file.monitor);
  const before = file.before ?? 'exclusive';
  const tasks = file.tasks.map((task) => buildTask(task, before, toId));
  return {
    plan: file.plan,
    title: file.title,
    number: file.number ?? null,
    issued: file.issued,
    issuer: file.issuer,
    from: file.from,
    to: file.to,
    timezone: file.timezone ?? defaultTimezone,
    locale: file.locale ?? 'vi',
    monitor,
    office: toId(file.office),
    provincialOffice: file.provincialOffice === undefined ? null : toId(file.provincialOffice),
    reviewer: file.reviewer === undefined ? monitor : toReviewer(file.reviewer, toId),
    obstaclesTo: file.obstaclesTo === undefined ? monitor : toId(file.obstaclesTo),
    reporting: buildReporting(file, before),
    before,
    rollover: file.rollover ?? 'none',
    reviewWithin: file.reviewWithin ?? defaultReviewWithin,
    reminders: buildReminders(file),
    escalation: buildEscalation(file),
    tasks:
      file.reviewer === undefined
        ? tasks.map((task) => withDefaultReviewer(task, monitor, directory))
        : tasks,
  };
}

function buildTask(file: TaskFile, before: Plan['before'], toId: (ref: string) => string): Task {
  return {
    task: file.task,
    group: file.group ?? null,
    kind: file.kind ?? 'product',
    title: file.title,
    products: file.product ?? [],
    lead: file.lead.map(toId),
    coordinators: (file.coordinators ?? []).map((coordinator) =>
      typeof coordinator === 'string' ? { ref: toId(coordinator) } : coordinator,
    ),
    due: file.due.flatMap((due) => keepUnderstood(readDue(due, before))),
    after: file.after ?? [],
    relation: file.relation ?? 'assigned',
    source: file.source ?? null,
    reviewer: file.reviewer === undefined ? null : toReviewer(file.reviewer, toId),
  };
}

function keepUnderstood(reading: DueReading): Due[] {
  return reading.ok ? [reading.due] : [];
}

function toReviewer(ref: string, toId: (ref: string) => string): Reviewer {
  return ref === 'superior' ? ref : toId(ref);
}

/**
 * What communes deliver to a plan of a higher level is reviewed by their superior: one department
 * cannot look at the evidence of every commune of a province.
 */
function withDefaultReviewer(task: Task, monitor: string, directory: Directory): Task {
  if (task.reviewer !== null) return task;
  const levels = new Map(directory.agencies.map(({ id, level }) => [id, level]));
  const leads = task.lead.flatMap((ref) => expandReference(ref, directory));
  const allCommunes = leads.length > 0 && leads.every((lead) => levels.get(lead) === 'commune');
  if (!allCommunes || levels.get(monitor) === 'commune') return task;
  return { ...task, reviewer: 'superior' };
}

function buildReporting(file: PlanFile, before: Plan['before']): Plan['reporting'] {
  if (file.reporting === undefined) return null;
  const [due] = keepUnderstood(readDue(file.reporting.due, before));
  const every: Cycle = file.reporting.every;
  return due === undefined ? null : { every, due };
}

function buildReminders({ reminders }: PlanFile): Plan['reminders'] {
  return {
    lead: withDefaults(reminders?.lead, defaultLeadLadder),
    coordinators: withDefaults(reminders?.coordinators, defaultCoordinatorLadder),
    sendAt: reminders?.sendAt ?? defaultSendAt,
  };
}

function withDefaults(
  ladder: NonNullable<PlanFile['reminders']>['lead'],
  defaults: LadderByCycle,
): LadderByCycle {
  return {
    month: ladder?.month ?? defaults.month,
    quarter: ladder?.quarter ?? defaults.quarter,
    longer: ladder?.longer ?? defaults.longer,
  };
}

function buildEscalation(file: PlanFile): Plan['escalation'] {
  if (file.escalation === undefined) {
    return buildDefaultEscalation(file.provincialOffice !== undefined);
  }
  return file.escalation.map(({ after, to, repeatEvery, times }) => ({
    after,
    to,
    repeatEvery: repeatEvery ?? null,
    times: times ?? 1,
  }));
}
