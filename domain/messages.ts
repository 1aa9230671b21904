import type { AssignmentRow, EvidenceFile } from './batch.ts';
import type { AgencyId, IsoDay, IsoInstant } from './plan.ts';
import type { TaskPeriod } from './task-period.ts';

/**
 * What is said to a running workflow: names, arguments and answers of its updates, signals and
 * queries, shared by workflows and clients. One object argument each, plain JSON.
 */

/** Every update carries the caller's id; it is also the update id, and a repeat gets the first answer. */
export interface Request {
  readonly requestId: string;
}

/** The lead has taken note of its assignment. Changes nothing else. */
export interface Acknowledge extends Request {
  readonly agency: AgencyId;
}

/** A document sent by the official exchange, referred to by number, day and issuer. */
export interface DocumentReference {
  readonly number: string;
  readonly date: IsoDay;
  readonly issuer: string | null;
}

/** What an agency says of one line of its periodic report. */
export interface ReportLine {
  readonly task: string;
  readonly state: 'done' | 'inProgress' | 'notStarted';
  readonly text: string;
}

/** The product, or proof of it. At least one of files, document, note, lines, values must say something. */
export interface SubmitEvidence extends Request {
  readonly agency: AgencyId;
  readonly files: readonly EvidenceFile[];
  readonly document: DocumentReference | null;
  readonly note: string | null;
  readonly lines: readonly ReportLine[];
  readonly values: Readonly<Record<string, string>>;
}

/** The reviewer accepts the newest submission, or returns it with a reason. */
export interface Review extends Request {
  readonly agency: AgencyId;
  /** Who reviews: must be the assignment's reviewer. */
  readonly by: AgencyId;
  readonly decision: 'accept' | 'return';
  /** Needed to return. */
  readonly reason: string | null;
}

/** The deciding authority of a change of duty, and the document that says so. */
export interface Decision {
  /** Who decided, as the document says: "Chủ tịch UBND tỉnh". */
  readonly authority: string;
  readonly document: DocumentReference;
}

/** The lead asks for a later last day. Undecided, it changes nothing. */
export interface RequestExtension extends Request {
  readonly agency: AgencyId;
  readonly until: IsoDay;
  readonly reason: string;
}

/** Grants a later last day, or refuses with a reason. Also without a request: then it is a decision. */
export interface DecideExtension extends Request, Decision {
  readonly agency: AgencyId;
  readonly decision: 'grant' | 'refuse';
  /** The new last day; null to refuse. */
  readonly until: IsoDay | null;
  /** Needed to refuse. */
  readonly reason: string | null;
}

/** What keeps the lead from delivering, reported upward. */
export interface ReportObstacle extends Request {
  readonly agency: AgencyId;
  readonly text: string;
}

/** The answer to the newest obstacle. */
export interface AnswerObstacle extends Request {
  readonly agency: AgencyId;
  readonly by: AgencyId;
  readonly text: string;
}

/** The office's word to the lead, with its document. */
export interface Instruct extends Request, Decision {
  readonly agency: AgencyId;
  readonly text: string;
}

/** An extra reminder of what is owed, beside the ladder: one per assignment and day at most. */
export interface Remind extends Request {
  readonly agency: AgencyId;
  /** Who has it sent. */
  readonly by: AgencyId;
  /**
   * When it leaves, plan time as the plan's zone writes it, at most an hour from now: what one agency is reminded
   * of at the same instant leaves in one letter.
   */
  readonly at: IsoInstant;
}

/** The assignment stops by decision. */
export interface Waive extends Request, Decision {
  readonly agency: AgencyId;
  readonly reason: string;
}

/** Another agency takes the assignment over by decision, with its last day, evidence and history. */
export interface Reassign extends Request, Decision {
  readonly agency: AgencyId;
  readonly to: AgencyId;
  readonly reason: string;
}

/** Undoes an end (an acceptance, a stop, a lapse) that was wrong. */
export interface Reopen extends Request, Decision {
  readonly agency: AgencyId;
  /** A new last day; null to keep the present one. */
  readonly until: IsoDay | null;
  readonly reason: string;
}

/** What a coordinator has done for a lead. Ends the lead's waiting for it. */
export interface Contribute extends Request {
  readonly agency: AgencyId;
  /** The coordinator. */
  readonly by: AgencyId;
  readonly text: string;
  readonly document: DocumentReference | null;
}

/** The lead waits for another agency, which is told. */
export interface WaitFor extends Request {
  readonly agency: AgencyId;
  /** Whom it waits for. */
  readonly on: AgencyId;
  readonly text: string;
}

/**
 * A new version of the plan, which the register holds already. `base` is the version that it was
 * compared with: another one in force by now refuses it.
 */
