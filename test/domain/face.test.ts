import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAssignments } from '../../domain/assignment.ts';
import {
  buildCurrentDetails,
  buildTaskDetails,
  buildTaskSummary,
  buildTimerSummary,
  computeAttributes,
  cutBytes,
  describeMoment,
  describeProgress,
  escapeMarkdown,
} from '../../domain/face.ts';
import { type FollowUp, settle } from '../../domain/follow-up.ts';
import { loadRealPlan, pick } from './real-plans.ts';
import { openFollowUp } from './small-plan.ts';

const { plan, directory, periods: list } = await loadRealPlan('dong-thap-2023');
const periods = list();
const report = pick(periods, '6.1', '2023-Q2');
const names = Object.fromEntries(directory.agencies.map(({ id, name }) => [id, name]));
const english = { ...plan, locale: 'en' as const };
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

function follow(changes: Partial<FollowUp> = {}): FollowUp {
  const assignments = openAssignments(report, report.leads, names);
  return openFollowUp('dong-thap-2023', report, { assignments, ...changes });
}

/** The table without the wide spaces that only keep its cells apart. */
const showDetails = (...of: Parameters<typeof buildCurrentDetails>) =>
  buildCurrentDetails(...of).replaceAll('\u2003', '');

describe('the line of a task in the list of workflows', () => {
  it('names number, title, period and last day', () => {
    expect(buildTaskSummary(plan, report, null)).toBe(
      '6.1 Báo cáo công chức, viên chức nộp hồ sơ trực tuyến – Quý II/2023, hạn 14/6/2023',
    );
    expect(buildTaskSummary(english, report, 2)).toMatch(/ \(part 2\), due 14 June 2023$/u);
  });

  it('names no number for the periodic report and no period for a task that has one', () => {
    const periodic = pick(periods, 'report', '2023-Q2');
    expect(buildTaskSummary(plan, periodic, 1)).toBe(
      'Báo cáo định kỳ – Quý II/2023 (phần 1), hạn 14/6/2023',
    );
    expect(buildTaskSummary(plan, pick(periods, '4.1', 'once'), null)).toBe(
      '4.1 Mở lớp phổ cập kỹ năng số cho người dân, hạn 31/12/2023',
    );
  });
});

describe('the page of a task', () => {
  it('says where it comes from, what is expected and who is told', () => {
    expect(buildTaskDetails(plan, report, names)).toBe(
      [
        '**Kế hoạch:** Nâng cao chất lượng dịch vụ công trực tuyến tỉnh Đồng Tháp năm 2023 (…/KH-UBND), UBND tỉnh Đồng Tháp',
        '**Nhiệm vụ:** 6.1 Báo cáo công chức, viên chức nộp hồ sơ trực tuyến',
        '**Sản phẩm:** Báo cáo',
        '**Thời hạn theo kế hoạch:** Trước ngày 15 của tháng cuối mỗi Quý',
        '**Thời hạn hoàn thành:** 14/6/2023',
        '**Phối hợp:** Sở Thông tin và Truyền thông',
        '**Theo dõi:** Sở Thông tin và Truyền thông',
        '**Văn phòng:** Văn phòng UBND tỉnh',
      ].join('\n\n'),
    );
  });

  it('leaves out what the plan does not say', () => {
    const bare = { ...report, products: [], phrase: null };
    const alone = { ...bare, audience: { ...report.audience, coordinators: [] } };
    expect(buildTaskDetails({ ...english, number: null }, alone, {})).toBe(
      [
        '**Plan:** Nâng cao chất lượng dịch vụ công trực tuyến tỉnh Đồng Tháp năm 2023, UBND tỉnh Đồng Tháp',
        '**Task:** 6.1 Báo cáo công chức, viên chức nộp hồ sơ trực tuyến',
        '**Last day:** 14 June 2023',
        '**Monitor:** so-tttt',
        '**Office:** vp-ubnd-tinh',
      ].join('\n\n'),
    );
    const full = buildTaskDetails(english, report, names);
    expect(full).toContain('**Product:** ');
    expect(full).toContain('**Deadline as written:** ');
    expect(full).toContain('**Coordinators:** ');
  });
});

