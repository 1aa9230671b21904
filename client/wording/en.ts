import { toDay } from '../../domain/local-time.ts';
import {
  formatDay,
  formatDayAndWeekday,
  formatInstant,
  periodName,
} from '../../domain/written-dates.ts';
import { amendmentEn } from './amendment-en.ts';
import { localClock } from './local-clock.ts';
import type { CliWording } from './wording.ts';

const many = (count: number, one: string, more = `${one}s`) =>
  `${count} ${count === 1 ? one : more}`;
const days = (count: number) => many(count, 'working day');
const tasks = (count: number) => many(count, 'task');
const agencies = (count: number) => many(count, 'agency', 'agencies');
const assignments = (count: number) => many(count, 'assignment');
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

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
    reassigned: 'reassigned',
  },
  timeliness: {
    onTime: 'on time',
    onTimeAfterExtension: 'on time after extension',
    late: 'late',
    overdue: 'overdue',
  },
  planStatus: { running: 'running', paused: 'paused', closed: 'closed' },
  mailState: {
    pending: 'waiting',
    sending: 'being sent',
    sent: 'sent',
    deferred: 'deferred, tried again',
    refused: 'refused',
    unknown: 'unknown, sent again',
    withdrawn: 'no longer needed',
  },
  mailKind: {
    digest: 'digest',
    letter: 'escalation letter',
    answer: 'answer',
    undelivered: 'report of undelivered mail',
  },
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
    remind: 'remind once more (dondoc remind)',
    waive: 'stop (dondoc waive)',
    reassign: 'reassign (dondoc reassign)',
    reopen: 'reopen (dondoc reopen)',
    contribute: 'record a contribution (dondoc contribute)',
    waitFor: 'wait for another agency (dondoc wait-for)',
    amend: 'amend the plan (dondoc amend)',
    setDeadline: 'set a deadline (dondoc set-deadline)',
    request: 'ask for a report (dondoc request)',
    pause: 'pause (dondoc pause)',
    resume: 'resume (dondoc resume)',
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
    reminded: 'Extra reminder',
    waived: 'Stopped',
    notReported: 'Closed: not reported',
    closed: 'Follow-up closed',
    reassigned: 'Reassigned',
    takenOver: 'Taken over',
    reopened: 'Reopened',
    contributed: 'Contribution',
    waitingFor: 'Waits for another agency',
    amended: 'Amended by a new version',
    leadAdded: 'Assigned by a new version',
    periodAmended: 'New version applied',
    paused: 'Follow-up paused',
    resumed: 'Follow-up resumed',
    planAmended: 'Plan amended',
    deadlineSet: 'Deadline set',
    reportRequested: 'Report asked for',
    planPaused: 'Plan paused',
    planResumed: 'Plan resumed',
    planReconciled: 'Plan brought together with Temporal after a restore',
    planClosed: 'Plan closed',
  },

  day: (day) => formatDay(day, 'en'),
  weekdayAndDay: (day) => formatDayAndWeekday(day, 'en'),
  instant: (at, zone) => formatInstant(at, zone, 'en'),
  shortInstant: (at, zone) => `${toDay(at, zone)} ${localClock(at, zone)}`,
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
      reminded: 'Extra reminder',
      waived: 'Stop told',
      reassigned: 'Reassignment told',
      reopened: 'Reopening told',
      contributed: 'Contribution passed on',
      waitingFor: 'Contribution asked for',
      amended: 'Amendment told',
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
    longUndated: (count) => `undated for more than 3 months ${count}`,
    overdue: (count) => `overdue ${count}`,
    longOverdue: (count) => `by more than 30 days ${count}`,
    waiting: (count) => `waiting for review ${count}`,
    extended: (count) => `extended ${count}`,
    waived: (count) => `stopped ${count}`,
    notReported: (count) => `not reported ${count}`,
    notApplicable: (count) => `not applicable ${count}`,
  },

  counted: {
    names: {
      total: 'Total',
      acceptedOnTime: 'Completed on time',
      acceptedLate: 'Completed late',
      inTime: 'In progress within time',
      undated: 'Undated',
      longUndated: 'Undated for more than 3 months',
      dueSoon: 'Due soon',
      overdue: 'Overdue',
      longOverdue: 'Overdue by more than 30 days',
      waiting: 'Waiting for review',
      waived: 'Stopped',
      notReported: 'Not reported',
      notApplicable: 'Not applicable',
      extended: 'Extended',
    },
    ofWhich: (name) => `– of which ${lowerFirst(name)}`,
    beside: (name) => `Also, counted above: ${lowerFirst(name)}`,
    tasks: 'Tasks',
    assignments: 'Assignments',
    share: 'Share',
    asOfEnd: (day) => `As of the end of ${day}`,
    level: 'Level',
    levels: {
      central: 'Central',
      province: 'Province',
      district: 'District',
      commune: 'Commune',
      other: 'Other',
    },
    unknownLevel: 'No longer in the directory',
    byLevel: 'By level of government (counts assignments)',
    byAgency: 'By lead agency (counts assignments)',
    byTask: 'By task (counts assignments)',
    explained: [
      'Tasks: each task once in each period, standing where the worst of its leads stands; an undated task once.',
      'Assignments: each lead of each task in each period.',
      'Share: of the total less what is not applicable.',
    ],
    undatedTasks: (numbers) =>
      `Undated, assigned to nobody yet (counted as tasks only): ${numbers}`,
  },

  preview: {
    morning: (when, notices, recipients) => `${when}: ${notices} for ${recipients}`,
    about: (owing) => `about ${owing}`,
    handovers: (when) => `${when}: what is still open passes to the successors`,
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

  amendment: amendmentEn,

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
    version: 'Version',
    changes: 'Tasks by period',
    from: 'Taken over from',
    coordinator: 'Coordinator',
    waitsFor: 'Waits for',
    repeated: 'Already on record from an earlier call.',
  },

  linksRevoked: (count) =>
    count === 1 ? 'links of 1 agency are revoked' : `links of ${count} agencies are revoked`,
  closed: (plan, workflows) => `Plan ${plan} is closed: ${many(workflows, 'running task')} closed.`,
  verified: ({ events, files, planVersions, faults }) =>
    `Checked ${many(events, 'event')}, ${many(files, 'file')}, ${many(planVersions, 'plan version')}: ${faults === 0 ? 'no fault' : many(faults, 'fault')}.`,
  chainsCompared: (workflows) =>
    workflows === 0
      ? 'Not compared with Temporal.'
      : `Compared with ${many(workflows, 'running workflow')}.`,
  reported: {
    heading: (when) => `Report (handed in ${when})`,
    nothing: 'Report (not handed in)',
    rollUp: 'Roll-up by task (agencies)',
    unanswered: 'no answer',
    columns: {
      done: 'Done',
      inProgress: 'In progress',
      notStarted: 'Not started',
      unanswered: 'No answer',
    },
  },
  earlierHistory: (count, command) =>
    `and ${count} earlier ${count === 1 ? 'line' : 'lines'}: ${command}`,
  recentEvents: 'Latest events',
  reviewer: 'Reviewer',
  phrase: 'Deadline as written',
  lines: 'Tasks in this report',
  reason: 'Reason',
  authority: 'Decided by',
  answer: 'Answer',
  said: {
    version: (version) => `version ${version}`,
    passedTo: (name) => `to ${name}`,
    takenOverFrom: (name) => `from ${name}`,
    waitsFor: (name) => `waits for ${name}`,
    was: (progress) => `was ${progress}`,
    replaced: (what, from, to) => `${what}: “${from}” becomes “${to}”`,
    succession: 'handed over to its successor',
    merged: 'joined to what that agency has of this task already',
    removed: 'no longer to be delivered',
    title: 'Title',
    products: 'Products',
  },
  planChanges: ({ opened, changed, stopped }) =>
    [
      ...(opened > 0 ? [`${opened} opened`] : []),
      ...(changed > 0 ? [`${changed} changed`] : []),
      ...(stopped > 0 ? [`${stopped} stopped`] : []),
    ].join(', '),
  lastDayMoved: (from, until) =>
    `${from === null ? '' : `from ${formatDay(from, 'en')} `}to ${formatDay(until, 'en')}`,
  extensionAsked: 'Extension asked to',
  remarks: {
    extended: (times, original) =>
      `extended ${times === 1 ? 'once' : `${times} times`}${original === null ? '' : `, originally due ${formatDay(original, 'en')}`}`,
    extensionAsked: (until, on, reason) =>
      `extension to ${formatDay(until, 'en')} asked for (${formatDay(on, 'en')}, undecided): ${reason}`,
    obstacle: (on, text) => `obstacle (${formatDay(on, 'en')}, unanswered): ${text}`,
    waitingFor: (name, on, text) => `waits for ${name} (since ${formatDay(on, 'en')}): ${text}`,
    takenOverFrom: (name) => `taken over from ${name}`,
    passedTo: (name) => `reassigned to ${name}`,
  },
  notFollowed: {
    beforeIssue: 'due before the plan was issued',
    beforeTracking: 'due before tracking started',
  },
};
