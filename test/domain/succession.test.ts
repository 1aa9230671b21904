import { describe, expect, it } from 'vitest';
import type { LadderNotice } from '../../domain/notice.ts';
import { listSuccessions, standInAt, standInsAt } from '../../domain/succession.ts';
import { expandMerging, mergingAgencies } from './merging-communes.ts';
import { brief, pick } from './real-plans.ts';
import { agency, expand, readSmallPlan, smallAgencies, task } from './small-plan.ts';

const midnight = '2024-06-01T00:00:00.000+07:00';

function from(day: string, notices: readonly LadderNotice[], lead: string): string[] {
  return notices.filter(({ at, agency: whose }) => at >= day && whose === lead).map(brief);
}

describe('the successions that are to come', () => {
  const { plan, directory, periods } = expandMerging();
  const list = (agencies: readonly string[], day = '2024-01-02') =>
    listSuccessions(agencies, directory, day, plan.timezone);

  it('begin with the day after the last one of an agency, and name who comes', () => {
    expect(list(['xa-1'])).toEqual([
      { from: 'xa-1', to: 'xa-new', at: midnight, name: 'UBND xa-new' },
    ]);
    expect(list(['xa-1'], '2024-05-31')).toHaveLength(1);
    expect(list(['xa-1'], '2024-06-01')).toEqual([]);
  });

  it('stand in the order of time, then of names, each once', () => {
    expect(list(['xa-2', 'xa-1', 'xa-2', 'xa-3']).map((one) => one.from)).toEqual(['xa-1', 'xa-2']);
    expect(list(['xa-1', 'xa-2']).map((one) => one.from)).toEqual(['xa-1', 'xa-2']);
  });

  it('leave out who ends without a successor, and who is unknown', () => {
    const ending = [
      ...mergingAgencies,
      agency('xa-9', 'commune', 'office', { validTo: '2024-03-31' }),
    ];
    const known = expandMerging({}, {}, ending).directory;
    expect(listSuccessions(['xa-9', 'nobody'], known, '2024-01-02', plan.timezone)).toEqual([]);
  });

  it('go on with the end of the successor', () => {
    const chain = mergingAgencies.map((one) =>
      one['id'] === 'xa-new' ? { ...one, validTo: '2024-07-31', successor: 'xa-3' } : one,
    );
    const { successions } = pick(expandMerging({}, {}, chain).periods, '1', 'once').audience;
    const brieflySaid = successions.map((one) => `${one.at.slice(0, 10)} ${one.from} > ${one.to}`);
    expect(brieflySaid).toEqual([
      '2024-06-01 xa-1 > xa-new',
      '2024-06-01 xa-2 > xa-new',
      '2024-08-01 xa-new > xa-3',
    ]);
    expect(standInAt(successions, 'xa-1', '2024-05-31T23:59:59.999+07:00')).toBe('xa-1');
    expect(standInAt(successions, 'xa-1', midnight)).toBe('xa-new');
    expect(standInAt(successions, 'xa-1', '2024-08-01T00:00:00.000+07:00')).toBe('xa-3');
    expect(standInsAt(successions, ['xa-1', 'xa-2', 'xa-3'], midnight)).toEqual(['xa-new', 'xa-3']);
  });

  it('of a period are those of everybody whom it concerns: of superiors, if they are there when it is late', () => {
    const whose = (known: typeof periods) =>
      pick(known, '1', 'once').audience.successions.map((one) => one.from);
    expect(whose(periods)).toEqual(['xa-1', 'xa-2']);
    const may = expandMerging({ due: 'Chậm nhất là ngày 28/5/2024' });
    expect(whose(may.periods)).toEqual(['district', 'xa-1', 'xa-2']);
  });
});

