import type { Progress } from '../domain/assignment-state.ts';
import type { EvidenceFile } from '../domain/batch.ts';
import type { Cycle, IsoDay, IsoInstant, Locale } from '../domain/plan.ts';

/**
 * What a mail says, ready to be rendered: pure data, plain JSON.
 * Days are calendar days of the plan's time zone, instants are plan time, counts are working days
 * of the plan's calendar. Nothing here is formatted or escaped: the renderers do that.
 */

/** An agency as a mail names it. */
export interface Party {
  readonly id: string;
  readonly name: string;
}

/** Who takes what is sent in answer, and where. */
export interface Respondent extends Party {
  /** Null when the directory has no mailbox for it. */
  readonly address: string | null;
}

/** The plan as every mail cites it. */
export interface PlanReference {
  readonly id: string;
  readonly title: string;
  /** Number of the document; null while it is blank in the source: then it is left out. */
  readonly number: string | null;
  readonly issued: IsoDay;
  readonly issuer: string;
}

/** What every mail has. */
export interface MailHead {
  readonly locale: Locale;
  readonly plan: PlanReference;
  readonly recipient: Party;
  /** Plan time of the mail: "tính đến 08 giờ 00 ngày 05/6/2023". */
  readonly at: IsoInstant;
  /** IANA name of the plan's time zone. */
  readonly timezone: string;
  readonly monitor: Respondent;
  /** Where a reply goes; null when nobody reads replies: then the mail points to `respondTo` instead. */
  readonly replyTo: string | null;
  /** What is replied with files is handed in by itself, wherever other replies go. */
  readonly takesReplies?: boolean;
  /** Who takes results and answers: the reviewer or the monitor, and never the recipient where another can. */
  readonly respondTo: Respondent;
  /** The recipient's own page, where it sees and answers everything; null where there is none. */
  readonly link: string | null;
}

/** A task × period as a mail names it. Task `report` is the periodic report. */
export interface TaskPeriod {
  readonly task: string;
  readonly title: string;
  /** `2026-Q4`, `2026-11`, `2026-H2`, `2026-9M`, `2026`, `2026-W23` or `once`. */
  readonly period: string;
  readonly cycle: Cycle;
}

/** Another task that belongs to this one: a line of a periodic report. */
export interface TaskLine {
  readonly task: string;
  readonly title: string;
}

/** A result that a task still waits for, and from whom. */
export interface MissingInput extends TaskLine {
  readonly agencyNames: readonly string[];
}

/** Working days until the last day, or since it; at least one of both is null. */
export interface DaysOfDeadline {
  readonly workingDaysLeft: number | null;
  readonly workingDaysOver: number | null;
}

/** A last day, as extended, and how far it is away. */
export interface Deadline extends DaysOfDeadline {
  /** Null when the plan dates it by nothing yet. */
  readonly lastDay: IsoDay | null;
  /** Before any extension; equal to `lastDay` when there was none. */
  readonly originalLastDay: IsoDay | null;
  /** `HH:mm` when the cut-off is not the end of the last day. */
  readonly cutoffTime: string | null;
}

/** One thing that a digest tells its agency. */
export interface DigestItem extends TaskPeriod, Deadline {
  readonly role: 'lead' | 'coordinator';
  readonly state: 'overdue' | 'dueSoon' | 'opened' | 'returned';
  /** The deadline in the words of the plan. */
  readonly phrase: string | null;
  readonly products: readonly string[];
  /** The other agencies that coordinate: never the recipient. */
  readonly coordinatorNames: readonly string[];
  /** Coordinators that the plan describes and does not name: "các cơ quan liên quan". */
  readonly coordinatorTexts: readonly string[];
  /** Who leads; shown to coordinators. May be hundreds: the mail counts them and names a few. */
  readonly leadNames: readonly string[];
  /** The tasks that a periodic report answers; empty otherwise. */
  readonly lines: readonly TaskLine[];
  readonly missingInputs: readonly MissingInput[];
  readonly returnReason: string | null;
  /** The agency is asked and cannot be ordered: "đề nghị". */
  readonly requested: boolean;
  /** The plan gives no date: `lastDay` is provisional. */
  readonly undated: boolean;
  /** Who had it before; null when nobody had. Told to the lead only. */
  readonly takenOverFrom: string | null;
  /** What its leads wait for from other agencies, the recipient first; may be hundreds. */
  readonly waits: readonly Wait[];
}

/** A lead that cannot go on without another agency. */
export interface Wait {
  readonly leadName: string;
  readonly on: Party;
  readonly since: IsoDay;
  readonly text: string;
}

/** What something was before a new version of the plan, and what it is now. */
export interface Amended<T> {
  readonly from: T;
  readonly to: T;
}