export interface Amend extends Request, Decision {
  readonly base: number;
  readonly version: number;
}

/** Dates an undated task: it opens with period `once`. The version holds the date. */
export interface SetDeadline extends Amend {
  readonly task: string;
  readonly lastDay: IsoDay;
}

/** Asks for an extra report of a task; its period is named by its last day. The version holds it. */
export interface RequestReport extends Amend {
  readonly task: string;
  readonly lastDay: IsoDay;
}

/** Stops reminding and opening until `resume`; deadlines run on and answers are taken. */
export interface Pause extends Request {
  readonly reason: string;
}

/** Goes on: of what was missed only the latest step of each ladder is told. */
export interface Resume extends Request {
  readonly reason: string;
}

/** What the plan hands to one of its task workflows when a new version applies. */
export interface AmendTask extends Request, Decision {
  readonly version: number;
  /** What the task period is from now on; null when the new version has it no more. */
  readonly period: TaskPeriod | null;
  /** Names of its leads. */
  readonly names: Readonly<Record<AgencyId, string>>;
  /** When those concerned are told: the next `sendAt` of a working day. Plan time. */
  readonly morning: IsoInstant;
}

/** The answer to an update of a plan. */
export interface PlanReceipt {
  readonly requestId: string;
  readonly plan: string;
  readonly version: number;
  readonly status: 'running' | 'paused' | 'closed';
  /** When it took effect, plan time. */
  readonly at: IsoInstant;
  /** Task workflows opened, changed and stopped by it. */
  readonly opened: number;
  readonly changed: number;
  readonly stopped: number;
  /** False when it is accepted and not carried out yet: ask again with the same request id. */
  readonly written: boolean;
}

/** Ends the follow-up by decision. */
export interface Close extends Request {
  readonly reason: string;
}

/** The answer to an update: what now holds, and whether it is on record yet. */
export interface Receipt {
  readonly requestId: string;
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly agency: AgencyId;
  /** When it was received, plan time. */
  readonly at: IsoInstant;
  readonly progress: AssignmentRow['progress'];
  readonly timeliness: AssignmentRow['timeliness'];
  readonly lastDay: IsoDay | null;
  /** False when it is accepted and not yet written: ask again with the same request id. */
  readonly written: boolean;
}

/** What `state` answers: everything a workflow knows of its assignments. */
export interface TaskSnapshot {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly assignments: readonly AssignmentRow[];
  /** Batches written so far. */
  readonly seq: number;
  /** Head of the hash chain. */
  readonly head: string;
  /** Next moment at which anything is due, plan time; null when nothing is to come. */
  readonly nextAt: IsoInstant | null;
}

export const updateNames = {
  acknowledge: 'acknowledge',
  submitEvidence: 'submitEvidence',
  review: 'review',
  requestExtension: 'requestExtension',
  decideExtension: 'decideExtension',
  reportObstacle: 'reportObstacle',
  answerObstacle: 'answerObstacle',
  instruct: 'instruct',
  remind: 'remind',
  waive: 'waive',
  reassign: 'reassign',
  reopen: 'reopen',
  contribute: 'contribute',
  waitFor: 'waitFor',
  amend: 'amend',
  setDeadline: 'setDeadline',
  request: 'request',
  pause: 'pause',
  resume: 'resume',
  close: 'close',
} as const;

/** The kinds of event that an update can be recorded as: a request id belongs to one update. */
export const updateEvents: Readonly<Record<keyof typeof updateNames, readonly string[]>> = {
  acknowledge: ['acknowledged'],
  submitEvidence: ['submitted'],
  review: ['accepted', 'returned'],
  requestExtension: ['extensionRequested'],
  decideExtension: ['extensionGranted', 'extensionRefused'],
  reportObstacle: ['obstacleReported'],
  answerObstacle: ['obstacleAnswered'],
  instruct: ['instructed'],
  remind: ['reminded'],
  waive: ['waived'],
  reassign: ['reassigned'],
  reopen: ['reopened'],
  contribute: ['contributed'],
  waitFor: ['waitingFor'],
  amend: ['planAmended', 'periodAmended'],
  setDeadline: ['deadlineSet'],
  request: ['reportRequested'],
  pause: ['planPaused', 'paused'],
  resume: ['planResumed', 'resumed'],
  close: ['closed', 'planClosed'],
};

export const signalNames = { wake: 'wake' } as const;
export const queryNames = { state: 'state' } as const;

/** Types of the `ApplicationFailure`s with which an update is refused; clients match on these. */
export const failureTypes = {
  /** The state does not allow it; details: one `Refusal`. */
  refused: 'DondocRefused',
  /** The workflow is about to continue as new or to end: try again shortly. */
  draining: 'DondocDraining',
} as const;
