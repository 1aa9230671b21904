import { describe, expect, it } from 'vitest';
import type { Locale } from '../../domain/plan.ts';
import {
  describeAgenda,
  describeChange,
  describeEnd,
  describeOpening,
  describePause,
} from '../../domain/plan-face.ts';
import type { PlanAgenda } from '../../domain/workflow-input.ts';

const openings = [
  { at: '2023-04-05T00:00:00.000+07:00', workflows: 12 },
  { at: '2023-07-01T00:00:00.000+07:00', workflows: 9 },
];
const agenda = (locale: Locale): PlanAgenda => ({
  title: 'Kế hoạch',
  locale,
  openings,
  endsAt: '2024-02-19T23:59:59.999+07:00',
});

describe('what a plan’s timers and activities say', () => {
  it('is what they open, and when', () => {
    const opening = { at: '2023-07-01T00:00:00.000+07:00', workflows: 9 };
    expect(describeOpening(opening, 'vi')).toBe('Mở 9 nhiệm vụ của kỳ mới, 01/7/2023');
    expect(describeOpening(opening, 'en')).toBe('Open 9 tasks of a new period, 1 July 2023');
  });

  it('is that the plan ends, or that it is paused', () => {
    expect(describeEnd('vi')).toBe('Kết thúc kế hoạch');
    expect(describeEnd('en')).toBe('End of the plan');
    expect(describePause('vi')).toBe('Đang tạm dừng đôn đốc');
    expect(describePause('en')).toBe('Paused');
  });

  it.each([
    ['planAmended', 'Áp dụng kế hoạch điều chỉnh', 'Apply a new version'],
    ['deadlineSet', 'Ấn định thời hạn', 'Set a deadline'],
    ['reportRequested', 'Yêu cầu báo cáo đột xuất', 'Request an extra report'],
    ['pause', 'Tạm dừng đôn đốc', 'Pause'],
    ['resume', 'Tiếp tục đôn đốc', 'Resume'],
  ] as const)('is, of the change %s, “%s”', (kind, vi, en) => {
    expect(describeChange(kind, 'vi')).toBe(vi);
    expect(describeChange(kind, 'en')).toBe(en);
  });
});

describe('how a plan stands', () => {
  it('is how many tasks have opened, when it ends, and a table of what is to come', () => {
    const state = { opened: 12, paused: false };
    expect(describeAgenda(agenda('vi'), openings.slice(1), state).split('\n')).toEqual([
      'Đã mở **12** nhiệm vụ theo kỳ. Kết thúc theo dõi: 19/02/2024.',
      '',
      '| Ngày mở | Số nhiệm vụ |',
      '|---|---|',
      '| 01/7/2023 | 9 |',
    ]);
    expect(describeAgenda(agenda('en'), openings.slice(1), state).split('\n')).toEqual([
      '**12** tasks opened so far. Follow-up ends: 19 February 2024.',
      '',
      '| Opens on | Tasks |',
      '|---|---|',
      '| 1 July 2023 | 9 |',
    ]);
  });

  it('has no table when everything has opened, and says first that it is paused', () => {
    const state = { opened: 21, paused: true };
    expect(describeAgenda(agenda('vi'), [], state)).toBe(
      '**Đang tạm dừng đôn đốc.** Đã mở **21** nhiệm vụ theo kỳ. Kết thúc theo dõi: 19/02/2024.',
    );
    expect(describeAgenda(agenda('en'), [], state)).toBe(
      '**Paused.** **21** tasks opened so far. Follow-up ends: 19 February 2024.',
    );
  });

  it('lists the next hundred openings only', () => {
    const many = Array.from({ length: 130 }, () => openings[1] ?? { at: '', workflows: 0 });
    const said = describeAgenda(agenda('vi'), many, { opened: 0, paused: false });
    expect(said.split('\n')).toHaveLength(104);
  });
});
