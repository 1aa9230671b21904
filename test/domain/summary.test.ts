import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { buildMoment } from '../../domain/counts.ts';
import type { PastEvent } from '../../domain/held-assignments.ts';
import { computeSummary, type Tally } from '../../domain/summary.ts';
import type { Plain } from './plan-example.ts';
import { agency, readSmallPlan, smallAgencies, task } from './small-plan.ts';

const reporting = { every: 'quarter', due: 'Hàng quý' };

function happened(
  of: string,
  agencyId: string,
  kind = 'opened',
  changes: Partial<PastEvent> = {},
): PastEvent {
  const [number = '', period = ''] = of.split('/');
  return {
    workflowId: `task:small/${of}`,
    task: number,
    period,
    kind,
    agency: agencyId,
    at: '2024-01-02T01:00:00.000Z',
    data: kind === 'opened' ? { lastDay: '2024-03-31' } : null,
    ...changes,
  };
}

function summarize(
  events: readonly PastEvent[],
  given: {
    readonly tasks?: readonly Plain[];
    readonly agencies?: readonly Plain[];
    readonly now?: string;
    readonly trackingFrom?: string;
  } = {},
) {
  const { tasks = [task('1', {})], agencies = smallAgencies } = given;
  const { now = '2024-02-01T23:59:59.999+07:00', trackingFrom = '2024-01-02' } = given;
  const moment = buildMoment(now, 'Asia/Ho_Chi_Minh', vietnamCalendar);
  const small = readSmallPlan(tasks, { reporting }, { agencies });
  return computeSummary({ ...small, trackingFrom, events, recorded: [], moment });
}

/** [tasks, assignments] of a tally: what is not 0. */
function some({ tasks, assignments }: Tally) {
  return [tasks, assignments].map((counts) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
  );
}
const tasks = (counts: object) => ({ counts: 'tasks', ...counts });
const duties = (counts: object) => ({ counts: 'assignments', ...counts });

describe('a summary', () => {
  it('says of each agency and task where the worst of its periods stands', () => {
    const { byCell } = summarize(
      [
        happened('1/2024-Q1', 'xa-1'),
        happened('1/2024-Q1', 'xa-1', 'submitted'),
        happened('1/2024-Q2', 'xa-1', 'opened', { data: { lastDay: '2024-01-31' } }),
        happened('1/2024-Q1', 'xa-2'),
        happened('1/2024-Q1', 'xa-2', 'reassigned'),
      ],
      { tasks: [task('1', {}), task('2', { lead: 'xa-3', due: 'none' })] },
    );
    expect(byCell).toEqual([
      {
        agency: 'xa-1',
        task: '1',
        place: { category: 'overdue', marks: [] },
        assignments: 2,
      },
      {
        agency: 'xa-3',
        task: '2',
        place: { category: 'inTime', marks: ['undated'] },
        assignments: 0,
      },
    ]);
  });

  it('counts a task with several leads once, and each of its periods', () => {
    const { whole } = summarize([
      happened('1/2024-Q1', 'xa-1'),
      happened('1/2024-Q1', 'xa-2'),
      happened('1/2024-Q1', 'xa-2', 'submitted'),
      happened('1/2024-Q2', 'xa-1'),
    ]);
    expect(some(whole)).toEqual([
      tasks({ total: 2, inTime: 2 }),
      duties({ total: 3, inTime: 2, waiting: 1 }),
    ]);
  });

  it('is empty when nothing has happened', () => {
    const { whole, ...groups } = summarize([]);
    expect(some(whole)).toEqual([tasks({}), duties({})]);
    expect(groups).toEqual({ byLevel: [], byAgency: [], byTask: [], byCell: [] });
  });

  it('groups by level from the highest down, agencies that the directory has lost at the end', () => {
    const { byLevel } = summarize([
      happened('1/2024-Q1', 'gone'),
      happened('1/2024-Q1', 'xa-1'),
      happened('1/2024-Q1', 'monitor'),
      happened('1/2024-Q1', 'district'),
    ]);
    expect(byLevel.map(({ level }) => level)).toEqual(['province', 'district', 'commune', null]);
  });

  it('lists the worst agencies first, equals by id', () => {
    const late = { data: { lastDay: '2024-01-15' } };
    const veryLate = { data: { lastDay: '2023-12-29' } };
    const { byAgency } = summarize([
      happened('1/2024-Q1', 'xa-3'),
      happened('1/2024-Q1', 'xa-2'),
      happened('1/2024-Q1', 'xa-1', 'opened', late),
      happened('1/2024-Q1', 'district', 'opened', veryLate),
      happened('1/2024-Q1', 'gone'),
      happened('1/2024-Q1', 'gone', 'notReported'),
    ]);
    expect(byAgency.map(({ agency: id, level }) => [id, level])).toEqual([
      ['district', 'district'],
      ['xa-1', 'commune'],
      ['gone', null],
      ['xa-2', 'commune'],
      ['xa-3', 'commune'],
    ]);
  });

  it('lists tasks as the plan does, then the report, then tasks that the plan has lost', () => {
    const given = { tasks: [task('10', {}), task('2', {})] };
    const events = ['9', 'report', '2', '8', '10'].map((of) => happened(`${of}/2024-Q1`, 'xa-1'));
    expect(summarize(events, given).byTask.map((one) => one.task)).toEqual([
      '10',
      '2',
      'report',
      '8',
      '9',
    ]);
  });

  it('counts an assignment that was passed on where it is now', () => {
    const taken = {
      from: 'xa-1',
      lastDay: '2024-03-31',
      originalLastDay: '2024-03-31',
      progress: 'open',
    };
    const { whole, byAgency } = summarize([
      happened('1/2024-Q1', 'xa-1'),
      happened('1/2024-Q1', 'xa-1', 'reassigned'),
      happened('1/2024-Q1', 'xa-2', 'takenOver', { data: taken }),
    ]);
    expect(some(whole)).toEqual([tasks({ total: 1, inTime: 1 }), duties({ total: 1, inTime: 1 })]);
    expect(byAgency.map(({ agency: id }) => id)).toEqual(['xa-2']);
  });

  it('lets what was closed unfinished stand as it stood then', () => {
    const closed = { agency: null, at: '2024-03-31T01:00:00.000Z' };
    const events = [happened('1/2024-Q1', 'xa-1'), happened('1/2024-Q1', '', 'closed', closed)];
    const { whole } = summarize(events, { now: '2024-06-30T08:00:00+07:00' });
    expect(some(whole)[1]).toEqual(duties({ total: 1, inTime: 1, dueSoon: 1 }));
  });
});

