import {
  formatDay,
  formatDayAndWeekday,
  formatDayOfYear,
  formatInstant,
  formatTime,
  periodName,
} from '../../domain/written-dates.ts';
import type { AnsweredAssignment, LeadAnswer, MailHead, TaskPeriod } from '../models.ts';
import type {
  DeadlineWords,
  DigestCounts,
  DigestPart,
  DigestStage,
  DigestTopic,
  EscalationCounts,
  EscalationRole,
  MailSort,
  Wording,
  WorkToDo,
} from './wording.ts';

const report = 'report';

const sorts: Record<MailSort, string> = {
  digest: 'Task reminder',
  amended: 'Tasks changed',
  reviewOverdue: 'Reviews still waiting',
  escalation: 'Report on overdue tasks',
  received: 'Receipt',
  reviewAsked: 'Review requested',
  returned: 'Returned for completion',
  accepted: 'Completion confirmed',
  extensionRequested: 'Extension requested',
  extensionDecided: 'Decision on an extension',
  obstacleReported: 'Obstacle reported',
  obstacleAnswered: 'Answer to an obstacle',
  instructed: 'Instruction',
  waived: 'Task stopped',
  handedOver: 'Task passed on',
  takenOver: 'Task taken over',
  reopened: 'Task reopened',
  contributed: 'Contribution',
  waitingFor: 'Contribution asked for',
};

const parts: Record<DigestPart, string> = {
  overdue: 'OVERDUE',
  returned: 'RETURNED FOR COMPLETION',
  dueSoon: 'DUE SOON',
  opened: 'NEW TASKS',
  amended: 'CHANGED BY THE NEW PLAN',
  review: 'RESULTS WAITING FOR YOUR REVIEW',
  coordination: 'TASKS YOU COORDINATE',
};

const lineStates = {
  done: 'done',
  inProgress: 'in progress',
  notStarted: 'not started',
} as const;

const timeliness = {
  onTime: 'on time',
  onTimeAfterExtension: 'on time (after extension)',
  late: 'late',
} as const;

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const workingDays = (count: number): string => plural(count, 'working day');
const tasks = (count: number): string => plural(count, 'task');
const agencies = (count: number): string => plural(count, 'agency', 'agencies');

function planShort(plan: MailHead['plan']): string {
  const number = plan.number === null ? '' : ` No. ${plan.number}`;
  return `Plan${number} of ${formatDay(plan.issued, 'en')}, ${plan.issuer}`;
}

function planReference(plan: MailHead['plan']): string {
  const article = plan.number === null ? 'the ' : '';
  return `${article}${planShort(plan)}, “${plan.title}”`;
}

function periodOf(task: TaskPeriod): string {
  const name = periodName(task.period, 'en');
  return name === null ? '' : ` (${name})`;
}

function taskName(task: TaskPeriod): string {
  const title = task.task === report ? task.title : `${task.task} - ${task.title}`;
  return title + periodOf(task);
}

function taskTitle(task: TaskPeriod): string {
  return task.task === report ? taskName(task) : `Task ${taskName(task)}`;
}

function taskShort(task: TaskPeriod): string {
  return (task.task === report ? 'periodic report' : `task ${task.task}`) + periodOf(task);
}

function taskFirst(task: TaskPeriod): string {
  const short = taskShort(task);
  return short.charAt(0).toUpperCase() + short.slice(1);
}

function deadline({ lastDay, originalLastDay, cutoffTime, undated }: DeadlineWords): string {
  if (lastDay === null) return 'not yet set';
  const day = formatDayAndWeekday(lastDay, 'en');
  const end =
    cutoffTime === null
      ? `by the end of ${day}`
      : `before ${formatTime(cutoffTime, 'en')} on ${day}`;
  const extended = originalLastDay !== null && originalLastDay !== lastDay;
  const history = extended ? `, as extended (originally ${formatDay(originalLastDay, 'en')})` : '';
  return `${undated ? 'not yet set, provisionally ' : ''}${end}${history}`;
}

function dueSoonInSubject({ dueSoon, nextLastDay, sameLastDay }: DigestCounts): string {
  if (nextLastDay === null) return `${tasks(dueSoon)} due soon`;
  const day = formatDay(nextLastDay, 'en');
  return sameLastDay
    ? `${tasks(dueSoon)} due on ${day}`
    : `${tasks(dueSoon)} due soon, the first on ${day}`;
}

