import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { Progress, Timeliness } from '../domain/assignment-state.ts';
import type { ExtensionAsked, NoticeEntry, Obstacle, WaitingFor } from '../domain/batch.ts';
import type { NoticeKind } from '../domain/notice.ts';
import type { Cycle, Directory, Plan } from '../domain/plan.ts';
import { instant, json } from './column-types.ts';

/**
 * The tables of the register. No default reads a clock: every time is handed in.
 *
 * Plan time (what is shown, with the plan's offset) is text; server time (what the mailroom
 * compares: one mailroom serves plans on different shifts) is `timestamptz`.
 */

export type PlanStatus = 'running' | 'paused' | 'closed';
export type NoticeState = NoticeEntry['state'] | 'withdrawn' | 'mailed';
/** What carries notices. */
export type NoticeMailKind = 'digest' | 'letter' | 'answer';
/** `undelivered`: tells a monitor which agencies no mail reaches. */
export type MailKind = NoticeMailKind | 'undelivered';
export type MailState =
  /** Composed, not tried yet. */
  | 'pending'
  /** Committed just before DATA; found later, it is a crashed attempt. */
  | 'sending'
  /** The server has taken it. */
  | 'sent'
  /** Refused for now (4xx, or no connection): tried again at `nextAttemptAt`. */
  | 'deferred'
  /** Refused for good (5xx), or given up after five days of `deferred`. */
  | 'refused'
  /** Nobody knows whether it went out: sent again with the same Message-ID, and counted. */
  | 'unknown'
  /** None of its notices was true any more. */
  | 'withdrawn';

/** A plan that was started. */
export const plans = pgTable('plans', {
  plan: text('plan').primaryKey(),
  version: integer('version').notNull(),
  /** Plan time less server time. */
  shiftMs: bigint('shift_ms', { mode: 'number' }).notNull(),
  trackingFrom: text('tracking_from').notNull(),
  includePast: boolean('include_past').notNull(),
  announceAtOnce: boolean('announce_at_once').notNull(),
  /** Plan time. */
  startedAt: text('started_at').notNull(),
  status: text('status').$type<PlanStatus>().notNull(),
  /** Plan time. */
  closedAt: text('closed_at'),
});

/** Every text a plan ever had, with what it was understood to mean. */
export const planVersions = pgTable(
  'plan_versions',
  {
    plan: text('plan').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    definition: json('definition').$type<Plan>().notNull(),
    directory: json('directory').$type<Directory>().notNull(),
    /** Of text, definition and directory: see `plan-versions.ts`. */
    sha256: text('sha256').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.plan, table.version] })],
);

/** One row per workflow that records: its place in the sequence and the head of its chain. */
export const workflows = pgTable(
  'workflows',
  {
    workflowId: text('workflow_id').primaryKey(),
    plan: text('plan').notNull(),
    version: integer('version').notNull(),
    task: text('task').notNull(),
    period: text('period').notNull(),
    part: integer('part'),
    /** 0 while it is only expected: no batch of it has arrived yet. */
    seq: integer('seq').notNull(),
    head: text('head').notNull(),
    /** Events in its chain. */
    eventCount: integer('event_count').notNull(),
    nextWakeAt: instant('next_wake_at'),
    status: text('status').$type<'running' | 'closed'>().notNull(),
    /** Server time of its newest batch. */
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    index('workflows_by_period').on(table.plan, table.task, table.period),
    index('workflows_awaited')
      .on(table.plan, table.nextWakeAt)
      .where(sql`${table.status} = 'running'`),
  ],
);

/** Assignments as they stand now. */
export const assignments = pgTable(
  'assignments',
  {
    plan: text('plan').notNull(),
    task: text('task').notNull(),
    period: text('period').notNull(),
    agency: text('agency').notNull(),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.workflowId),
    progress: text('progress').$type<Progress>().notNull(),
    timeliness: text('timeliness').$type<Timeliness>(),
    cycle: text('cycle').$type<Cycle>().notNull(),
    phrase: text('phrase'),
    opensAt: text('opens_at').notNull(),
    lastDay: text('last_day'),
    originalLastDay: text('original_last_day'),
    cutoff: text('cutoff'),
    deadlineVersion: integer('deadline_version').notNull(),
    reviewer: text('reviewer'),
    acknowledgedAt: text('acknowledged_at'),
    submittedAt: text('submitted_at'),
    acceptedAt: text('accepted_at'),
    returnedAt: text('returned_at'),
    returnReason: text('return_reason'),
    extensions: integer('extensions').notNull().default(0),
    extensionAsked: json('extension_asked').$type<ExtensionAsked>(),
    obstacle: json('obstacle').$type<Obstacle>(),
    waitingFor: json('waiting_for').$type<WaitingFor>(),
    takenOverFrom: text('taken_over_from'),
    passedTo: text('passed_to'),
    told: integer('told').notNull(),
    lines: text('lines').array().notNull(),
    /** Plan time of the batch that wrote this row. */
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.plan, table.task, table.period, table.agency] }),
    index('assignments_by_agency').on(table.plan, table.agency),
    index('assignments_by_workflow').on(table.workflowId),
  ],
);

