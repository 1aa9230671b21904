import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { agencyFields } from '../../domain/compare-directories.ts';
import {
  comparePlans,
  fixedFields,
  isNothing,
  type PlanContent,
  planFields,
  taskFields,
} from '../../domain/compare-plans.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Plain } from './plan-example.ts';
import { agency, readSmallPlan, smallAgencies, task } from './small-plan.ts';

const on = '2024-05-06';
const tasks = [
  task('1', { lead: ['xa-1', 'xa-2'], coordinators: ['district', { text: 'các cơ quan khác' }] }),
  task('2', { due: 'Chậm nhất là ngày 30/4/2024' }),
  task('3', { due: 'Khi có yêu cầu', after: ['2'] }),
];
const reporting = { every: 'quarter', due: 'Hàng quý' };
const groups = { xa: { members: ['xa-1', 'xa-2'] }, communes: { level: 'commune' } };

function read(
  changed: readonly Plain[] = tasks,
  changes: Plain = {},
  people: { agencies?: readonly Plain[]; groups?: Plain } = {},
): PlanContent {
  return readSmallPlan(changed, { reporting, ...changes }, { groups, ...people });
}

const before = read();
const compare = (after: PlanContent, from = before) =>
  comparePlans(from, after, on, vietnamCalendar);
/** The tasks, with a change of one of them. */
const withTask = (number: string, changes: Plain) =>
  tasks.map((one) => (one['task'] === number ? { ...one, ...changes } : one));
const withAgency = (id: string, changes: Plain) =>
  smallAgencies.map((one) => (one['id'] === id ? { ...one, ...changes } : one));

