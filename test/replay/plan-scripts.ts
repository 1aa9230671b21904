import { due, leadIds } from '../rig/plans.ts';
import type { Script } from './script.ts';
import {
  acknowledge,
  again,
  amend,
  amendOldVersion,
  amendTask,
  at,
  closePlan,
  grant,
  later,
  pause,
  reassign,
  refused,
  reportObstacle,
  requestReport,
  resume,
  review,
  setDeadline,
  slowly,
  submit,
  together,
  withoutWorker,
} from './steps.ts';

const both = ['1/2023-Q2', 'plan'];
const lead = leadIds(2);
const soon = { lead, due: due('Trước ngày 13/6/2023') };
const [quarterly] = due('Hàng quý');
const undated = {
  tasks: [{ lead }, { lead, due: due('Khi có yêu cầu') }],
  changes: {
    reporting: quarterly === undefined ? null : { every: 'quarter' as const, due: quarterly },
  },
};

/**
 * What is decided for a whole plan: new versions, dates, pauses, its end; on the side of the plan and
 * of its tasks. Played while time jumps.
 */
// biome-ignore format: a script is read line by line
export const planScripts: readonly Script[] = [
  { name: 'year', from: '2023-04-05 07:00', plan: { tasks: [{ lead }, { lead, due: due('Tháng 7 năm 2023') }], changes: { to: '2023-12-31' } }, keeps: ['plan', '1/2023-Q3'], steps: [at('2024-02-01 09:00')] },
  { name: 'paused-missed', keeps: both, steps: [pause(), at('2023-06-16 09:00'), acknowledge(1), resume(), at('2023-06-20 09:00')], shows: ['paused', 'resumed', 'overdue', 'escalated'] },
  { name: 'paused-answered', keeps: both, steps: [pause(), refused('AlreadyPaused', pause()), submit(1), grant(2, '2023-06-20'), at('2023-06-15 09:00'), review(1), resume(), refused('NotPaused', resume()), at('2023-06-22 09:00')], shows: ['paused', 'accepted', 'overdue'] },
  { name: 'paused-closed', keeps: both, steps: [pause(), at('2023-06-16 09:00'), closePlan()], shows: ['paused', 'closed'] },
  { name: 'paused-opening', from: '2023-06-29 09:00', plan: { changes: { to: '2023-09-30' } }, keeps: ['plan', '1/2023-Q3'], steps: [pause(), at('2023-07-05 09:00'), resume(), at('2023-07-06 09:00')], shows: ['opened'] },
  { name: 'paused-twice', keeps: both, steps: [pause(), resume(), at('2023-06-09 09:00'), pause(), at('2023-06-14 09:00'), resume(), at('2023-06-15 09:00')], shows: ['paused', 'resumed', 'dueSoon'] },
  { name: 'paused-review', steps: [submit(1), pause(), at('2023-06-16 09:00'), resume(), at('2023-06-21 09:00')], shows: ['paused', 'reviewOverdue'] },
  { name: 'paused-succession', ends: { 'xa-001': ['2023-06-11', 'xa-003'] }, steps: [pause(), at('2023-06-14 09:00'), resume(), submit(3)], shows: ['paused', 'takenOver'] },
  { name: 'paused-to-the-end', keeps: both, steps: [pause(), at('2023-09-01 09:00'), resume(), at('2023-09-02 09:00')], shows: ['paused', 'closed'] },

  { name: 'amended-later', keeps: both, steps: [amendTask('1', { due: due('Chậm nhất là ngày 23/6/2023') }), at('2023-06-08 09:00')], shows: ['waived', 'amended'] },
  { name: 'amended-last-day', plan: { tasks: [soon] }, keeps: ['1/once', 'plan'], steps: [at('2023-06-09 09:00'), amendTask('1', { due: due('Trước ngày 24/6/2023') }), at('2023-06-27 09:00')], shows: ['amended', 'periodAmended', 'overdue'] },
  { name: 'amended-earlier', plan: { tasks: [{ lead, due: due('Trước ngày 24/6/2023') }] }, keeps: ['1/once'], steps: [at('2023-06-12 09:00'), amendTask('1', soon), at('2023-06-16 09:00')], shows: ['amended', 'overdue'] },
  { name: 'amended-extended', plan: { tasks: [soon] }, keeps: ['1/once'], steps: [acknowledge(1, '1/once'), amendTask('1', { due: due('Trước ngày 24/6/2023') }), at('2023-06-15 09:00'), amendTask('1', { due: due('Trước ngày 20/6/2023') }), at('2023-06-22 09:00')], shows: ['amended', 'overdue'] },
  { name: 'amended-own-day', steps: [grant(1, '2023-06-28'), amendTask('1', { title: 'Rà soát danh mục dịch vụ công', products: ['Danh mục đã rà soát'] }), at('2023-06-30 09:00')], shows: ['extensionGranted', 'amended', 'overdue'] },
  { name: 'amended-reviewer', steps: [submit(1), amendTask('1', { reviewer: 'vp-ubnd' }), at('2023-06-08 09:00'), review(1, { by: 'vp-ubnd' })], shows: ['amended', 'reviewOverdue', 'accepted'] },
  { name: 'amended-lead-added', keeps: both, steps: [amendTask('1', { lead: leadIds(3) }), at('2023-06-09 09:00'), submit(3), review(3)], shows: ['leadAdded', 'opened', 'dueSoon', 'accepted'] },
  { name: 'amended-lead-removed', steps: [reassign(1, 3), amendTask('1', { lead: ['xa-002'] }), at('2023-06-08 09:00')], shows: ['waived', 'amended', 'takenOver'] },
  { name: 'amended-leads-exchanged', steps: [amendTask('1', { lead: ['xa-002', 'xa-003'] }), amendTask('1', { lead: ['xa-001', 'xa-002'] }), at('2023-06-09 09:00')], shows: ['leadAdded', 'waived'] },
  { name: 'amended-task-removed', plan: { tasks: [{ lead }, { lead }] }, keeps: ['2/2023-Q2', 'plan'], steps: [amend((plan) => ({ ...plan, tasks: plan.tasks.slice(0, 1) })), at('2023-06-08 09:00')], shows: ['waived', 'amended'] },
  { name: 'amended-task-added', keeps: ['2/2023-Q2', 'plan'], steps: [amend((plan) => ({ ...plan, tasks: plan.tasks.flatMap((task) => [task, { ...task, task: '2' }]) })), at('2023-06-09 09:00')], shows: ['opened', 'dueSoon'] },
  { name: 'amended-ladder', keeps: both, steps: [amend((plan) => ({ ...plan, reminders: { ...plan.reminders, sendAt: '10:00' } })), at('2023-06-09 11:00')], shows: ['periodAmended', 'dueSoon'] },
  { name: 'amended-while-paused', keeps: both, steps: [pause(), at('2023-06-10 09:00'), amendTask('1', { lead: leadIds(3) }), resume(), at('2023-06-16 09:00')], shows: ['paused', 'leadAdded', 'resumed', 'overdue'] },
  { name: 'amended-continued', start: { answersPerRun: 2 }, steps: [grant(1, '2023-06-28'), acknowledge(2), amendTask('1', { title: 'Rà soát danh mục dịch vụ công' }), submit(2), reportObstacle(1), review(2), at('2023-06-29 09:00')], shows: ['amended', 'accepted'] },
  { name: 'lengthened', from: '2023-07-20 09:00', keeps: ['plan'], steps: [amend((plan) => ({ ...plan, to: '2023-09-30' })), at('2023-08-01 09:00'), closePlan()] },
  { name: 'shortened', plan: { changes: { to: '2023-12-31' } }, keeps: ['plan'], steps: [amend((plan) => ({ ...plan, to: '2023-06-30' })), at('2023-08-01 09:00')] },

  { name: 'dated', plan: undated, keeps: ['2/once', 'plan', 'report/2023-Q2'], steps: [setDeadline('2', '2023-06-21'), at('2023-06-23 09:00'), submit(1, {}, '2/once'), review(1, {}, '2/once')], shows: ['dueSoon', 'overdue', 'accepted'] },
  { name: 'requested', plan: undated, keeps: ['1/2023-06-20', 'plan'], steps: [requestReport('1', '2023-06-20'), again(1), at('2023-06-16 09:00'), submit(2, {}, '1/2023-06-20')], shows: ['opened', 'submitted'] },
  { name: 'dated-and-requested', plan: undated, keeps: ['plan'], steps: [setDeadline('2', '2023-06-21'), requestReport('report', '2023-06-20'), amendTask('1', { title: 'Rà soát danh mục' }), at('2023-06-09 09:00'), closePlan()] },
  { name: 'change-repeated', keeps: ['plan'], steps: [pause(), again(1), resume(), again(1), amendTask('1', { title: 'Rà soát danh mục' }), again(3)] },
  { name: 'change-slow', keeps: ['plan'], steps: [slowly('amendPlan', 27_000, together(amendTask('1', { title: 'Rà soát danh mục' }), later(500, pause())))] },
  { name: 'closed-among-changes', keeps: both, steps: [slowly('pausePlan', 700, together(pause(), later(200, resume()), later(300, closePlan()), later(500, refused('PlanClosed', amendOldVersion()))))], shows: ['closed'] },
];

/** Changes that a worker finds together. Played in real time. */
// biome-ignore format: a script is read line by line
export const changesAtOnce: readonly Script[] = [
  { name: 'changes-at-once', keeps: both, steps: [withoutWorker(null, amendTask('1', { title: 'Rà soát danh mục' }), pause(), refused('VersionChanged', amendOldVersion()), resume())], shows: ['periodAmended', 'paused', 'resumed'] },
];

/** Runs that end because the server says that their histories are long enough. Played in real time. */
// biome-ignore format: a script is read line by line
export const longScripts: readonly Script[] = [
  { name: 'continued-by-server', from: '2023-06-30 23:59:45', plan: { changes: { to: '2023-09-30' } }, keeps: both,
    steps: [...[1, 2, 3].flatMap(() => [pause(), resume(), acknowledge(1)]), grant(1, '2023-07-07'), at('2023-07-01 00:00:01'), submit(1), pause(), resume()], shows: ['acknowledged'] },
];
