import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import {
  computePlanEnd,
  computeTaskPeriods,
  listHolders,
  selectLineTasks,
  splitLeads,
} from '../../domain/task-period.ts';
import { loadRealPlan, pick } from './real-plans.ts';
import { agency, expand, readSmallPlan, smallAgencies, task } from './small-plan.ts';

const dongThap = await loadRealPlan('dong-thap-2023');
const xuanThanh = await loadRealPlan('xuan-thanh-2026');

describe('the periods of the plan of Đồng Tháp', () => {
  const periods = dongThap.periods();
  const lastDays = (number: string) =>
    periods
      .filter((one) => one.task === number)
      .map(({ period, lastDay, notApplicable }) => `${period} ${lastDay} ${notApplicable}`)
      .sort();

  it('are due the day before the 15th and the 20th; those before the issue are not asked for', () => {
    expect(lastDays('6.1')).toEqual([
      '2023-Q1 2023-03-14 beforeIssue',
      '2023-Q2 2023-06-14 null',
      '2023-Q3 2023-09-14 null',
      '2023-Q4 2023-12-14 null',
    ]);
    expect(lastDays('6.4')).toEqual([
      '2023-Q1 2023-03-19 beforeIssue',
      '2023-Q2 2023-06-19 null',
      '2023-Q3 2023-09-19 null',
      '2023-Q4 2023-12-19 null',
    ]);
    expect(lastDays('4.1')).toEqual(['once 2023-12-31 null']);
    expect(pick(periods, '6.1', '2023-Q1').ladder).toEqual([]);
  });

  it('open with the quarter, but not before the plan was issued', () => {
    expect(pick(periods, '6.1', '2023-Q2').opensAt).toBe('2023-04-05T00:00:00.000+07:00');
    expect(pick(periods, '6.1', '2023-Q3').opensAt).toBe('2023-07-01T00:00:00.000+07:00');
    expect(pick(periods, '6.1', '2023-Q3').cutoff).toBe('2023-09-14T23:59:59.999+07:00');
  });

  it('of a report close at the next cut-off, the last one and those of a product not', () => {
    expect(pick(periods, '6.1', '2023-Q2').closesAt).toBe('2023-09-14T23:59:59.999+07:00');
    expect(pick(periods, '6.1', '2023-Q4').closesAt).toBeNull();
    expect(pick(periods, '4.1', 'once').closesAt).toBeNull();
  });

  it('have a reviewer for each lead, never the lead itself', () => {
    expect(pick(periods, '6.1', '2023-Q2').reviewers).toEqual({ 'so-noi-vu': 'so-tttt' });
    expect(pick(periods, '6.4', '2023-Q2').reviewers).toEqual({ 'so-tttt': 'vp-ubnd-tinh' });
  });

  it('come in the order in which they open', () => {
    const opensAt = periods.map((one) => Date.parse(one.opensAt));
    expect(opensAt).toEqual(opensAt.toSorted((a, b) => a - b));
  });
});

