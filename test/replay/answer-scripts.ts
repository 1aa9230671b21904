import { due, leadIds } from '../rig/plans.ts';
import type { Script } from './script.ts';
import {
  acknowledge,
  again,
  answerObstacle,
  askExtension,
  closePlan,
  closeTask,
  contribute,
  failing,
  giveBack,
  grant,
  instruct,
  later,
  reassign,
  refused,
  refuseExtension,
  remind,
  reopen,
  reopenEnded,
  reportObstacle,
  review,
  slowly,
  submit,
  together,
  waitFor,
  waive,
  withoutWorker,
} from './steps.ts';

const [quarterly] = due('Hàng quý');
const empty = { note: null };

/**
 * What is said to a task within moments: every update accepted, refused, repeated, several together,
 * through the end of a run. Played in real time.
 */
// biome-ignore format: a script is read line by line
export const answerScripts: readonly Script[] = [
  { name: 'acknowledged', steps: [acknowledge(1), acknowledge(1), acknowledge(2), again(1)], shows: ['acknowledged'] },
  { name: 'submitted-again', steps: [submit(1), submit(1, { values: { soLuong: '12' } }), review(1)], shows: ['accepted'] },
  { name: 'refusals-between', steps: [
    refused('NothingSubmitted', submit(1, empty)), refused('NothingToReview', review(1)), submit(1),
    refused('NotTheReviewer', review(1, { by: 'vp-ubnd' })), refused('ReasonNeeded', giveBack(1, '')), review(1),
    refused('AlreadyFinal', submit(1)), refused('UnknownAgency', submit(3)), refused('NothingToExtend', grant(1, '2023-06-23')),
  ], shows: ['accepted'] },
  { name: 'repeated', steps: [submit(1), again(1), review(1), again(1), again(2), grant(2, '2023-06-23'), again(3)] },
  { name: 'repeated-at-once', steps: [together(submit(1), acknowledge(2)), together(again(1), again(2), submit(2))] },
  { name: 'one-workflow-task', steps: [
    withoutWorker(null, submit(1), acknowledge(2), reportObstacle(2), review(1), askExtension(2, '2023-06-20'), waitFor(2, 'vp-ubnd')),
  ], shows: ['acknowledged', 'obstacleReported', 'extensionRequested', 'waitingFor'] },
  { name: 'at-once', steps: [together(submit(1), submit(2), acknowledge(1), reportObstacle(2), instruct(1), contribute(2, 'vp-ubnd'))] },
  { name: 'six-acceptances', steps: [submit(1), withoutWorker(null, review(1), ...Array.from({ length: 5 }, () => refused('NothingToReview', review(1))))] },

  { name: 'extension-granted', steps: [askExtension(1, '2023-06-23'), grant(1, '2023-06-23'), submit(1), review(1)], shows: ['extensionGranted', 'extensionDecided'] },
  { name: 'extension-refused', steps: [refused('NothingAsked', refuseExtension(1)), askExtension(1, '2023-06-23'), refuseExtension(1)], shows: ['extensionRefused'] },
  { name: 'extension-asked-twice', steps: [askExtension(1, '2023-06-23'), askExtension(1, '2023-06-28'), grant(1, '2023-06-28')] },
  { name: 'extension-unasked', steps: [refused('NotLater', grant(1, '2023-06-10')), grant(1, '2023-06-23'), grant(1, '2023-06-30')] },
  { name: 'extension-at-once', steps: [together(grant(1, '2023-06-23'), grant(2, '2023-06-26'))] },
  { name: 'extension-moved-while-dated', steps: [
    slowly('computeDeadlines', 700, together(grant(1, '2023-06-23'), grant(2, '2023-06-23')), together(grant(1, '2023-06-28'), acknowledge(2))),
    withoutWorker(null, grant(2, '2023-06-28'), grant(2, '2023-07-03')),
  ], shows: ['extensionGranted'] },
  { name: 'extension-after-submission', steps: [submit(1), grant(1, '2023-06-23'), refused('NothingToExtend', askExtension(1, '2023-06-30')), giveBack(1), askExtension(1, '2023-06-30')] },
  { name: 'obstacle-answered', steps: [
    refused('NoObstacle', answerObstacle(1)), reportObstacle(1), answerObstacle(1), reportObstacle(1, 'Mạng chưa ổn định'), refused('NothingSaid', reportObstacle(2, ' ')),
  ], shows: ['obstacleReported', 'obstacleAnswered'] },
  { name: 'instructed', steps: [instruct(1), instruct(2), submit(1)], shows: ['instructed'] },
  { name: 'reminded', steps: [remind(1), refused('AlreadyReminded', remind(1)), remind(2), submit(1), refused('NothingOwed', remind(1))], shows: ['reminded'] },
  { name: 'waived', steps: [waive(1), submit(2), review(2)], shows: ['waived', 'accepted'] },
  { name: 'waived-all', steps: [submit(1), together(waive(1), waive(2))], shows: ['waived'] },
  { name: 'returned-thrice', steps: [1, 2, 3].flatMap(() => [submit(1), giveBack(1)]), shows: ['returned'] },
  { name: 'contributed', steps: [
    waitFor(1, 'vp-ubnd'), waitFor(1, 'so-tttt'), contribute(1, 'vp-ubnd'), contribute(1, 'so-tttt'), refused('SameAgency', waitFor(2, 'xa-002')), submit(1),
  ], shows: ['waitingFor', 'contributed'] },

  { name: 'reassigned', steps: [
    reassign(1, 3), refused('AlreadyFinal', submit(1)), refused('SameAgency', reassign(2, 3)), acknowledge(3), submit(3), review(3), submit(2), review(2),
  ], shows: ['reassigned', 'takenOver', 'accepted'] },
  { name: 'reassigned-back', steps: [reassign(1, 3), reassign(3, 1), submit(1), again(1)], shows: ['reassigned', 'takenOver'] },
  { name: 'reassigned-on', steps: [reassign(1, 3), reassign(3, 4), submit(4)], shows: ['takenOver'] },
  { name: 'reassigned-at-once', steps: [withoutWorker(null, reassign(1, 3), reassign(2, 4))], shows: ['takenOver'] },
  { name: 'reassigned-while-asked', steps: [slowly('describeLeads', 700, together(reassign(1, 3), submit(2)), reassign(2, 4))], shows: ['takenOver'] },
  { name: 'reassigned-and-extended', steps: [withoutWorker(null, reassign(1, 3), grant(3, '2023-06-23'), grant(2, '2023-06-23'))], shows: ['takenOver', 'extensionGranted'] },
  { name: 'reassigned-submitted', steps: [submit(1), reassign(1, 3), review(3)], shows: ['takenOver', 'accepted'] },
  { name: 'reassigned-extended', steps: [grant(1, '2023-06-23'), reassign(1, 3), grant(3, '2023-06-30')], shows: ['takenOver'] },

  { name: 'reopened', steps: [refused('NotFinal', reopen(1)), submit(1), review(1), reopen(1), submit(1), review(1)], shows: ['reopened'] },
  { name: 'reopened-with-day', steps: [waive(1), reopen(1, '2023-06-23'), submit(1), review(1)], shows: ['reopened', 'waived'] },
  { name: 'reopened-after-end', steps: [
    waive(1), submit(2), review(2), reopenEnded(2), submit(2), again(4), review(2),
  ], shows: ['reopened', 'accepted'] },
  { name: 'reopened-after-end-with-day', steps: [
    grant(1, '2023-06-20'), submit(1), review(1), submit(2), review(2), reopenEnded(1, '2023-06-27'), submit(1),
  ], shows: ['reopened'] },

  { name: 'closed-in-flight', steps: [slowly('recordBatch', 900, together(submit(1), acknowledge(2), closePlan()))], shows: ['closed'], keeps: ['1/2023-Q2', 'plan'] },
  { name: 'closed-while-dated', steps: [slowly('computeDeadlines', 900, together(grant(1, '2023-06-23'), closePlan()))], shows: ['closed'] },
  { name: 'closed-twice', steps: [slowly('recordBatch', 900, together(closeTask(), closeTask()))], shows: ['closed'] },
  { name: 'closed-report', plan: { tasks: [{ kind: 'report', lead: leadIds(2) }] }, steps: [submit(1), closePlan()], shows: ['closed', 'notReported'] },
  { name: 'report-lines', keeps: ['report/2023-Q2'],
    plan: {
      tasks: [{ lead: leadIds(2), due: due('Thường xuyên') }, { lead: ['xa-001'], due: due('Khi có yêu cầu') }],
      changes: { reporting: quarterly === undefined ? null : { every: 'quarter', due: quarterly } },
    },
    steps: [
      submit(1, { note: null, lines: [{ task: '1', state: 'done', text: 'Đã thực hiện' }, { task: '2', state: 'inProgress', text: 'Đang thực hiện' }] }, 'report/2023-Q2'),
      refused('UnknownLine', submit(2, { lines: [{ task: '2', state: 'done', text: 'Xong' }] }, 'report/2023-Q2')),
      review(1, {}, 'report/2023-Q2'),
    ], shows: ['submitted', 'accepted'] },

  { name: 'record-slow', steps: [slowly('recordBatch', 6_000, together(submit(1), later(500, submit(2))))] },
  { name: 'record-failing', steps: [failing('recordBatch', 3, submit(1)), review(1)] },

  { name: 'continued-moved', start: { answersPerRun: 3 }, steps: [
    grant(1, '2023-06-23'), reportObstacle(2), submit(2), giveBack(2), reassign(2, 3), submit(3), review(3), grant(1, '2023-06-30'), submit(1), review(1),
  ] },
  { name: 'continued-at-once', start: { answersPerRun: 2 }, steps: [
    together(submit(1), submit(2), acknowledge(1), acknowledge(2), reportObstacle(1), instruct(2)), again(1), together(review(1), review(2)),
  ] },
  { name: 'continued-waiting', start: { answersPerRun: 2 }, steps: [waitFor(1, 'vp-ubnd'), askExtension(1, '2023-06-20'), reportObstacle(1), answerObstacle(1), contribute(1, 'vp-ubnd')] },
];