/** What happened, append-only; each row carries the hash of the one before it. */
export const events = pgTable(
  'events',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.workflowId),
    /** 1, 2, 3 … without gaps. */
    n: integer('n').notNull(),
    /** The batch that brought it. */
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    agency: text('agency'),
    actor: text('actor'),
    /** Plan time. */
    at: text('at').notNull(),
    requestId: text('request_id'),
    answer: json('answer'),
    data: json('data'),
    /** Server time; text, because it is hashed as it was handed in. */
    recordedAt: text('recorded_at').notNull(),
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflowId, table.n] })],
);

/** Every request ever answered, with its first answer. */
export const requests = pgTable(
  'requests',
  {
    requestId: text('request_id').primaryKey(),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.workflowId),
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    agency: text('agency'),
    /** Plan time. */
    at: text('at').notNull(),
    answer: json('answer'),
  },
  (table) => [index('requests_by_workflow').on(table.workflowId, table.seq)],
);

/** One e-mail: a digest, an escalation letter or an answer. */
export const mails = pgTable(
  'mails',
  {
    mailId: bigint('mail_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Kind/plan/recipient/morning, or the key of its (first) notice: composed once only. */
    mailKey: text('mail_key').notNull(),
    kind: text('kind').$type<MailKind>().notNull(),
    plan: text('plan').notNull(),
    toAgency: text('to_agency').notNull(),
    leaves: text('leaves').$type<NoticeEntry['leaves']>().notNull(),
    /** Server time of its morning. */
    leavesAt: instant('leaves_at').notNull(),
    /** Server time at which it was composed. */
    composedAt: instant('composed_at').notNull(),
    state: text('state').$type<MailState>().notNull(),
    subject: text('subject'),
    html: text('html'),
    text: text('text'),
    addresses: text('addresses').array(),
    messageId: text('message_id'),
    attempts: integer('attempts').notNull(),
    /** Attempts of which nobody knows whether the mail went out. */
    doubts: integer('doubts').notNull(),
    /** Server time of the attempt under way. */
    sendingSince: instant('sending_since'),
    nextAttemptAt: instant('next_attempt_at'),
    /** Server time since which it has been tried, or held back for the sake of its addresses. */
    waitingSince: instant('waiting_since'),
    /** The key of `mail_delays` that it waits for. */
    waitsFor: text('waits_for'),
    /** Server time of its last change of state. */
    changedAt: instant('changed_at').notNull(),
    /** What the mail server said last, or what went wrong. */
    response: text('response'),
  },
  (table) => [
    unique('mails_mail_key').on(table.mailKey),
    index('mails_by_agency').on(table.toAgency, table.leavesAt),
    index('mails_by_morning').on(table.plan, table.toAgency, table.kind, table.leavesAt),
    index('mails_unfinished')
      .on(table.state)
      .where(sql`${table.state} in ('pending', 'sending', 'deferred', 'unknown')`),
    index('mails_waiting').on(table.waitsFor).where(sql`${table.waitsFor} is not null`),
  ],
);

/** Mailboxes that take nothing for now: all mail to them waits, and one mail at a time asks again. */
export const mailDelays = pgTable('mail_delays', {
  /** The mailboxes of one agency: see `mail-delays.ts`. */
  addresses: text('addresses').primaryKey(),
  /** Attempts in vain one after the other: the wait doubles with each. */
  delays: integer('delays').notNull(),
  /** Server time until which all wait. */
  until: instant('until').notNull(),
  /** Server time of the first attempt in vain. */
  since: instant('since').notNull(),
  response: text('response').notNull(),
});

/** Mails that were refused, and whom that is told; one row for each time. */
export const undelivered = pgTable(
  'undelivered',
  {
    undeliveredId: bigint('undelivered_id', { mode: 'number' })
      .primaryKey()
      .generatedAlwaysAsIdentity(),
    mailId: bigint('mail_id', { mode: 'number' })
      .notNull()
      .references(() => mails.mailId),
    /** Server time of the refusal. */
    recordedAt: instant('recorded_at').notNull(),
    /** The agency that is told; null when nobody is left to tell. */
    reportTo: text('report_to'),
    /** Server time of the morning on which it is told; null with `reportTo`. */
    leavesAt: instant('leaves_at'),
    /** The mail that tells it. */
    reportedIn: bigint('reported_in', { mode: 'number' }).references(() => mails.mailId),
    /** Server time at which a coordinator had the mail sent once more: from then on it is not told. */
    retriedAt: instant('retried_at'),
  },
  (table) => [
    index('undelivered_owed')
      .on(table.leavesAt)
      .where(
        sql`${table.reportedIn} is null and ${table.retriedAt} is null and ${table.leavesAt} is not null`,
      ),
    index('undelivered_by_mail').on(table.mailId),
    index('undelivered_by_report').on(table.reportedIn),
  ],
);

/** Every attempt to hand a mail to a server, and how it ended (null: unfinished). */
export const mailAttempts = pgTable(
  'mail_attempts',
  {
    mailId: bigint('mail_id', { mode: 'number' })
      .notNull()
      .references(() => mails.mailId),
    attempt: integer('attempt').notNull(),
    /** Server time. */
    beganAt: instant('began_at').notNull(),
    endedAt: instant('ended_at'),
    outcome: text('outcome').$type<'sent' | 'deferred' | 'refused' | 'unknown'>(),
    response: text('response'),
    /** Addresses that this attempt could not reach although the mail was taken for others. */
    rejected: text('rejected').array(),
  },
  (table) => [primaryKey({ columns: [table.mailId, table.attempt] })],
);

/** What somebody is told, exactly once by its key. */
export const notices = pgTable(
  'notices',
  {
    key: text('key').primaryKey(),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.workflowId),
    seq: integer('seq').notNull(),
    plan: text('plan').notNull(),
    version: integer('version').notNull(),
    task: text('task').notNull(),
    period: text('period').notNull(),
    /** When it was to leave, plan time. */
    at: text('at').notNull(),
    agency: text('agency'),
    toAgency: text('to_agency').notNull(),
    role: text('role').$type<NoticeEntry['role']>().notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    step: integer('step').notNull(),
    lastDay: text('last_day').notNull(),
    deadlineVersion: integer('deadline_version').notNull(),
    state: text('state').$type<NoticeState>().notNull(),
    leaves: text('leaves').$type<NoticeEntry['leaves']>().notNull(),
    data: json('data'),
    /** When it was written, plan time. */
    toldAt: text('told_at').notNull(),
    /** When it was written, server time. */
    recordedAt: instant('recorded_at').notNull(),
    /** Server time from which it may leave; null when it never will. */
    leavesAt: instant('leaves_at'),
    /** Notices of one group leave in one mail: see `mail-group.ts`. */
    mailGroup: text('mail_group').notNull(),
    mailId: bigint('mail_id', { mode: 'number' }).references(() => mails.mailId),
  },
  (table) => [
    index('notices_owed').on(table.leavesAt).where(sql`${table.state} = 'owed'`),
    index('notices_owed_by_group').on(table.mailGroup).where(sql`${table.state} = 'owed'`),
    index('notices_by_period').on(table.plan, table.task, table.period),
    index('notices_by_mail').on(table.mailId),
  ],
);

