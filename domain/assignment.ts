import type { Progress, Timeliness } from './assignment-state.ts';
import type { AssignmentRow, Json } from './batch.ts';
import type { Acknowledge, Review, SubmitEvidence } from './messages.ts';
import type { AnswerKind } from './notice.ts';
import type { AgencyId, IsoDay, IsoInstant } from './plan.ts';
import type { TaskPeriod } from './task-period.ts';

/**
 * The life of one assignment, as pure functions of (assignment, command, now). Nothing here waits,
 * writes or reads a clock; a refusal is a value.
 */

/** An assignment while a workflow holds it: what the register keeps, and what the ladder needs. */
export interface Assignment extends AssignmentRow {
  readonly name: string;
  /** Since when it owes delivery: ladder moments before it were never its own. */
  readonly owesSince: IsoInstant;
  /** Request id of the newest submission. */
  readonly submission: string | null;
  /** The day of the newest reminder that somebody had sent beside the ladder. */
  readonly remindedOn?: IsoDay;
}

/** Why an update was refused: the state it met, and what would be accepted now. */
export interface Refusal {
  readonly code:
    | 'UnknownAgency'
    | 'AlreadyFinal'
    | 'NothingToReview'
    | 'NotTheReviewer'
    | 'ReasonNeeded'
    | 'NothingSubmitted'
    | 'UnknownLine'
    | 'TooMuch'
    | 'NothingToExtend'
    | 'NotLater'
    | 'NothingAsked'
    | 'NoObstacle'
    | 'NothingSaid'
    | 'NotFinal'
    | 'NothingOwed'
    | 'AlreadyReminded'
    | 'SameAgency'
    | 'VersionChanged'
    | 'AlreadyPaused'
    | 'NotPaused'
    | 'PlanClosed'
    | 'NotWellFormed';
  readonly message: string;
  readonly progress: Progress | null;
  /** Updates that the present state admits. */
  readonly allowed: readonly string[];
}

/** A change of one assignment: what it is now, the event to record, whom to tell at once. */
export interface Change {
  readonly assignment: Assignment;
  readonly event: {
    readonly kind: string;
    readonly actor: AgencyId | null;
    readonly data: { readonly [key: string]: Json } | null;
  };
  readonly tell: readonly {
    readonly kind: AnswerKind;
    readonly to: AgencyId;
    readonly role: 'lead' | 'coordinator' | 'reviewer' | 'monitor';
    /** When it leaves, plan time; at once when it does not say. */
    readonly at?: IsoInstant;
  }[];
}

export type Outcome =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly refusal: Refusal };

/** Letters of one submission as JSON: what a mail and a batch can carry. A document belongs into a file. */
const longestSubmission = 20_000;

const finals: readonly Progress[] = [
  'accepted',
  'waived',
  'notReported',
  'notApplicable',
  'reassigned',
];

/** True when nothing more can happen to it. */
export function isFinal(progress: Progress): boolean {
  return finals.includes(progress);
}

/** True while delivery is owed: reminders and escalation are for these only. */
export function owesDelivery(progress: Progress): boolean {
  return progress === 'open' || progress === 'returned';
}

/** The updates that a state admits. */
export function listAllowed(progress: Progress): string[] {
  if (progress === 'notApplicable' || progress === 'reassigned') return [];
  if (isFinal(progress)) return ['reopen'];
  const always = [
    'acknowledge',
    'submitEvidence',
    'reportObstacle',
    'instruct',
    'waive',
    'reassign',
    'contribute',
    'waitFor',
  ];
  return progress === 'submitted'
    ? [...always, 'review']
    : [...always, 'remind', 'requestExtension', 'decideExtension'];
}

/** The assignments of a task period as they are when it opens. */
export function openAssignments(
  period: TaskPeriod,
  leads: readonly AgencyId[],
  names: Readonly<Record<AgencyId, string>>,
): Assignment[] {
  return leads.map((agency) => openAssignment(period, agency, names));
}