describe('what was due before tracking began', () => {
  it('is on record and tells nobody', () => {
    const periods = dongThap.periods({ from: '2023-10-02' });
    const skipped = pick(periods, '6.1', '2023-Q3');
    expect(skipped).toMatchObject({ notApplicable: 'beforeTracking', ladder: [] });
    expect(pick(periods, '6.1', '2023-Q1').notApplicable).toBe('beforeIssue');
    expect(pick(periods, '6.1', '2023-Q4').opensAt).toBe('2023-10-02T00:00:00.000+07:00');
  });

  it('is told once when it is included, and only what is still to come of its escalation', () => {
    const periods = dongThap.periods({ from: '2023-09-25', includePast: true });
    const brief = pick(periods, '6.1', '2023-Q3').ladder.map(
      ({ at, phase, step, tells }) => `${at.slice(0, 16)} ${phase} ${step} ${tells.join('+')}`,
    );
    expect(brief).toEqual([
      '2023-09-25T08:00 after 7 lead',
      '2023-09-28T08:00 after 10 lead+monitor+office',
      '2023-10-05T08:00 after 15 lead+monitor+office',
      '2023-10-12T08:00 after 20 lead+monitor+office',
      '2023-10-19T08:00 after 25 lead+monitor+office',
      '2023-10-26T08:00 after 30 lead+monitor+office',
    ]);
  });

  it('of a report that closed long ago is followed until the first cut-off to come', () => {
    const periods = dongThap.periods({ from: '2023-10-02', includePast: true });
    const past = pick(periods, '6.1', '2023-Q2');
    expect(past.closesAt).toBe('2023-12-14T23:59:59.999+07:00');
    expect(past.ladder).toEqual([
      {
        at: '2023-10-02T08:00:00.000+07:00',
        phase: 'after',
        step: 76,
        tells: ['lead'],
      },
    ]);
    expect(pick(periods, '6.1', '2023-Q1').notApplicable).toBe('beforeIssue');
  });

  it('tells the others of a step that falls on the morning of the catch-up', () => {
    const periods = dongThap.periods({ from: '2023-09-19', includePast: true });
    expect(pick(periods, '6.1', '2023-Q3').ladder.slice(0, 2)).toEqual([
      { at: '2023-09-19T08:00:00.000+07:00', phase: 'after', step: 3, tells: ['lead'] },
      {
        at: '2023-09-19T08:00:00.000+07:00',
        phase: 'after',
        step: 3,
        tells: ['lead', 'superior', 'monitor'],
        escalates: true,
        leadTold: true,
      },
    ]);
  });

  it('tells bodies that are only asked once too', () => {
    const asked = task('1', { due: 'Quý I/2024', relation: 'requested' });
    const { periods } = expand(readSmallPlan([asked]), { from: '2024-05-06', includePast: true });
    expect(pick(periods, '1', 'once').ladder).toHaveLength(1);
  });
});

describe('the periodic report of Xuân Thành', () => {
  const periods = xuanThanh.periods();
  const report = pick(periods, 'report', '2026-02');
  const linesOf = (lead: string) => report.lines[lead]?.map(({ task: number }) => number).join(' ');

  it('has one assignment per agency and month, with the tasks it leads as lines', () => {
    expect(Object.keys(report.lines)).toEqual([...report.leads]);
    expect(linesOf('phong-vhxh')).toBe(
      'A.1.1 A.1.2 A.3.3 A.6.1 A.6.2 B.2.3 B.3.1 B.3.2 B.4.1 B.4.2 B.5 B.7.1 B.7.2 B.7.3 B.8.1',
    );
    expect(linesOf('tt-dich-vu-tong-hop')).toBe('A.2.1 A.2.2 A.2.3 A.3.1 A.3.4');
    expect(linesOf('to-cnscd')).toBe('A.3.3 A.3.6');
    expect(linesOf('tt-phuc-vu-hcc')).toBe(
      'A.3.5 A.3.6 A.5.2 B.1.2 B.1.3 B.1.4 B.2.1 B.2.3 B.3.1 B.3.2 B.4.1 B.4.2 B.9',
    );
    expect(linesOf('buu-dien-xa')).toBe('A.3.6');
    expect(linesOf('ban-quan-ly-ap')).toBe('A.3.6');
    expect(linesOf('vp-hdnd-ubnd')).toBe('A.6.1 A.6.2 B.1.1 B.3.1 B.3.2 B.6.1 B.7.1 B.7.2 B.7.3');
    expect(linesOf('phong-kinh-te')).toBe('B.2.3 B.3.1 B.3.2 B.4.1 B.4.2');
    expect(linesOf('cong-an-xa')).toBe('B.3.1 B.3.2');
    expect(report.leads).toHaveLength(9);
  });

  it('comes twelve times and closes at the end of the next month', () => {
    const reports = periods.filter((one) => one.task === 'report');
    expect(reports).toHaveLength(12);
    expect(report).toMatchObject({
      title: 'Báo cáo định kỳ',
      kind: 'report',
      lastDay: '2026-02-28',
      closesAt: '2026-03-31T23:59:59.999+07:00',
      requested: false,
    });
  });

  it('leaves the dated tasks their own assignments', () => {
    const dated = new Set(periods.map((one) => one.task));
    expect([...dated].sort()).toEqual(['A.3.2', 'A.4.1', 'A.5.1', 'A.5.3', 'B.2.2', 'report']);
    expect(selectLineTasks(xuanThanh.plan)).toHaveLength(30);
  });
});

