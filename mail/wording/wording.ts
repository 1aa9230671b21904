import type { IsoDay, IsoInstant, Locale } from '../../domain/plan.ts';
import type {
  AnsweredAssignment,
  DocumentReference,
  EscalationLetterModel,
  LeadAnswer,
  LineState,
  MailHead,
  SubmissionTimeliness,
  TaskLine,
  TaskPeriod,
} from '../models.ts';

/** The five parts of a digest, in their order. */
export type DigestPart = 'overdue' | 'returned' | 'dueSoon' | 'opened' | 'coordination';

/** Whom a digest concerns: leads with something still in time, leads with everything overdue, coordinators only. */
export type DigestStage = 'inTime' | 'overdue' | 'coordination';

/** What the subject of a digest counts. */
export interface DigestCounts {
  readonly overdue: number;
  readonly returned: number;
  readonly dueSoon: number;
  readonly opened: number;
  readonly coordination: number;
  /** First last day among what is due soon, and whether all of it shares that day. */
  readonly nextLastDay: IsoDay | null;
  readonly sameLastDay: boolean;
}

/** Which mail this is, as its first line names it. */
export type MailSort =
  | 'digest'
  | 'escalation'
  | 'received'
  | 'reviewAsked'
  | 'returned'
  | 'accepted'
  | 'reviewOverdue'
  | 'extensionRequested'
  | 'extensionDecided'
  | 'obstacleReported'
  | 'obstacleAnswered'
  | 'instructed'
  | 'waived';

export type EscalationRole = EscalationLetterModel['role'];

/** What is said of a last day. */
export interface DeadlineWords {
  readonly lastDay: IsoDay | null;
  readonly originalLastDay: IsoDay | null;
  readonly cutoffTime: string | null;
  /** The plan gives no date, the last day is provisional. */
  readonly undated: boolean;
}

/** How far an escalation letter reaches. */
export interface EscalationCounts {
  readonly agencies: number;
  readonly tasks: number;
  /** The only task × period of the letter; null when there are several. */
  readonly only: TaskPeriod | null;
}

/** Labels before a fact. */
export interface Labels {
  readonly task: string;
  readonly agency: string;
  readonly deadline: string;
  readonly inThePlan: string;
  readonly coordinators: string;
  readonly leads: string;
  readonly products: string;
  readonly asked: string;
  readonly missingInputs: string;
  readonly reason: string;
  readonly lines: string;
  readonly remindedOn: string;
  readonly receiptNumber: string;
  readonly receivedAt: string;
  readonly submittedAt: string;
  readonly returnedAt: string;
  readonly acceptedAt: string;
  readonly reviewer: string;
  readonly document: string;
  readonly figures: string;
  readonly reviewBy: string;
  readonly askedUntil: string;
  readonly askedAt: string;
  readonly oldDeadline: string;
  readonly newDeadline: string;
  readonly authority: string;
  readonly reportedAt: string;
  readonly answeredAt: string;
}

/** Everything that mails say in one language. Names and titles come in as they are; escaping is the renderers'. */
export interface Wording {
  readonly locale: Locale;
  readonly label: Labels;
  sort(sort: MailSort): string;
  greeting(recipient: string): string;
  /** The plan's number, date and issuer. */
  planShort(plan: MailHead['plan']): string;
  /** "Nhiệm vụ 6.3 - Báo cáo …, kỳ Quý I/2023". */
  taskTitle(task: TaskPeriod): string;
  /** The same after the label `task`: "6.3 - Báo cáo …, kỳ Quý I/2023". */
  taskName(task: TaskPeriod): string;
  taskLine(task: TaskLine): string;
  deadline(deadline: DeadlineWords): string;
  /** The same in a table. */
  deadlineShort(lastDay: IsoDay, originalLastDay: IsoDay | null): string;
  /** `isLastDay`: the last day is the day of the mail. */
  daysLeft(count: number, isLastDay: boolean): string;
  daysOver(count: number): string;
  quoted(phrase: string): string;
  /** The first few names and how many more. */
  names(shown: readonly string[], more: number): string;
  document(reference: DocumentReference): string;
  timeliness(timeliness: SubmissionTimeliness): string;
  /** "1.1 (đang thực hiện)". */
  lineLabel(task: string, state: LineState): string;
  footer(head: MailHead): readonly string[];

