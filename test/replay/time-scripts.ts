import { due, leadIds } from '../rig/plans.ts';
import type { Script } from './script.ts';
import {
  acknowledge,
  amendTask,
  answerObstacle,
  askExtension,
  at,
  closePlan,
  giveBack,
  grant,
  reassign,
  reopen,
  reopenEnded,
  reportObstacle,
  review,
  submit,
  together,
  waive,
  withoutWorker,
} from './steps.ts';

const twoLeads = leadIds(2);
const coordinators = [{ ref: 'vp-ubnd' }, { ref: 'xa-004' }];

/**
 * What days bring to a task: its ladder (5, 9, 13, 14, 15, 19, 21, 28 June …), moved last days, reviewers
 * reminded, downtime, agencies that end. Played while time jumps.
 */
// biome-ignore format: a script is read line by line
export const timeScripts: readonly Script[] = [
  { name: 'silent', plan: { tasks: [{ lead: twoLeads, coordinators }] }, steps: [at('2023-08-01 09:00')], keeps: ['1/2023-Q2', 'plan'],
    shows: ['dueSoon', 'overdue', 'escalated', 'closed'] },
  { name: 'silent-report', plan: { tasks: [{ lead: twoLeads, kind: 'report' }], changes: { to: '2023-09-30' } }, steps: [at('2023-09-15 09:00')], shows: ['overdue', 'notReported'] },
  { name: 'opened-by-start', from: '2023-04-05 07:00', start: { announceAtOnce: true }, steps: [at('2023-06-06 09:00'), submit(1), submit(2), review(1), review(2)], shows: ['opened', 'dueSoon'] },
  { name: 'opened-next-morning', from: '2023-07-01 10:00', plan: { changes: { to: '2023-09-30' } }, keeps: ['1/2023-Q3'], steps: [at('2023-07-03 09:00')], shows: ['opened'] },
  { name: 'past-included', from: '2023-07-03 09:00', start: { includePast: true, announceAtOnce: true, trackingFrom: '2023-07-01' }, steps: [at('2023-07-06 09:00'), submit(1)], shows: ['overdue'] },
  { name: 'waiting-long', from: '2023-04-05 09:00', plan: { tasks: [{ lead: twoLeads, due: due('Tháng 12 năm 2023') }], changes: { to: '2023-12-31', reminders: { lead: { month: [0], quarter: [0], longer: [1] }, coordinators: { month: [], quarter: [], longer: [] }, sendAt: '08:00' } } },
    keeps: ['1/once'], steps: [at('2023-12-29 09:00')], shows: ['dueSoon'] },
  { name: 'accepted-late', steps: [at('2023-06-20 09:00'), submit(1), review(1), at('2023-06-21 09:00'), submit(2), review(2)], shows: ['escalated', 'accepted'] },
  { name: 'submitted-before-reminder', steps: [submit(1), at('2023-06-09 09:00'), review(1), at('2023-06-14 09:00'), submit(2), review(2)], shows: ['dueSoon', 'accepted'] },
  { name: 'returned-after-last-day', steps: [at('2023-06-14 15:00'), submit(1), at('2023-06-16 09:00'), giveBack(1), at('2023-06-20 09:00'), submit(1), review(1)], shows: ['returned', 'escalated'] },

  { name: 'extension-own-ladder', steps: [grant(1, '2023-06-23'), at('2023-06-29 09:00'), submit(1), review(1)], shows: ['dueSoon', 'overdue', 'extensionGranted'] },
  { name: 'extension-when-overdue', plan: { tasks: [{ lead: twoLeads, coordinators }] }, steps: [at('2023-06-20 09:00'), grant(1, '2023-06-30'), at('2023-07-04 09:00'), reassign(1, 3), submit(3)], shows: ['extensionGranted', 'escalated', 'takenOver'] },
  { name: 'extension-twice-in-time', steps: [grant(1, '2023-06-16'), at('2023-06-16 09:00'), grant(1, '2023-06-28'), at('2023-06-30 09:00')], shows: ['extensionGranted', 'overdue'] },
  { name: 'extension-of-report', plan: { tasks: [{ lead: twoLeads, kind: 'report' }] }, steps: [grant(1, '2023-06-28'), at('2023-07-28 09:00')], shows: ['extensionGranted', 'notReported'] },
  { name: 'reopened-in-time', steps: [waive(1), at('2023-06-16 09:00'), reopen(1, '2023-06-30'), at('2023-07-05 09:00')], shows: ['waived', 'reopened', 'overdue'] },
  { name: 'reopened-later', steps: [together(waive(1), waive(2)), at('2023-06-16 09:00'), reopenEnded(2, '2023-06-30'), at('2023-07-05 09:00'), submit(2), review(2)], shows: ['reopened', 'overdue', 'accepted'] },
  { name: 'reopened-later-on-ladder', steps: [together(waive(1), waive(2)), at('2023-06-12 09:00'), reopenEnded(2), at('2023-06-15 09:00')], shows: ['reopened', 'dueSoon'] },

  { name: 'review-reminded', steps: [submit(1), at('2023-06-23 09:00'), review(1)], shows: ['reviewOverdue', 'accepted'] },
  { name: 'review-reminded-to-the-end', steps: [submit(1), submit(2), at('2023-07-28 09:00')], shows: ['reviewOverdue', 'closed'] },
  { name: 'review-of-a-second', steps: [submit(1), at('2023-06-12 09:00'), submit(1), at('2023-06-14 09:00'), giveBack(1), at('2023-06-21 09:00'), submit(1), at('2023-06-28 09:00')], shows: ['reviewOverdue', 'returned'] },
  { name: 'review-reassigned', steps: [submit(1), at('2023-06-08 09:00'), reassign(1, 3), at('2023-06-15 09:00'), review(3)], shows: ['reviewOverdue', 'takenOver'] },

  { name: 'decisions-reminded', steps: [askExtension(1, '2023-06-30'), reportObstacle(2), at('2023-06-14 09:00'), answerObstacle(2), at('2023-06-20 09:00'), grant(1, '2023-06-30'), at('2023-06-27 09:00')],
    shows: ['extensionRequested', 'obstacleReported', 'obstacleAnswered', 'extensionGranted'] },

  { name: 'continued-in-time', start: { answersPerRun: 3 }, steps: [
    grant(1, '2023-06-28'), submit(2), acknowledge(1), at('2023-06-15 09:00'), giveBack(2), reportObstacle(1), submit(2), at('2023-06-30 09:00'), review(2), submit(1), review(1),
  ], shows: ['reviewOverdue', 'overdue', 'accepted'] },

  { name: 'succession', ends: { 'xa-001': ['2023-06-16', 'xa-003'] }, steps: [at('2023-06-20 09:00'), submit(3), review(3)], shows: ['reassigned', 'takenOver', 'accepted'] },
  { name: 'succession-merged', ends: { 'xa-001': ['2023-06-16', 'xa-002'] }, steps: [at('2023-06-20 09:00'), submit(2), review(2)], shows: ['reassigned', 'accepted'] },
  { name: 'succession-of-both', ends: { 'xa-001': ['2023-06-11', 'xa-003'], 'xa-002': ['2023-06-11', 'xa-003'] }, steps: [at('2023-06-16 09:00'), submit(3)], shows: ['reassigned', 'takenOver'] },
  { name: 'succession-chain', ends: { 'xa-001': ['2023-06-11', 'xa-003'], 'xa-003': ['2023-06-17', 'xa-004'] }, steps: [at('2023-06-20 09:00'), submit(4)], shows: ['takenOver'] },
  { name: 'succession-submitted', ends: { 'xa-001': ['2023-06-11', 'xa-003'] }, steps: [submit(1), at('2023-06-14 09:00'), review(3)], shows: ['takenOver', 'reviewOverdue', 'accepted'] },
  { name: 'succession-extended', ends: { 'xa-001': ['2023-06-16', 'xa-003'] }, steps: [grant(1, '2023-06-23'), at('2023-06-27 09:00')], shows: ['takenOver', 'overdue'] },
  { name: 'succession-reviewer', ends: { 'so-tttt': ['2023-06-11', 'vp-ubnd'] }, steps: [submit(1), at('2023-06-14 09:00'), review(1, { by: 'vp-ubnd' })], shows: ['reviewOverdue', 'accepted'] },
  { name: 'succession-nothing-open', ends: { 'xa-001': ['2023-06-11', 'xa-003'] }, steps: [submit(1), review(1), at('2023-06-14 09:00'), submit(2), review(2)], shows: ['accepted'] },
  { name: 'succession-continued', ends: { 'xa-001': ['2023-06-11', 'xa-003'] }, start: { answersPerRun: 2 }, steps: [acknowledge(1), acknowledge(2), at('2023-06-13 09:00'), submit(3), giveBack(3), submit(3)], shows: ['takenOver'] },
];