/** One row: 1 while the mailroom has been woken and has not looked yet. */
export const mailWake = pgTable(
  'mail_wake',
  { id: integer('id').primaryKey(), raised: integer('raised').notNull() },
  (table) => [
    check('mail_wake_single_row', sql`${table.id} = 1`),
    check('mail_wake_raised', sql`${table.raised} in (0, 1)`),
  ],
);

/** Files that a submission named. The events name them too, inside the hash chain. */
export const evidence = pgTable(
  'evidence',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.workflowId),
    /** The event that brought it, and its place in that event. */
    eventN: integer('event_n').notNull(),
    position: integer('position').notNull(),
    requestId: text('request_id'),
    plan: text('plan').notNull(),
    task: text('task').notNull(),
    period: text('period').notNull(),
    agency: text('agency'),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** Plan time. */
    submittedAt: text('submitted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.eventN, table.position] }),
    index('evidence_by_period').on(table.plan, table.task, table.period),
    index('evidence_by_sha256').on(table.sha256),
  ],
);

/** How often the links of an agency in a plan were revoked; without a row never. Older generations open nothing. */
export const linkGenerations = pgTable(
  'link_generations',
  {
    plan: text('plan').notNull(),
    agency: text('agency').notNull(),
    generation: integer('generation').notNull(),
    /** Server time. */
    revokedAt: instant('revoked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.plan, table.agency] })],
);