  digest: {
    subject(recipient: string, counts: DigestCounts): string;
    opening(head: MailHead): string;
    heading(part: DigestPart, number: string, count: number): string;
    roleOf(item: { role: 'lead' | 'coordinator'; requested: boolean }): string;
    askOverdue(isReport: boolean, requested: boolean): string;
    askReturned: string;
    /** It was returned and its deadline has passed. */
    askReturnedOverdue(requested: boolean): string;
    missingFrom(task: TaskLine, agencies: string): string;
    /** Told to a coordinator whose own result the lead waits for. */
    awaitedFromYou(tasks: readonly string[]): string;
    linesIntro(count: number): string;
    closing(head: MailHead, stage: DigestStage): readonly string[];
    calendar(task: string): string;
  };

  escalation: {
    subject(role: EscalationRole, counts: EscalationCounts): string;
    opening(head: MailHead, role: EscalationRole, counts: EscalationCounts): string;
    heading(number: string, task: TaskPeriod, agencies: number): string;
    columns: readonly [string, string, string, string];
    told(times: number): string;
    lastTold(times: number, day: IsoDay): string;
    /** `year`: that of the letter; days of another year are said with theirs. */
    answered(answer: LeadAnswer | null, year: string): string;
    consequenceHeading: string;
    inputsMissing(missing: number, of: number): string;
    ask(role: EscalationRole): string;
    answer(head: MailHead, role: EscalationRole): string;
    nextLetter(day: IsoDay): string;
  };

  answer: {
    detailsHeading: string;
    submissionHeading: string;
    noteHeading: string;
    reasonHeading: string;
    waitingHeading: string;
    receivedSubject(assignment: AnsweredAssignment, at: IsoInstant, timezone: string): string;
    receivedOpening(head: MailHead): string;
    receivedClosing(reviewer: string | null): readonly string[];
    reviewAskedSubject(assignment: AnsweredAssignment): string;
    reviewAskedOpening(head: MailHead, agency: string): string;
    reviewAskedClosing(head: MailHead): readonly string[];
    returnedSubject(
      assignment: AnsweredAssignment,
      over: { readonly isOver: boolean; readonly days: number },
    ): string;
    returnedOpening(head: MailHead, reviewer: string): string;
    returnedClosing(head: MailHead, isOver: boolean): readonly string[];
    acceptedSubject(
      assignment: AnsweredAssignment,
      timeliness: SubmissionTimeliness | null,
    ): string;
    acceptedOpening(head: MailHead, reviewer: string): string;
    acceptedClosing: readonly string[];
    reviewOverdueSubject(count: number, longest: number): string;
    reviewOverdueOpening(head: MailHead, count: number): string;
    reviewOverdueClosing(head: MailHead): readonly string[];
    waitingColumns: readonly [string, string, string, string];
    submittedOn(at: IsoInstant, timezone: string): string;
    waited(days: number): string;
  };

  decision: {
    requestReasonHeading: string;
    reasonHeading: string;
    obstacleHeading: string;
    answerHeading: string;
    instructionHeading: string;
    extensionRequestedSubject(assignment: AnsweredAssignment, until: IsoDay): string;
    extensionRequestedOpening(head: MailHead, agency: string): string;
    extensionRequestedClosing(head: MailHead): readonly string[];
    /** `until`: null when it was refused. */
    extensionDecidedSubject(
      assignment: AnsweredAssignment,
      days: { readonly from: IsoDay | null; readonly until: IsoDay | null },
    ): string;
    extensionDecidedOpening(head: MailHead, authority: string, isGranted: boolean): string;
    extensionDecidedClosing(head: MailHead, isGranted: boolean): readonly string[];
    obstacleReportedSubject(assignment: AnsweredAssignment): string;
    obstacleReportedOpening(head: MailHead, agency: string): string;
    obstacleReportedClosing(head: MailHead): readonly string[];
    obstacleAnsweredSubject(assignment: AnsweredAssignment): string;
    obstacleAnsweredOpening(head: MailHead): string;
    obstacleAnsweredClosing: readonly string[];
    instructedSubject(assignment: AnsweredAssignment, authority: string): string;
    instructedOpening(head: MailHead, authority: string): string;
    instructedClosing(head: MailHead): readonly string[];
    waivedSubject(assignment: AnsweredAssignment): string;
    waivedOpening(head: MailHead, authority: string): string;
    waivedClosing: readonly string[];
  };
}
