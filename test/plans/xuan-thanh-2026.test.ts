import { beforeAll, describe, expect, it } from 'vitest';
import { resolveAgencies, resolveMailboxes, resolveReviewer } from '../../domain/directory.ts';
import { loadGoldenPlan } from './load-golden-plan.ts';

const quarters = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'];

describe('the plan of Xuân Thành for 2026', () => {
  let golden: Awaited<ReturnType<typeof loadGoldenPlan>>;
  beforeAll(async () => {
    golden = await loadGoldenPlan('plans/xuan-thanh-2026.yaml');
  });
  const ofKind = (kind: string) =>
    golden.plan.tasks
      .filter(({ due }) => due.every(({ rule }) => rule.kind === kind))
      .map(({ task }) => task);

  it('has the 35 tasks of both parts', () => {
    const numbers = golden.plan.tasks.map(({ task }) => task);
    expect(numbers.filter((number) => number.startsWith('A.'))).toHaveLength(17);
    expect(numbers.filter((number) => number.startsWith('B.'))).toHaveLength(18);
    expect([numbers[0], numbers[16], numbers[17], numbers[34]]).toEqual([
      'A.1.1',
      'A.6.2',
      'B.1.1',
      'B.9',
    ]);
  });

  it('has 24 standing and 6 undated tasks, all lines of a monthly report', () => {
    expect(ofKind('standing')).toHaveLength(24);
    expect(ofKind('undated').join(' ')).toBe('B.2.1 B.4.2 B.6.1 B.7.1 B.7.3 B.9');
    const { reporting } = golden.plan;
    expect(reporting && golden.lastDays([reporting.due])).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-31',
    ]);
  });

  it.each([
    ['A.3.2', ['tt-phuc-vu-hcc'], 'Hàng quý', quarters],
    ['A.4.1', ['truong-hoc'], 'Hàng quý', quarters],
    ['A.5.1', ['phong-vhxh'], 'Hàng quý', quarters],
    ['A.5.3', ['tt-phuc-vu-hcc'], 'Hàng năm', ['2026-12-31']],
    [
      'B.2.2',
      ['tt-phuc-vu-hcc', 'phong-vhxh'],
      'Hàng năm, theo hướng dẫn triển khai của Sở Khoa học và Công nghệ',
      ['2026-12-31'],
    ],
    ['A.3.6', ['tt-phuc-vu-hcc', 'buu-dien-xa', 'ban-quan-ly-ap', 'to-cnscd'], 'Thường xuyên', []],
    [
      'B.3.1',
      ['tt-phuc-vu-hcc', 'cong-an-xa', 'vp-hdnd-ubnd', 'phong-ban-chuyen-mon'],
      'Thường xuyên',
      [],
    ],
    ['B.4.2', ['tt-phuc-vu-hcc', 'phong-ban-chuyen-mon'], null, []],
    [
      'B.7.1',
      ['phong-vhxh', 'vp-hdnd-ubnd'],
      'Theo hướng dẫn, quy định của các cơ quan cấp trên',
      [],
    ],
  ])('gives task %s to %j, %s', (number, lead, phrase, days) => {
    const task = golden.taskOf(number);
    expect(task.lead).toEqual(lead);
    expect(task.due.map((due) => due.phrase)).toEqual([phrase]);
    expect(golden.lastDays(task.due)).toEqual(days);
  });

  it('has three tasks without a product and six without a coordinator', () => {
    const without = (key: 'products' | 'coordinators') =>
      golden.plan.tasks.filter((task) => task[key].length === 0).map(({ task }) => task);
    expect(without('products')).toEqual(['A.3.6', 'B.4.1', 'B.5']);
    expect(without('coordinators')).toEqual(['B.2.3', 'B.3.1', 'B.3.2', 'B.4.1', 'B.4.2', 'B.6.1']);
  });

  it('is monitored by the office, whose own tasks the People’s Committee reviews', () => {
    const { plan, directory } = golden;
    const task = golden.taskOf('B.6.1');
    expect([plan.monitor, plan.office]).toEqual(['vp-hdnd-ubnd', 'vp-hdnd-ubnd']);
    expect(resolveReviewer(plan, task, 'vp-hdnd-ubnd', directory)).toBe('ubnd-xa');
    expect(resolveReviewer(plan, task, 'phong-vhxh', directory)).toBe('vp-hdnd-ubnd');
  });

  it('reaches those without a mailbox through others', () => {
    const via = (id: string) => resolveMailboxes(id, golden.directory).via;
    expect([via('to-cnscd'), via('ban-quan-ly-ap'), via('phong-vhxh')]).toEqual([
      'phong-vhxh',
      'vp-hdnd-ubnd',
      null,
    ]);
    expect(resolveAgencies(['truong-hoc'], golden.directory, '2026-01-15')).toHaveLength(2);
  });

  it('warns of the one day off that is not enacted yet', () => {
    expect(golden.warnings.map(({ line, column, found }) => [line, column, found])).toEqual([
      [13, 5, '01 ngày nghỉ tạm tính của năm 2026 (ngày đầu: 2026-11-24, Ngày Văn hóa Việt Nam)'],
    ]);
  });

  it('writes to nobody real', () => {
    const addresses = golden.directory.agencies.flatMap(({ email }) => email);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});
