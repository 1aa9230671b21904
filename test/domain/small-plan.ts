import fc from 'fast-check';
import { openAssignments } from '../../domain/assignment.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { FollowUp } from '../../domain/follow-up.ts';
import { startFollowUp } from '../../domain/follow-up.ts';
import type { Directory, Plan } from '../../domain/plan.ts';
import { computePreview } from '../../domain/preview.ts';
import { readPlan } from '../../domain/read-plan.ts';
import {
  computeTaskPeriods,
  defaultTracking,
  type TaskPeriod,
  type Tracking,
} from '../../domain/task-period.ts';
import type { Plain } from './plan-example.ts';

/** Six agencies: an office, a department that monitors, a district and three communes. */
export const smallAgencies: readonly Plain[] = [
  { id: 'office', name: 'Văn phòng', level: 'province', email: 'office@x.example' },
  agency('monitor', 'province', 'office'),
  agency('district', 'district', 'office'),
  agency('xa-1', 'commune', 'district'),
  agency('xa-2', 'commune', 'district'),
  agency('xa-3', 'commune', 'monitor'),
];

/** An agency as a directory file gives it. */
export function agency(id: string, level: string, superior: string, more: Plain = {}): Plain {
  return { id, name: `UBND ${id}`, level, superior, email: `${id}@x.example`, ...more };
}

const head: Plain = {
  plan: 'small',
  title: 'Kế hoạch nhỏ',
  issued: '2024-01-02',
  issuer: 'UBND tỉnh',
  from: '2024-01-01',
  to: '2024-12-31',
  directory: 'a.yaml',
  monitor: 'monitor',
  office: 'office',
  reviewer: 'monitor',
};

/** A task of a plan file. */
export function task(number: string, changes: Plain): Plain {
  return { task: number, title: `Việc ${number}`, lead: 'xa-1', due: 'Hàng quý', ...changes };
}

/** Reads a small plan; throws with the mistakes where there are any. */
export function readSmallPlan(
  tasks: readonly Plain[],
  changes: Plain = {},
  people: { agencies?: readonly Plain[]; groups?: Plain } = {},
): { plan: Plan; directory: Directory } {
  const { agencies = smallAgencies, groups = {} } = people;
  const sources = { plan: { ...head, ...changes, tasks }, directory: { agencies, groups } };
  const { plan, directory, mistakes } = readPlan(sources, vietnamCalendar);
  if (plan === null || directory === null || mistakes.length > 0) {
    throw new Error(`expected no mistakes, found ${JSON.stringify(mistakes)}`);
  }
  return { plan, directory };
}

/** The periods and the preview of a small plan. */
export function expand(
  { plan, directory }: { plan: Plan; directory: Directory },
  tracking: Partial<Tracking> = {},
) {
  const tracked = { ...defaultTracking(plan), ...tracking };
  return {
    plan,
    directory,
    periods: computeTaskPeriods(plan, directory, vietnamCalendar, tracked),
    preview: computePreview(plan, directory, vietnamCalendar, tracked),
  };
}

/** The follow-up of some leads of a period as it opens. */
export function openFollowUp(
  plan: string,
  period: TaskPeriod,
  changes: Partial<FollowUp> = {},
): FollowUp {
  const assignments = openAssignments(period, period.leads, {});
  return { ...startFollowUp({ plan, part: null, period, assignments }), ...changes };
}

const ids = smallAgencies.map(({ id }) => String(id));
const some = (minLength: number) => fc.uniqueArray(fc.constantFrom(...ids), { minLength });
const phrases = [
  'Hàng tháng',
  'Hàng quý',
  'Trước ngày 15 của tháng cuối mỗi Quý',
  'Trước 16 giờ 00 thứ Năm hằng tuần',
  'Chậm nhất ngày 05 của tháng sau',
  'Quý I, 6 tháng, 9 tháng, năm',
  'Chậm nhất là ngày 30/4/2024',
  'Trong năm 2024',
  'Thường xuyên',
  'Khi có yêu cầu',
];
const roleNames = ['lead', 'coordinators', 'superior', 'monitor', 'office', 'provincialOffice'];
const steps = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 4 });
const ladder = fc.record({ month: steps, quarter: steps, longer: steps });
const escalation = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 6 }),
    to: fc.uniqueArray(fc.constantFrom(...roleNames), { minLength: 1 }),
    repeatEvery: fc.integer({ min: 1, max: 5 }),
    times: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 3 },
);
const anyTask = fc.record({
  lead: some(1),
  coordinators: some(0),
  due: fc.uniqueArray(fc.constantFrom(...phrases), { minLength: 1, maxLength: 2 }),
  kind: fc.constantFrom('product', 'report'),
  relation: fc.constantFrom('assigned', 'requested'),
});
const day2024 = fc
  .integer({ min: 0, max: 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));

const anyPlan = {
  tasks: fc.array(anyTask, { minLength: 1, maxLength: 3 }),
  reminders: fc.record({ lead: ladder, coordinators: ladder }),
  escalation,
  issued: day2024,
  rollover: fc.constantFrom('none', 'nextWorkingDay'),
  tracking: fc.record({ from: day2024, includePast: fc.boolean() }),
};
const reporting = { every: 'month', due: 'Hàng tháng' };
const provincialOffice = 'office';

/** Any small plan of 2024, followed from any day of it. */
export const anyTrackedPlan = fc.record(anyPlan).map(({ tasks, tracking, ...changes }) => {
  const numbered = tasks.map((fields, index) => task(String(index + 1), fields));
  const read = (order: readonly Plain[]) =>
    expand(readSmallPlan(order, { ...changes, reporting, provincialOffice }), tracking);
  return { ...read(numbered), reversed: () => read(numbered.toReversed()), tracking };
});

/** Any small plan of 2024 of whose agencies four end during it; those that take over may lead already. */
export const anyMergingPlan = fc
  .record({
    ...anyPlan,
    ends: fc.tuple(day2024, day2024, day2024, day2024),
    heirs: fc.tuple(
      fc.constantFrom('xa-2', 'xa-3', 'xa-new'),
      fc.constantFrom('xa-3', 'xa-new'),
      fc.constantFrom('office', 'xa-new'),
      fc.constantFrom('office', 'xa-3'),
    ),
  })
  .map(({ tasks, tracking, ends, heirs, ...changes }) => {
    const ending = ['xa-1', 'xa-2', 'district', 'monitor'];
    const agencies = [...smallAgencies, agency('xa-new', 'commune', 'office')].map((one) => {
      const index = ending.indexOf(String(one['id']));
      return index < 0 ? one : { ...one, validTo: ends[index], successor: heirs[index] };
    });
    const numbered = tasks.map((fields, index) => task(String(index + 1), fields));
    const plan = { ...changes, reporting, provincialOffice };
    return { ...expand(readSmallPlan(numbered, plan, { agencies }), tracking), ending, ends };
  });
