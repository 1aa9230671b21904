/**
 * What the oracle is handed: plans as they were written, what agencies were answered, what the mail
 * server has, what stands in the register and in the evidence folder. Plain data.
 */

/** A plan as it was started. */
export interface StartedPlan {
  readonly plan: string;
  /** The plan file and its directory of agencies, YAML. */
  readonly text: string;
  readonly directory: string;
  /** `--from`: `YYYY-MM-DD`. */
  readonly trackingFrom: string;
}

export type Verb = 'acknowledge' | 'submit' | 'accept' | 'return' | 'obstacle';

/** A request whose receipt the command line has printed. */
export interface Acknowledged {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly agency: string;
  readonly verb: Verb;
  readonly requestId: string;
  /** Plan time, as the receipt says. */
  readonly at: string;
  /** Of each file handed in, as the sender computed it. */
  readonly sha256: readonly string[];
  /** From the first attempt to the receipt. */
  readonly waitedMs: number;
  readonly attempts: number;
}

/** A mail that the mail server has kept, whether it could say so or not. */
export interface KeptMail {
  readonly messageId: string;
  readonly recipients: readonly string[];
  /** Its text part, decoded. */
  readonly text: string;
  readonly keptAtMs: number;
}

/** A 5xx that the mail server gave. */
export interface RefusedForGood {
  /** The recipient it was about, or null when it was about a whole mail. */
  readonly recipient: string | null;
  readonly messageId: string | null;
}

/** A stretch of time in which workflows could not record, server time. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PlanRow {
  readonly plan: string;
  readonly shiftMs: number;
  readonly startedAt: string;
}

export interface NoticeRow {
  readonly key: string;
  readonly workflowId: string;
  readonly seq: number;
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly at: string;
  readonly agency: string | null;
  readonly to: string;
  readonly role: string;
  readonly kind: string;
  readonly step: number;
  readonly lastDay: string;
  readonly state: string;
  readonly leaves: string;
  readonly leavesAtMs: number | null;
  readonly recordedAtMs: number;
  readonly mailId: number | null;
}

export interface MailRow {
  readonly mailId: number;
  readonly kind: string;
  readonly plan: string;
  readonly to: string;
  readonly leavesAtMs: number;
  readonly state: string;
  readonly messageId: string | null;
  readonly attempts: number;
  readonly doubts: number;
}

export interface AttemptRow {
  readonly mailId: number;
  readonly attempt: number;
  readonly outcome: string | null;
  readonly rejected: readonly string[];
}

export interface EventRow {
  readonly workflowId: string;
  readonly n: number;
  readonly seq: number;
  readonly kind: string;
  readonly agency: string | null;
  readonly actor: string | null;
  readonly at: string;
  readonly requestId: string | null;
  readonly answer: unknown;
  readonly data: unknown;
  readonly recordedAt: string;
  readonly prev: string;
  readonly hash: string;
}

export interface WorkflowRow {
  readonly workflowId: string;
  readonly head: string;
  readonly eventCount: number;
}

export interface RequestRow {
  readonly requestId: string;
  readonly agency: string | null;
  readonly kind: string;
}

export interface EvidenceRow {
  readonly requestId: string | null;
  readonly sha256: string;
}

export interface AssignmentRow {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly agency: string;
  readonly progress: string;
}

/** The register at one moment. */
export interface RegisterRows {
  readonly plans: readonly PlanRow[];
  readonly notices: readonly NoticeRow[];
  readonly mails: readonly MailRow[];
  readonly attempts: readonly AttemptRow[];
  readonly events: readonly EventRow[];
  readonly workflows: readonly WorkflowRow[];
  readonly requests: readonly RequestRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly assignments: readonly AssignmentRow[];
}

/** Everything. */
export interface Facts {
  readonly plans: readonly StartedPlan[];
  readonly answers: readonly Acknowledged[];
  readonly register: RegisterRows;
  readonly kept: readonly KeptMail[];
  readonly refused: readonly RefusedForGood[];
  /** SHA-256 of every file in the evidence folder, by its path there. */
  readonly files: ReadonlyMap<string, string>;
  readonly outages: readonly Outage[];
  /** When the register was read, server time. */
  readonly readAtMs: number;
}
