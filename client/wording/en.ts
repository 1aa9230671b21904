import {
  dayOf,
  formatDay,
  formatDayAndWeekday,
  formatInstant,
  periodName,
} from '../../domain/written-dates.ts';
import { localClock } from './local-clock.ts';
import type { CliWording } from './wording.ts';

const many = (count: number, one: string, more = `${one}s`) =>
  `${count} ${count === 1 ? one : more}`;
const days = (count: number) => many(count, 'working day');
const tasks = (count: number) => many(count, 'task');
const agencies = (count: number) => many(count, 'agency', 'agencies');
const assignments = (count: number) => many(count, 'assignment');

export const en: CliWording = {
  locale: 'en',
  columns: {
    plan: 'Plan',
    planTitle: 'Title',
    status: 'Status',
    task: 'No.',
    taskTitle: 'Task',
    period: 'Period',
    lastDay: 'Last day',
    agency: 'Agency',
    progress: 'Progress',
    standing: 'Standing',
    delivered: 'Delivered',
    told: 'Reminded',
    open: 'In time',
    overdue: 'Overdue',
    waiting: 'For review',
    accepted: 'Accepted',
    at: 'When',
    to: 'To',
    kind: 'Kind',
    subject: 'Subject',
    outcome: 'Outcome',
    what: 'What',
    details: 'Details',
    hash: 'Hash',
  },
  progress: {
    open: 'in progress',
    submitted: 'waiting for review',
    returned: 'returned',
    accepted: 'accepted',
    waived: 'stopped',
    notReported: 'not reported',
    notApplicable: 'not applicable',
  },
  timeliness: {
    onTime: 'on time',
    onTimeAfterExtension: 'on time after extension',
    late: 'late',
    overdue: 'overdue',
  },
  planStatus: { running: 'running', closed: 'closed' },
  mailState: {
    pending: 'waiting',
    sending: 'being sent',
    sent: 'sent',
    deferred: 'deferred, tried again',
    refused: 'refused',
    unknown: 'unknown, sent again',
    withdrawn: 'no longer needed',
  },
  mailKind: { digest: 'digest', letter: 'escalation letter', answer: 'answer' },
  noticeState: {
    owed: 'waiting',
    superseded: 'superseded by a later step',
    withdrawn: 'no longer needed',
    mailed: 'in a mail',
  },
  lineState: { done: 'done', inProgress: 'in progress', notStarted: 'not started' },
  role: {
    lead: 'lead',
    coordinator: 'coordinator',
    superior: 'superior',
    monitor: 'monitor',
    office: 'office',
    provincialOffice: 'provincial office',
    reviewer: 'reviewer',
  },
  update: {
    acknowledge: 'acknowledge (dondoc acknowledge)',
    submitEvidence: 'hand in evidence (dondoc submit)',
    review: 'accept or return (dondoc review)',
    requestExtension: 'ask for an extension (dondoc extend --until)',
    decideExtension: 'grant or refuse an extension (dondoc extend --grant, --refuse)',
    reportObstacle: 'report an obstacle (dondoc obstacle --text)',
    answerObstacle: 'answer an obstacle (dondoc obstacle --answer)',
    instruct: 'instruct (dondoc instruct)',
    waive: 'stop (dondoc waive)',
    close: 'close (dondoc close)',
  },
  event: {
    opened: 'Opened',
    notApplicable: 'Not applicable',
    acknowledged: 'Acknowledged',
    submitted: 'Evidence handed in',
    returned: 'Returned',
    accepted: 'Accepted',
    extensionRequested: 'Extension asked for',
    extensionGranted: 'Extension granted',
    extensionRefused: 'Extension refused',
    obstacleReported: 'Obstacle reported',
    obstacleAnswered: 'Obstacle answered',
    instructed: 'Instructed',
    waived: 'Stopped',
    notReported: 'Closed: not reported',
    closed: 'Follow-up closed',
    planClosed: 'Plan closed',
  },

  day: (day) => formatDay(day, 'en'),
  weekdayAndDay: (day) => formatDayAndWeekday(day, 'en'),
  instant: (at, zone) => formatInstant(at, zone, 'en'),
  shortInstant: (at, zone) => `${dayOf(at, zone)} ${localClock(at, zone)}`,
  period: (period) => periodName(period, 'en') ?? '',
  notice: (kind, step) => {
    if (kind === 'dueSoon')
      return step === 0 ? 'Reminder, last day' : `Reminder, ${days(step)} before`;
    if (kind === 'overdue') return `Urged, ${days(step)} overdue`;
    if (kind === 'escalated') return `Escalated, ${days(step)} overdue`;
    return {
      opened: 'Task announced',
      received: 'Receipt',
      reviewAsked: 'Review asked',
      returned: 'Return told',
      accepted: 'Acceptance told',
      extensionRequested: 'Extension request passed on',
      extensionDecided: 'Decision on extension told',
      obstacleReported: 'Obstacle passed on',
      obstacleAnswered: 'Answer to obstacle told',
      instructed: 'Instruction told',
      waived: 'Stop told',
      reviewOverdue: 'Reviewer reminded',
    }[kind];
  },

  overdueBy: (count) =>
    count === 0 ? 'overdue by less than a working day' : `overdue by ${days(count)}`,
  daysLeft: (count) => `${days(count)} left`,
  dueToday: 'due today',
  dueNextWorkingDay: 'due on these days off',
  undated: 'no date yet',
  submittedOn: (day, timeliness) =>
    `handed in ${formatDay(day, 'en')}, ${timeliness === 'late' ? 'late' : 'on time'}`,
  returnedOn: (day) => `returned ${formatDay(day, 'en')}`,

  tasks,
  agencies,
  assignments,
  notices: (count) => many(count, 'notice'),
  mails: (count) => many(count, 'mail'),
  andMore: (count) => `and ${count} more`,
  asOf: (instant) => `As of ${instant}`,

  validFile: (file, facts) =>
    `${file}: valid – ${tasks(facts.tasks)}, ${agencies(facts.agencies)}, ${assignments(facts.assignments)}`,
  periodicReport: 'Periodic report',
  warning: 'warning',
  none: 'none',

  summary: {
    acceptedOnTime: (count) => `completed on time ${count}`,
    acceptedLate: (count) => `completed late ${count}`,
    inTime: (count) => `in progress within time ${count}`,
    dueSoon: (count) => `due soon ${count}`,
    undated: (count) => `undated ${count}`,
    overdue: (count) => `overdue ${count}`,
    longOverdue: (count) => `by more than 30 days ${count}`,
    waiting: (count) => `waiting for review ${count}`,
    extended: (count) => `extended ${count}`,
    waived: (count) => `stopped ${count}`,
    notReported: (count) => `not reported ${count}`,
    notApplicable: (count) => `not applicable ${count}`,
  },

  preview: {
    morning: (when, notices, recipients) => `${when}: ${notices} for ${recipients}`,
    about: (owing) => `about ${owing}`,
    nothing: 'No notice at all.',
    notFollowed: (beforeIssue, beforeTracking) =>
      [
        ...(beforeIssue > 0 ? [`${assignments(beforeIssue)} due before the plan was issued`] : []),
        ...(beforeTracking > 0
          ? [`${assignments(beforeTracking)} due before tracking starts`]
          : []),
      ].join('; '),
  },

  start: {
    opening: 'Opening tasks',
    opened: (openTasks, openAssignments) => `Opened ${openTasks}, ${openAssignments}.`,
    beforeIssue: (count) => `${count} due before the plan was issued: not applicable.`,
    beforeTracking: (count) =>
      `${count} due before tracking starts: recorded, nobody is told (--include-past follows them).`,
    announced: (recipients) => `The first mail leaves at once for ${agencies(recipients)}.`,
    nextNotices: (when) => `Next notices: ${when}.`,
    noMoreNotices: 'No notice is to come.',
    nextOpening: (day) => `The next period opens on ${day}.`,
    lookAt: 'Look at:',
  },

  receipt: {
    title: 'Receipt',
    requestId: 'Receipt number',
    task: 'Task',
    agency: 'Agency',
    at: 'Received',
    progress: 'Progress',
    lastDay: 'Last day',
    files: 'Files',
    document: 'Document',
    note: 'Note',
    lines: 'Lines',
    figures: 'Figures',
    repeated: 'Already on record from an earlier call.',
  },

  closed: (plan, workflows) => `Plan ${plan} is closed: ${many(workflows, 'running task')} closed.`,
  verified: ({ events, files, planVersions, faults }) =>
    `Checked ${many(events, 'event')}, ${many(files, 'file')}, ${many(planVersions, 'plan version')}: ${faults === 0 ? 'no fault' : many(faults, 'fault')}.`,
  chainsCompared: (workflows) =>
    workflows === 0
      ? 'Not compared with Temporal.'
      : `Compared with ${many(workflows, 'running workflow')}.`,
  recentEvents: 'Latest events',
  reviewer: 'Reviewer',
  phrase: 'Deadline as written',
  lines: 'Tasks in this report',
  reason: 'Reason',
  authority: 'Decided by',
  answer: 'Answer',
  lastDayMoved: (from, until) =>
    `${from === null ? '' : `from ${formatDay(from, 'en')} `}to ${formatDay(until, 'en')}`,
  extensionAsked: 'Extension asked to',
  remarks: {
    extended: (times, original) =>
      `extended ${times === 1 ? 'once' : `${times} times`}${original === null ? '' : `, originally due ${formatDay(original, 'en')}`}`,
    extensionAsked: (until, on, reason) =>
      `extension to ${formatDay(until, 'en')} asked for (${formatDay(on, 'en')}, undecided): ${reason}`,
    obstacle: (on, text) => `obstacle (${formatDay(on, 'en')}, unanswered): ${text}`,
  },
  notFollowed: {
    beforeIssue: 'due before the plan was issued',
    beforeTracking: 'due before tracking started',
  },
};
