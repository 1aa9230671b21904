import { beforeAll, describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { resolveAgencies, resolveReviewer } from '../../domain/directory.ts';
import { computeTaskPeriods, defaultTracking } from '../../domain/task-period.ts';
import { loadGoldenPlan } from './load-golden-plan.ts';

const monthEnds = [
  '2023-01-31',
  '2023-02-28',
  '2023-03-31',
  '2023-04-30',
  '2023-05-31',
  '2023-06-30',
  '2023-07-31',
  '2023-08-31',
  '2023-09-30',
  '2023-10-31',
  '2023-11-30',
  '2023-12-31',
];
const quarterEnds = ['2023-03-31', '2023-06-30', '2023-09-30', '2023-12-31'];
const performers = ['co-quan-chuyen-mon', 'vp-dkdd', 'ubnd-xa'];

describe('the plan of Lâm Thao for 2023', () => {
  let golden: Awaited<ReturnType<typeof loadGoldenPlan>>;
  beforeAll(async () => {
    golden = await loadGoldenPlan('plans/lam-thao-2023.yaml');
  });
  const numbersWhere = (ofKind: string) =>
    golden.plan.tasks
      .filter(({ due }) => due.every(({ rule }) => rule.kind === ofKind))
      .map(({ task }) => task)
      .join(' ');

  it('has 27 duties, each with its place in the document, without warnings', () => {
    const { tasks } = golden.plan;
    expect(golden.warnings).toEqual([]);
    expect(tasks).toHaveLength(27);
    expect(tasks.filter(({ source }) => source === null)).toEqual([]);
    expect([golden.taskOf('IV.1.4c').source, golden.taskOf('3.5-BC').source]).toEqual([
      'IV.1.4',
      'II.3.5.3',
    ]);
  });

  it.each([
    ['3.5-BC', ['vp-hdnd-ubnd'], 'Báo cáo hàng tháng', monthEnds],
    [
      'IV.1.4c',
      ['vp-hdnd-ubnd'],
      'Định kỳ hàng quý, 6 tháng, 1 năm tổng hợp kết quả báo cáo UBND huyện hoặc báo cáo khi có yêu cầu',
      quarterEnds,
    ],
    ['IV.2.4', ['phong-vhtt'], 'Hàng năm', ['2023-12-31']],
    ['IV.4.2', ['phong-noi-vu'], 'hàng năm', ['2023-12-31']],
    [
      'IV.5.1b',
      performers,
      'định kỳ 6 tháng, 1 năm hoặc khi có yêu cầu',
      ['2023-06-30', '2023-12-31'],
    ],
    ['3.3a', ['buu-dien-huyen'], 'thường xuyên', []],
    ['3.3b', ['phong-vhtt'], 'Thường xuyên', []],
    ['3.3c', ['phong-noi-vu'], 'Thường xuyên', []],
    ['3.5a', ['vp-hdnd-ubnd'], 'Thường xuyên', []],
  ])('gives %s to %j, %s', (number, lead, phrase, days) => {
    const task = golden.taskOf(number);
    expect(task.lead).toEqual(lead);
    expect(task.due.map((due) => due.phrase)).toEqual([phrase]);
    expect(golden.lastDays(task.due)).toEqual(days);
  });

  it.each([
    ['IV.1.1', ['vp-hdnd-ubnd']],
    ['IV.1.2', ['vp-hdnd-ubnd']],
    ['IV.1.3', ['vp-hdnd-ubnd']],
    ['IV.1.4a', ['vp-hdnd-ubnd']],
    ['IV.1.4b', ['vp-hdnd-ubnd']],
    ['IV.1.5', ['vp-hdnd-ubnd']],
    ['IV.1.6', ['vp-hdnd-ubnd']],
    ['IV.2.1', ['phong-vhtt']],
    ['IV.2.2', ['phong-vhtt']],
    ['IV.2.3', ['phong-vhtt']],
    ['IV.3.1', ['phong-tc-kh']],
    ['IV.3.2', ['phong-tc-kh']],
    ['IV.4.1', ['phong-noi-vu']],
    ['IV.5.1a', performers],
    ['IV.5.2', ['ubnd-xa']],
    ['IV.5.3', performers],
    ['IV.5.4', performers],
    ['IV.6', ['mttq-huyen', 'to-chuc-ct-xh']],
  ])('gives %s to %j, undated', (number, lead) => {
    const { lead: found, due } = golden.taskOf(number);
    expect([found, due]).toEqual([
      lead,
      [{ phrase: null, rule: { kind: 'undated', until: null } }],
    ]);
  });

  it('has four standing and 18 undated duties, lines of a quarterly report', () => {
    expect(numbersWhere('standing')).toBe('3.3a 3.3b 3.3c 3.5a');
    expect(numbersWhere('undated').split(' ')).toHaveLength(18);
    const { reporting } = golden.plan;
    expect(reporting && golden.lastDays([reporting.due])).toEqual(quarterEnds);
  });

  it('only asks the Front, the mass organisations and the post office', () => {
    const { plan, directory } = golden;
    const requested = plan.tasks.filter(({ relation }) => relation === 'requested');
    expect(requested.map(({ task }) => task)).toEqual(['IV.6', '3.3a']);
    const report = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan)).find(
      ({ task, period }) => task === 'report' && period === '2023-Q4',
    );
    expect(report?.audience.asked).toEqual([
      'mttq-huyen',
      'lien-doan-lao-dong',
      'hoi-nong-dan',
      'hoi-phu-nu',
      'hoi-cuu-chien-binh',
      'huyen-doan',
      'buu-dien-huyen',
    ]);
  });

  it('is urged by the office, while obstacles and half-yearly reports go to the division', () => {
    const { plan, directory } = golden;
    expect([plan.monitor, plan.obstaclesTo]).toEqual(['vp-hdnd-ubnd', 'phong-vhtt']);
    const reviewerOf = (number: string, lead: string) =>
      resolveReviewer(plan, golden.taskOf(number), lead, directory);
    expect(reviewerOf('IV.5.1b', 'xa-tu-xa')).toBe('phong-vhtt');
    expect(reviewerOf('IV.5.1b', 'phong-vhtt')).toBe('vp-hdnd-ubnd');
    expect(reviewerOf('IV.1.4c', 'vp-hdnd-ubnd')).toBe('ubnd-huyen');
  });

  it('gives out 96 assignments from its issue on, of 194 in the year', () => {
    const { plan, directory } = golden;
    const periods = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan));
    const total = (some: typeof periods) => some.reduce((sum, { leads }) => sum + leads.length, 0);
    const followed = periods.filter(({ notApplicable }) => notApplicable === null);
    expect([total(periods), total(followed)]).toEqual([194, 96]);
    expect(resolveAgencies(performers, directory, '2023-09-15')).toHaveLength(24);
    expect(resolveAgencies(['ubnd-xa'], directory, '2023-09-15')).toHaveLength(12);
  });

  it('writes to nobody real', () => {
    const addresses = golden.directory.agencies.flatMap(({ email }) => email);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});
