import { beforeAll, describe, expect, it } from 'vitest';
import { resolveAgencies, resolveMailboxes, resolveReviewer } from '../../domain/directory.ts';
import { loadGoldenPlan } from './load-golden-plan.ts';

describe('the plan of Đồng Tháp for 2023', () => {
  let golden: Awaited<ReturnType<typeof loadGoldenPlan>>;
  beforeAll(async () => {
    golden = await loadGoldenPlan('plans/dong-thap-2023.yaml');
  });
  const count = (refs: readonly string[]) =>
    resolveAgencies(refs, golden.directory, '2023-04-05').length;

  it('has the 12 tasks of the appendix, without warnings', () => {
    expect(golden.warnings).toEqual([]);
    expect(golden.plan.tasks.map(({ task }) => task).join(' ')).toBe(
      '1.1 1.2 2 3.1 3.2 4.1 4.2 5 6.1 6.2 6.3 6.4',
    );
    expect(golden.plan).toMatchObject({
      plan: 'dong-thap-2023',
      issued: '2023-04-05',
      monitor: 'so-tttt',
      office: 'vp-ubnd-tinh',
      obstaclesTo: 'so-tttt',
    });
  });

  it.each([
    ['1.1', ['so-tttt'], 'Thường xuyên', []],
    ['1.2', ['so-tttt'], 'Thường xuyên', []],
    ['2', ['so-tttt'], 'Quý I, II năm 2023', ['2023-06-30']],
    ['3.1', ['cong-an-tinh'], 'Thường xuyên', []],
    ['3.2', ['ubnd-xa'], 'Thường xuyên', []],
    ['4.1', ['so-tttt', 'ubnd-huyen'], 'Trong năm 2023', ['2023-12-31']],
    ['4.2', ['ubnd-huyen'], 'Quý II năm 2023', ['2023-06-30']],
    ['5', ['to-cnscd', 'ubnd-xa'], 'Thường xuyên', []],
    [
      '6.1',
      ['so-noi-vu'],
      'Trước ngày 15 của tháng cuối mỗi Quý',
      ['2023-03-14', '2023-06-14', '2023-09-14', '2023-12-14'],
    ],
    [
      '6.2',
      ['cong-an-tinh'],
      'Trước ngày 15 của tháng cuối mỗi Quý',
      ['2023-03-14', '2023-06-14', '2023-09-14', '2023-12-14'],
    ],
    [
      '6.3',
      ['so-ban-nganh', 'ubnd-huyen'],
      'Trước ngày 15 của tháng cuối mỗi Quý',
      ['2023-03-14', '2023-06-14', '2023-09-14', '2023-12-14'],
    ],
    [
      '6.4',
      ['so-tttt'],
      'Trước ngày 20 của tháng cuối mỗi Quý',
      ['2023-03-19', '2023-06-19', '2023-09-19', '2023-12-19'],
    ],
  ])('gives task %s to %j, %s', (number, lead, phrase, days) => {
    const task = golden.taskOf(number);
    expect(task.lead).toEqual(lead);
    expect(task.due.map((due) => due.phrase)).toEqual([phrase]);
    expect(golden.lastDays(task.due)).toEqual(days);
  });

  it('reports its standing tasks with the quarterly figures', () => {
    const { reporting } = golden.plan;
    expect(reporting && golden.lastDays([reporting.due])).toEqual([
      '2023-03-14',
      '2023-06-14',
      '2023-09-14',
      '2023-12-14',
    ]);
  });

  it('has four reports; the roll-up needs the other three', () => {
    const reports = golden.plan.tasks.filter(({ kind }) => kind === 'report');
    expect(reports.map(({ task, after }) => [task, after])).toEqual([
      ['6.1', []],
      ['6.2', []],
      ['6.3', []],
      ['6.4', ['6.1', '6.2', '6.3']],
    ]);
  });

  it('knows the departments, the 12 districts, and communes with their digital teams', () => {
    expect(count(['so-ban-nganh'])).toBe(18);
    expect(count(['ubnd-huyen'])).toBe(12);
    expect(count(['ubnd-xa'])).toBe(25);
    expect(count(['to-cnscd'])).toBe(25);
    expect(count(['so-ban-nganh', 'ubnd-huyen'])).toBe(30);
    expect(resolveMailboxes('to-cnscd-my-tho', golden.directory)).toEqual({
      addresses: ['xa-my-tho@dongthap.example'],
      via: 'xa-my-tho',
    });
  });

  it.each([
    ['6.1', 'so-noi-vu', 'so-tttt'],
    ['6.4', 'so-tttt', 'vp-ubnd-tinh'],
    ['3.2', 'xa-my-tho', 'huyen-cao-lanh'],
    ['5', 'to-cnscd-my-tho', 'xa-my-tho'],
  ])('task %s of %s is reviewed by %s', (number, lead, reviewer) => {
    const { plan, directory } = golden;
    expect(resolveReviewer(plan, golden.taskOf(number), lead, directory)).toBe(reviewer);
  });

  it('writes to nobody real', () => {
    const addresses = golden.directory.agencies.flatMap(({ email }) => email);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});
