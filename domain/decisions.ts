import {
  type Assignment,
  isFinal,
  type Outcome,
  owesDelivery,
  type Refusal,
  refuseFinal,
  refuseWith,
} from './assignment.ts';
import type { Json } from './batch.ts';
import { dayLike } from './local-time.ts';
import type {
  AnswerObstacle,
  Contribute,
  DecideExtension,
  Decision,
  Instruct,
  Reassign,
  Remind,
  Reopen,
  ReportObstacle,
  RequestExtension,
  WaitFor,
  Waive,
} from './messages.ts';
import type { AgencyId, IsoInstant } from './plan.ts';

/**
 * What else can happen to an assignment than evidence and its review: extensions, obstacles,
 * instructions, the stop, its undoing, what coordinators bring. Pure, like `assignment.ts`; what changes a duty names the authority that
 * decided and its document.
 */

/** How long a reminder may be held back so that several leave in one letter. */
const longestDelayMs = 3_600_000;

/** Who is told of what beyond the lead and its reviewer. */
export interface Parties {
  /** Receives requests for an extension. */
  readonly monitor: AgencyId;
  readonly obstaclesTo: AgencyId;
}

/** Asks for a later last day than the present one; a newer request replaces an undecided one. */
export function requestExtension(
  assignment: Assignment,
  command: RequestExtension,
  now: IsoInstant,
  { monitor }: Parties,
): Outcome {
  const problem = findRequestProblem(assignment, command);
  if (problem !== null) return { ok: false, refusal: problem };
  const { until, reason } = command;
  return {
    ok: true,
    change: {
      assignment: { ...assignment, extensionAsked: { until, reason, at: now } },
      event: { kind: 'extensionRequested', actor: assignment.agency, data: { until, reason } },
      tell: [{ kind: 'extensionRequested', to: monitor, role: 'monitor' }],
    },
  };
}

/**
 * Grants or refuses. Granting moves the last day and re-arms the ladder under a new version of the
 * deadline: the caller computes the new instants (`cutoff` is null until then).
 */
export function decideExtension(
  assignment: Assignment,
  command: DecideExtension,
  _now: IsoInstant,
): Outcome {
  const problem = findDecisionProblem(assignment, command);
  if (problem !== null) return { ok: false, refusal: problem };
  const { decision, until, reason } = command;
  const granted = decision === 'grant';
  const { lastDay, deadlineVersion, extensions } = assignment;
  return {
    ok: true,
    change: {
      assignment: {
        ...assignment,
        extensionAsked: null,
        ...(granted
          ? {
              lastDay: until,
              cutoff: null,
              deadlineVersion: deadlineVersion + 1,
              extensions: extensions + 1,
            }
          : {}),
      },
      event: {
        kind: granted ? 'extensionGranted' : 'extensionRefused',
        actor: null,
        data: { decision, from: lastDay, until, reason, ...describeDecision(command) },
      },
      tell: [{ kind: 'extensionDecided', to: assignment.agency, role: 'lead' }],
    },
  };
}

/** Reports what keeps the lead from delivering; changes no deadline. */
export function reportObstacle(
  assignment: Assignment,
  command: ReportObstacle,
  now: IsoInstant,
  { obstaclesTo }: Parties,
): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'reportObstacle');
  const text = command.text.trim();
  if (text === '') return refuseEmpty(assignment, 'an obstacle needs to be described');
  return {
    ok: true,
    change: {
      assignment: { ...assignment, obstacle: { text, at: now, answer: null, answeredAt: null } },
      event: { kind: 'obstacleReported', actor: assignment.agency, data: { text } },
      tell: [{ kind: 'obstacleReported', to: obstaclesTo, role: 'monitor' }],
    },
  };
}

/** Answers the newest obstacle. */
export function answerObstacle(
  assignment: Assignment,
  command: AnswerObstacle,
  now: IsoInstant,
): Outcome {
  const { obstacle } = assignment;
  if (obstacle === null) {
    return {
      ok: false,
      refusal: refuseWith(
        assignment,
        'NoObstacle',
        `${assignment.agency} has reported no obstacle`,
      ),
    };
  }
  const answer = command.text.trim();
  if (answer === '') return refuseEmpty(assignment, 'the answer to an obstacle is empty');
  return {
    ok: true,
    change: {
      assignment: { ...assignment, obstacle: { ...obstacle, answer, answeredAt: now } },
      event: { kind: 'obstacleAnswered', actor: command.by, data: { text: obstacle.text, answer } },
      tell: [{ kind: 'obstacleAnswered', to: assignment.agency, role: 'lead' }],
    },
  };
}

