import type { Progress, Timeliness } from './assignment-state.ts';
import type { NoticeKind, Role } from './notice.ts';
import type { AgencyId, Cycle, IsoDay, IsoInstant } from './plan.ts';
import type { ReminderMoment } from './reminder-ladder.ts';

/** Anything that JSON can carry. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Something that happened to an assignment or a task, for the append-only record. */
export interface EventEntry {
  /** e.g. `opened`, `notApplicable`, `acknowledged`, `submitted`, `returned`, `accepted`, `notReported`, `closed`. */
  readonly kind: string;
  readonly agency: AgencyId | null;
  /** Who did it: an agency, or null for dondoc itself. */
  readonly actor: AgencyId | null;
  /** Plan time. */
  readonly at: IsoInstant;
  /** The caller's request, when an update caused it. */
  readonly requestId: string | null;
  /** What the caller is answered; kept with the request id so that a repeat gets the first answer. */
  readonly answer: Json;
  readonly data: Json;
}

/** A notice to be kept, exactly once by its key. */
export interface NoticeEntry {
  /** `buildNoticeKey(…)`: plan/task/period/agency/recipient/kind/step/deadline version (or request id). */
  readonly key: string;
  /** When it was to leave, plan time. */
  readonly at: IsoInstant;
  readonly agency: AgencyId | null;
  readonly to: AgencyId;
  readonly role: Role | 'reviewer';
  readonly kind: NoticeKind;
  readonly step: number;
  readonly lastDay: IsoDay;
  readonly deadlineVersion: number;
  /** `superseded`: downtime passed over it and a later step was told instead; on record, never mailed. */
  readonly state: 'owed' | 'superseded';
  /** Leaves at once, on any day, in a mail of its own kind (answers), or with the morning's digest. */
  readonly leaves: 'atOnce' | 'morning';
  readonly data: Json;
}

/** An assignment as it stands after the batch; the register keeps the newest. */
export interface AssignmentRow {
  readonly agency: AgencyId;
  readonly progress: Progress;
  readonly timeliness: Timeliness | null;
  readonly cycle: Cycle;
  readonly phrase: string | null;
  readonly opensAt: IsoInstant;
  /** Current last day; null while undated. */
  readonly lastDay: IsoDay | null;
  readonly originalLastDay: IsoDay | null;
  /** Current cut-off; null while undated. */
  readonly cutoff: IsoInstant | null;
  readonly deadlineVersion: number;
  readonly reviewer: AgencyId | null;
  readonly acknowledgedAt: IsoInstant | null;
  /** Time of the newest submission. */
  readonly submittedAt: IsoInstant | null;
  readonly acceptedAt: IsoInstant | null;
  readonly returnedAt: IsoInstant | null;
  readonly returnReason: string | null;
  /** How often its last day was moved. */
  readonly extensions: number;
  /** An extension that is asked for and not decided. */
  readonly extensionAsked: ExtensionAsked | null;
  /** The newest obstacle, and the answer to it. */
  readonly obstacle: Obstacle | null;
  /** Another agency whose contribution the lead waits for; null when it waits for none. */
  readonly waitingFor: WaitingFor | null;
  /** Who had it before, when it was passed on to this agency. */
  readonly takenOverFrom: AgencyId | null;
  /** Who has it now, when this agency has passed it on (`reassigned`). */
  readonly passedTo: AgencyId | null;
  /** Ladder notices told so far to the lead. */
  readonly told: number;
  /** The tasks that are lines of a periodic report; empty for any other assignment. */
  readonly lines: readonly string[];
}

/** What a lead asked for, and when (plan time). */
export interface ExtensionAsked {
  readonly until: IsoDay;
  readonly reason: string;
  readonly at: IsoInstant;
}

/** What keeps a lead from delivering. Plan time. */
export interface Obstacle {
  readonly text: string;
  readonly at: IsoInstant;
  readonly answer: string | null;
  readonly answeredAt: IsoInstant | null;
}

/** What a lead waits for, and from whom. `at`: plan time. */
export interface WaitingFor {
  readonly agency: AgencyId;
  readonly text: string;
  readonly at: IsoInstant;
}

/** A file that has been stored before the update that names it was sent. */
export interface EvidenceFile {
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
  /** The name it had; data only, never a path. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** Everything one wake-up writes, in one transaction. */
export interface RecordBatch {
  readonly workflowId: string;
  readonly plan: string;
  readonly version: number;
  readonly task: string;
  readonly period: string;
  /** 1, 2, 3 …: the register applies only `last + 1`. */
  readonly seq: number;
  /** Head of the workflow's hash chain before this batch; `` (empty) before the first. */
  readonly head: string;
  /** Plan time. */
  readonly now: IsoInstant;
  /** The Temporal server's time at the same moment, UTC. */
  readonly serverNow: IsoInstant;
  readonly events: readonly EventEntry[];
  readonly notices: readonly NoticeEntry[];
  readonly assignments: readonly AssignmentRow[];
  /** When the workflow will wake next, server time; null when nothing is to come. */
  readonly nextWakeAt: IsoInstant | null;
  /** `closed` when this is the workflow's last batch. */
  readonly status: 'running' | 'closed';
}

/** What the register says of a batch, the first time and every other. */
export interface BatchOutcome {
  readonly seq: number;
  /** Head of the chain after it. */
  readonly head: string;
  /** The stored answer of each request in the batch: the first one ever given to that id. */
  readonly answers: Readonly<Record<string, Json>>;
  /** True when the mailroom must be signalled. */
  readonly wakeMailroom: boolean;
}

/** What a workflow learns from having recorded a batch. */
export interface RecordedBatch extends BatchOutcome {
  /** When the reviewers of what was submitted in this batch will be reminded, plan time. */
  readonly reviews?: readonly ScheduledReview[];
  /** When those who decide will be reminded of what was asked or reported, plan time. */
  readonly decisions?: readonly ScheduledDecision[];
}

/** Reminders of one request or obstacle: mornings, and the working days since then. */
export interface ScheduledDecision {
  readonly agency: AgencyId;
  readonly of: 'extensionRequested' | 'obstacleReported';
  readonly askedAt: IsoInstant;
  readonly moments: readonly ReminderMoment[];
}

/** Reminders of one submission's reviewer: mornings, and the working days since the submission. */
export interface ScheduledReview {
  readonly agency: AgencyId;
  readonly submittedAt: IsoInstant;
  readonly moments: readonly ReminderMoment[];
}
