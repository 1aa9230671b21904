import type { Json, RecordBatch, RecordedBatch } from './batch.ts';
import type { FollowUp } from './follow-up.ts';
import type { LadderMoment } from './ladder.ts';
import type { DocumentReference, PlanReceipt, Reopen } from './messages.ts';
import type { PackedBatch } from './packed-batch.ts';
import type { AgencyId, Cycle, IsoDay, IsoInstant, Locale } from './plan.ts';

/** Arguments and results of the workflows, and the activities they call. Plain JSON throughout. */

/** When a run hands over to the next, besides when the server suggests it. */
export interface RunLimits {
  /** Answers after which a task workflow continues as new (the server allows 2,000 updates a run). */
  readonly answersPerRun: number;
}

export interface PlanTaskInput {
  readonly followUp: FollowUp;
  readonly version: number;
  /** Plan time less server time, in ms. */
  readonly shiftMs: number;
  readonly locale: Locale;
  readonly limits: RunLimits;
  /** What an earlier run leaves behind; null for the first. */
  readonly carried: {
    readonly seq: number;
    readonly head: string;
    /** Answers already given, newest last: a repeat gets the first answer. */
    readonly answers: readonly (readonly [string, Json])[];
  } | null;
  /**
   * Names of the leads, of a workflow that begins: it opens their assignments itself. (Carried in full
   * they were nine tenths of what a start sends.) Absent where `followUp` has them.
   */
  readonly names?: Readonly<Record<AgencyId, string>>;
  /** Why a workflow that had ended runs again; applied before anything else. */
  readonly reopen?: Reopen;
}

/** What a closed task workflow says of itself. */
export interface PlanTaskResult {
  readonly outcome: 'finished' | 'unfinished';
  readonly accepted: number;
  readonly late: number;
  readonly notReported: number;
  readonly open: number;
  /** The final table, as Markdown: current details vanish with the worker. */
  readonly details: string;
}

export interface PlanInput {
  readonly plan: string;
  readonly version: number;
  readonly shiftMs: number;
  readonly trackingFrom: IsoDay;
  readonly includePast: boolean;
  /** Announce what is open at the start at once, on any day; otherwise at the next `sendAt`. */
  readonly announceAtOnce: boolean;
  readonly limits: RunLimits;
  readonly carried: {
    /** Everything that opens up to this moment has been opened. */
    readonly openedThrough: IsoInstant;
    readonly opened: number;
    readonly paused?: boolean;
  } | null;
}

export interface PlanResult {
  readonly outcome: 'ended' | 'closed';
  readonly opened: number;
}

/** When a plan opens what, and when its last ladder ends. Plan time. */
export interface PlanAgenda {
  readonly title: string;
  readonly locale: Locale;
  readonly openings: readonly { readonly at: IsoInstant; readonly workflows: number }[];
  readonly endsAt: IsoInstant;
}

export interface OpenPeriods {
  readonly plan: string;
  readonly version: number;
  readonly shiftMs: number;
  readonly trackingFrom: IsoDay;
  readonly includePast: boolean;
  readonly announceAtOnce: boolean;
  readonly limits: RunLimits;
  /** Opens what opens after this moment … (null: from the beginning) */
  readonly after: IsoInstant | null;
  /** … up to and including this one. */
  readonly through: IsoInstant;
  readonly now: IsoInstant;
  readonly serverNow: IsoInstant;
}

export interface ClosePlan {
  readonly plan: string;
  readonly reason: string;
  readonly requestId: string;
  readonly now: IsoInstant;
  readonly serverNow: IsoInstant;
}

export interface MailRound {
  readonly serverNow: IsoInstant;
}

export interface MailRoundResult {
  readonly sent: number;
  /** More is ready at once. */
  readonly more: boolean;
  /** When to look again though nobody calls; null when nothing waits. Server time. */
  readonly nextAt: IsoInstant | null;
}

/** What the instants of moved deadlines are computed from. */
export interface MovedDeadlines {
  readonly plan: string;
  readonly version: number;
  readonly cycle: Cycle;
  readonly requested: boolean;
  /** The moment of the decision: earlier steps do not exist. Plan time. */
  readonly now: IsoInstant;
  readonly moved: readonly { readonly agency: AgencyId; readonly lastDay: IsoDay }[];
}

/** The instants of one moved deadline. Plan time. */
export interface MovedDeadline {
  readonly agency: AgencyId;
  readonly cutoff: IsoInstant;
  readonly ladder: readonly LadderMoment[];
}

/** Agencies that a task period did not know when it opened. */
export interface DescribeLeads {
  readonly plan: string;
  readonly version: number;
  readonly task: string;
  readonly agencies: readonly AgencyId[];
  readonly now: IsoInstant;
}

/** What a lead's assignment needs to know of it. */
export interface LeadFacts {
  readonly agency: AgencyId;
  readonly name: string;
  readonly reviewer: AgencyId | null;
  readonly superior: AgencyId | null;
}

/** A change of the whole plan, as the plan's workflow orders it. */
export interface PlanChange extends Omit<OpenPeriods, 'after' | 'through'> {
  readonly requestId: string;
  /** Everything that opens up to this moment has been opened by earlier versions; null: nothing. */
  readonly openedThrough: IsoInstant | null;
}

export interface AmendPlan extends PlanChange {
  /** The version in force until now; `version` is the new one. */
  readonly base: number;
  readonly kind: 'planAmended' | 'deadlineSet' | 'reportRequested';
  readonly authority: string;
  readonly document: DocumentReference;
  /** What was dated or asked for; null for a new plan file. */
  readonly task: string | null;
  readonly lastDay: IsoDay | null;
}

export interface PausePlan extends PlanChange {
  readonly pause: boolean;
  readonly reason: string;
}

/** The activities, as workflows see them. */
export interface Activities {
  /** Reads when a plan opens what. */
  planAgenda(input: Omit<OpenPeriods, 'after' | 'through'>): Promise<PlanAgenda>;
  /** Starts the workflows of everything that opens in a span; says how many it started or found. */
  openPeriods(input: OpenPeriods): Promise<number>;
  /** Writes one wake-up in one transaction; repeats are harmless. */
  recordBatch(batch: PackedBatch | RecordBatch): Promise<RecordedBatch>;
  /** Computes cut-offs and ladders of deadlines that were moved. */
  computeDeadlines(input: MovedDeadlines): Promise<MovedDeadline[]>;
  /** Finds out about agencies that have taken an assignment over by decision. */
  describeLeads(input: DescribeLeads): Promise<LeadFacts[]>;
  /** Applies a new version of a plan to everything that runs, and opens what is new. */
  amendPlan(input: AmendPlan): Promise<PlanReceipt>;
  /** Stops or takes up the reminders of everything that runs. */
  pausePlan(input: PausePlan): Promise<PlanReceipt>;
  /** Sends `close` to every running task workflow of the plan and records the end. */
  closePlan(input: ClosePlan): Promise<number>;
  /** Claims, composes and sends what is ready. */
  deliverMail(input: MailRound): Promise<MailRoundResult>;
}