/** The assignment of one lead as it is when its task period opens. */
export function openAssignment(
  period: TaskPeriod,
  agency: AgencyId,
  names: Readonly<Record<AgencyId, string>>,
): Assignment {
  return {
    agency,
    name: names[agency] ?? agency,
    progress: period.notApplicable === null ? 'open' : 'notApplicable',
    timeliness: null,
    cycle: period.cycle,
    phrase: period.phrase,
    opensAt: period.opensAt,
    lastDay: period.lastDay,
    originalLastDay: period.lastDay,
    cutoff: period.cutoff,
    deadlineVersion: 1,
    reviewer: period.reviewers[agency] ?? null,
    acknowledgedAt: null,
    submittedAt: null,
    acceptedAt: null,
    returnedAt: null,
    returnReason: null,
    extensions: 0,
    extensionAsked: null,
    obstacle: null,
    waitingFor: null,
    takenOverFrom: null,
    passedTo: null,
    told: 0,
    lines: listOwnLines(period, agency),
    owesSince: period.opensAt,
    submission: null,
  };
}

/** The lines of a report that are an agency's from its opening; none of any other task. */
export function listOwnLines({ lines }: Pick<TaskPeriod, 'lines'>, agency: AgencyId): string[] {
  return (lines[agency] ?? []).flatMap(({ task, since }) => (since === undefined ? [task] : []));
}

/** The lead has taken note. Allowed until the assignment is final; changes no progress. */
export function acknowledge(
  assignment: Assignment,
  command: Acknowledge,
  now: IsoInstant,
): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'acknowledge');
  return changed(
    { ...assignment, acknowledgedAt: assignment.acknowledgedAt ?? now },
    { kind: 'acknowledged', actor: command.agency, data: null },
    [],
  );
}

/** Evidence is handed in; a newer submission replaces one that waits for review. */
export function submitEvidence(
  assignment: Assignment,
  command: SubmitEvidence,
  now: IsoInstant,
): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'submitEvidence');
  const problem = findSubmissionProblem(assignment, command);
  if (problem !== null) return { ok: false, refusal: problem };
  return changed(
    { ...assignment, progress: 'submitted', submittedAt: now, submission: command.requestId },
    { kind: 'submitted', actor: command.agency, data: describeSubmission(command) },
    [
      { kind: 'received', to: assignment.agency, role: 'lead' },
      ...(assignment.reviewer === null
        ? []
        : [{ kind: 'reviewAsked' as const, to: assignment.reviewer, role: 'reviewer' as const }]),
    ],
  );
}

/** The reviewer accepts the newest submission or returns it; timeliness is that of the submission. */
export function review(assignment: Assignment, command: Review, now: IsoInstant): Outcome {
  const { progress, submittedAt } = assignment;
  if (progress !== 'submitted' || submittedAt === null) return refuseReview(assignment);
  const problem = findReviewProblem(assignment, command);
  if (problem !== null) return { ok: false, refusal: problem };
  return command.decision === 'accept'
    ? accept(assignment, submittedAt, command, now)
    : sendBack(assignment, command, now);
}

/** A periodic report still missing at the next period's cut-off, or when its plan closes. */
export function lapse(assignment: Assignment): Change {
  return {
    assignment: { ...assignment, progress: 'notReported' },
    event: { kind: 'notReported', actor: null, data: { lastDay: assignment.lastDay } },
    tell: [],
  };
}

/** Whether what was submitted then was in time. Without a deadline everything is. */
export function computeTimeliness(
  assignment: Pick<Assignment, 'cutoff' | 'lastDay' | 'originalLastDay'>,
  submittedAt: IsoInstant,
): Timeliness {
  if (assignment.cutoff !== null && Date.parse(submittedAt) > Date.parse(assignment.cutoff)) {
    return 'late';
  }
  return assignment.lastDay === assignment.originalLastDay ? 'onTime' : 'onTimeAfterExtension';
}

/** True when delivery is owed and the cut-off has passed. */
export function isOverdue(
  assignment: Pick<Assignment, 'progress' | 'cutoff'>,
  now: IsoInstant,
): boolean {
  return (
    owesDelivery(assignment.progress) &&
    assignment.cutoff !== null &&
    Date.parse(now) > Date.parse(assignment.cutoff)
  );
}