describe('the present state', () => {
  it('is a table with a row for each agency', () => {
    expect(showDetails(follow(), 'vi', '2023-04-05T01:00:00.000Z')).toBe(
      [
        '**0/1** cơ quan đã gửi kết quả. Lần nhắc tới: 05/4/2023.',
        '',
        '| Cơ quan | Tiến độ | Thời hạn | Kết quả gửi lúc | Đã nhắc |',
        '|---|---|---|---|---|',
        '| Sở Nội vụ | đang thực hiện | 14/6/2023 | – | 0 |',
      ].join('\n'),
    );
    expect(buildCurrentDetails(follow(), 'en', '2023-04-05T01:00:00.000Z')).toContain(
      '**0/1** agencies have delivered. Next reminder: 5 April 2023.',
    );
  });

  it('marks what is overdue', () => {
    const { followUp } = settle(follow(), '2023-08-01T00:00:00.000+07:00');
    const now = '2023-08-01T00:00:00.000+07:00';
    const vi = showDetails(followUp, 'vi', now);
    expect(vi).toContain('Không còn lần nhắc nào.');
    expect(vi).toContain('| Sở Nội vụ | đang thực hiện – **quá hạn** | 14/6/2023 | – | 1 |');
    const en = showDetails(followUp, 'en', now);
    expect(en).toContain('No reminder is to come.');
    expect(en).toContain('in progress – **overdue**');
  });

  it('shows the day on which evidence came, in the plan’s own zone, and a missing last day', () => {
    const assignments = follow().assignments.map((held) => ({
      ...held,
      progress: 'submitted' as const,
      submittedAt: '2023-06-01T17:30:00.000Z',
      lastDay: null,
      cutoff: null,
    }));
    const text = showDetails(follow({ assignments }), 'vi', '2023-08-01T00:00:00.000Z');
    expect(text).toContain('| Sở Nội vụ | đã gửi, chờ xác nhận | – | 02/6/2023 | 0 |');
  });

  it('of more agencies than fit says how many it leaves out', () => {
    const leads = Array.from({ length: 400 }, (_, index) => `to-cong-nghe-so-cong-dong-${index}`);
    const assignments = openAssignments(report, leads, {});
    for (const [locale, more] of [
      ['vi', /\n… và (\d+) cơ quan khác$/u],
      ['en', /\n… and (\d+) more agencies$/u],
    ] as const) {
      const text = showDetails(follow({ assignments }), locale, '2023-04-05T00:00:00.000Z');
      const rows = text.split('\n').filter((line) => line.startsWith('| to')).length;
      expect(rows + Number(more.exec(text)?.[1])).toBe(400);
    }
  });
});

describe('the words for a timer', () => {
  const at = (now: string) => settle(follow(), now).followUp;

  it('say what comes next', () => {
    const cases = [
      ['2023-04-05T00:00:00.000+07:00', 'Thông báo nhiệm vụ mới', 'Announce the task'],
      [
        '2023-04-05T08:00:00.000+07:00',
        'Nhắc trước hạn 7 ngày làm việc',
        'Remind 7 working days before',
      ],
      ['2023-06-13T08:00:00.000+07:00', 'Nhắc ngày cuối cùng', 'Remind on the last day'],
      ['2023-06-14T08:00:00.000+07:00', 'Hết thời hạn', 'Cut-off'],
      [
        '2023-06-15T00:00:00.000+07:00',
        'Đôn đốc quá hạn 1 ngày làm việc',
        'Urge: 1 working days overdue',
      ],
      [
        '2023-07-26T08:00:00.000+07:00',
        'Kỳ sau hết hạn: khép báo cáo còn thiếu',
        'Next cut-off: missing reports close',
      ],
      ['2023-09-15T00:00:00.000+07:00', 'Chờ cơ quan trả lời', 'Waiting for an answer'],
    ] as const;
    for (const [now, vi, en] of cases) {
      expect(buildTimerSummary(at(now), 'vi', now)).toBe(vi);
      expect(buildTimerSummary(at(now), 'en', now)).toBe(en);
    }
  });

  it('say so for every step', () => {
    expect(describeMoment({ phase: 'before', step: 15 }, 'vi')).toBe(
      'Nhắc trước hạn 15 ngày làm việc',
    );
  });
});

