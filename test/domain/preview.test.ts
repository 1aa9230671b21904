import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import { buildNoticeKey } from '../../domain/notice-key.ts';
import { compareNotices } from '../../domain/preview.ts';
import { brief, loadRealPlan } from './real-plans.ts';
import { anyMergingPlan, anyTrackedPlan } from './small-plan.ts';

const dongThap = await loadRealPlan('dong-thap-2023');
const xuanThanh = await loadRealPlan('xuan-thanh-2026');

function noticesOf(notices: readonly LadderNotice[], task: string, period: string) {
  return notices.filter((notice) => notice.task === task && notice.period === period);
}

describe('the preview of Đồng Tháp', () => {
  const { assignments, notices } = dongThap.preview();

  // Counted by hand on a calendar: 14/6/2023 is a Wednesday, no public holiday until September.
  it('follows report 6.1 of the second quarter from its opening to the sixth call of the office', () => {
    expect(noticesOf(notices, '6.1', '2023-Q2').map(brief)).toEqual([
      '2023-04-05 so-noi-vu > so-noi-vu lead opened 0',
      '2023-06-05 so-noi-vu > so-noi-vu lead dueSoon 7',
      '2023-06-09 * > so-tttt coordinator dueSoon 3',
      '2023-06-09 so-noi-vu > so-noi-vu lead dueSoon 3',
      '2023-06-13 so-noi-vu > so-noi-vu lead dueSoon 1',
      '2023-06-14 so-noi-vu > so-noi-vu lead dueSoon 0',
      '2023-06-15 * > so-tttt coordinator overdue 1',
      '2023-06-15 so-noi-vu > so-noi-vu lead overdue 1',
      '2023-06-19 so-noi-vu > so-noi-vu lead overdue 3',
      '2023-06-19 so-noi-vu > so-tttt monitor escalated 3',
      '2023-06-19 so-noi-vu > vp-ubnd-tinh superior escalated 3',
      '2023-06-21 so-noi-vu > so-noi-vu lead overdue 5',
      '2023-06-21 so-noi-vu > so-tttt monitor escalated 5',
      '2023-06-21 so-noi-vu > vp-ubnd-tinh office escalated 5',
      '2023-06-28 so-noi-vu > so-noi-vu lead overdue 10',
      '2023-06-28 so-noi-vu > so-tttt monitor escalated 10',
      '2023-06-28 so-noi-vu > vp-ubnd-tinh office escalated 10',
      '2023-07-05 so-noi-vu > so-noi-vu lead overdue 15',
      '2023-07-05 so-noi-vu > so-tttt monitor escalated 15',
      '2023-07-05 so-noi-vu > vp-ubnd-tinh office escalated 15',
      '2023-07-12 so-noi-vu > so-noi-vu lead overdue 20',
      '2023-07-12 so-noi-vu > so-tttt monitor escalated 20',
      '2023-07-12 so-noi-vu > vp-ubnd-tinh office escalated 20',
      '2023-07-19 so-noi-vu > so-noi-vu lead overdue 25',
      '2023-07-19 so-noi-vu > so-tttt monitor escalated 25',
      '2023-07-19 so-noi-vu > vp-ubnd-tinh office escalated 25',
      '2023-07-26 so-noi-vu > so-noi-vu lead overdue 30',
      '2023-07-26 so-noi-vu > so-tttt monitor escalated 30',
      '2023-07-26 so-noi-vu > vp-ubnd-tinh office escalated 30',
    ]);
  });

  // The last day is a Sunday; 1/1/2024 and Tết (8 to 14 February 2024) are off.
  it('follows task 4.1 of the city over the new year and over Tết', () => {
    const city = noticesOf(notices, '4.1', 'once').filter(({ agency }) => agency === 'tp-cao-lanh');
    expect(city.map(brief)).toEqual([
      '2023-04-05 tp-cao-lanh > tp-cao-lanh lead opened 0',
      '2023-12-08 tp-cao-lanh > tp-cao-lanh lead dueSoon 15',
      '2023-12-20 tp-cao-lanh > tp-cao-lanh lead dueSoon 7',
      '2023-12-26 tp-cao-lanh > tp-cao-lanh lead dueSoon 3',
      '2023-12-28 tp-cao-lanh > tp-cao-lanh lead dueSoon 1',
      '2023-12-29 tp-cao-lanh > tp-cao-lanh lead dueSoon 0',
      '2024-01-02 tp-cao-lanh > tp-cao-lanh lead overdue 1',
      '2024-01-04 tp-cao-lanh > so-tttt monitor escalated 3',
      '2024-01-04 tp-cao-lanh > tp-cao-lanh lead overdue 3',
      '2024-01-04 tp-cao-lanh > vp-ubnd-tinh superior escalated 3',
      '2024-01-08 tp-cao-lanh > so-tttt monitor escalated 5',
      '2024-01-08 tp-cao-lanh > tp-cao-lanh lead overdue 5',
      '2024-01-08 tp-cao-lanh > vp-ubnd-tinh office escalated 5',
      '2024-01-15 tp-cao-lanh > so-tttt monitor escalated 10',
      '2024-01-15 tp-cao-lanh > tp-cao-lanh lead overdue 10',
      '2024-01-15 tp-cao-lanh > vp-ubnd-tinh office escalated 10',
      '2024-01-22 tp-cao-lanh > so-tttt monitor escalated 15',
      '2024-01-22 tp-cao-lanh > tp-cao-lanh lead overdue 15',
      '2024-01-22 tp-cao-lanh > vp-ubnd-tinh office escalated 15',
      '2024-01-29 tp-cao-lanh > so-tttt monitor escalated 20',
      '2024-01-29 tp-cao-lanh > tp-cao-lanh lead overdue 20',
      '2024-01-29 tp-cao-lanh > vp-ubnd-tinh office escalated 20',
      '2024-02-05 tp-cao-lanh > so-tttt monitor escalated 25',
      '2024-02-05 tp-cao-lanh > tp-cao-lanh lead overdue 25',
      '2024-02-05 tp-cao-lanh > vp-ubnd-tinh office escalated 25',
      '2024-02-19 tp-cao-lanh > so-tttt monitor escalated 30',
      '2024-02-19 tp-cao-lanh > tp-cao-lanh lead overdue 30',
      '2024-02-19 tp-cao-lanh > vp-ubnd-tinh office escalated 30',
    ]);
  });

  it('tells the monitor of its own task 4.1 as the lead only', () => {
    const own = noticesOf(notices, '4.1', 'once').filter(({ agency }) => agency === 'so-tttt');
    expect(own.filter(({ to }) => to === 'so-tttt').every(({ role }) => role === 'lead')).toBe(
      true,
    );
    expect(own.filter(({ step }) => step === 3).map(brief)).toEqual([
      '2023-12-26 so-tttt > so-tttt lead dueSoon 3',
      '2024-01-04 so-tttt > so-tttt lead overdue 3',
      '2024-01-04 so-tttt > vp-ubnd-tinh superior escalated 3',
    ]);
  });

  it('tells a department that leads and coordinates 6.3 as a lead only', () => {
    const notes = noticesOf(notices, '6.3', '2023-Q2');
    expect(notes.some(({ role }) => role === 'coordinator')).toBe(false);
    expect(notes.filter(({ to, role }) => to === 'so-tttt' && role === 'lead')).toHaveLength(13);
  });

  it('tells each coordinator of 6.4 once a step', () => {
    const notes = noticesOf(notices, '6.4', '2023-Q2').filter(({ role }) => role === 'coordinator');
    expect(notes).toHaveLength(60);
    expect(new Set(notes.map(({ to }) => to)).size).toBe(30);
    expect(notes.every(({ agency }) => agency === null)).toBe(true);
  });

  it('lists every assignment with what it means', () => {
    expect(assignments.find(({ task, period }) => task === '6.1' && period === '2023-Q2')).toEqual({
      task: '6.1',
      period: '2023-Q2',
      cycle: 'quarter',
      agency: 'so-noi-vu',
      phrase: 'Trước ngày 15 của tháng cuối mỗi Quý',
      opensAt: '2023-04-05T00:00:00.000+07:00',
      lastDay: '2023-06-14',
      cutoff: '2023-06-14T23:59:59.999+07:00',
      applicable: true,
      reason: null,
      lines: [],
    });
    expect(
      assignments.find(({ task, period }) => task === '6.1' && period === '2023-Q1'),
    ).toMatchObject({ applicable: false, reason: 'beforeIssue' });
  });

  it('gives what was due before exactly one catch-up each when the past is included', () => {
    const from = '2023-10-02';
    const past = dongThap.preview({ from, includePast: true });
    const overdue = past.assignments.filter(
      ({ applicable, lastDay }) => applicable && lastDay < from,
    );
    const first = past.notices.filter(
      ({ at, role, lastDay }) => at.startsWith(from) && role === 'lead' && lastDay < from,
    );
    expect(overdue.length).toBeGreaterThan(100);
    expect(first).toHaveLength(overdue.length);
    expect(first.every(({ kind }) => kind === 'overdue')).toBe(true);
  });
});

