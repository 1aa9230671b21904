import type { AnswerKind } from '../../domain/notice.ts';
import type { IsoDay, IsoInstant, Locale } from '../../domain/plan.ts';
import type { LetterPage } from '../letter.ts';
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

/** The parts of a digest. */
export type DigestPart =
  | 'overdue'
  | 'returned'
  | 'dueSoon'
  | 'opened'
  | 'amended'
  | 'review'
  | 'coordination';

/** What a digest is about: reminders, or one thing alone. */
export type DigestTopic = 'digest' | 'amended' | 'reviewOverdue';

/** Whom a digest concerns: leads with something still in time, leads with everything overdue, coordinators only. */
export type DigestStage = 'inTime' | 'overdue' | 'coordination';

/** What the subject of a digest counts. */
export interface DigestCounts {
  readonly overdue: number;
  readonly returned: number;
  readonly dueSoon: number;
  readonly opened: number;
  readonly coordination: number;
  /** Tasks that a new version of the plan changes, and those that it has no more. */
  readonly amended: number;
  readonly removed: number;
  /** Results that wait for the recipient, and working days that the first of them has waited. */
  readonly reviews: number;
  readonly longestReview: number;
  /** First last day among what is due soon, and whether all of it shares that day. */
  readonly nextLastDay: IsoDay | null;
  readonly sameLastDay: boolean;
}

/** Which mail this is, as its first line names it. */
export type MailSort =
  | DigestTopic
  | 'escalation'
  | Exclude<AnswerKind, 'reassigned' | 'reminded'>
  | 'handedOver'
  | 'takenOver';

export type EscalationRole = EscalationLetterModel['role'];

/** What is said of a last day. */
export interface DeadlineWords {
  readonly lastDay: IsoDay | null;
  readonly originalLastDay: IsoDay | null;
  readonly cutoffTime: string | null;
  /** The plan gives no date, the last day is provisional. */
  readonly undated: boolean;
}

/** What an agency that takes a task over has to do: nothing while a result waits for its review. */
export type WorkToDo = 'inTime' | 'overdue' | 'reviewed';

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
  readonly takenOverFrom: string;
  readonly handedOverTo: string;
  readonly handedIn: string;
  readonly stateBefore: string;
  readonly coordinator: string;
  /** What its lead, or a lead, waits for. */
  readonly waitingFor: string;
  readonly waitingForYou: string;
  readonly change: string;
  readonly oldTitle: string;
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
  /** The link to the recipient's page, with its words. */
  page(head: MailHead): LetterPage | null;
  footer(head: MailHead): readonly string[];

  digest: {
    subject(recipient: string, topic: DigestTopic, counts: DigestCounts): string;
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
    /** After the label `waitingFor`, of whom, or `waitingForYou`, who: "Sở Y tế, từ ngày 01/6/2023 (“…”)". */
    waitsFor(name: string, since: IsoDay, text: string): string;
    /** The same where neither is the reader. */
    leadWaitsFor(lead: string, on: string, text: string): string;
    moreWait(count: number): string;
    noLongerOwed: string;
    /** What something is now, and was before; null for nothing. */
    changed(from: string | null, to: string | null): string;
    waited(days: number): string;
    closing(head: MailHead, stage: DigestStage): readonly string[];
    removedClosing: readonly string[];
    reviewClosing(head: MailHead): readonly string[];
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
  };

  decision: {
    requestReasonHeading: string;
    reasonHeading: string;
    obstacleHeading: string;
    answerHeading: string;
    instructionHeading: string;
    /** The subject of a letter that comes again because nobody has decided. */
    again(subject: string): string;
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

  cooperation: {
    contributionHeading: string;
    requestHeading: string;
    handedOverSubject(assignment: AnsweredAssignment, to: string): string;
    handedOverOpening(head: MailHead, authority: string, to: string): string;
    handedOverClosing(to: string): readonly string[];
    takenOverSubject(assignment: AnsweredAssignment, from: string): string;
    takenOverOpening(head: MailHead, authority: string, from: string): string;
    takenOverClosing(head: MailHead, ask: WorkToDo): readonly string[];
    /** What the lead before has handed in; `at` is null when it has not. */
    handedIn(at: string | null, returnReason: string | null): string;
    reopenedSubject(assignment: AnsweredAssignment): string;
    reopenedOpening(head: MailHead, authority: string): string;
    reopenedClosing(head: MailHead, isOver: boolean): readonly string[];
    contributedSubject(assignment: AnsweredAssignment, by: string): string;
    contributedOpening(head: MailHead, by: string): string;
    contributedClosing(head: MailHead): readonly string[];
    waitingForSubject(assignment: AnsweredAssignment): string;
    waitingForOpening(head: MailHead, agency: string): string;
    waitingForClosing(head: MailHead, agency: string): readonly string[];
  };
}
