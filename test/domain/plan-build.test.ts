import { describe, expect, it } from 'vitest';
import { planOf, read, task } from './plan-example.ts';

describe('a plan file without mistakes', () => {
  it('becomes a plan with the defaults filled in', () => {
    expect(planOf()).toEqual({
      plan: 'p-1',
      title: 'Kế hoạch',
      number: null,
      issued: '2023-01-05',
      issuer: 'UBND tỉnh',
      from: '2023-01-01',
      to: '2023-12-31',
      timezone: 'Asia/Ho_Chi_Minh',
      locale: 'vi',
      monitor: 'so-a',
      office: 'office',
      provincialOffice: null,
      reviewer: 'so-a',
      obstaclesTo: 'so-a',
      reporting: expect.objectContaining({ every: 'quarter' }),
      before: 'exclusive',
      rollover: 'none',
      reviewWithin: 3,
      reminders: {
        lead: { month: [3, 0], quarter: [7, 3, 1, 0], longer: [15, 7, 3, 1, 0] },
        coordinators: { month: [], quarter: [3], longer: [7, 1] },
        sendAt: '08:00',
      },
      escalation: [
        { after: 1, to: ['lead', 'coordinators'], repeatEvery: null, times: 1 },
        { after: 3, to: ['lead', 'superior', 'monitor'], repeatEvery: null, times: 1 },
        { after: 5, to: ['lead', 'monitor', 'office'], repeatEvery: 5, times: 6 },
      ],
      tasks: [
        {
          task: '1',
          group: null,
          kind: 'product',
          title: 'Một',
          products: [],
          lead: ['so-b'],
          coordinators: [],
          due: [expect.objectContaining({ phrase: 'Quý II năm 2023' })],
          after: [],
          relation: 'assigned',
          source: null,
          reviewer: null,
        },
      ],
    });
  });

  it('is plain JSON', () => {
    const plan = planOf();
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('keeps everything that is written', () => {
    const plan = planOf({
      number: '12/KH-UBND',
      timezone: 'Asia/Bangkok',
      locale: 'en',
      provincialOffice: 'Văn phòng',
      reviewer: 'superior',
      obstaclesTo: 'so-b',
      before: 'inclusive',
      rollover: 'nextWorkingDay',
      reviewWithin: '5',
      reminders: { lead: { month: ['1'] }, coordinators: { longer: [] }, sendAt: '07:30' },
      escalation: [
        { after: '2', to: ['office'] },
        { after: '4', to: ['lead'], repeatEvery: '2', times: '3' },
      ],
      tasks: [
        {
          ...task,
          group: 'Nhóm',
          kind: 'report',
          product: ['Báo cáo', 'Số liệu'],
          lead: ['so', 'sở  ALPHA'],
          coordinators: ['UBND xã', { text: 'các cơ quan liên quan' }],
          relation: 'requested',
          source: 'IV.1.4',
          reviewer: 'Sở B',
        },
        {
          ...task,
          task: '2',
          after: '1',
          coordinators: 'so-a',
          product: 'Báo cáo',
          reviewer: 'superior',
        },
      ],
    });
    expect(plan).toMatchObject({
      number: '12/KH-UBND',
      timezone: 'Asia/Bangkok',
      locale: 'en',
      provincialOffice: 'office',
      reviewer: 'superior',
      obstaclesTo: 'so-b',
      before: 'inclusive',
      rollover: 'nextWorkingDay',
      reviewWithin: 5,
      reminders: {
        lead: { month: [1], quarter: [7, 3, 1, 0], longer: [15, 7, 3, 1, 0] },
        coordinators: { month: [], quarter: [3], longer: [] },
        sendAt: '07:30',
      },
      escalation: [
        { after: 2, to: ['office'], repeatEvery: null, times: 1 },
        { after: 4, to: ['lead'], repeatEvery: 2, times: 3 },
      ],
    });
    expect(plan.tasks[0]).toMatchObject({
      group: 'Nhóm',
      kind: 'report',
      products: ['Báo cáo', 'Số liệu'],
      lead: ['so', 'so-a'],
      coordinators: [{ ref: 'xa' }, { text: 'các cơ quan liên quan' }],
      relation: 'requested',
      source: 'IV.1.4',
      reviewer: 'so-b',
    });
    expect(plan.tasks[1]).toMatchObject({
      after: ['1'],
      coordinators: [{ ref: 'so-a' }],
      products: ['Báo cáo'],
      reviewer: 'superior',
    });
  });

  it('sends the last step of the default escalation also to a provincial office it names', () => {
    const { escalation } = planOf({ provincialOffice: 'office' });
    expect(escalation.at(-1)?.to).toEqual(['lead', 'monitor', 'office', 'provincialOffice']);
  });

  it('reads `due: none` as undated and a rule as a rule', () => {
    const rule = { kind: 'standing' };
    const { tasks } = planOf({
      tasks: [
        { ...task, due: 'none' },
        { ...task, task: '2', due: rule },
        { ...task, task: '3', due: ['Quý I năm 2023', { kind: 'once', lastDay: '2023-06-30' }] },
      ],
    });
    expect(tasks.map(({ due }) => due)).toEqual([
      [{ phrase: null, rule: { kind: 'undated', until: null } }],
      [{ phrase: null, rule }],
      [
        expect.objectContaining({ phrase: 'Quý I năm 2023' }),
        { phrase: null, rule: { kind: 'once', start: null, lastDay: '2023-06-30', time: null } },
      ],
    ]);
  });

  it('keeps a phrase word for word', () => {
    const phrase = 'Trước ngày 15  của tháng cuối mỗi Quý';
    expect(planOf({ tasks: [{ ...task, due: phrase }] }).tasks[0]?.due[0]?.phrase).toBe(phrase);
  });

  it('leaves communes to their superior unless a reviewer is named or the monitor is a commune', () => {
    const tasks = [
      { ...task, lead: 'communes' },
      { ...task, task: '2', lead: ['communes', 'so-b'] },
    ];
    expect(planOf({ tasks }).tasks.map(({ reviewer }) => reviewer)).toEqual(['superior', null]);
    expect(planOf({ tasks, reviewer: 'so-a' }).tasks[0]?.reviewer).toBeNull();
    expect(planOf({ tasks, monitor: 'xa' }).tasks[0]?.reviewer).toBeNull();
  });

  it('needs no groups and no reporting when nothing is standing', () => {
    expect(planOf({ reporting: undefined }, { groups: undefined }).reporting).toBeNull();
  });

  it('warns when it reaches into years whose holidays are not decided', () => {
    const { warnings, mistakes } = read({ to: '2027-12-31' });
    expect(mistakes).toEqual([]);
    expect(warnings.map(({ path, found }) => [path, found.en])).toEqual([
      [['to'], expect.stringMatching(/^\d+ provisional days off in 2026, 2027 \(the first: 2026-/)],
    ]);
    expect(read().warnings).toEqual([]);
  });

  it('resolves names inside the directory to ids', () => {
    const { directory } = read(
      {},
      {
        agencies: [
          {
            id: 'office',
            name: 'Văn phòng',
            level: 'province',
            email: ['o@x.example', 'p@x.example'],
          },
          { id: 'so-a', name: 'Sở A', level: 'province', superior: 'văn phòng', via: 'Văn phòng' },
          { id: 'so-b', name: 'Sở B', level: 'province', superior: 'office', email: 'b@x.example' },
          {
            id: 'xa',
            name: 'UBND xã',
            level: 'commune',
            email: 'x@x.example',
            validFrom: '2020-01-01',
            validTo: '2025-06-30',
            successor: 'Sở B',
          },
        ],
        groups: { so: { members: ['Sở A', 'so-b'] } },
      },
    );
    expect(directory?.agencies[0]?.email).toEqual(['o@x.example', 'p@x.example']);
    expect(directory?.agencies[1]).toMatchObject({ superior: 'office', via: 'office', email: [] });
    expect(directory?.agencies[3]).toMatchObject({ successor: 'so-b', validTo: '2025-06-30' });
    expect(directory?.groups).toEqual({ so: { members: ['so-a', 'so-b'] } });
  });
});