describe('the preview of Xuân Thành', () => {
  const { assignments, notices } = xuanThanh.preview();

  it('asks for 108 reports of nine agencies and 19 dated deliveries', () => {
    const reports = assignments.filter(({ task }) => task === 'report');
    expect(reports).toHaveLength(108);
    expect(assignments).toHaveLength(127);
    expect(reports.filter(({ agency }) => agency === 'phong-vhxh')).toHaveLength(12);
  });

  // 28/02/2026 is a Saturday; Tết (16 to 20 February 2026) is off.
  it('tells one agency of its report of February', () => {
    const february = noticesOf(notices, 'report', '2026-02').filter(
      ({ agency }) => agency === 'phong-kinh-te',
    );
    expect(february.slice(0, 7).map(brief)).toEqual([
      '2026-02-02 phong-kinh-te > phong-kinh-te lead opened 0',
      '2026-02-24 phong-kinh-te > phong-kinh-te lead dueSoon 3',
      '2026-02-27 phong-kinh-te > phong-kinh-te lead dueSoon 0',
      '2026-03-02 phong-kinh-te > phong-kinh-te lead overdue 1',
      '2026-03-04 phong-kinh-te > phong-kinh-te lead overdue 3',
      '2026-03-04 phong-kinh-te > ubnd-xa superior escalated 3',
      '2026-03-04 phong-kinh-te > vp-hdnd-ubnd monitor escalated 3',
    ]);
    expect(february.at(-1)?.at).toBe('2026-03-27T08:00:00.000+07:00');
  });
});

