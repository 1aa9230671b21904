import type { IsoInstant } from './plan.ts';

/**
 * Names that workflows, workers and clients must agree upon (contract: people see them in the
 * Temporal Web UI). Ids carry no e-mail address and no person's name.
 */

/** Ids of plans, agencies and groups become parts of workflow ids and search attributes. */
export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The one task queue: any number of workers may listen on it. */
export const taskQueue = 'dondoc';

/** Workflow types as the Web UI shows them. */
export const workflowTypes = { plan: 'plan', planTask: 'planTask', mailroom: 'mailroom' } as const;

/** Search attributes, registered at start-up if missing. */
export const searchAttributeTypes = {
  DondocPlan: 'Keyword',
  DondocTask: 'Keyword',
  DondocPeriod: 'Keyword',
  DondocLeads: 'KeywordList',
  DondocStatus: 'Keyword',
  DondocDeadline: 'Datetime',
  DondocOverdue: 'Int',
} as const;
export type SearchAttributeName = keyof typeof searchAttributeTypes;

/** Values of `DondocStatus`. */
export type TaskStatus = 'Open' | 'DueSoon' | 'Overdue' | 'Done';

/** The mailroom: one per namespace. */
export const mailroomWorkflowId = 'mailroom';

/** The reserved task number of the periodic report. */
export const reportTask = 'report';

/** At most so many leads stand in one workflow: Temporal limits updates and payloads per run. */
export const maxLeadsPerWorkflow = 200;

/** Id of the workflow that owns a plan. */
export function buildPlanWorkflowId(plan: string): string {
  return `plan:${plan}`;
}

/**
 * Id of the workflow of one task in one period; `part` is 1, 2 … when its leads are split.
 * Clients never compute it: they ask the register, which stores it with each assignment.
 */
export function buildTaskWorkflowId(key: {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly part: number | null;
}): string {
  const id = `task:${key.plan}/${key.task}/${key.period}`;
  return key.part === null ? id : `${id}/${key.part}`;
}

/** The moment so many milliseconds later, in UTC. Plan time is server time plus the plan's shift. */
export function addMs(instant: IsoInstant, ms: number): IsoInstant {
  return new Date(Date.parse(instant) + ms).toISOString();
}
