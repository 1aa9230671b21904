import type { Progress, Timeliness } from '../../domain/assignment-state.ts';
import type { NoticeEntry } from '../../domain/batch.ts';
import type { Counts } from '../../domain/counts.ts';
import type { ReportLine, updateNames } from '../../domain/messages.ts';
import type { IsoDay, IsoInstant, Level, Locale } from '../../domain/plan.ts';
import type { MailKind, MailState, NoticeState, PlanStatus } from '../../register/schema.ts';
import type { AmendmentWording } from './amendment.ts';

/** Events that have a name; a newer workflow may record others. */
export type EventKind =
  | 'opened'
  | 'notApplicable'
  | 'acknowledged'
  | 'submitted'
  | 'returned'
  | 'accepted'
  | 'extensionRequested'
  | 'extensionGranted'
  | 'extensionRefused'
  | 'obstacleReported'
  | 'obstacleAnswered'
  | 'instructed'
  | 'reminded'
  | 'waived'
  | 'notReported'
  | 'closed'
  | 'reassigned'
  | 'takenOver'
  | 'reopened'
  | 'contributed'
  | 'waitingFor'
  | 'amended'
  | 'leadAdded'
  | 'periodAmended'
  | 'paused'
  | 'resumed'
  | 'planAmended'
  | 'deadlineSet'
  | 'reportRequested'
  | 'planPaused'
  | 'planResumed'
  | 'planReconciled'
  | 'planClosed';

/** Everything that commands say to people in a plan's language. Errors of the tool itself are English. */
export interface CliWording {
  readonly locale: Locale;
  readonly columns: {
    readonly plan: string;
    readonly planTitle: string;
    readonly status: string;
    readonly task: string;
    readonly taskTitle: string;
    readonly period: string;
    readonly lastDay: string;
    readonly agency: string;
    readonly progress: string;
    readonly standing: string;
    readonly delivered: string;
    readonly told: string;
    readonly open: string;
    readonly overdue: string;
    readonly waiting: string;
    readonly accepted: string;
    readonly at: string;
    readonly to: string;
    readonly kind: string;
    readonly subject: string;
    readonly outcome: string;
    readonly what: string;
    readonly details: string;
    readonly hash: string;
  };
  readonly progress: Readonly<Record<Progress, string>>;
  readonly timeliness: Readonly<Record<Timeliness, string>>;
  readonly planStatus: Readonly<Record<PlanStatus, string>>;
  readonly mailState: Readonly<Record<MailState, string>>;
  readonly mailKind: Readonly<Record<MailKind, string>>;
  readonly noticeState: Readonly<Record<NoticeState, string>>;
  readonly lineState: Readonly<Record<ReportLine['state'], string>>;
  readonly role: Readonly<Record<NoticeEntry['role'], string>>;
  /** Names of updates, for "what can be done now". */
  readonly update: Readonly<Record<keyof typeof updateNames, string> & Record<string, string>>;
  /** Kinds of events; one that is not listed is shown as it is recorded. */
  readonly event: Readonly<Record<EventKind, string> & Record<string, string>>;

  day(day: IsoDay): string;
  weekdayAndDay(day: IsoDay): string;
  /** An instant in a zone. */
  instant(at: IsoInstant, zone: string): string;
  /** Short, for tables: "05/6/2023 08:00". */
  shortInstant(at: IsoInstant, zone: string): string;
  /** A period in words; empty for `once`. */
  period(period: string): string;
  notice(kind: NoticeEntry['kind'], step: number): string;

  overdueBy(workingDays: number): string;
  daysLeft(workingDays: number): string;
  readonly dueToday: string;
  readonly dueNextWorkingDay: string;
  readonly undated: string;
  submittedOn(day: IsoDay, timeliness: Timeliness): string;
  returnedOn(day: IsoDay): string;

  tasks(count: number): string;
  agencies(count: number): string;
  assignments(count: number): string;
  notices(count: number): string;
  mails(count: number): string;
  andMore(count: number): string;
  asOf(instant: string): string;

  validFile(file: string, facts: { tasks: number; agencies: number; assignments: number }): string;
  /** The title of task `report`. */
  readonly periodicReport: string;
  readonly warning: string;
  readonly none: string;

  readonly summary: {
    acceptedOnTime(count: number): string;
    acceptedLate(count: number): string;
    inTime(count: number): string;
    dueSoon(count: number): string;
    undated(count: number): string;
    longUndated(count: number): string;
    overdue(count: number): string;
    longOverdue(count: number): string;
    waiting(count: number): string;
    extended(count: number): string;
    waived(count: number): string;
    notReported(count: number): string;
    notApplicable(count: number): string;
  };

