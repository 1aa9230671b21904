import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import {
  type AskedDate,
  findDateProblem,
  keepDecided,
  withDeadline,
  withRequest,
} from '../../domain/decided-dates.ts';
import { computeTaskPeriods, defaultTracking } from '../../domain/task-period.ts';
import type { Plain } from './plan-example.ts';
import { readSmallPlan, task } from './small-plan.ts';

const reporting = { every: 'quarter', due: 'Hàng quý' };
const tasks = [
  task('1', { due: 'Hàng quý' }),
  task('2', { due: 'Thường xuyên' }),
  task('3', { due: 'Khi có yêu cầu' }),
  task('4', { due: 'none' }),
  task('5', { due: ['Thường xuyên', 'Khi có yêu cầu'] }),
  task('6', { due: ['Khi có yêu cầu', 'Trong năm 2024'] }),
  task('7', { due: { kind: 'once', start: null, lastDay: '2024-09-30', time: null } }),
];
const small = (rows: readonly Plain[] = tasks, changes: Plain = { reporting }) =>
  readSmallPlan(rows, changes);
const { plan, directory } = small();

const today = '2024-06-05';
const june = { lastDay: '2024-06-20', decidedOn: today };
const july = { lastDay: '2024-07-20', decidedOn: '2024-06-10' };

function find(asked: AskedDate, of = plan) {
  return findDateProblem(of, asked, {
    today,
    periods: computeTaskPeriods(of, directory, vietnamCalendar, defaultTracking(of)),
    calendar: vietnamCalendar,
  });
}
const deadline = (number: string, lastDay = june.lastDay): AskedDate => ({
  what: 'deadline',
  task: number,
  lastDay,
});
const request = (number: string, lastDay = june.lastDay): AskedDate => ({
  ...deadline(number, lastDay),
  what: 'request',
});

describe('a plan with decided dates', () => {
  it('holds them beside what its file says', () => {
    const decided = withRequest(withRequest(withDeadline(plan, '3', june), '1', june), '1', july);
    expect(decided).toEqual({
      ...plan,
      decided: {
        deadlines: { 3: june },
        requests: [
          { task: '1', ...june },
          { task: '1', ...july },
        ],
      },
    });
    expect(plan.decided).toBeUndefined();
  });

  it('holds the deadlines of several tasks', () => {
    const decided = withDeadline(withDeadline(plan, '3', june), '4', july);
    expect(decided.decided?.deadlines).toEqual({ 3: june, 4: july });
  });
});

describe('an amended plan', () => {
  const before = withRequest(withRequest(withDeadline(plan, '3', june), '1', june), 'report', july);

  it('keeps what still makes sense', () => {
    const next = small([task('3', { due: 'Theo hướng dẫn của Bộ' }), task('1', { due: 'none' })]);
    expect(keepDecided(before, next.plan)).toEqual({ ...next.plan, decided: before.decided });
  });

  it('drops the deadline of a task that the file now dates', () => {
    const next = small([task('1', {}), task('2', { due: 'none' }), task('3', { due: 'Hàng quý' })]);
    expect(keepDecided(before, next.plan).decided).toEqual({
      deadlines: {},
      requests: before.decided?.requests,
    });
  });

  it('drops the deadline of a task that has become a standing one', () => {
    const next = small([task('1', {}), task('3', { due: 'Thường xuyên' })]);
    expect(keepDecided(before, next.plan).decided?.deadlines).toEqual({});
  });

  it('drops what belongs to tasks and reports that are gone', () => {
    const next = small([task('3', { due: 'none' }), task('9', { due: 'Hàng quý' })]);
    expect(keepDecided(before, next.plan).decided).toEqual({
      deadlines: { 3: june },
      requests: [{ task: 'report', ...july }],
    });
    const bare = small([task('9', { due: 'Hàng quý' })], {});
    expect(keepDecided(before, bare.plan)).toBe(bare.plan);
  });

  it('is as its file says when nothing was decided', () => {
    expect(keepDecided(plan, plan)).toBe(plan);
  });
});