describe('a task whose leads become one agency', () => {
  it('is told to the successor on its first working morning, once, and then as to anybody', () => {
    const { preview } = expandMerging();
    expect(from('2024-05-01', preview.notices, 'xa-1')).toEqual([]);
    expect(from('2024-06-01', preview.notices, 'xa-new').slice(0, 6)).toEqual([
      '2024-06-03 xa-new > xa-new lead opened 0',
      '2024-06-07 xa-new > xa-new lead dueSoon 15',
      '2024-06-19 xa-new > xa-new lead dueSoon 7',
      '2024-06-25 xa-new > xa-new lead dueSoon 3',
      '2024-06-27 xa-new > xa-new lead dueSoon 1',
      '2024-06-28 xa-new > xa-new lead dueSoon 0',
    ]);
    expect(
      preview.notices.filter(({ at, agency: whose }) => at > '2024-06-01' && whose === 'xa-2'),
    ).toEqual([]);
    expect(from('2024-06-01', preview.notices, 'xa-3')[0]).toBe(
      '2024-06-07 xa-3 > xa-3 lead dueSoon 15',
    );
  });

  it('that is late by then is told so, with the working days', () => {
    const { preview } = expandMerging({ due: 'Chậm nhất là ngày 28/5/2024' });
    expect(from('2024-05-28', preview.notices, 'xa-1')).toEqual([
      '2024-05-28 xa-1 > xa-1 lead dueSoon 0',
      '2024-05-29 xa-1 > xa-1 lead overdue 1',
      '2024-05-31 xa-1 > district superior escalated 3',
      '2024-05-31 xa-1 > monitor monitor escalated 3',
      '2024-05-31 xa-1 > xa-1 lead overdue 3',
    ]);
    expect(from('2024-06-01', preview.notices, 'xa-new').slice(0, 4)).toEqual([
      '2024-06-03 xa-new > xa-new lead overdue 4',
      '2024-06-04 xa-new > monitor monitor escalated 5',
      '2024-06-04 xa-new > office office escalated 5',
      '2024-06-04 xa-new > xa-new lead overdue 5',
    ]);
  });

  it('is not told twice on a morning on which a step tells leads anyway', () => {
    const { preview } = expandMerging({ due: 'Chậm nhất là ngày 27/5/2024' });
    expect(from('2024-06-01', preview.notices, 'xa-new').slice(0, 3)).toEqual([
      '2024-06-03 xa-new > monitor monitor escalated 5',
      '2024-06-03 xa-new > office office escalated 5',
      '2024-06-03 xa-new > xa-new lead overdue 5',
    ]);
  });

  it('passes in the preview from each of them to the one', () => {
    const { preview } = expandMerging();
    expect(preview.handovers).toEqual([
      { at: midnight, task: '1', period: 'once', from: 'xa-1', to: 'xa-new' },
      { at: midnight, task: '1', period: 'once', from: 'xa-2', to: 'xa-new' },
    ]);
    expect(preview.assignments.map((one) => one.agency)).toEqual(['xa-1', 'xa-2', 'xa-3']);
  });

  it('passes in the order of time, then of tasks and periods', () => {
    const tasks = [
      task('2', { lead: ['xa-2', 'xa-1'], due: 'Chậm nhất là ngày 28/6/2024' }),
      task('1', { lead: 'xa-1', due: ['Hàng quý', 'Chậm nhất là ngày 15/8/2024'] }),
    ];
    const { preview } = expand(readSmallPlan(tasks, {}, { agencies: mergingAgencies }));
    expect(preview.handovers.map((one) => `${one.task} ${one.period} ${one.from}`)).toEqual([
      '1 2024-Q1 xa-1',
      '1 2024-Q2 xa-1',
      '1 once xa-1',
      '2 once xa-1',
      '2 once xa-2',
    ]);
  });

  it('of a later period goes to the agencies of its own day', () => {
    const { periods, preview } = expandMerging({ due: 'Hàng quý', lead: ['xa-1', 'xa-new'] });
    expect(pick(periods, '1', '2024-Q2').leads).toEqual(['xa-1']);
    expect(pick(periods, '1', '2024-Q3').leads).toEqual(['xa-new']);
    expect(preview.handovers.map((one) => one.period)).toEqual(['2024-Q1', '2024-Q2']);
  });
});

