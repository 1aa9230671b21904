import { beforeAll, describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import {
  buildAgencyIndex,
  isValidOn,
  resolveAgencies,
  resolveReviewer,
  resolveSuccessor,
} from '../../domain/directory.ts';
import { computePreview } from '../../domain/preview.ts';
import { computeTaskPeriods, defaultTracking } from '../../domain/task-period.ts';
import { loadGoldenPlan } from './load-golden-plan.ts';

const yearEnds = [
  '2025-12-31',
  '2026-12-31',
  '2027-12-31',
  '2028-12-31',
  '2029-12-31',
  '2030-12-31',
];
const everyAgency = ['co-quan-huyen', 'ubnd-xa'];

describe('the plan of Vĩnh Thạnh for 2025–2030', () => {
  let golden: Awaited<ReturnType<typeof loadGoldenPlan>>;
  beforeAll(async () => {
    golden = await loadGoldenPlan('plans/vinh-thanh-2025.yaml');
  });
  const count = (ref: string, day: string) => resolveAgencies([ref], golden.directory, day).length;

  it('has the 14 tasks of the appendix, in six groups', () => {
    const { tasks } = golden.plan;
    expect(tasks.map(({ task }) => task).join(' ')).toBe('1 2 3 4 5 6 7 8 9 10 11 12 13 14');
    const sizes = new Map<string | null, number>();
    for (const { group } of tasks) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    expect([...sizes.values()]).toEqual([2, 6, 3, 1, 1, 1]);
  });

  it.each([
    ['1', everyAgency, 'Quý I/2025', ['2025-03-31']],
    ['2', ['ubnd-huyen', 'ubnd-xa'], 'Quý II/2026', ['2026-06-30']],
    ['3', ['ubnd-xa'], 'Quý II/2025', ['2025-06-30']],
    ['4', everyAgency, 'Quý I/2025', ['2025-03-31']],
    ['5', everyAgency, 'Thường xuyên', []],
    ['6', ['ubnd-xa'], 'Thường xuyên', []],
    ['7', ['ubnd-xa'], 'Trong năm 2025', ['2025-12-31']],
    ['8', ['ubnd-xa'], 'Thường xuyên', []],
    ['9', ['ubnd-xa'], 'Quý IV/2025', ['2025-12-31']],
    ['10', ['ubnd-xa'], 'Quý IV/2025', ['2025-12-31']],
    ['11', ['phong-noi-vu', 'ubnd-xa'], 'Hằng năm (bắt đầu từ năm 2026)', yearEnds.slice(1)],
    ['12', ['vp-hdnd-ubnd', 'ubnd-xa'], 'Hằng năm', yearEnds],
    ['13', everyAgency, 'Hằng năm', yearEnds],
    ['14', everyAgency, 'Thường xuyên', []],
  ])('gives task %s to %j, %s', (number, lead, phrase, days) => {
    const task = golden.taskOf(number);
    expect(task.lead).toEqual(lead);
    expect(task.due.map((due) => due.phrase)).toEqual([phrase]);
    expect(golden.lastDays(task.due)).toEqual(days);
  });

  it('keeps "-" as nobody and "các cơ quan liên quan" as words', () => {
    expect(golden.taskOf('2').coordinators).toEqual([]);
    expect(golden.taskOf('9').coordinators).toEqual([
      { ref: 'phong-tc-kh' },
      { text: 'các cơ quan liên quan' },
    ]);
  });

  it('reports its four standing tasks in each of 24 quarters', () => {
    const { reporting } = golden.plan;
    const days = reporting === null ? [] : golden.lastDays([reporting.due]);
    expect([days.length, days[0], days[1], days[23]]).toEqual([
      24,
      '2025-03-31',
      '2025-06-30',
      '2030-12-31',
    ]);
  });

  it('gives out 298 assignments, with fewer leads once the district is gone', () => {
    const { plan, directory } = golden;
    const periods = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan));
    const leadsOf = (task: string, period: string) =>
      periods.find((one) => one.task === task && one.period === period)?.leads.length;
    expect(periods.reduce((sum, { leads }) => sum + leads.length, 0)).toBe(298);
    expect(leadsOf('1', 'once')).toBe(22);
    expect(leadsOf('3', 'once')).toBe(9);
    expect(leadsOf('2', 'once')).toBe(4);
    expect(leadsOf('12', '2025')).toBe(10);
    expect(leadsOf('12', '2026')).toBe(4);
    expect(leadsOf('11', '2030')).toBe(4);
    expect(leadsOf('report', '2025-Q2')).toBe(22);
    expect(leadsOf('report', '2025-Q3')).toBe(4);
  });

  it('sends 5,319 notices and passes on 116 assignments, and tells nobody that has ended', () => {
    const { plan, directory } = golden;
    const tracking = defaultTracking(plan);
    const { notices, handovers } = computePreview(plan, directory, vietnamCalendar, tracking);
    expect([notices.length, handovers.length]).toEqual([5319, 116]);
    expect(new Set(handovers.map(({ at }) => at))).toEqual(
      new Set(['2025-07-01T00:00:00.000+07:00']),
    );
    const index = buildAgencyIndex(directory);
    const isThere = (id: string, at: string) => {
      const agency = index.get(id);
      return agency !== undefined && isValidOn(agency, at.slice(0, 10));
    };
    const missed = notices.filter(
      ({ at, to, agency }) => !isThere(to, at) || !(agency === null || isThere(agency, at)),
    );
    expect(missed).toEqual([]);
  });

  it('knows 13 agencies of the district and nine communes, then none and four', () => {
    expect([count('co-quan-huyen', '2025-06-30'), count('ubnd-xa', '2025-06-30')]).toEqual([13, 9]);
    expect([count('co-quan-huyen', '2025-07-01'), count('ubnd-xa', '2025-07-01')]).toEqual([0, 4]);
  });

  it('leaves nobody of the district without a successor from 01/7/2025', () => {
    const { directory } = golden;
    const ended = directory.agencies.filter(({ validTo }) => validTo === '2025-06-30');
    const lasting = directory.agencies.filter(({ validTo }) => validTo === null);
    expect([ended.length, lasting.length]).toEqual([29, 10]);
    expect(
      ended.filter(({ id }) => resolveSuccessor(id, directory, '2025-07-01') === null),
    ).toEqual([]);
  });

  it.each([
    ['xa-vinh-hao', 'xa-vinh-thanh-2025'],
    ['xa-vinh-thuan', 'xa-vinh-quang-2025'],
    ['phong-noi-vu', 'xa-vinh-thanh-2025'],
    ['vp-hdnd-ubnd', 'vp-ubnd-tinh-gia-lai'],
    ['ubnd-huyen', 'vp-ubnd-tinh-gia-lai'],
    ['hoi-doan-the', 'mttq-tinh-gia-lai'],
    ['hat-kiem-lam', 'kiem-lam-gia-lai'],
  ])('passes what %s had to %s', (id, successor) => {
    expect(resolveSuccessor(id, golden.directory, '2025-06-30')).toBe(id);
    expect(resolveSuccessor(id, golden.directory, '2025-07-01')).toBe(successor);
  });

  it.each([
    ['1', 'phong-vhtt', 'vp-hdnd-ubnd'],
    ['1', 'vp-hdnd-ubnd', 'ubnd-huyen'],
    ['3', 'xa-vinh-kim', 'ubnd-huyen'],
    ['9', 'xa-vinh-son-2025', 'vp-ubnd-tinh-gia-lai'],
  ])('task %s of %s is reviewed by %s', (number, lead, reviewer) => {
    const { plan, directory } = golden;
    expect(resolveReviewer(plan, golden.taskOf(number), lead, directory)).toBe(reviewer);
  });

  it('warns that it reaches into years whose days off are not decided', () => {
    expect(golden.warnings.map(({ line, column }) => [line, column])).toEqual([[14, 5]]);
  });

  it('writes to nobody real', () => {
    const addresses = golden.directory.agencies.flatMap(({ email }) => email);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});