describe('a deadline', () => {
  it('can be set for a task that has none, from today on', () => {
    for (const number of ['3', '4', '5']) expect(find(deadline(number))).toBeNull();
    expect(find(deadline('3', today))).toBeNull();
  });

  it.each([
    ['1', 'found 1, which has one already ("Hàng quý")', 'dondoc extend small 1 PERIOD'],
    ['6', 'found 6, which has one already ("Khi có yêu cầu; Trong năm 2024")', 'extend'],
    ['7', 'found 7, which has one already', 'then dondoc amend FILE'],
    [
      '2',
      'found 2, a standing one ("Thường xuyên"): it is a line of every periodic report',
      'an extra report: dondoc request small 2 --due DAY',
    ],
    ['report', 'found the periodic report, which has its days', 'request small report --due DAY'],
  ])('is refused for task %s', (number, message, advice) => {
    const problem = find(deadline(number));
    expect(problem?.message).toContain(message);
    expect(problem?.advice.join('\n')).toContain(advice);
  });

  it('is decided once', () => {
    expect(find(deadline('3', '2024-07-20'), withDeadline(plan, '3', june))).toEqual({
      message:
        'expected a task without a date, found 3, whose last day 2024-06-20 was decided on 2024-06-05',
      advice: ['a later one, lead by lead: dondoc extend small 3 once --grant DAY'],
    });
  });

  it('does not fall on the day of an extra report of the same task', () => {
    expect(find(deadline('3'), withRequest(plan, '3', june))?.message).toBe(
      'expected a day on which nothing of task 3 is due yet, found 2024-06-20, the last day of its period 2024-06-20',
    );
  });
});

describe('an extra report', () => {
  it('can be asked of every task, and of the periodic report', () => {
    for (const number of ['1', '2', '3', '6', 'report']) expect(find(request(number))).toBeNull();
    expect(find(request('1', '2024-06-10'), withRequest(plan, '1', june))).toBeNull();
  });

  it('does not fall on a day on which the task is due anyway', () => {
    expect(find(request('1', '2024-06-30'))).toEqual({
      message:
        'expected a day on which nothing of task 1 is due yet, found 2024-06-30, the last day of its period 2024-Q2',
      advice: ['that period is asked for already: choose another day'],
    });
    expect(find(request('report', '2024-06-30'))?.message).toContain('its period 2024-Q2');
    expect(find(request('3', '2024-06-30'))).toBeNull();
  });
});

describe('any date', () => {
  it('does not lie before today, in plan time', () => {
    expect(find(request('1', '2024-06-04'))?.message).toBe(
      'expected a day not before 2024-06-05 (today, in plan time), found 2024-06-04',
    );
  });

  it('lies in a year whose working days are known', () => {
    expect(find(deadline('3', '2203-06-20'))?.message).toContain(
      'expected a day of a year whose working days are known, found 2203-06-20 (no working days for',
    );
  });

  it('belongs to a task of the plan', () => {
    const { plan: table } = small([task('6.10', {}), task('6.2', { due: 'none' })]);
    expect(find(request('6.11'), table)).toEqual({
      message: 'expected a task of small, found no 6.11; did you mean 6.10?',
      advice: ['there are: 6.10, 6.2, report'],
    });
    const many = Array.from({ length: 13 }, (_, index) => task(`A.${index + 1}`, {}));
    expect(find(deadline('zzzzzzzz'), small(many).plan)).toEqual({
      message: 'expected a task of small, found no zzzzzzzz',
      advice: ['there are: A.1, A.2, A.3, A.4, A.5, A.6, A.7, A.8, A.9, A.10, A.11, A.12, …'],
    });
  });

  it('belongs to a report that the plan has', () => {
    const problem = {
      message: 'expected a task of small, found report: this plan has no periodic report',
      advice: [],
    };
    expect(find(request('report'), small([task('1', {})]).plan)).toEqual(problem);
    expect(find(deadline('report'), small([task('1', {})], {}).plan)).toEqual(problem);
  });
});