const digestTags: Record<DigestTopic, string> = {
  digest: 'Reminder',
  amended: 'Changed',
  reviewOverdue: 'Review waiting',
};

function digestSubject(recipient: string, topic: DigestTopic, counts: DigestCounts): string {
  const byPlan = topic === 'amended' ? ' by the new plan' : '';
  const longest = topic === 'reviewOverdue' ? `, up to ${workingDays(counts.longestReview)}` : '';
  const said = [
    counts.overdue > 0 ? `${tasks(counts.overdue)} overdue` : '',
    counts.returned > 0 ? `${tasks(counts.returned)} returned` : '',
    counts.dueSoon > 0 ? dueSoonInSubject(counts) : '',
    counts.opened > 0 ? plural(counts.opened, 'new task') : '',
    counts.amended > 0 ? `${tasks(counts.amended)} changed${byPlan}` : '',
    counts.removed > 0 ? `${tasks(counts.removed)} no longer owed` : '',
    counts.reviews > 0
      ? `${plural(counts.reviews, 'result')} waiting for your review${longest}`
      : '',
    counts.coordination > 0 ? `${tasks(counts.coordination)} to coordinate` : '',
  ].filter((part) => part !== '');
  return `[${digestTags[topic]}] ${recipient}: ${said.join(', ')}`;
}

function whatIsOwed(counts: EscalationCounts): string {
  if (counts.only === null) return tasks(counts.tasks);
  const article = counts.only.task === report ? 'the ' : '';
  return article + taskShort(counts.only);
}

/** "2 agencies have not completed task 6.3 (Q1 2023)". */
function unfinished(counts: EscalationCounts): string {
  const verb = counts.agencies === 1 ? 'has' : 'have';
  return `${agencies(counts.agencies)} ${verb} not completed ${whatIsOwed(counts)}`;
}

function escalationSubject(role: EscalationRole, counts: EscalationCounts): string {
  const [who, owed] = [agencies(counts.agencies), whatIsOwed(counts)];
  if (role === 'monitor') return `[Overdue] ${unfinished(counts)}`;
  if (role === 'superior')
    return `[Overdue] Please direct ${who} under your authority to complete ${owed}`;
  return `[Overdue] Please urge ${who} to complete ${owed}`;
}

function escalationOpening(head: MailHead, role: EscalationRole, counts: EscalationCounts): string {
  const at = `As of ${formatInstant(head.at, head.timezone, 'en')}`;
  const plan = planReference(head.plan);
  if (role === 'monitor') return `${at}, under ${plan}, ${unfinished(counts)}, now overdue.`;
  const whose = role === 'superior' ? ' of agencies under your authority' : '';
  return `As assigned in ${plan}, ${head.monitor.name} (monitoring agency) respectfully reports overdue tasks${whose}. ${at}, ${unfinished(counts)}.`;
}

const asks: Record<EscalationRole, string> = {
  superior:
    'Please direct the agencies named above to complete these tasks and to report the reasons for the delay.',
  monitor:
    'Please urge the agencies named above, answer the obstacles they have reported, if any, and record results already received through the official document exchange.',
  office:
    'Please consider advising the leadership of the People’s Committee to issue a written reminder requiring the agencies named above to complete these tasks and to account for the delay.',
  provincialOffice:
    'Please consider advising the Chair of the Provincial People’s Committee to issue a written reminder requiring the agencies named above to complete these tasks and to account for the delay.',
};

/** The name and, where there is one, the mailbox. */
function reach({ name, address }: MailHead['respondTo']): string {
  return address === null ? name : `${name} (${address})`;
}

function answerTo({ replyTo, respondTo, takesReplies = false }: MailHead): string {
  if (takesReplies)
    return 'How to answer: reply to this e-mail and attach the digitally signed document; with several tasks, one e-mail each, with the word “task” and its number. It is recorded by itself, and a receipt is sent.';
  const sent = `If the document has already gone through the official document exchange, please give its number, symbol and date so that ${respondTo.name} can record it.`;
  return replyTo === null
    ? `How to answer: send the digitally signed document to ${reach(respondTo)}. ${sent}`
    : `How to answer: reply to this e-mail and attach the digitally signed document. ${sent}`;
}

function respondBy({ replyTo, respondTo }: MailHead): string {
  return replyTo === null
    ? `write to ${reach(respondTo)}`
    : `reply to this e-mail or write to ${respondTo.name}`;
}