describe('any preview', () => {
  it('has every notice on the morning of a working day, after its assignment opened', () => {
    fc.assert(
      fc.property(anyTrackedPlan, ({ preview, periods }) => {
        for (const { at, task, period } of preview.notices) {
          expect(at.slice(10)).toBe('T08:00:00.000+07:00');
          expect(vietnamCalendar.isWorkingDay(at.slice(0, 10))).toBe(true);
          const own = periods.find((one) => one.task === task && one.period === period);
          expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(own?.opensAt ?? ''));
          expect(own?.notApplicable).toBeNull();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells nobody twice of one assignment at a moment, and has a key for each notice', () => {
    fc.assert(
      fc.property(anyTrackedPlan, ({ plan, preview }) => {
        const keys = preview.notices.map((notice) => buildNoticeKey(plan.plan, notice, 1));
        expect(new Set(keys).size).toBe(keys.length);
        const moments = preview.notices.map(({ at, task, period, agency, to }) =>
          [at, task, period, agency, to].join(),
        );
        expect(new Set(moments).size).toBe(moments.length);
      }),
      { numRuns: 30 },
    );
  });

  it('tells nobody that has ended, of nothing that it still had, and the others once', () => {
    fc.assert(
      fc.property(anyMergingPlan, ({ plan, preview, ending, ends }) => {
        const hasEnded = (id: string | null, at: string) => {
          const end = id === null ? undefined : ends[ending.indexOf(id)];
          return end !== undefined && at.slice(0, 10) > end;
        };
        const late = preview.notices.filter(
          ({ at, to, agency }) => hasEnded(to, at) || hasEnded(agency, at),
        );
        expect(late).toEqual([]);
        const keys = preview.notices.map((notice) => buildNoticeKey(plan.plan, notice, 1));
        expect(new Set(keys).size).toBe(keys.length);
        const moments = preview.notices.map(({ at, task, period, agency, to }) =>
          [at, task, period, agency, to].join(),
        );
        expect(new Set(moments).size).toBe(moments.length);
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order of the tasks in the file', () => {
    fc.assert(
      fc.property(anyTrackedPlan, ({ preview, reversed }) => {
        expect(reversed().preview.notices).toEqual(preview.notices);
      }),
      { numRuns: 25 },
    );
  });

  it('has unique keys in both real plans', () => {
    for (const { plan, preview } of [dongThap, xuanThanh]) {
      const keys = preview().notices.map((notice) => buildNoticeKey(plan.plan, notice, 1));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('the order of notices', () => {
  it('goes by instant, task, period, agency, recipient, kind and step', () => {
    const first: LadderNotice = {
      at: '2024-01-02T08:00:00.000+07:00',
      task: '1',
      period: '2024-Q1',
      agency: null,
      to: 'a',
      role: 'lead',
      kind: 'dueSoon',
      step: 0,
      lastDay: '2024-03-31',
    };
    const inOrder: LadderNotice[] = [
      first,
      { ...first, step: 1 },
      { ...first, kind: 'overdue' },
      { ...first, to: 'b' },
      { ...first, agency: 'a' },
      { ...first, period: '2024-Q2' },
      { ...first, task: '2' },
      { ...first, at: '2024-01-02T08:00:00.000+06:00' },
    ];
    expect(inOrder.toReversed().sort(compareNotices)).toEqual(inOrder);
  });
});