describe('a successor that leads already', () => {
  const agencies = mergingAgencies.map((one) =>
    one['id'] === 'xa-1' ? { ...one, successor: 'xa-3' } : one,
  );

  it('is not told again', () => {
    const { preview } = expandMerging({ lead: ['xa-1', 'xa-3'] }, {}, agencies);
    expect(from('2024-06-01', preview.notices, 'xa-3')[0]).toBe(
      '2024-06-07 xa-3 > xa-3 lead dueSoon 15',
    );
    expect(preview.handovers.map((one) => `${one.from} > ${one.to}`)).toEqual(['xa-1 > xa-3']);
  });

  it('keeps its reviewer and superior, and has the other’s lines only from that day', () => {
    const reporting = { every: 'quarter', due: 'Hàng quý' };
    const tasks = [
      task('1', { due: 'Thường xuyên', lead: ['xa-1', 'xa-3'], title: 'Chung' }),
      task('2', { due: 'Thường xuyên', lead: ['xa-1'], title: 'Riêng' }),
    ];
    const small = readSmallPlan(tasks, { reporting, reviewer: 'superior' }, { agencies });
    const { periods, preview } = expand(small);
    const report = pick(periods, 'report', '2024-Q2');
    expect(report.reviewers).toEqual({ 'xa-1': 'district', 'xa-3': 'monitor' });
    expect(report.audience.superiors).toEqual({ 'xa-1': 'office', 'xa-3': 'monitor' });
    expect(report.lines['xa-3']).toEqual([
      { task: '1', title: 'Chung' },
      { task: '2', title: 'Riêng', since: midnight },
    ]);
    const own = preview.assignments.find(
      (one) => one.period === '2024-Q2' && one.agency === 'xa-3',
    );
    expect(own?.lines).toEqual(['1']);
  });
});

describe('a plan whose own agencies end', () => {
  const named = [
    ...smallAgencies.filter(({ id }) => !['monitor', 'office', 'xa-3'].includes(String(id))),
    agency('office', 'province', 'centre', { validTo: '2024-06-30', successor: 'office-2' }),
    agency('office-2', 'province', 'centre', { validFrom: '2024-07-01' }),
    agency('monitor', 'province', 'office', { validTo: '2024-06-30', successor: 'monitor-2' }),
    agency('monitor-2', 'province', 'office-2', { validFrom: '2024-07-01' }),
    agency('xa-3', 'commune', 'monitor', { validTo: '2024-06-30', successor: 'xa-4' }),
    agency('xa-4', 'commune', 'monitor-2', { validFrom: '2024-07-01' }),
    { id: 'centre', name: 'Trung ương', level: 'central', email: 'c@x.example' },
  ];
  const changes = { coordinators: ['xa-3'], due: 'Chậm nhất là ngày 27/6/2024', lead: 'xa-1' };
  const { preview, periods } = expandMerging(changes, { provincialOffice: 'office' }, named);

  it('tells the successors of coordinators, superior, monitor and office from their day on', () => {
    const said = preview.notices.filter(({ at }) => at > '2024-06-21').map(brief);
    expect(said.slice(0, 12)).toEqual([
      '2024-06-24 xa-1 > xa-1 lead dueSoon 3',
      '2024-06-26 * > xa-3 coordinator dueSoon 1',
      '2024-06-26 xa-1 > xa-1 lead dueSoon 1',
      '2024-06-27 xa-1 > xa-1 lead dueSoon 0',
      '2024-06-28 * > xa-3 coordinator overdue 1',
      '2024-06-28 xa-1 > xa-1 lead overdue 1',
      '2024-07-02 xa-1 > district superior escalated 3',
      '2024-07-02 xa-1 > monitor-2 monitor escalated 3',
      '2024-07-02 xa-1 > xa-1 lead overdue 3',
      '2024-07-04 xa-1 > monitor-2 monitor escalated 5',
      '2024-07-04 xa-1 > office-2 office escalated 5',
      '2024-07-04 xa-1 > xa-1 lead overdue 5',
    ]);
  });

  it('names them in what opens afterwards', () => {
    expect(pick(periods, '1', 'once').audience.monitor).toBe('monitor');
    const later = expandMerging(
      { ...changes, due: 'Hàng quý' },
      { provincialOffice: 'office' },
      named,
    );
    const third = pick(later.periods, '1', '2024-Q3');
    expect(third.audience).toMatchObject({
      monitor: 'monitor-2',
      office: 'office-2',
      provincialOffice: 'office-2',
      coordinators: [],
    });
    expect(third.obstaclesTo).toBe('monitor-2');
    expect(third.reviewers).toEqual({ 'xa-1': 'monitor-2' });
    expect(third.audience.successions).toEqual([]);
  });

  it('knows the successor of a reviewer that only the task names, or that is a lead’s superior', () => {
    const agencies = [
      ...named,
      agency('clerk', 'province', 'office', { validTo: '2024-04-30', successor: 'monitor' }),
    ];
    const own = expandMerging({ lead: 'xa-1', reviewer: 'clerk' }, {}, agencies);
    const { successions } = pick(own.periods, '1', 'once').audience;
    expect(successions.map((one) => `${one.from} > ${one.to}`)).toContain('clerk > monitor');
    const due = 'Chậm nhất là ngày 31/5/2024';
    const above = expandMerging({ due, lead: 'xa-1' }, { reviewer: 'superior' });
    const period = pick(above.periods, '1', 'once');
    expect(period.reviewers['xa-1']).toBe('district');
    expect(period.audience.successions.map((one) => one.from)).toContain('district');
  });
});