function accept(
  assignment: Assignment,
  submittedAt: IsoInstant,
  command: Review,
  now: IsoInstant,
): Outcome {
  const timeliness = computeTimeliness(assignment, submittedAt);
  return changed(
    { ...assignment, progress: 'accepted', acceptedAt: now, timeliness },
    {
      kind: 'accepted',
      actor: command.by,
      data: { submission: assignment.submission, timeliness, reason: command.reason },
    },
    [{ kind: 'accepted', to: assignment.agency, role: 'lead' }],
  );
}

function sendBack(assignment: Assignment, command: Review, now: IsoInstant): Outcome {
  const returnReason = command.reason;
  return changed(
    { ...assignment, progress: 'returned', returnedAt: now, returnReason, owesSince: now },
    {
      kind: 'returned',
      actor: command.by,
      data: { submission: assignment.submission, reason: returnReason },
    },
    [{ kind: 'returned', to: assignment.agency, role: 'lead' }],
  );
}

function describeSubmission(command: SubmitEvidence): Change['event']['data'] {
  const { files, document, note, lines, values } = command;
  return {
    files: files.map((file) => ({ ...file })),
    document: document === null ? null : { ...document },
    note,
    lines: lines.map((line) => ({ ...line })),
    values,
  };
}

function findSubmissionProblem(assignment: Assignment, command: SubmitEvidence): Refusal | null {
  const { files, document, note, lines, values } = command;
  const says =
    files.length > 0 ||
    document !== null ||
    (note ?? '').trim() !== '' ||
    lines.length > 0 ||
    Object.keys(values).length > 0;
  if (!says) {
    return refuseWith(
      assignment,
      'NothingSubmitted',
      'the submission is empty: expected a file, a document reference, a note, a line or a value',
    );
  }
  const size = JSON.stringify(command).length;
  if (size > longestSubmission) {
    return refuseWith(
      assignment,
      'TooMuch',
      `expected at most ${longestSubmission} letters of note, lines, values and file names, found ${size}: put long texts into a file`,
    );
  }
  const unknown = lines.find(({ task }) => !assignment.lines.includes(task));
  if (unknown === undefined) return null;
  const known = assignment.lines.length === 0 ? 'none' : assignment.lines.join(', ');
  return refuseWith(
    assignment,
    'UnknownLine',
    `"${unknown.task}" is no line of this report of ${assignment.agency}; its lines are: ${known}`,
  );
}

function findReviewProblem(assignment: Assignment, command: Review): Refusal | null {
  if (command.by !== assignment.reviewer) {
    return refuseWith(
      assignment,
      'NotTheReviewer',
      `${command.by} may not review: the reviewer of ${assignment.agency} is ${assignment.reviewer ?? 'nobody'}`,
    );
  }
  if (command.decision === 'return' && (command.reason ?? '').trim() === '') {
    return refuseWith(assignment, 'ReasonNeeded', 'returning evidence needs a reason');
  }
  return null;
}

function refuseReview(assignment: Assignment): Outcome {
  const message = `nothing waits for review: the assignment of ${assignment.agency} is ${assignment.progress}`;
  return { ok: false, refusal: refuseWith(assignment, 'NothingToReview', message) };
}

/** Refuses an update because nothing more can happen to the assignment. */
export function refuseFinal(assignment: Assignment, update: string): Outcome {
  return {
    ok: false,
    refusal: refuseWith(
      assignment,
      'AlreadyFinal',
      `${update} is not possible: the assignment of ${assignment.agency} is ${assignment.progress}`,
    ),
  };
}

/** A refusal with the state it met and what that state admits. */
export function refuseWith(
  assignment: Assignment,
  code: Refusal['code'],
  message: string,
): Refusal {
  const { progress } = assignment;
  return { code, message, progress, allowed: listAllowed(progress) };
}

function changed(assignment: Assignment, event: Change['event'], tell: Change['tell']): Outcome {
  return { ok: true, change: { assignment, event, tell } };
}