/** The monitor keeps the record: it sends its own decision to nobody, and everybody else sends theirs to it. */
function decideBy(head: MailHead): string {
  if (head.recipient.id !== head.monitor.id) return respondBy({ ...head, respondTo: head.monitor });
  const record = 'enter it in the record of these tasks';
  return head.replyTo === null ? record : `reply to this e-mail or ${record}`;
}

function digestClosing(head: MailHead, stage: DigestStage): string[] {
  if (stage === 'coordination') return [`Obstacles in coordination: ${respondBy(head)}.`];
  const where = head.takesReplies === true ? respondBy(head) : 'to the same address';
  const obstacles = `Obstacles and requests for an extension: ${where},`;
  return [
    answerTo(head),
    stage === 'inTime'
      ? `${obstacles} before the deadline.`
      : `${obstacles} with the reason and the expected date of completion. A task remains overdue until the competent authority grants an extension.`,
  ];
}

function answered(answer: LeadAnswer | null, year: string): string {
  if (answer === null) return 'no answer';
  const say = (day: string) =>
    day.startsWith(year) ? formatDayOfYear(day, 'en') : formatDay(day, 'en');
  switch (answer.kind) {
    case 'acknowledged':
      return `acknowledged on ${say(answer.on)}, no result yet`;
    case 'returned':
      return `submitted on ${say(answer.submittedOn)}, returned on ${say(answer.returnedOn)} (reason: “${answer.reason}”), being completed`;
    case 'extension':
      return `asked on ${say(answer.on)} for an extension to ${say(answer.until)}, not decided`;
    case 'obstacle': {
      const then =
        answer.answeredOn === null ? 'not answered' : `answered on ${say(answer.answeredOn)}`;
      return `obstacle reported on ${say(answer.on)} (“${answer.text}”), ${then}`;
    }
    case 'waitingFor':
      return `since ${say(answer.on)} waiting for ${answer.agencyName} (“${answer.text}”)`;
  }
}

function extensionDecidedSubject(
  assignment: AnsweredAssignment,
  { from, until }: { from: string | null; until: string | null },
): string {
  const task = taskFirst(assignment);
  if (until !== null) return `[Extended] ${task}: now due by the end of ${formatDay(until, 'en')}`;
  const kept = from === null ? '' : `, the end of ${formatDay(from, 'en')}`;
  return `[Not extended] ${task}: the deadline stays as it was${kept}`;
}

function returnedSubject(
  assignment: AnsweredAssignment,
  over: { isOver: boolean; days: number },
): string {
  const start = `[Returned] ${taskFirst(assignment)}: please complete and resend`;
  if (over.isOver) return `${start} now (${workingDays(over.days)} overdue)`;
  if (assignment.lastDay === null) return start;
  return `${start} by the end of ${formatDay(assignment.lastDay, 'en')}`;
}

function takenOverClosing(head: MailHead, work: WorkToDo): string[] {
  if (work === 'reviewed')
    return [
      'What was submitted is waiting for review; there is no need to send it again. Should it be returned, please complete it and send it again.',
      answerTo(head),
    ];
  const when =
    work === 'overdue'
      ? 'The task is overdue: please send the result as soon as possible, or report the date of completion.'
      : 'Please carry out the task and send the result before the deadline.';
  return [when, answerTo(head)];
}

function handedIn(at: string | null, returnReason: string | null): string {
  if (at === null) return 'nothing yet';
  return returnReason === null
    ? `at ${at}, waiting for review`
    : `at ${at}, returned for completion (reason: “${returnReason}”)`;
}