describe('a task without a date', () => {
  const undated = task('6', { lead: ['monitor', 'xa-1'], due: 'none' });
  const standing = task('7', { due: 'Thường xuyên' });
  const given = { tasks: [undated, standing] };

  it('counts as a task in time, undated, of its leads and their levels, and as no assignment', () => {
    const { whole, byLevel, byAgency, byTask } = summarize(
      [happened('report/2024-Q1', 'xa-1')],
      given,
    );
    const own = [tasks({ total: 1, inTime: 1, undated: 1 }), duties({})];
    const withReport = [
      tasks({ total: 2, inTime: 2, undated: 1 }),
      duties({ total: 1, inTime: 1 }),
    ];
    expect(some(whole)).toEqual(withReport);
    expect(byLevel.map((one) => [one.level, ...some(one)])).toEqual([
      ['province', ...own],
      ['commune', ...withReport],
    ]);
    expect(byAgency.map((one) => [one.agency, ...some(one)])).toEqual([
      ['monitor', ...own],
      ['xa-1', ...withReport],
    ]);
    expect(byTask.map((one) => [one.task, ...some(one)])).toEqual([
      ['6', ...own],
      ['report', tasks({ total: 1, inTime: 1 }), duties({ total: 1, inTime: 1 })],
    ]);
  });

  it.each([
    ['2024-01-02', '2024-04-02T23:59:59.999+07:00', undefined],
    ['2024-01-02', '2024-04-03T08:00:00+07:00', 1],
    // Tracking began before the plan was issued; after it.
    ['2023-06-01', '2024-04-03T08:00:00+07:00', 1],
    ['2024-02-01', '2024-04-03T08:00:00+07:00', undefined],
  ])(
    'tracked from %s is undated for more than three months at %s: %s',
    (trackingFrom, now, long) => {
      const { whole } = summarize([], { ...given, trackingFrom, now });
      expect(some(whole)[0]?.['longUndated']).toBe(long);
    },
  );

  it('is counted by its own assignments once it was dated, not by an extra report', () => {
    const lead = happened('6/once', 'monitor');
    expect(some(summarize([lead], given).whole)).toEqual([
      tasks({ total: 1, inTime: 1 }),
      duties({ total: 1, inTime: 1 }),
    ]);
    const extra = happened('6/2024-03-15', 'monitor');
    expect(some(summarize([extra], given).whole)[0]).toEqual(
      tasks({ total: 2, inTime: 2, undated: 1 }),
    );
  });

  it('counts for the successor of a lead that has ended, and for nobody when there is none', () => {
    const ended = { validTo: '2024-01-15' };
    const agencies = [
      ...smallAgencies,
      agency('xa-8', 'commune', 'district', { ...ended, successor: 'xa-2' }),
      agency('xa-9', 'commune', 'district', ended),
    ];
    const led = { tasks: [task('6', { lead: ['xa-8', 'xa-9', 'xa-2'], due: 'none' })], agencies };
    const { whole, byAgency } = summarize([], led);
    expect(whole.tasks.undated).toBe(1);
    expect(byAgency.map(({ agency: id }) => id)).toEqual(['xa-2']);
  });
});