/** Passes on the office's word; changes nothing else. */
export function instruct(assignment: Assignment, command: Instruct): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'instruct');
  const text = command.text.trim();
  if (text === '') return refuseEmpty(assignment, 'an instruction needs words');
  return {
    ok: true,
    change: {
      assignment,
      event: { kind: 'instructed', actor: null, data: { text, ...describeDecision(command) } },
      tell: [{ kind: 'instructed', to: assignment.agency, role: 'lead' }],
    },
  };
}

/** Reminds the lead once more of what it owes; changes nothing else, and nothing twice on one day. */
export function remind(assignment: Assignment, command: Remind, now: IsoInstant): Outcome {
  const { agency, progress, remindedOn } = assignment;
  const { by, at } = command;
  if (!owesDelivery(progress)) {
    const message = `nothing to remind of: the assignment of ${agency} is ${progress}`;
    return { ok: false, refusal: refuseWith(assignment, 'NothingOwed', message) };
  }
  if (Date.parse(at) - Date.parse(now) > longestDelayMs) {
    const message = `expected a reminder to leave within an hour from ${now}, found ${at}`;
    return { ok: false, refusal: refuseWith(assignment, 'NotWellFormed', message) };
  }
  const day = dayLike(now, at);
  if (remindedOn === day) {
    const message = `${agency} was reminded of this on ${day} already: once a day is enough`;
    return { ok: false, refusal: refuseWith(assignment, 'AlreadyReminded', message) };
  }
  return {
    ok: true,
    change: {
      assignment: { ...assignment, remindedOn: day },
      event: { kind: 'reminded', actor: by, data: { by, day } },
      tell: [{ kind: 'reminded', to: agency, role: 'lead', at }],
    },
  };
}

/** Stops the assignment: nothing is owed any more. */
export function waive(assignment: Assignment, command: Waive): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'waive');
  const reason = command.reason.trim();
  if (reason === '') return refuseEmpty(assignment, 'stopping an assignment needs a reason');
  return {
    ok: true,
    change: {
      assignment: { ...assignment, progress: 'waived' },
      event: { kind: 'waived', actor: null, data: { reason, ...describeDecision(command) } },
      tell: [{ kind: 'waived', to: assignment.agency, role: 'lead' }],
    },
  };
}

/**
 * Undoes an end that was wrong: delivery is owed again. With a new last day the ladder is re-armed, as
 * by an extension.
 */
export function reopen(assignment: Assignment, command: Reopen, now: IsoInstant): Outcome {
  const problem = findReopenProblem(assignment, command);
  if (problem !== null) return { ok: false, refusal: problem };
  const { progress, lastDay, deadlineVersion, extensions } = assignment;
  const { until } = command;
  const reason = command.reason.trim();
  return {
    ok: true,
    change: {
      assignment: {
        ...assignment,
        progress: 'open',
        timeliness: null,
        acceptedAt: null,
        owesSince: now,
        ...(until === null
          ? {}
          : {
              lastDay: until,
              cutoff: null,
              deadlineVersion: deadlineVersion + 1,
              extensions: extensions + 1,
            }),
      },
      event: {
        kind: 'reopened',
        actor: null,
        data: { was: progress, from: lastDay, until, reason, ...describeDecision(command) },
      },
      tell: [{ kind: 'reopened', to: assignment.agency, role: 'lead' }],
    },
  };
}

/** Notes what a coordinator has done for the lead, who is told; the lead's waiting for it ends. */
export function contribute(assignment: Assignment, command: Contribute): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'contribute');
  const { by, document } = command;
  const text = command.text.trim();
  if (text === '') return refuseEmpty(assignment, 'a contribution needs to be described');
  if (by === assignment.agency) return refuseSame(assignment, 'contribute to its own assignment');
  const { waitingFor } = assignment;
  return {
    ok: true,
    change: {
      assignment: { ...assignment, waitingFor: waitingFor?.agency === by ? null : waitingFor },
      event: {
        kind: 'contributed',
        actor: by,
        data: { by, text, document: document === null ? null : { ...document } },
      },
      tell: [{ kind: 'contributed', to: assignment.agency, role: 'lead' }],
    },
  };
}