/** What a new version of the plan changes for a lead. */
export interface AmendedItem extends TaskPeriod {
  /** The new version has it no more: nothing is owed. All changes are null then. */
  readonly removed: boolean;
  /** A day is null where there was or is none. */
  readonly lastDay: Amended<IsoDay | null> | null;
  /** What it was called before; null when its name has not changed. */
  readonly oldTitle: string | null;
  readonly products: Amended<readonly string[]> | null;
  /** Names; null where there was or is none. */
  readonly reviewer: Amended<string | null> | null;
  /** As it stands at the moment of the mail; null when nothing is owed any more. */
  readonly deadline: Deadline | null;
  readonly decision: Decision;
}

/** One submission that waits for its reviewer. */
export interface WaitingReview extends TaskPeriod {
  readonly agencyName: string;
  readonly submittedAt: IsoInstant;
  readonly requestId: string;
  readonly workingDaysWaiting: number;
}

/** The one e-mail of a morning for one agency and plan; one of its lists has an entry. */
export interface DigestModel {
  readonly head: MailHead;
  readonly items: readonly DigestItem[];
  readonly amended: readonly AmendedItem[];
  /** What the recipient, as a reviewer, lets lie too long. */
  readonly reviews: readonly WaitingReview[];
}

/** What a lead that still owes its result has answered so far. */
export type LeadAnswer =
  | { readonly kind: 'acknowledged'; readonly on: IsoDay }
  | {
      readonly kind: 'returned';
      readonly submittedOn: IsoDay;
      readonly returnedOn: IsoDay;
      readonly reason: string;
    }
  | { readonly kind: 'extension'; readonly on: IsoDay; readonly until: IsoDay }
  | {
      readonly kind: 'obstacle';
      readonly on: IsoDay;
      readonly text: string;
      /** Null while nobody has answered it. */
      readonly answeredOn: IsoDay | null;
    }
  | {
      readonly kind: 'waitingFor';
      readonly on: IsoDay;
      readonly agencyName: string;
      readonly text: string;
    };

/** One overdue assignment in an escalation letter. */
export interface EscalationRow extends TaskPeriod {
  readonly agencyName: string;
  readonly lastDay: IsoDay;
  readonly originalLastDay: IsoDay | null;
  readonly workingDaysOver: number;
  /** Null when nothing came. */
  readonly answered: LeadAnswer | null;
  readonly phrase: string | null;
  /** Days on which its lead was reminded, ascending; may be empty. */
  readonly remindedOn: readonly IsoDay[];
}

/** A later task that cannot be complete because of the rows of this letter. */
export interface AffectedTask extends TaskLine {
  readonly missing: number;
  readonly of: number;
}

/** One letter per superior, monitor or office and morning, whatever the number of assignments. */
export interface EscalationLetterModel {
  readonly head: MailHead;
  readonly role: 'superior' | 'monitor' | 'office' | 'provincialOffice';
  readonly rows: readonly EscalationRow[];
  /** When the next letter leaves if nothing changes; null when none will. */
  readonly nextLetterOn: IsoDay | null;
  readonly affected: readonly AffectedTask[];
}

/** The assignment that an answer is about. */
export interface AnsweredAssignment extends TaskPeriod {
  readonly agencyName: string;
  readonly lastDay: IsoDay | null;
  readonly originalLastDay: IsoDay | null;
  readonly cutoffTime: string | null;
}

/** A document already sent by the official exchange. */
export interface DocumentReference {
  readonly number: string;
  readonly date: IsoDay | null;
  readonly issuer: string | null;
}

/** How far one line of a periodic report has come, as its agency says. */
export type LineState = 'done' | 'inProgress' | 'notStarted';

/** What an agency says of one line of its periodic report. */
export interface SubmittedLine {
  readonly task: string;
  readonly state: LineState;
  readonly text: string;
}

/** What was handed in. */
export interface Submission {
  /** The receipt's number: the request id of the submission. */
  readonly requestId: string;
  /** Plan time. */
  readonly at: IsoInstant;
  readonly files: readonly EvidenceFile[];
  readonly document: DocumentReference | null;
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  /** A sentence per task of a periodic report. */
  readonly lines: readonly SubmittedLine[];
  readonly note: string | null;
}

export type SubmissionTimeliness = 'onTime' | 'onTimeAfterExtension' | 'late';

/** To the lead: we have it. */
export interface ReceivedModel {
  readonly kind: 'received';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly submission: Submission;
  readonly timeliness: SubmissionTimeliness | null;
  readonly reviewerName: string | null;
}

/** To the reviewer: somebody handed in, please accept or return. */
export interface ReviewAskedModel {
  readonly kind: 'reviewAsked';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly submission: Submission;
  readonly timeliness: SubmissionTimeliness | null;
  /** Last day for the review. */
  readonly reviewBy: IsoDay | null;
}