  /** Tables of `show --summary`. */
  readonly counted: {
    readonly names: Readonly<Record<keyof Counts, string>>;
    /** A category that is part of the one before it, or (`beside`) overlaps with all of them. */
    ofWhich(name: string): string;
    beside(name: string): string;
    readonly tasks: string;
    readonly assignments: string;
    readonly share: string;
    asOfEnd(day: string): string;
    readonly level: string;
    readonly levels: Readonly<Record<Level, string>>;
    readonly unknownLevel: string;
    readonly byLevel: string;
    readonly byAgency: string;
    readonly byTask: string;
    /** What is counted, in sentences. */
    readonly explained: readonly string[];
    undatedTasks(numbers: string): string;
  };

  readonly preview: {
    morning(when: string, notices: string, agencies: string): string;
    about(agencies: string): string;
    /** Heading of the day on which agencies that end pass on what is open. */
    handovers(when: string): string;
    readonly nothing: string;
    notFollowed(beforeIssue: number, beforeTracking: number): string;
  };

  readonly start: {
    readonly opening: string;
    opened(tasks: string, assignments: string): string;
    beforeIssue(count: string): string;
    beforeTracking(count: string): string;
    announced(recipients: number): string;
    nextNotices(when: string): string;
    readonly noMoreNotices: string;
    nextOpening(day: string): string;
    readonly lookAt: string;
  };

  readonly amendment: AmendmentWording;

  readonly receipt: {
    readonly title: string;
    readonly requestId: string;
    readonly task: string;
    readonly agency: string;
    readonly at: string;
    readonly progress: string;
    readonly lastDay: string;
    readonly files: string;
    readonly document: string;
    readonly note: string;
    readonly lines: string;
    readonly figures: string;
    /** The version of the plan that is in force. */
    readonly version: string;
    /** What an update of a plan opened, changed and stopped. */
    readonly changes: string;
    readonly from: string;
    readonly coordinator: string;
    readonly waitsFor: string;
    /** Said once of an answer that an earlier call got. */
    readonly repeated: string;
  };

  closed(plan: string, workflows: number): string;
  linksRevoked(agencies: number): string;
  verified(facts: { events: number; files: number; planVersions: number; faults: number }): string;
  readonly chainsCompared: (workflows: number) => string;
  /** What agencies say of the lines of a periodic report. */
  readonly reported: {
    heading(when: string): string;
    readonly nothing: string;
    readonly rollUp: string;
    readonly unanswered: string;
    readonly columns: Readonly<Record<ReportLine['state'] | 'unanswered', string>>;
  };
  /** How much of a history is left out, and the command that shows it. */
  earlierHistory(count: number, command: string): string;
  readonly recentEvents: string;
  readonly reviewer: string;
  readonly phrase: string;
  readonly lines: string;
  readonly reason: string;
  readonly authority: string;
  readonly answer: string;
  /** Parts of what an event says; names are of agencies. */
  readonly said: {
    version(version: number): string;
    passedTo(name: string): string;
    takenOverFrom(name: string): string;
    waitsFor(name: string): string;
    /** What it was before it was opened again. */
    was(progress: string): string;
    /** A word that is replaced by another: title, products, reviewer. */
    replaced(what: string, from: string, to: string): string;
    /** Passed on because the agency ended. */
    readonly succession: string;
    /** Joined to what the other agency has already of this task and period. */
    readonly merged: string;
    readonly removed: string;
    readonly title: string;
    readonly products: string;
  };
  /** What an update of a plan did: tasks opened, changed, stopped; only what there is. */
  planChanges(counts: { opened: number; changed: number; stopped: number }): string;
  /** A last day that moves: null where there was none. */
  lastDayMoved(from: IsoDay | null, until: IsoDay): string;
  /** What an extension that is asked for is called. */
  readonly extensionAsked: string;
  /** What of an assignment needs somebody, below a table: how often, since when, in what words. */
  readonly remarks: {
    extended(times: number, originalLastDay: IsoDay | null): string;
    extensionAsked(until: IsoDay, on: IsoDay, reason: string): string;
    obstacle(on: IsoDay, text: string): string;
    waitingFor(name: string, on: IsoDay, text: string): string;
    takenOverFrom(name: string): string;
    passedTo(name: string): string;
  };
  /** Why an assignment is not applicable. */
  readonly notFollowed: Readonly<Record<'beforeIssue' | 'beforeTracking', string>>;
}