describe('a periodic report', () => {
  const reporting = { every: 'quarter', due: 'Hàng quý' };

  it('does not exist without tasks for its lines', () => {
    const { periods } = expand(readSmallPlan([task('1', {})], { reporting }));
    expect(periods.some((one) => one.task === 'report')).toBe(false);
  });

  it('is worded in the language of the plan', () => {
    const tasks = [task('1', { due: 'Thường xuyên' })];
    const { periods } = expand(readSmallPlan(tasks, { reporting, locale: 'en' }));
    expect(pick(periods, 'report', '2024-Q1')).toMatchObject({
      title: 'Periodic report',
      products: ['Report'],
    });
  });

  it('asks without escalating where all its lines are requested', () => {
    const tasks = [task('1', { due: 'Thường xuyên', relation: 'requested' })];
    const { periods } = expand(readSmallPlan(tasks, { reporting }));
    const report = pick(periods, 'report', '2024-Q1');
    expect(report.requested).toBe(true);
    expect(report.ladder.some(({ phase }) => phase === 'after')).toBe(false);
  });

  it('never escalates those leads all of whose lines are requested', () => {
    const tasks = [
      task('1', { due: 'Thường xuyên', relation: 'requested', lead: ['xa-1', 'xa-2'] }),
      task('2', { due: 'Thường xuyên', lead: ['xa-2'] }),
    ];
    const { periods, preview } = expand(readSmallPlan(tasks, { reporting }));
    expect(pick(periods, 'report', '2024-Q1').audience.asked).toEqual(['xa-1']);
    const late = preview.notices.filter(({ kind }) => kind === 'overdue' || kind === 'escalated');
    expect(new Set(late.map(({ agency: whose }) => whose))).toEqual(new Set(['xa-2']));
  });

  it('does not exist where a plan names no reporting', () => {
    const { plan, directory } = readSmallPlan([task('1', { due: 'Thường xuyên' })], { reporting });
    const tracking = { from: '2024-01-02', includePast: false };
    const silent = { ...plan, reporting: null };
    expect(computeTaskPeriods(silent, directory, vietnamCalendar, tracking)).toEqual([]);
  });
});

describe('the people of a period', () => {
  const merged = [
    ...smallAgencies.filter(({ id }) => id !== 'district' && id !== 'xa-1'),
    agency('district', 'district', 'office', { validTo: '2024-06-30' }),
    agency('xa-1', 'commune', 'district', { validTo: '2024-03-31', successor: 'xa-new' }),
    agency('xa-new', 'commune', 'district', { validFrom: '2024-04-01' }),
  ];
  const groups = { communes: { level: 'commune' } };
  const tasks = [
    task('1', { lead: ['communes'], coordinators: ['district', { text: 'các hội' }] }),
  ];
  const { periods } = expand(readSmallPlan(tasks, {}, { agencies: merged, groups }));

  it('are those who exist on the day it opens', () => {
    expect(pick(periods, '1', '2024-Q1').leads).toEqual(['xa-2', 'xa-3', 'xa-1']);
    expect(pick(periods, '1', '2024-Q2').leads).toEqual(['xa-2', 'xa-3', 'xa-new']);
    expect(pick(periods, '1', '2024-Q2').audience.coordinators).toEqual(['district']);
    expect(pick(periods, '1', '2024-Q3').audience.coordinators).toEqual([]);
  });

  it('have the superior that exists once it is late: after the district the province', () => {
    expect(pick(periods, '1', '2024-Q1').audience.superiors['xa-2']).toBe('district');
    expect(pick(periods, '1', '2024-Q2').audience.superiors['xa-2']).toBe('office');
    expect(pick(periods, '1', '2024-Q3').audience.superiors['xa-2']).toBe('office');
  });

  it('may have no superior at all', () => {
    const office = expand(readSmallPlan([task('1', { lead: 'office', reviewer: 'monitor' })]));
    expect(pick(office.periods, '1', '2024-Q1').audience.superiors).toEqual({ office: null });
    const email = 'lien-xa@x.example';
    const ended = {
      id: 'lien-xa',
      name: 'Liên xã',
      level: 'district',
      email,
      validTo: '2024-02-01',
    };
    const agencies = [...smallAgencies, ended, agency('xa-9', 'commune', 'lien-xa')];
    const orphan = readSmallPlan([task('1', { lead: 'xa-9' })], {}, { agencies });
    const { superiors } = pick(expand(orphan).periods, '1', '2024-Q1').audience;
    expect(superiors).toEqual({ 'xa-9': null });
  });

  it('are nobody where no lead exists: then there is no period', () => {
    const gone = [
      ...smallAgencies,
      agency('xa-9', 'commune', 'office', { validFrom: '2025-01-01' }),
    ];
    const late = readSmallPlan(
      [task('1', { lead: 'xa-9' })],
      { to: '2025-12-31' },
      { agencies: gone },
    );
    expect(expand(late).periods.map(({ period }) => period)[0]).toBe('2025-Q1');
  });
});