/** The lead waits for another agency, which is told. Changes no deadline. */
export function waitFor(assignment: Assignment, command: WaitFor, now: IsoInstant): Outcome {
  if (isFinal(assignment.progress)) return refuseFinal(assignment, 'waitFor');
  const { on } = command;
  const text = command.text.trim();
  if (text === '') return refuseEmpty(assignment, 'waiting for an agency needs to say for what');
  if (on === assignment.agency) return refuseSame(assignment, 'wait for itself');
  return {
    ok: true,
    change: {
      assignment: { ...assignment, waitingFor: { agency: on, text, at: now } },
      event: { kind: 'waitingFor', actor: assignment.agency, data: { on, text } },
      tell: [{ kind: 'waitingFor', to: on, role: 'coordinator' }],
    },
  };
}

/** Why an assignment cannot pass to another agency; null when it can. */
export function findReassignProblem(
  assignment: Assignment,
  command: Reassign,
  holders: readonly AgencyId[],
): Refusal | null {
  const { progress, agency } = assignment;
  if (isFinal(progress)) {
    return refuseWith(
      assignment,
      'AlreadyFinal',
      `reassign is not possible: the assignment of ${agency} is ${progress}`,
    );
  }
  if (command.reason.trim() === '') {
    return refuseWith(assignment, 'ReasonNeeded', 'passing an assignment on needs a reason');
  }
  if (!holders.includes(command.to)) return null;
  return refuseWith(
    assignment,
    'SameAgency',
    `${command.to} leads this task and period already: stop the assignment of ${agency} instead`,
  );
}

function findReopenProblem(assignment: Assignment, command: Reopen): Refusal | null {
  const { progress, agency, lastDay } = assignment;
  if (!isFinal(progress) || progress === 'notApplicable' || progress === 'reassigned') {
    return refuseWith(
      assignment,
      'NotFinal',
      `nothing to reopen: the assignment of ${agency} is ${progress}`,
    );
  }
  if (command.reason.trim() === '') {
    return refuseWith(assignment, 'ReasonNeeded', 'reopening an assignment needs a reason');
  }
  return command.until === null ? null : findDayProblem(assignment, lastDay, command.until);
}

function refuseSame(assignment: Assignment, what: string): Outcome {
  return {
    ok: false,
    refusal: refuseWith(assignment, 'SameAgency', `${assignment.agency} cannot ${what}`),
  };
}

function findRequestProblem(assignment: Assignment, command: RequestExtension): Refusal | null {
  const { progress, lastDay } = assignment;
  if (isFinal(progress) || progress === 'submitted') {
    return refuseWith(
      assignment,
      'NothingToExtend',
      `an extension is not possible: the assignment of ${assignment.agency} is ${progress}`,
    );
  }
  if (command.reason.trim() === '') {
    return refuseWith(assignment, 'ReasonNeeded', 'asking for an extension needs a reason');
  }
  return findDayProblem(assignment, lastDay, command.until);
}

function findDecisionProblem(assignment: Assignment, command: DecideExtension): Refusal | null {
  const { decision, until, reason } = command;
  if (isFinal(assignment.progress)) {
    return refuseWith(
      assignment,
      'NothingToExtend',
      `an extension is not possible: the assignment of ${assignment.agency} is ${assignment.progress}`,
    );
  }
  if (decision === 'refuse') {
    if (assignment.extensionAsked === null) {
      return refuseWith(assignment, 'NothingAsked', `${assignment.agency} has asked for nothing`);
    }
    return (reason ?? '').trim() === ''
      ? refuseWith(assignment, 'ReasonNeeded', 'refusing an extension needs a reason')
      : null;
  }
  return findDayProblem(assignment, assignment.lastDay, until);
}

function findDayProblem(
  assignment: Assignment,
  lastDay: string | null,
  until: string | null,
): Refusal | null {
  if (lastDay !== null && until !== null && until > lastDay) return null;
  return refuseWith(
    assignment,
    'NotLater',
    `expected a day after the present last day ${lastDay ?? '(none)'}, found ${until ?? 'none'}`,
  );
}

function refuseEmpty(assignment: Assignment, message: string): Outcome {
  return { ok: false, refusal: refuseWith(assignment, 'NothingSaid', message) };
}

/** The authority and its document, as events carry them. */
export function describeDecision({ authority, document }: Decision): { [key: string]: Json } {
  const { number, date, issuer } = document;
  return { authority, document: { number, date, issuer } };
}