/** English for readers outside; names, titles and phrases of the plan stay in the plan's language. */
export const en: Wording = {
  locale: 'en',
  label: {
    task: 'Task',
    agency: 'Lead agency',
    deadline: 'Deadline',
    inThePlan: 'In the plan',
    coordinators: 'Coordinators',
    leads: 'Lead',
    products: 'Expected product',
    asked: 'Please',
    missingInputs: 'Inputs still missing',
    reason: 'Reason for return',
    lines: 'To be reported',
    remindedOn: 'Reminded on',
    receiptNumber: 'Receipt number',
    receivedAt: 'Received at',
    submittedAt: 'Submitted at',
    returnedAt: 'Returned at',
    acceptedAt: 'Confirmed at',
    reviewer: 'Reviewer',
    document: 'Document',
    figures: 'Figures',
    reviewBy: 'Review due',
    askedUntil: 'Extension asked for',
    askedAt: 'Asked at',
    oldDeadline: 'Old deadline',
    newDeadline: 'New deadline',
    authority: 'Authority',
    reportedAt: 'Reported at',
    answeredAt: 'Answered at',
    takenOverFrom: 'Taken over from',
    handedOverTo: 'Now led by',
    handedIn: 'Submitted so far',
    stateBefore: 'State before',
    coordinator: 'Coordinator',
    waitingFor: 'Waiting for',
    waitingForYou: 'Waiting for your agency',
    change: 'Change',
    oldTitle: 'Title before',
  },
  sort: (sort) => sorts[sort],
  greeting: (recipient) => `To: ${recipient}`,
  planShort,
  taskTitle,
  taskName,
  taskLine: ({ task, title }) => `Task ${task} - ${title}`,
  deadline,
  deadlineShort(lastDay, originalLastDay) {
    const end = `by the end of ${formatDay(lastDay, 'en')}`;
    return originalLastDay === null || originalLastDay === lastDay
      ? end
      : `${end} (extended from ${formatDay(originalLastDay, 'en')})`;
  },
  daysLeft(count, isLastDay) {
    if (isLastDay) return 'due today';
    return count === 0
      ? 'today is the last working day before the deadline'
      : `${workingDays(count)} left`;
  },
  daysOver: (count) => (count === 0 ? 'overdue' : `${workingDays(count)} overdue`),
  quoted: (phrase) => `“${phrase}”`,
  names(shown, more) {
    return more === 0
      ? shown.join(', ')
      : `${shown.join(', ')} and ${plural(more, 'other agency', 'other agencies')}`;
  },
  document({ number, date, issuer }) {
    const day = date === null ? '' : ` of ${formatDay(date, 'en')}`;
    return `No. ${number}${day}${issuer === null ? '' : `, ${issuer}`}`;
  },
  timeliness: (value) => timeliness[value],
  lineLabel: (task, state) => `${task} (${lineStates[state]})`,
  page: ({ link }) =>
    link === null
      ? null
      : {
          label: 'See your tasks and hand in results on your page',
          url: link,
          note: 'This link is for your agency only; please do not pass it on.',
        },
  footer: ({ monitor }) => [
    `Monitoring agency: ${monitor.name}.`,
    'This e-mail is automatic and does not replace an official document.',
  ],

  digest: {
    subject: digestSubject,
    opening(head) {
      const at = formatInstant(head.at, head.timezone, 'en');
      return `Under ${planReference(head.plan)}, as of ${at} your agency has:`;
    },
    heading: (part, number, count) => `${number}. ${parts[part]} (${count})`,
    roleOf({ role, requested }) {
      if (role === 'coordinator') return 'coordinator';
      return requested ? 'requested' : 'lead';
    },
    askOverdue(isReport, requested) {
      const what = isReport ? 'the report' : 'the result';
      return requested
        ? `kindly send ${what} when you can, or let us know when to expect it`
        : `send ${what} today, or report the reason and the date of completion`;
    },
    askReturned: 'complete it for the reason above and send it again',
    askReturnedOverdue: (requested) =>
      requested
        ? 'kindly complete it for the reason above and send it again when you can, or let us know when to expect it'
        : 'complete it for the reason above and send it again today, or report the date of completion',
    missingFrom: ({ task }, names) => `task ${task} from ${names}`,
    awaitedFromYou: (numbers) =>
      `the lead agency is waiting for your result of ${numbers.length === 1 ? 'task' : 'tasks'} ${numbers.join(', ')}`,
    linesIntro: (count) => `${tasks(count)}, a sentence and a state for each`,
    waitsFor: (name, since, text) => `${name}, since ${formatDay(since, 'en')} (“${text}”)`,
    leadWaitsFor: (lead, on, text) => `${on}, asked by ${lead} (“${text}”)`,
    moreWait: (count) => `and ${plural(count, 'other agency', 'other agencies')}`,
    noLongerOwed: 'your agency no longer owes this task',
    changed(from, to) {
      const now = to ?? 'none';
      return from === null ? now : `${now} (before: ${from})`;
    },
    waited: (days) => `waiting ${days === 0 ? 'less than a working day' : workingDays(days)}`,
    closing: digestClosing,
    removedClosing: [
      'Your agency need not send a result of a task that is no longer owed, and will not be reminded of it again.',
    ],
    reviewClosing: (head) => [
      'Please review the results that wait: confirm completion, or return them with the reason.',
      `Your decision: ${decideBy(head)}, quoting the receipt number.`,
    ],
    calendar: (task) => `Due: ${task}`,
  },

  escalation: {
    subject: escalationSubject,
    opening: escalationOpening,
    heading: (number, task, count) => `${number}. ${taskTitle(task)} - ${agencies(count)}`,
    columns: ['No.', 'Lead agency', 'Deadline', 'Reminders, answer'],
    told: (times) => `${plural(times, 'time')}`,
    lastTold: (times, day) => `${plural(times, 'time')}, last on ${formatDay(day, 'en')}`,
    answered,
    consequenceHeading: 'CONSEQUENCE',
    inputsMissing: (missing, of) => `${missing} of ${of} inputs missing`,
    ask: (role) => asks[role],
    answer: (head, role) =>
      role === 'monitor' || head.recipient.id === head.monitor.id
        ? 'What you receive and answer is kept in the record of these tasks.'
        : `Your instructions: ${respondBy(head)}, so that they are kept in the record.`,
    nextLetter: (day) =>
      `If the tasks are still not completed, the next letter leaves on ${formatDay(day, 'en')}.`,
  },

  answer: {
    detailsHeading: 'DETAILS',
    submissionHeading: 'WHAT WAS SUBMITTED',
    noteHeading: 'NOTE FROM THE AGENCY',
    reasonHeading: 'REASON FOR RETURN',
    receivedSubject: (assignment, at, timezone) =>
      `[Received] ${taskFirst(assignment)}, at ${formatInstant(at, timezone, 'en')}`,
    receivedOpening: (head) =>
      `Your agency’s result under ${planReference(head.plan)} has been received:`,
    receivedClosing: (reviewer) => [
      'Please keep this e-mail as proof of submission; there is no need to send it again.',
      `${reviewer ?? 'The reviewer'} will confirm completion or return it with a reason, and you will be told at once.`,
    ],
    reviewAskedSubject: (assignment) =>
      `[Please review] ${taskFirst(assignment)}: result from ${assignment.agencyName}`,
    reviewAskedOpening: (head, agency) =>
      `Under ${planReference(head.plan)}, ${agency} has submitted the following for your review:`,
    reviewAskedClosing: (head) => [
      `Your decision (completed, or returned with the reason): ${decideBy(head)}.`,
    ],
    returnedSubject,
    returnedOpening: (head, reviewer) =>
      `${reviewer} has returned your agency’s result under ${planReference(head.plan)} for completion:`,
    returnedClosing: (head, isOver) => [
      isOver
        ? 'Please complete it for the reason above and send it again today, or report the date of completion.'
        : 'Please complete it for the reason above and send it again before the deadline.',
      answerTo(head),
    ],
    acceptedSubject: (assignment, value) =>
      `[Confirmed] ${taskFirst(assignment)}: completed${value === null ? '' : ` ${timeliness[value]}`}`,
    acceptedOpening: (head, reviewer) =>
      `${reviewer} confirms that your agency has completed the following task under ${planReference(head.plan)}:`,
    acceptedClosing: ['Nothing more is needed from your agency for this task. Thank you.'],
  },

  decision: {
    requestReasonHeading: 'REASON FOR THE REQUEST',
    reasonHeading: 'REASON',
    obstacleHeading: 'OBSTACLE',
    answerHeading: 'ANSWER',
    instructionHeading: 'INSTRUCTION',
    again: (subject) => `Reminder: ${subject}`,
    extensionRequestedSubject: (assignment, until) =>
      `[Extension requested] ${taskFirst(assignment)}: ${assignment.agencyName} asks for an extension to the end of ${formatDay(until, 'en')}`,
    extensionRequestedOpening: (head, agency) =>
      `Under ${planReference(head.plan)}, ${agency} asks for a later deadline of the following task:`,
    extensionRequestedClosing: (head) => [
      'Please consider this request and obtain the decision of the competent authority. Until then the present deadline stands.',
      `The decision (number and date of the document; the new deadline, or the reason for refusal): ${decideBy(head)}.`,
    ],
    extensionDecidedSubject,
    extensionDecidedOpening: (head, authority, isGranted) =>
      `${authority} has ${isGranted ? 'granted' : 'refused'} a later deadline of the following task of your agency under ${planReference(head.plan)}:`,
    extensionDecidedClosing: (head, isGranted) => [
      isGranted
        ? 'Please complete the task and send the result before the new deadline.'
        : 'The deadline stays as it was. Please complete the task and send the result as soon as possible.',
      answerTo(head),
    ],
    obstacleReportedSubject: (assignment) =>
      `[Obstacle] ${taskFirst(assignment)}: reported by ${assignment.agencyName}`,
    obstacleReportedOpening: (head, agency) =>
      `Under ${planReference(head.plan)}, ${agency} reports an obstacle to the following task:`,
    obstacleReportedClosing: (head) => [
      'Please answer it, or refer it to the competent authority. The deadline of the task does not change.',
      `Your answer: ${decideBy(head)}.`,
    ],
    obstacleAnsweredSubject: (assignment) =>
      `[Obstacle answered] ${taskFirst(assignment)}: answer to the obstacle of your agency`,
    obstacleAnsweredOpening: (head) =>
      `The obstacle that your agency reported under ${planReference(head.plan)} has been answered:`,
    obstacleAnsweredClosing: [
      'Please proceed according to the answer above. The deadline of the task does not change.',
    ],
    instructedSubject: (assignment, authority) =>
      `[Instruction] ${taskFirst(assignment)}: instruction of ${authority}`,
    instructedOpening: (head, authority) =>
      `${authority} has given an instruction on the following task of your agency under ${planReference(head.plan)}:`,
    instructedClosing: (head) => ['Please carry out the instruction above.', answerTo(head)],
    waivedSubject: (assignment) =>
      `[Stopped] ${taskFirst(assignment)}: by decision of the competent authority`,
    waivedOpening: (head, authority) =>
      `By decision of ${authority}, your agency stops the following task under ${planReference(head.plan)}:`,
    waivedClosing: [
      'Your agency no longer owes a result of this task and will not be reminded of it again.',
    ],
  },

  cooperation: {
    contributionHeading: 'CONTRIBUTION',
    requestHeading: 'WHAT IS ASKED FOR',
    handedOverSubject: (assignment, to) => `[Passed on] ${taskFirst(assignment)}: now led by ${to}`,
    handedOverOpening: (head, authority, to) =>
      `By decision of ${authority}, the following task of your agency under ${planReference(head.plan)} passes to ${to}:`,
    handedOverClosing: (to) => [
      `The task has passed to ${to}: your agency no longer owes it and will not be reminded of it again.`,
      'What your agency has submitted, if anything, passes with the task.',
    ],
    takenOverSubject(assignment, from) {
      const start = `[Taken over] ${taskFirst(assignment)}: from ${from}`;
      return assignment.lastDay === null
        ? start
        : `${start}, due by the end of ${formatDay(assignment.lastDay, 'en')}`;
    },
    takenOverOpening: (head, authority, from) =>
      `By decision of ${authority}, your agency takes over the following task from ${from} and leads it under ${planReference(head.plan)}:`,
    takenOverClosing,
    handedIn,
    reopenedSubject(assignment) {
      const start = `[Reopened] ${taskFirst(assignment)}: to be continued`;
      return assignment.lastDay === null
        ? start
        : `${start}, due by the end of ${formatDay(assignment.lastDay, 'en')}`;
    },
    reopenedOpening: (head, authority) =>
      `By decision of ${authority}, the following task of your agency under ${planReference(head.plan)} is reopened:`,
    reopenedClosing: (head, isOver) => [
      isOver
        ? 'Please complete the task and send the result as soon as possible, or report the date of completion.'
        : 'Please complete the task and send the result before the deadline.',
      answerTo(head),
    ],
    contributedSubject: (assignment, by) => `[Contribution] ${taskFirst(assignment)}: from ${by}`,
    contributedOpening: (head, by) =>
      `Under ${planReference(head.plan)}, ${by} (coordinator) has sent its contribution to the following task led by your agency:`,
    contributedClosing: (head) => [
      'Please use the contribution above to complete the task. The deadline of the task does not change.',
      answerTo(head),
    ],
    waitingForSubject: (assignment) =>
      `[Contribution asked for] ${taskFirst(assignment)}: ${assignment.agencyName} is waiting for your agency`,
    waitingForOpening: (head, agency) =>
      `Under ${planReference(head.plan)}, ${agency} (lead agency) is waiting for your agency in order to complete the following task:`,
    waitingForClosing: (head, agency) => [
      `Please send your contribution to ${agency} soon. The deadline of the task does not change.`,
      `Your contribution (with the number, symbol and date of the document, if any) or obstacles: ${decideBy(head)}.`,
    ],
  },
};