/** To the lead: complete it and send it again. */
export interface ReturnedModel extends DaysOfDeadline {
  readonly kind: 'returned';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly returnedAt: IsoInstant;
  readonly reviewerName: string;
  readonly reason: string;
}

/** To the lead: done. */
export interface AcceptedModel {
  readonly kind: 'accepted';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly submittedAt: IsoInstant;
  readonly acceptedAt: IsoInstant;
  readonly reviewerName: string;
  readonly timeliness: SubmissionTimeliness | null;
}

/** Who decided, and the document that says so. */
export interface Decision {
  /** As the document says: "Chủ tịch UBND tỉnh". */
  readonly authority: string;
  readonly document: DocumentReference;
}

/** To the monitor: a lead asks for a later last day. */
export interface ExtensionRequestedModel {
  readonly kind: 'extensionRequested';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly requestedAt: IsoInstant;
  readonly until: IsoDay;
  readonly reason: string;
  /** It has been told before and waits for a decision. */
  readonly isReminder: boolean;
}

/** To the lead: there is a new last day, or the present one stays. */
export interface ExtensionDecidedModel {
  readonly kind: 'extensionDecided';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly decision: Decision;
  /** The last day before the decision; null when there was none. */
  readonly from: IsoDay | null;
  /** The new last day; null when it was refused. */
  readonly until: IsoDay | null;
  /** Always there when it was refused. */
  readonly reason: string | null;
}

/** To the agency that answers obstacles: a lead cannot deliver. */
export interface ObstacleReportedModel {
  readonly kind: 'obstacleReported';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly reportedAt: IsoInstant;
  readonly text: string;
  /** It has been told before and waits for an answer. */
  readonly isReminder: boolean;
}

/** To the lead: what it reported, and the answer. */
export interface ObstacleAnsweredModel {
  readonly kind: 'obstacleAnswered';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly answeredAt: IsoInstant;
  readonly text: string;
  readonly answer: string;
}

/** To the lead: the office's word. */
export interface InstructedModel {
  readonly kind: 'instructed';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly decision: Decision;
  readonly text: string;
}

/** To the lead: stopped by decision, nothing is owed any more. */
export interface WaivedModel {
  readonly kind: 'waived';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly decision: Decision;
  readonly reason: string;
}

/** To the lead that has it no more. */
export interface HandedOverModel {
  readonly kind: 'handedOver';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly decision: Decision;
  /** Who has it now. */
  readonly toName: string;
  readonly reason: string;
}

/** To the lead that has it now. */
export interface TakenOverModel extends DaysOfDeadline {
  readonly kind: 'takenOver';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly decision: Decision;
  /** Who had it. */
  readonly fromName: string;
  readonly reason: string;
  readonly handedIn: HandedIn | null;
}

/** What was handed in before an assignment passed to another lead. */
export interface HandedIn {
  readonly at: IsoInstant;
  /** Why it was returned; null while it waits for its review. */
  readonly returnReason: string | null;
}

/** To the lead: what had ended is owed again. */
export interface ReopenedModel extends DaysOfDeadline {
  readonly kind: 'reopened';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly decision: Decision;
  readonly was: Progress;
  readonly from: IsoDay | null;
  /** The new last day; null when the present one stays. */
  readonly until: IsoDay | null;
  readonly reason: string;
}

/** To the lead: what a coordinator has done for it. */
export interface ContributedModel extends DaysOfDeadline {
  readonly kind: 'contributed';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly byName: string;
  readonly at: IsoInstant;
  readonly text: string;
  readonly document: DocumentReference | null;
}

/** To the agency that a lead waits for. */
export interface WaitingForModel extends DaysOfDeadline {
  readonly kind: 'waitingFor';
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
  readonly askedAt: IsoInstant;
  readonly text: string;
}

/** A mail about who does a task, and with whom. */
export type CooperationMailModel =
  | HandedOverModel
  | TakenOverModel
  | ReopenedModel
  | ContributedModel
  | WaitingForModel;

/** A mail about an extension, an obstacle, an instruction or the stop. */
export type DecisionMailModel =
  | ExtensionRequestedModel
  | ExtensionDecidedModel
  | ObstacleReportedModel
  | ObstacleAnsweredModel
  | InstructedModel
  | WaivedModel;

/** A mail that is the result of somebody's action. */
export type AnswerMailModel =
  | ReceivedModel
  | ReviewAskedModel
  | ReturnedModel
  | AcceptedModel
  | DecisionMailModel
  | CooperationMailModel;

/** A mail as it can be sent. */
export interface RenderedMail {
  readonly locale: Locale;
  /** One line. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** An iCalendar object with the last days; null when there are none to keep. */
  readonly ics: string | null;
}
