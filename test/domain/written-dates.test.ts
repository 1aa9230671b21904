import { describe, expect, it } from 'vitest';
import { toDay } from '../../domain/local-time.ts';
import {
  formatDay,
  formatDayAndWeekday,
  formatDayOfYear,
  formatInstant,
  periodName,
} from '../../domain/written-dates.ts';

describe('days as Decree 30/2020/NĐ-CP writes them', () => {
  it.each([
    ['2023-06-05', '05/6/2023'],
    ['2023-02-01', '01/02/2023'],
    ['2023-01-31', '31/01/2023'],
    ['2023-03-09', '09/3/2023'],
    ['2023-12-10', '10/12/2023'],
  ])('%s is %s: a zero before days under 10 and months 1 and 2 only', (day, written) => {
    expect(formatDay(day, 'vi')).toBe(written);
  });

  it('leaves the year out where it is understood', () => {
    expect(formatDayOfYear('2023-05-22', 'vi')).toBe('22/5');
    expect(formatDayOfYear('2023-05-22', 'en')).toBe('22 May');
  });

  it('names the weekday', () => {
    expect(formatDayAndWeekday('2023-06-14', 'vi')).toBe('14/6/2023 (thứ Tư)');
    expect(formatDayAndWeekday('2023-12-31', 'vi')).toBe('31/12/2023 (Chủ nhật)');
    expect(formatDayAndWeekday('2023-06-14', 'en')).toBe('Wednesday 14 June 2023');
  });

  it('refuses what is no day, naming it', () => {
    expect(() => formatDay('2023-02-30', 'vi')).toThrow('cannot show "2023-02-30"');
  });
});

describe('instants', () => {
  it("are shown in the plan's zone", () => {
    expect(formatInstant('2023-06-05T01:00:00Z', 'Asia/Ho_Chi_Minh', 'vi')).toBe(
      '08 giờ 00 ngày 05/6/2023',
    );
    expect(formatInstant('2023-06-05T01:00:00Z', 'Asia/Ho_Chi_Minh', 'en')).toBe(
      '08:00 on 5 June 2023',
    );
  });

  it('fall on the day of that zone, not of UTC', () => {
    expect(toDay('2023-06-04T17:30:00Z', 'Asia/Ho_Chi_Minh')).toBe('2023-06-05');
  });

  it('refuse an unknown zone', () => {
    expect(() => toDay('2023-06-04T17:30:00Z', 'Asia/Dong_Thap')).toThrow('Asia/Dong_Thap');
  });
});

describe('periods', () => {
  it.each([
    ['2023-Q2', 'Quý II/2023', 'Q2 2023'],
    ['2026-11', 'tháng 11/2026', 'November 2026'],
    ['2026-02', 'tháng 02/2026', 'February 2026'],
    ['2026-05', 'tháng 5/2026', 'May 2026'],
    ['2026-H1', '06 tháng đầu năm 2026', 'first half of 2026'],
    ['2026-H2', '06 tháng cuối năm 2026', 'second half of 2026'],
    ['2026-9M', '09 tháng năm 2026', 'first 9 months of 2026'],
    ['2026', 'năm 2026', '2026'],
    ['2026-W23', 'tuần 23/2026', 'week 23 of 2026'],
    ['2023-09-05', '05/9/2023', '5 September 2023'],
    ['2023-13-05', '2023-13-05', '2023-13-05'],
    ['once', null, null],
    ['extra-1', 'extra-1', 'extra-1'],
  ])('%s is %s', (period, vi, en) => {
    expect(periodName(period, 'vi')).toBe(vi);
    expect(periodName(period, 'en')).toBe(en);
  });
});