describe('search attributes', () => {
  it('name the leads that still owe, the status and how many are overdue', () => {
    expect(computeAttributes(follow(), '2023-04-05T00:00:00.000+07:00', 3)).toEqual({
      DondocLeads: ['so-noi-vu'],
      DondocStatus: 'Open',
      DondocOverdue: 3,
    });
  });

  it('cut a long list and say so', () => {
    const leads = Array.from(
      { length: 200 },
      (_, index) => `xa-${String(index).padStart(10, '0')}`,
    );
    const { DondocLeads } = computeAttributes(
      follow({ assignments: openAssignments(report, leads, {}) }),
      '2023-04-05T00:00:00.000+07:00',
      0,
    );
    expect(DondocLeads.at(-1)).toBe('…');
    expect(DondocLeads.length).toBeGreaterThan(100);
    expect(bytes(JSON.stringify(DondocLeads))).toBeLessThanOrEqual(2048);
  });
});

describe('text of others', () => {
  const raw = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3000 }),
    fc.string({ unit: 'grapheme', maxLength: 3000 }),
    fc.constantFrom(
      '|'.repeat(2000),
      '\\'.repeat(999),
      'Ủ'.repeat(9000),
      '🏛'.repeat(6000),
      '\u202e',
    ),
  );

  it('is shown as it stands', () => {
    expect(escapeMarkdown('a|b *c* _d_ `e` [f](g) <h> #i & \\ ~j~ +')).toBe(
      'a\\|b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\<h\\> \\#i \\& \\\\ \\~j\\~ \\+',
    );
    expect(escapeMarkdown('a\nb\u0000c\u202ed\u2028e\ud800f')).toBe('a b c d e f');
  });

  it('is cut between characters, to the byte', () => {
    expect(cutBytes('Sở Nội vụ', 400)).toBe('Sở Nội vụ');
    expect(cutBytes('Sở Nội vụ', 8)).toBe('Sở …');
    expect(cutBytes('é🏛é🏛', 9)).toBe('é🏛…');
    expect(cutBytes('🏛🏛', 6)).toBe('…');
  });

  it('breaks neither the limits nor the lines of anything shown', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 200 }), (text, count) => {
        const period = { ...report, title: text, phrase: text, products: [text, text] };
        const leads = Array.from({ length: count }, (_, index) => `xa-${index}`);
        const named = Object.fromEntries([...leads, 'so-tttt'].map((id) => [id, text]));
        const assignments = openAssignments(period, leads, named);
        const state = openFollowUp(plan.plan, period, { assignments });
        const now = '2023-07-01T00:00:00.000+07:00';
        const summary = buildTaskSummary({ ...plan, title: text }, period, 1);
        const details = buildTaskDetails({ ...plan, title: text, issuer: text }, period, named);
        const current = showDetails(state, 'vi', now);
        expect(bytes(summary)).toBeLessThanOrEqual(400);
        expect(bytes(details)).toBeLessThanOrEqual(20_000);
        expect(bytes(current)).toBeLessThanOrEqual(20_000);
        expect(summary).not.toMatch(raw);
        // Their own line ends apart, of which there are no more than lines of ours.
        expect(details.split('\n').length).toBeLessThanOrEqual(15);
        expect(current.split('\n').length).toBeLessThanOrEqual(4 + count + 2);
        for (const shown of [details, current]) expect(shown.replaceAll('\n', '')).not.toMatch(raw);
        for (const row of current
          .split('\n')
          .slice(4)
          .filter((line) => line.startsWith('|'))) {
          expect(row.replaceAll(/\\./gu, '').split('|')).toHaveLength(7);
        }
        const { DondocLeads } = computeAttributes(state, now, 0);
        expect(bytes(JSON.stringify(DondocLeads))).toBeLessThanOrEqual(2048);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the words for a progress', () => {
  it('are Vietnamese first', () => {
    expect(describeProgress('returned', 'vi')).toBe('bị trả lại, cần bổ sung');
    expect(describeProgress('returned', 'en')).toBe('returned');
  });
});
