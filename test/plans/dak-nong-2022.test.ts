import { beforeAll, describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { resolveAgencies, resolveReviewer } from '../../domain/directory.ts';
import { computeTaskPeriods, defaultTracking } from '../../domain/task-period.ts';
import { loadGoldenPlan } from './load-golden-plan.ts';

const quarterEnds = ['2022-03-31', '2022-06-30', '2022-09-30', '2022-12-31'];
const provinceAndDistricts = ['so-ban-nganh', 'ubnd-huyen'];
const everyTier = ['so-ban-nganh', 'ubnd-huyen', 'ubnd-xa'];

describe('the plan of Đắk Nông for 2022', () => {
  let golden: Awaited<ReturnType<typeof loadGoldenPlan>>;
  beforeAll(async () => {
    golden = await loadGoldenPlan('plans/dak-nong-2022.yaml');
  });

  it('has 30 duties, each with its place in the document, without warnings', () => {
    const { tasks } = golden.plan;
    expect(golden.warnings).toEqual([]);
    expect(tasks).toHaveLength(30);
    expect(tasks.filter(({ source }) => source === null)).toEqual([]);
    expect(golden.plan).toMatchObject({
      issued: '2022-05-25',
      monitor: 'so-tttt',
      office: 'vp-ubnd-tinh',
      obstaclesTo: 'so-tttt',
    });
  });

  it.each([
    ['IV.1.7', ['ubnd-huyen'], 'trước 30/6/2022', ['2022-06-29']],
    ['II.1.2-3a', ['so-ban-nganh'], 'chậm nhất là ngày 01/7/2022', ['2022-07-01']],
    ['II.1.2-3b', ['ubnd-huyen', 'ubnd-xa'], 'từ ngày 01/8/2022', ['2022-07-31']],
    ['II.1.1-5', everyTier, 'bắt đầu từ ngày 01/7/2022', ['2022-06-30']],
    ['II.1.1-5b', everyTier, 'trong năm 2022', ['2022-12-31']],
    ['IV.3.2', ['vp-ubnd-tinh'], 'Hoàn thành trước 01/7/2022', ['2022-06-30']],
    ['IV.3.4', ['vp-ubnd-tinh'], 'Hoàn thành trước 30/6/2022', ['2022-06-29']],
    ['IV.4', ['so-tai-chinh'], 'Hoàn thành trong tháng 12/2022', ['2022-12-31']],
    ['IV.1.6', ['ubnd-huyen'], 'Hàng năm', ['2022-12-31']],
    ['III.2', everyTier, 'hằng năm', ['2022-12-31']],
    ['IV.1.8', provinceAndDistricts, 'Hằng quý', quarterEnds],
    ['IV.2.7', ['so-tttt'], 'Hằng quý', quarterEnds],
    ['II.1.2-1', provinceAndDistricts, 'Thường xuyên', []],
    ['II.2.2-4', ['so-tttt'], 'Thường xuyên', []],
  ])('gives %s to %j, %s', (number, lead, phrase, days) => {
    const task = golden.taskOf(number);
    expect(task.lead).toEqual(lead);
    expect(task.due.map((due) => due.phrase)).toEqual([phrase]);
    expect(golden.lastDays(task.due)).toEqual(days);
  });

  it.each([
    ['IV.1.1', provinceAndDistricts],
    ['IV.1.2', provinceAndDistricts],
    ['IV.1.3', provinceAndDistricts],
    ['IV.1.4', provinceAndDistricts],
    ['IV.1.5', ['vp-ubnd-tinh', 'ubnd-huyen']],
    ['IV.2.1', ['so-tttt']],
    ['IV.2.2', ['so-tttt']],
    ['IV.2.3', ['so-tttt']],
    ['IV.2.4', ['so-tttt']],
    ['IV.2.5', ['so-tttt']],
    ['IV.2.6', ['so-tttt']],
    ['IV.2.8', ['so-tttt']],
    ['IV.3.1', ['vp-ubnd-tinh']],
    ['IV.3.3', ['vp-ubnd-tinh']],
    ['IV.3.5', ['vp-ubnd-tinh']],
    ['IV.5', ['dai-ptth', 'bao-dak-nong', 'cong-ttdt']],
  ])('gives %s to %j, undated', (number, lead) => {
    const { lead: found, due } = golden.taskOf(number);
    expect([found, due]).toEqual([
      lead,
      [{ phrase: null, rule: { kind: 'undated', until: null } }],
    ]);
  });

  it('has two reports; the department’s needs those of the others', () => {
    const reports = golden.plan.tasks.filter(({ kind }) => kind === 'report');
    expect(reports.map(({ task, after }) => [task, after])).toEqual([
      ['IV.1.8', []],
      ['IV.2.7', ['IV.1.8']],
    ]);
  });

  it('knows 18 departments, the eight districts and two communes of each', () => {
    const count = (ref: string) => resolveAgencies([ref], golden.directory, '2022-05-25').length;
    expect(['so-ban-nganh', 'ubnd-huyen', 'ubnd-xa'].map(count)).toEqual([18, 8, 16]);
  });

  it('gives out 358 assignments from its issue on, of 415 in the year', () => {
    const { plan, directory } = golden;
    const periods = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan));
    const total = (some: typeof periods) => some.reduce((sum, { leads }) => sum + leads.length, 0);
    const followed = periods.filter(({ notApplicable }) => notApplicable === null);
    expect([total(periods), total(followed)]).toEqual([415, 358]);
  });

  it.each([
    ['IV.1.8', 'so-noi-vu', 'so-tttt'],
    ['IV.2.7', 'so-tttt', 'vp-ubnd-tinh'],
    ['IV.3.2', 'vp-ubnd-tinh', 'so-tttt'],
    ['II.1.2-3b', 'xa-nhan-co', 'so-tttt'],
  ])('%s of %s is reviewed by %s', (number, lead, reviewer) => {
    const { plan, directory } = golden;
    expect(resolveReviewer(plan, golden.taskOf(number), lead, directory)).toBe(reviewer);
  });

  it('writes to nobody real', () => {
    const addresses = golden.directory.agencies.flatMap(({ email }) => email);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});
