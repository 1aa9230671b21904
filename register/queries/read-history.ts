import { and, asc, eq, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { addMs } from '../../domain/names.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import { findPlan } from '../plan-records.ts';
import type { Register } from '../register.ts';
import { events, evidence, mailAttempts, mails, notices, workflows } from '../schema.ts';

export interface PeriodFilter {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  /** Only what concerns its assignment, or the task as a whole. */
  readonly agency?: string;
}

/** One line of the audit trail; `at` is plan time. */
export type HistoryEntry =
  | { readonly at: IsoInstant; readonly what: 'event'; readonly event: typeof events.$inferSelect }
  | {
      readonly at: IsoInstant;
      readonly what: 'evidence';
      readonly evidence: typeof evidence.$inferSelect;
    }
  | {
      readonly at: IsoInstant;
      readonly what: 'notice';
      readonly notice: typeof notices.$inferSelect;
    }
  | {
      readonly at: IsoInstant;
      readonly what: 'mail';
      readonly mail: typeof mails.$inferSelect;
      /** Null for a mail that was composed and not tried yet, or that nobody could be found for. */
      readonly attempt: typeof mailAttempts.$inferSelect | null;
    };

/**
 * Everything on record of a task's period in one order of time: what happened, what was handed in,
 * who was to be told what, and each attempt to tell it by mail.
 */
export async function readHistory(
  register: Register,
  filter: PeriodFilter,
): Promise<HistoryEntry[]> {
  const shiftMs = (await findPlan(register, filter.plan))?.shiftMs ?? 0;
  return sortByTime([
    await readEvents(register, filter),
    await readEvidence(register, filter),
    await readNotices(register, filter),
    await readMails(register, filter, shiftMs),
  ]);
}

/** The part of it that says what happened and what was handed in: no mails, whose content is large. */
export async function readEventsAndEvidence(
  register: Register,
  filter: PeriodFilter,
): Promise<HistoryEntry[]> {
  return sortByTime([await readEvents(register, filter), await readEvidence(register, filter)]);
}

/** The sort is stable: at the same instant an event stands before its notices, these before mails. */
function sortByTime(parts: readonly HistoryEntry[][]): HistoryEntry[] {
  return parts.flat().sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

async function readEvents(register: Register, filter: PeriodFilter): Promise<HistoryEntry[]> {
  const rows = await register.db
    .select({ event: events })
    .from(events)
    .innerJoin(workflows, eq(workflows.workflowId, events.workflowId))
    .where(and(ofPeriod(workflows, filter), ofAgency(events.agency, filter)))
    .orderBy(asc(events.workflowId), asc(events.n));
  return rows.map(({ event }) => ({ at: event.at, what: 'event', event }));
}

async function readEvidence(register: Register, filter: PeriodFilter): Promise<HistoryEntry[]> {
  const rows = await register.db
    .select()
    .from(evidence)
    .where(and(ofPeriod(evidence, filter), ofAgency(evidence.agency, filter)))
    .orderBy(asc(evidence.workflowId), asc(evidence.eventN), asc(evidence.position));
  return rows.map((row) => ({ at: row.submittedAt, what: 'evidence', evidence: row }));
}

async function readNotices(register: Register, filter: PeriodFilter): Promise<HistoryEntry[]> {
  const rows = await register.db
    .select()
    .from(notices)
    .where(and(ofPeriod(notices, filter), ofAgency(notices.agency, filter)))
    .orderBy(asc(notices.key));
  return rows.map((notice) => ({ at: notice.toldAt, what: 'notice', notice }));
}

async function readMails(
  register: Register,
  filter: PeriodFilter,
  shiftMs: number,
): Promise<HistoryEntry[]> {
  const mailIds = register.db
    .select({ mailId: notices.mailId })
    .from(notices)
    .where(and(ofPeriod(notices, filter), ofAgency(notices.agency, filter)));
  const rows = await register.db
    .select({ mail: mails, attempt: mailAttempts })
    .from(mails)
    .leftJoin(mailAttempts, eq(mailAttempts.mailId, mails.mailId))
    .where(inArray(mails.mailId, mailIds))
    .orderBy(asc(mails.mailId), asc(mailAttempts.attempt));
  return rows.map(({ mail, attempt }) => ({
    at: addMs(attempt?.endedAt ?? attempt?.beganAt ?? mail.changedAt, shiftMs),
    what: 'mail',
    mail,
    attempt,
  }));
}

function ofPeriod(
  table: { plan: AnyPgColumn; task: AnyPgColumn; period: AnyPgColumn },
  { plan, task, period }: PeriodFilter,
): SQL | undefined {
  return and(eq(table.plan, plan), eq(table.task, task), eq(table.period, period));
}

function ofAgency(column: AnyPgColumn, { agency }: PeriodFilter): SQL | undefined {
  return agency === undefined ? undefined : or(isNull(column), eq(column, agency));
}