describe('what passes', () => {
  it('is nothing after the end of the plan', () => {
    const agencies = mergingAgencies.map((one) =>
      ['xa-1', 'xa-2'].includes(String(one['id'])) ? { ...one, validTo: '2025-03-31' } : one,
    );
    const late = agencies.map((one) =>
      one['id'] === 'xa-new' ? { ...one, validFrom: '2025-04-01' } : one,
    );
    const { preview, periods } = expandMerging({}, {}, late);
    expect(preview.handovers).toEqual([]);
    expect(pick(periods, '1', 'once').audience.successions).toEqual([]);
  });

  it('is no report that has closed by then, nor what nobody asked for', () => {
    const reports = expandMerging({ due: 'Hàng tháng', kind: 'report' });
    expect(new Set(reports.preview.handovers.map((one) => one.period))).toEqual(
      new Set(['2024-05']),
    );
    const past = expandMerging({ due: 'Chậm nhất là ngày 28/6/2024' }, { issued: '2024-07-01' });
    expect(past.preview.handovers).toEqual([]);
    const before = expandMerging({ due: 'Quý I/2024' }, { issued: '2024-04-01' });
    expect(pick(before.periods, '1', 'once').notApplicable).toBe('beforeIssue');
    expect(pick(before.periods, '1', 'once').audience.successions).toHaveLength(3);
    expect(before.preview.handovers).toEqual([]);
    expect(before.preview.notices).toEqual([]);
  });

  it('is not announced where the report closes before the first morning', () => {
    const weekly = { due: 'Trước 16 giờ 00 Chủ nhật hằng tuần', kind: 'report' };
    const { periods, preview } = expandMerging(weekly);
    const closing = pick(periods, '1', '2024-W21');
    expect(closing.closesAt).toBe('2024-06-02T16:00:00.000+07:00');
    expect(closing.ladder.some(({ only }) => only !== undefined)).toBe(false);
    const passed = preview.handovers.filter((one) => one.period === '2024-W21');
    expect(passed.map((one) => one.from)).toEqual(['xa-1', 'xa-2']);
    const told = preview.notices.filter((one) => one.period === '2024-W21');
    expect(told.some((one) => one.agency === 'xa-new')).toBe(false);
  });

  it('from bodies that are only asked stays a request, from others an order', () => {
    const reporting = { every: 'month', due: 'Hàng tháng' };
    const asked = (lead: string) =>
      task(`asked-${lead}`, { due: 'Thường xuyên', relation: 'requested', lead });
    const ordered = task('9', { due: 'Thường xuyên', lead: 'xa-3' });
    const world = { agencies: mergingAgencies };
    const both = expand(
      readSmallPlan([asked('xa-1'), asked('xa-2'), ordered], { reporting }, world),
    );
    const may = pick(both.periods, 'report', '2024-05');
    expect(may.audience.asked).toEqual(['xa-1', 'xa-2', 'xa-new']);
    // 03/6/2024 is a step after the last day, which asked bodies are not told: so the word stands alone.
    expect(from('2024-06-01', both.preview.notices, 'xa-new')[0]).toBe(
      '2024-06-03 xa-new > xa-new lead overdue 1',
    );
    const second = task('8', { due: 'Thường xuyên', lead: 'xa-2' });
    const one = expand(readSmallPlan([asked('xa-1'), second], { reporting }, world));
    expect(pick(one.periods, 'report', '2024-05').audience.asked).toEqual(['xa-1']);
  });
});