describe('the last day and the cut-off', () => {
  it('are the end of the day, or the hour that the document names', () => {
    const weekly = task('1', { due: 'Trước 16 giờ 00 thứ Năm hằng tuần' });
    const { periods } = expand(readSmallPlan([weekly], { to: '2024-01-31' }));
    expect(pick(periods, '1', '2024-W02')).toMatchObject({
      opensAt: '2024-01-08T00:00:00.000+07:00',
      cutoff: '2024-01-11T16:00:00.000+07:00',
    });
  });

  it('of a weekly report is told once on the Monday on which it opens', () => {
    const weekly = task('1', { due: 'Trước 16 giờ 00 thứ Năm hằng tuần', kind: 'report' });
    const { periods } = expand(readSmallPlan([weekly], { to: '2024-01-31' }));
    expect(
      pick(periods, '1', '2024-W02').ladder.map(({ at, phase }) => `${at.slice(0, 10)} ${phase}`),
    ).toEqual([
      '2024-01-08 opened',
      '2024-01-11 before',
      '2024-01-12 after',
      '2024-01-16 after',
      '2024-01-18 after',
    ]);
  });

  it('moves to the next working day only where the plan says so', () => {
    const once = [task('1', { due: 'Chậm nhất là ngày 30/4/2024' })];
    const moved = expand(readSmallPlan(once, { rollover: 'nextWorkingDay' })).periods;
    expect(pick(moved, '1', 'once').lastDay).toBe('2024-05-02');
    expect(pick(moved, '1', 'once').cutoff).toBe('2024-05-02T23:59:59.999+07:00');
    const kept = expand(readSmallPlan(once)).periods;
    expect(pick(kept, '1', 'once').lastDay).toBe('2024-04-30');
  });
});

describe('splitLeads', () => {
  const [period] = dongThap.periods();
  if (period === undefined) throw new Error('expected a period');
  const withLeads = (count: number) => ({
    ...period,
    leads: Array.from({ length: count }, (_, index) => `xa-${index}`),
  });

  it('keeps up to 200 leads in one workflow', () => {
    expect(splitLeads(withLeads(200)).map(({ part, leads }) => [part, leads.length])).toEqual([
      [null, 200],
    ]);
  });

  it('cuts more into numbered parts, in order', () => {
    const parts = splitLeads(withLeads(401));
    expect(parts.map(({ part, leads }) => [part, leads.length])).toEqual([
      [1, 200],
      [2, 200],
      [3, 1],
    ]);
    expect(parts.flatMap(({ leads }) => leads)).toEqual(withLeads(401).leads);
  });

  it('numbers the parts of leads that join later from where it is told', () => {
    expect(splitLeads(withLeads(2), 3)).toEqual([{ part: 3, leads: ['xa-0', 'xa-1'] }]);
    expect(splitLeads(withLeads(201), 3).map(({ part }) => part)).toEqual([3, 4]);
  });

  /** 205 leads, of which some pass to one agency by the end of the year. */
  function passing(isPassing: (index: number) => boolean) {
    const { leads, ...rest } = withLeads(205);
    const ending = leads.filter((_, index) => isPassing(index));
    const at = '2023-07-01T00:00:00.000+07:00';
    const successions = ending.map((from) => ({ from, to: 'xa-new', at, name: 'Xã mới' }));
    return { ...rest, leads, audience: { ...rest.audience, successions } };
  }

  it('keeps together those that will be one', () => {
    const parts = splitLeads(passing((index) => index < 3 || index === 204));
    expect(parts.map(({ leads }) => leads.length)).toEqual([200, 5]);
    expect(parts[0]?.leads.slice(0, 5)).toEqual(['xa-0', 'xa-1', 'xa-2', 'xa-204', 'xa-3']);
    const late = splitLeads(passing((index) => index > 195));
    expect(late.map(({ leads }) => leads.length)).toEqual([196, 9]);
  });

  it('cuts those that will be one where they are more than fit', () => {
    const parts = splitLeads(passing((index) => index !== 7));
    expect(parts.map(({ leads }) => leads.length)).toEqual([200, 5]);
    expect(parts[1]?.leads).toContain('xa-7');
    expect(parts.flatMap(({ leads }) => leads).sort()).toEqual(withLeads(205).leads.sort());
  });

  it('knows who holds what at a moment', () => {
    const period205 = passing((index) => index < 204);
    expect(listHolders(period205, '2023-06-30T23:59:59.999+07:00')).toHaveLength(205);
    expect(listHolders(period205, '2023-07-01T00:00:00.000+07:00')).toEqual(['xa-new', 'xa-204']);
  });
});