describe('two versions of a plan', () => {
  it('that say the same differ in nothing, whatever the order of tasks, leads and agencies', () => {
    const shuffled = read(
      withTask('1', { lead: ['xa-2', 'xa-1'] }).toReversed(),
      {},
      {
        agencies: smallAgencies.toReversed(),
        groups: { communes: groups.communes, xa: { members: ['xa-2', 'xa-1'] } },
      },
    );
    for (const same of [before, shuffled, JSON.parse(JSON.stringify(before))]) {
      expect(isNothing(compare(same))).toBe(true);
    }
  });

  it('are compared in every field of the plan, of its tasks and of its agencies', () => {
    const [first] = before.plan.tasks;
    const [office, ...agencies] = before.directory.agencies;
    if (first === undefined || office === undefined) throw new Error('expected tasks and agencies');
    expect([...planFields, ...fixedFields, 'tasks'].sort()).toEqual(
      Object.keys(before.plan).sort(),
    );
    expect([...taskFields, 'task', 'lead', 'coordinators', 'after'].sort()).toEqual(
      Object.keys(first).sort(),
    );
    expect([...agencyFields, 'id'].sort()).toEqual(Object.keys(office).sort());
    const renamed = {
      ...before.directory,
      agencies: [{ ...office, aliases: ['VP'] }, ...agencies],
    };
    expect(compare({ ...before, directory: renamed }).agencies.changed).toEqual([
      { id: 'office', name: 'Văn phòng', fields: { aliases: { from: [], to: ['VP'] } } },
    ]);
  });

  it('name what may not change while a plan runs', () => {
    const plan: Plan = {
      ...before.plan,
      plan: 'other',
      issued: '2024-02-01',
      timezone: 'Asia/Bangkok',
    };
    const difference = compare({ ...before, plan });
    expect(difference.refusals).toEqual({
      plan: { from: 'small', to: 'other' },
      issued: { from: before.plan.issued, to: '2024-02-01' },
      timezone: { from: 'Asia/Ho_Chi_Minh', to: 'Asia/Bangkok' },
    });
    expect(isNothing(difference)).toBe(false);
  });

  it('name the fields of the plan, and the last days that follow from them', () => {
    const after = read(tasks, { to: '2025-03-31', number: '15/KH-UBND', reviewWithin: 5 });
    const difference = compare(after);
    expect(difference.fields).toEqual({
      number: { from: null, to: '15/KH-UBND' },
      to: { from: '2024-12-31', to: '2025-03-31' },
      reviewWithin: { from: 3, to: 5 },
    });
    const added = [{ period: '2025-Q1', from: null, to: '2025-03-31' }];
    expect(
      difference.tasks.changed.map(({ task: number, lastDays }) => [number, lastDays]),
    ).toEqual([['1', added]]);
    expect(difference.report).toEqual(added);
  });

  it('tell the new last days of what is still to come, and of nothing that is over', () => {
    const due = 'Chậm nhất ngày 20 của tháng cuối mỗi Quý';
    const { tasks: found, report } = compare(read(withTask('1', { due })));
    expect(found.changed).toEqual([
      {
        task: '1',
        title: 'Việc 1',
        fields: { due: { from: before.plan.tasks[0]?.due, to: [expect.anything()] } },
        leads: null,
        coordinators: null,
        after: null,
        lastDays: [
          { period: '2024-Q2', from: '2024-06-30', to: '2024-06-20' },
          { period: '2024-Q3', from: '2024-09-30', to: '2024-09-20' },
          { period: '2024-Q4', from: '2024-12-31', to: '2024-12-20' },
        ],
      },
    ]);
    expect(report).toEqual([]);
    expect(
      compare(read(withTask('2', { due: 'Chậm nhất là ngày 29/4/2024' }))).tasks.changed,
    ).toEqual([expect.objectContaining({ task: '2', lastDays: [] })]);
    expect(
      compare(read(withTask('2', { due: 'Chậm nhất là ngày 10/5/2024' }))).tasks.changed,
    ).toEqual([
      expect.objectContaining({
        lastDays: [{ period: 'once', from: '2024-04-30', to: '2024-05-10' }],
      }),
    ]);
  });

  it('tell periods that are no more, and those of a task that gets a date', () => {
    const dated = read(withTask('3', { due: 'Hàng quý' }), { to: '2024-09-30' });
    const { tasks: found, report } = compare(dated);
    expect(report).toEqual([
      { period: '2024-Q2', from: '2024-06-30', to: null },
      { period: '2024-Q3', from: '2024-09-30', to: null },
      { period: '2024-Q4', from: '2024-12-31', to: null },
    ]);
    expect(found.changed.map(({ task: number, lastDays }) => [number, lastDays])).toEqual([
      ['1', [{ period: '2024-Q4', from: '2024-12-31', to: null }]],
      [
        '3',
        [
          { period: '2024-Q2', from: null, to: '2024-06-30' },
          { period: '2024-Q3', from: null, to: '2024-09-30' },
        ],
      ],
    ]);
  });

  it('tell tasks that come and go, with their leads and what is still to come', () => {
    const after = read([...tasks.slice(1), task('4', { lead: 'xa', due: 'Quý I, II năm 2024' })]);
    const { added, removed, changed } = compare(after).tasks;
    expect(added).toEqual([
      {
        task: '4',
        title: 'Việc 4',
        leads: ['xa-1', 'xa-2'],
        due: [expect.objectContaining({ phrase: 'Quý I, II năm 2024' })],
        lastDays: [{ period: 'once', lastDay: '2024-06-30' }],
      },
    ]);
    expect(removed.map(({ task: number, lastDays }) => [number, lastDays.length])).toEqual([
      ['1', 3],
    ]);
    expect(changed).toEqual([]);
    expect(compare(read(tasks.slice(0, 2))).tasks.removed).toEqual([
      expect.objectContaining({ task: '3', lastDays: [] }),
    ]);
  });

  it('tell leads, coordinators and inputs one by one, as they are on the day', () => {
    const agencies = [...smallAgencies, agency('xa-4', 'commune', 'district')];
    const changes = {
      lead: ['xa-2', 'xa-4'],
      coordinators: ['monitor', { text: 'các cơ quan liên quan' }],
      after: ['2'],
    };
    const [changed] = compare(read(withTask('1', changes), {}, { agencies })).tasks.changed;
    expect(changed).toMatchObject({
      leads: { added: ['xa-4'], removed: ['xa-1'], written: expect.anything() },
      coordinators: {
        added: [{ ref: 'monitor' }, { text: 'các cơ quan liên quan' }],
        removed: [{ ref: 'district' }, { text: 'các cơ quan khác' }],
      },
      after: { added: ['2'], removed: [] },
    });
  });

  it('tell leads that a group gains, and a group that stands for the same today', () => {
    const written = read(withTask('1', { lead: 'xa' }));
    expect(compare(written).tasks.changed[0]?.leads).toEqual({
      added: [],
      removed: [],
      written: { from: ['xa-1', 'xa-2'], to: ['xa'] },
    });
    const larger = read(
      withTask('1', { lead: 'xa' }),
      {},
      {
        groups: { ...groups, xa: { members: ['xa-1', 'xa-2', 'xa-3'] } },
      },
    );
    const difference = compare(larger, written);
    expect(difference.tasks.changed[0]?.leads).toEqual({
      added: ['xa-3'],
      removed: [],
      written: null,
    });
    expect(difference.groups.changed).toEqual([
      {
        group: 'xa',
        added: ['xa-3'],
        removed: [],
        written: {
          from: { members: ['xa-1', 'xa-2'] },
          to: { members: ['xa-1', 'xa-2', 'xa-3'] },
        },
      },
    ]);
  });

  it('tell agencies that come, go and change, and what becomes of groups', () => {
    const agencies = [
      ...withAgency('xa-3', { validTo: '2024-12-31', successor: 'xa-4', email: 'moi@x.example' }),
      agency('xa-4', 'commune', 'district'),
    ];
    const after = read(
      tasks,
      {},
      { agencies, groups: { communes: groups.communes, new: groups.xa } },
    );
    const difference = compare(after);
    expect(difference.agencies).toEqual({
      added: [{ id: 'xa-4', name: 'UBND xa-4' }],
      removed: [],
      changed: [
        {
          id: 'xa-3',
          name: 'UBND xa-3',
          fields: {
            email: { from: ['xa-3@x.example'], to: ['moi@x.example'] },
            validTo: { from: null, to: '2024-12-31' },
            successor: { from: null, to: 'xa-4' },
          },
        },
      ],
    });
    expect(difference.groups).toEqual({
      added: ['new'],
      removed: ['xa'],
      changed: [{ group: 'communes', added: ['xa-4'], removed: [], written: null }],
    });
    expect(compare(before, after).agencies.removed).toEqual([{ id: 'xa-4', name: 'UBND xa-4' }]);
    const spelled = read(
      tasks,
      {},
      {
        groups: { ...groups, communes: { members: ['xa-1', 'xa-2', 'xa-3'] } },
      },
    );
    expect(compare(spelled).groups.changed).toEqual([
      {
        group: 'communes',
        added: [],
        removed: [],
        written: { from: { level: 'commune' }, to: { members: ['xa-1', 'xa-2', 'xa-3'] } },
      },
    ]);
  });

  it('tell decided dates that the new version has no place for', () => {
    const deadline = { lastDay: '2024-06-14', decidedOn: '2024-05-02' };
    const request = { task: '1', lastDay: '2024-05-20', decidedOn: '2024-05-03' };
    const decided = { deadlines: { '3': deadline }, requests: [request] };
    const running = { ...before, plan: { ...before.plan, decided } };
    expect(isNothing(compare(running, running))).toBe(true);
    const kept = { ...decided, deadlines: {} };
    const half = { ...before, plan: { ...before.plan, decided: kept } };
    expect(compare(half, running).decidedDropped).toEqual([
      { what: 'deadline', task: '3', ...deadline },
    ]);
    expect(compare(before, running).decidedDropped).toEqual([
      { what: 'deadline', task: '3', ...deadline },
      { what: 'request', ...request },
    ]);
  });
});