/** What falls into moments without a worker. Played in real time, seconds before it. */
// biome-ignore format: a script is read line by line
export const downtimeScripts: readonly Script[] = [
  { name: 'downtime-step', from: '2023-06-09 07:59:56', plan: { tasks: [{ lead: twoLeads, coordinators }] }, steps: [withoutWorker('2023-06-09 08:00:01')], shows: ['dueSoon'] },
  { name: 'extension-with-step', from: '2023-06-09 07:59:56', steps: [withoutWorker('2023-06-09 08:00:01', grant(1, '2023-06-23'))], shows: ['extensionGranted', 'dueSoon'] },
  { name: 'answered-with-step', from: '2023-06-19 07:59:56', steps: [withoutWorker('2023-06-19 08:00:01', submit(1), review(1), reportObstacle(2))], shows: ['accepted', 'obstacleReported', 'escalated'] },
  { name: 'cutoff-with-answer', from: '2023-06-14 23:59:56', steps: [withoutWorker('2023-06-15 00:00:01', submit(1)), review(1)], shows: ['accepted'] },
  { name: 'succession-with-answer', from: '2023-06-11 23:59:56', ends: { 'xa-001': ['2023-06-11', 'xa-003'] }, steps: [withoutWorker('2023-06-12 00:00:01', acknowledge(2)), submit(3)], shows: ['takenOver', 'submitted'] },
  { name: 'amended-with-step', from: '2023-06-09 07:59:56', keeps: ['1/2023-Q2', 'plan'], steps: [withoutWorker('2023-06-09 08:00:01', submit(1), amendTask('1', { reviewer: 'vp-ubnd' }))], shows: ['periodAmended', 'dueSoon'] },
  { name: 'closed-with-opening', from: '2023-06-30 23:59:56', plan: { changes: { to: '2023-09-30' } }, keeps: ['plan'], steps: [withoutWorker('2023-07-01 00:00:01', closePlan())] },
  { name: 'ended-in-downtime', from: '2023-07-26 23:59:56', keeps: ['1/2023-Q2', 'plan'], steps: [withoutWorker('2023-07-27 00:00:01')] },
];

/** A task with thousands of leads, cut into parts of 200: the first part, and the last one with 40. */
// biome-ignore format: a script is read line by line
export const splitScripts: readonly Script[] = [
  { name: 'split', from: '2023-04-05 07:00', plan: { leads: 3_040, tasks: [{ kind: 'report' }] },
    keeps: ['1/2023-Q2/1', '1/2023-Q2/16'],
    steps: [at('2023-04-05 09:00'), submit(7, {}, '1/2023-Q2/1'), review(7, {}, '1/2023-Q2/1'), closePlan()],
    shows: ['opened', 'accepted', 'notReported', 'closed'] },
  { name: 'two-batches', from: '2023-06-28 09:00', plan: { leads: 90, tasks: [{ coordinators }] }, start: { includePast: true, trackingFrom: '2023-06-01' },
    steps: [at('2023-06-28 09:30')], shows: ['dueSoon', 'escalated'] },
];