describe('dates that were decided while the plan ran', () => {
  const reporting = { every: 'quarter', due: 'Hàng quý' };
  const tasks = [
    task('1', { due: 'Hàng quý', kind: 'report' }),
    task('2', { due: 'Khi có yêu cầu', lead: ['xa-1', 'xa-2'] }),
    task('3', { due: 'Thường xuyên', lead: 'xa-1' }),
    task('4', { due: 'none', lead: 'xa-3' }),
  ];
  const { plan, directory } = readSmallPlan(tasks, { reporting });
  const decided = {
    deadlines: {
      '2': { lastDay: '2024-08-30', decidedOn: '2024-05-14' },
      '4': { lastDay: '2024-07-06', decidedOn: '2024-05-15' },
    },
    requests: [
      { task: '1', lastDay: '2024-05-24', decidedOn: '2024-05-14' },
      { task: '3', lastDay: '2024-06-05', decidedOn: '2024-05-14' },
    ],
  };
  const { periods } = expand({ plan: { ...plan, decided, rollover: 'nextWorkingDay' }, directory });

  it('open an undated task once, on the day of the decision, to the day decided', () => {
    expect(pick(periods, '2', 'once')).toMatchObject({
      cycle: 'once',
      phrase: 'Khi có yêu cầu',
      opensAt: '2024-05-14T00:00:00.000+07:00',
      lastDay: '2024-08-30',
      closesAt: null,
      leads: ['xa-1', 'xa-2'],
    });
    // 06/7/2024 is a Saturday: what somebody decided is not moved to a working day.
    expect(pick(periods, '4', 'once')).toMatchObject({ lastDay: '2024-07-06', phrase: null });
  });

  it('take the dated task out of the reports that open from then on', () => {
    const lines = (period: string) => pick(periods, 'report', period).lines;
    expect(lines('2024-Q2')).toMatchObject({
      'xa-1': [{ task: '2' }, { task: '3' }],
      'xa-2': [{ task: '2' }],
      'xa-3': [{ task: '4' }],
    });
    expect(lines('2024-Q3')).toEqual({ 'xa-1': [{ task: '3', title: 'Việc 3' }] });
    expect(pick(periods, 'report', '2024-Q3').leads).toEqual(['xa-1']);
  });

  it('open an extra report, named by its day, until the next regular one', () => {
    expect(pick(periods, '1', '2024-05-24')).toMatchObject({
      cycle: 'once',
      kind: 'report',
      opensAt: '2024-05-14T00:00:00.000+07:00',
      closesAt: '2024-07-01T23:59:59.999+07:00',
    });
    expect(pick(periods, '3', '2024-06-05').closesAt).toBeNull();
    expect(pick(periods, '1', '2024-Q1').closesAt).toBe('2024-07-01T23:59:59.999+07:00');
  });
});

describe('the end of a plan', () => {
  const { plan } = readSmallPlan([task('1', {})]);
  const period = {
    notApplicable: null,
    cutoff: '2024-06-28T23:59:59.999+07:00',
    ladder: [{ at: '2025-01-15T08:00:00.000+07:00', phase: 'after', step: 5, tells: [] } as const],
  };

  it('is the end of the day of its last step, cut-off or day, of what is followed', () => {
    expect(computePlanEnd(plan, [])).toBe('2024-12-31T23:59:59.999+07:00');
    expect(computePlanEnd(plan, [period])).toBe('2025-01-15T23:59:59.999+07:00');
    const cutoff = '2025-02-05T16:00:00.000+07:00';
    expect(computePlanEnd(plan, [period, { ...period, cutoff }])).toBe(
      '2025-02-05T23:59:59.999+07:00',
    );
    expect(computePlanEnd(plan, [{ ...period, notApplicable: 'beforeIssue' }])).toBe(
      '2024-12-31T23:59:59.999+07:00',
    );
  });
});
