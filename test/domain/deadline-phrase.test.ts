import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { knownForms } from '../../domain/deadline-nearest.ts';
import { parseDeadlinePhrase } from '../../domain/deadline-phrase.ts';
import type { DeadlineRule } from '../../domain/deadline-rule.ts';
import { computePeriods } from '../../domain/period.ts';

function read(phrase: string, before: 'exclusive' | 'inclusive' = 'exclusive'): DeadlineRule {
  const reading = parseDeadlinePhrase(phrase, { before });
  if (!reading.ok) throw new Error(`"${phrase}" was refused; nearest "${reading.nearest}"`);
  return reading.rule;
}

/** The last days of a phrase within the years of a plan, each with its period. */
function due(phrase: string, from: string, to: string, issued = from): string {
  return computePeriods([{ phrase, rule: read(phrase) }], { from, to, issued }, vietnamCalendar)
    .map((period) => `${period.period} ${period.lastDay}${period.time ? ` ${period.time}` : ''}`)
    .join(', ');
}

function refused(phrase: string): string {
  const reading = parseDeadlinePhrase(phrase, { before: 'exclusive' });
  if (reading.ok) throw new Error(`"${phrase}" was read as ${JSON.stringify(reading.rule)}`);
  return reading.nearest;
}

const once = (start: string | null, lastDay: string, time: string | null = null) => ({
  kind: 'once',
  start,
  lastDay,
  time,
});

describe('a one-off phrase', () => {
  it.each([
    ['Quý I/2025', '2025-01-01', '2025-03-31'],
    ['Quý I năm 2025', '2025-01-01', '2025-03-31'],
    ['quý 1/2025', '2025-01-01', '2025-03-31'],
    ['Quý 01 của năm 2025', '2025-01-01', '2025-03-31'],
    ['Quý I, II năm 2023', '2023-01-01', '2023-06-30'],
    ['Quý I và quý II/2023', '2023-01-01', '2023-06-30'],
    ['Tháng 3, 4 và 5/2023', '2023-03-01', '2023-05-31'],
    ['Trong năm 2025', '2025-01-01', '2025-12-31'],
    ['Năm 2025', '2025-01-01', '2025-12-31'],
    ['Trong tháng 12/2022', '2022-12-01', '2022-12-31'],
    ['Trong tháng 02 năm 2024', '2024-02-01', '2024-02-29'],
    ['Hoàn thành trong tháng 12/2022', '2022-12-01', '2022-12-31'],
    ['Từ tháng 3 đến tháng 9/2023', '2023-03-01', '2023-09-30'],
    ['Từ tháng 11/2022 đến hết tháng 3/2023', '2022-11-01', '2023-03-31'],
    ['tháng 3-9/2023', '2023-03-01', '2023-09-30'],
    ['Quý II - Quý III/2023', '2023-04-01', '2023-09-30'],
    ['Quý II – III/2023', '2023-04-01', '2023-09-30'],
    ['Từ quý II - quý III/2023', '2023-04-01', '2023-09-30'],
    ['Quý II, năm 2023', '2023-04-01', '2023-06-30'],
    ['Giai đoạn 2025 - 2030', '2025-01-01', '2030-12-31'],
    ['Giai đoạn từ năm 2025 đến năm 2030', '2025-01-01', '2030-12-31'],
    ['Trong 6 tháng đầu năm 2023', '2023-01-01', '2023-06-30'],
    ['06 tháng cuối năm 2023', '2023-07-01', '2023-12-31'],
    ['9 tháng đầu năm 2023', '2023-01-01', '2023-09-30'],
    ['Nửa đầu năm 2023', '2023-01-01', '2023-06-30'],
    ['Nửa cuối năm 2023', '2023-07-01', '2023-12-31'],
    ['Từ ngày 15/6 đến ngày 30/6/2023', '2023-06-15', '2023-06-30'],
    ['Trong ngày 15/6/2023', '2023-06-15', '2023-06-15'],
  ])('%s runs from %s to %s', (phrase, start, lastDay) => {
    expect(read(phrase)).toEqual(once(start, lastDay));
  });

  it.each([
    ['Đến hết năm 2025', '2025-12-31'],
    ['Trước ngày 30/6/2022', '2022-06-29'],
    ['Hoàn thành trước 30/6/2022', '2022-06-29'],
    ['Hoàn thành xong trước 01/7/2022', '2022-06-30'],
    ['trước 30/6/2022', '2022-06-29'],
    ['Hoàn thành trước 01/7/2022', '2022-06-30'],
    ['Trước ngày 01/01/2023', '2022-12-31'],
    ['Trước ngày 01/3/2024', '2024-02-29'],
    ['Trước quý II/2023', '2023-03-31'],
    ['Trước năm 2026', '2025-12-31'],
    ['Chậm nhất là ngày 30/6/2022', '2022-06-30'],
    ['chậm nhất là ngày 01/7/2022', '2022-07-01'],
    ['Không muộn hơn ngày 01/7/2022', '2022-07-01'],
    ['Muộn nhất vào ngày 01/7/2022', '2022-07-01'],
    ['Không quá ngày 01/7/2022', '2022-07-01'],
    ['Trước và trong ngày 01/7/2022', '2022-07-01'],
    ['Đến hết ngày 30/6/2023', '2023-06-30'],
    ['hết quý II/2023', '2023-06-30'],
    ['Đến ngày 30/6/2023', '2023-06-30'],
    ['Đến năm 2026', '2026-12-31'],
    ['Từ ngày 01/8/2022', '2022-07-31'],
    ['bắt đầu từ ngày 01/7/2022', '2022-06-30'],
    ['Từ quý II/2023', '2023-03-31'],
    ['Từ nay đến hết năm 2025', '2025-12-31'],
    ['Ngày 30 tháng 6 năm 2023', '2023-06-30'],
    ['30-06-2023', '2023-06-30'],
    ['30.6.2023', '2023-06-30'],
    ['2023-06-30', '2023-06-30'],
    ['Đầu tháng 6/2023', '2023-06-01'],
    ['Giữa tháng 6/2023', '2023-06-15'],
    ['Cuối tháng 6/2023', '2023-06-30'],
    ['Cuối quý II/2023', '2023-06-30'],
    ['Đầu năm 2023', '2023-01-01'],
    ['Giữa năm 2023', '2023-06-30'],
    ['Cuối năm 2023', '2023-12-31'],
    ['Năm học 2025 - 2026', '2026-05-31'],
    ['Trong thời hạn 30 ngày kể từ ngày 01/6/2023', '2023-07-01'],
    ['Trước 00 giờ 00 ngày 15/6/2023', '2023-06-14'],
    ['Trước 24 giờ ngày 15/6/2023', '2023-06-15'],
  ])('%s has no start and the last day %s', (phrase, lastDay) => {
    expect(read(phrase)).toEqual(once(null, lastDay));
  });

  it.each([
    ['Trước 10h00 ngày 15/6/2023', '10:00'],
    ['Trước 16 giờ 00 ngày 15/6/2023', '16:00'],
    ['Chậm nhất 17 giờ 30 phút, ngày 15/6/2023', '17:30'],
    ['Trước 17:00 15/6/2023', '17:00'],
    ['Trước 9 giờ ngày 15/6/2023', '09:00'],
  ])('%s cuts off at an hour of that day', (phrase, time) => {
    expect(read(phrase)).toEqual(once(null, '2023-06-15', time));
  });

  it('may have a start and an hour', () => {
    expect(read('Từ ngày 01/6/2023 đến 16 giờ 00 ngày 15/6/2023')).toEqual(
      once('2023-06-01', '2023-06-15', '16:00'),
    );
  });

  it('reads "trước" inclusively when the plan says so, but not before midnight or "từ"', () => {
    expect(read('Trước ngày 30/6/2022', 'inclusive')).toEqual(once(null, '2022-06-30'));
    expect(read('Trước tháng 6/2023', 'inclusive')).toEqual(once(null, '2023-06-30'));
    expect(read('Trước 00 giờ ngày 15/6/2023', 'inclusive')).toEqual(once(null, '2023-06-14'));
    expect(read('Từ ngày 01/8/2022', 'inclusive')).toEqual(once(null, '2022-07-31'));
  });
});

describe('spelling', () => {
  const trueForms = [
    ['TRƯỚC NGÀY 30/6/2022', 'Trước ngày 30/6/2022'],
    ['  Trước   ngày 30 / 06 / 2022.', 'Trước ngày 30/6/2022'],
    ['Trước ngày 30/6 năm 2022;', 'Trước ngày 30/6/2022'],
    ['- Trước ngày 30/6/2022', 'Trước ngày 30/6/2022'],
    ['Thời hạn hoàn thành: Quý I/2025', 'Quý I/2025'],
    ['QUÝ IV/2025', 'Quý 4 năm 2025'],
    ['hằng quý', 'Hàng Quý'],
    ['Trước ngày 05 hàng tháng', 'Trước 5 hằng tháng'],
    ['Trước ngày 15 tháng cuối quý', 'Trước ngày 15 của tháng cuối mỗi Quý'],
  ];
  it.each(trueForms)('%j means the same as %j', (variant, plain) => {
    expect(read(variant)).toEqual(read(plain));
  });

  it('is NFC or NFD, in any case, with any spaces and a full stop', () => {
    const dated = knownForms.filter((form) => !/hướng dẫn|yêu cầu|nhận được/u.test(form));
    fc.assert(
      fc.property(
        fc.constantFrom(...dated),
        fc.constantFrom('NFC', 'NFD'),
        fc.boolean(),
        fc.constantFrom(' ', '  ', '\u00a0', '\n'),
        fc.constantFrom('', '.', ' ;'),
        (form, normal, upper, space, end) => {
          const cased = upper ? form.toUpperCase() : form.toLowerCase();
          const variant = cased.normalize(normal).replaceAll(' ', space) + end;
          expect(read(variant)).toEqual(read(form));
        },
      ),
    );
  });
});

describe('a recurring phrase', () => {
  const year2026 = ['2026-01-01', '2026-12-31'] as const;
  it.each([
    ['Hàng quý', '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31'],
    [
      'Cuối mỗi quý',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    [
      'Mỗi quý ít nhất 01 lần',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    [
      '03 tháng/lần',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    ['04 lần trong năm', null],
    [
      '04 lần trong một năm',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    [
      'Trước ngày 15 của tháng cuối mỗi Quý',
      '2026-Q1 2026-03-14, 2026-Q2 2026-06-14, 2026-Q3 2026-09-14, 2026-Q4 2026-12-14',
    ],
    [
      'Hằng quý, trước ngày 15 của tháng cuối quý',
      '2026-Q1 2026-03-14, 2026-Q2 2026-06-14, 2026-Q3 2026-09-14, 2026-Q4 2026-12-14',
    ],
    [
      'Ngày 10 của tháng giữa mỗi quý',
      '2026-Q1 2026-02-10, 2026-Q2 2026-05-10, 2026-Q3 2026-08-10, 2026-Q4 2026-11-10',
    ],
    [
      'Ngày 10 tháng thứ hai của quý',
      '2026-Q1 2026-02-10, 2026-Q2 2026-05-10, 2026-Q3 2026-08-10, 2026-Q4 2026-11-10',
    ],
    [
      'Trước tháng cuối mỗi quý',
      '2026-Q1 2026-02-28, 2026-Q2 2026-05-31, 2026-Q3 2026-08-31, 2026-Q4 2026-11-30',
    ],
    [
      'Trong tháng đầu mỗi quý',
      '2026-Q1 2026-01-31, 2026-Q2 2026-04-30, 2026-Q3 2026-07-31, 2026-Q4 2026-10-31',
    ],
    [
      'Chậm nhất ngày 05 của tháng đầu quý sau',
      '2026-Q1 2026-04-05, 2026-Q2 2026-07-05, 2026-Q3 2026-10-05, 2026-Q4 2027-01-05',
    ],
    [
      'Trước ngày 01 của tháng đầu quý sau',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    ['6 tháng', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['Định kỳ 06 tháng một lần', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['02 lần/năm', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['Mỗi năm 02 lần', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['Nửa năm một lần', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['Ngày 15 của tháng thứ 5 mỗi 6 tháng', '2026-H1 2026-05-15, 2026-H2 2026-11-15'],
    ['Tháng 6, tháng 12 hằng năm', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['Ngày 15/6 và 15/12 hằng năm', '2026-H1 2026-06-15, 2026-H2 2026-12-15'],
    [
      'Tháng 3, 6, 9, 12',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    ['Tháng 5, tháng 10 hằng năm', '2026-05 2026-05-31, 2026-10 2026-10-31'],
    ['Quý I, III hằng năm', '2026-03 2026-03-31, 2026-09 2026-09-30'],
    ['Hàng năm', '2026 2026-12-31'],
    ['01 lần/năm', '2026 2026-12-31'],
    ['Trước ngày 15/12 hằng năm', '2026 2026-12-14'],
    ['Hằng năm, trước ngày 15/12', '2026 2026-12-14'],
    ['Hằng năm (trước ngày 15/12)', '2026 2026-12-14'],
    ['Ngày 15 tháng 12 hằng năm', '2026 2026-12-15'],
    ['Ngày cuối cùng của tháng 11 hằng năm', '2026 2026-11-30'],
    ['Trước ngày 01/3 hằng năm', '2026 2026-02-28'],
    ['Trước ngày 01/01 hằng năm', '2026 2026-12-31'],
    ['Ngày 29/02 hằng năm', '2026 2026-02-28'],
    ['Quý I hằng năm', '2026 2026-03-31'],
    ['Trước quý II hằng năm', '2026 2026-03-31'],
    ['trong tháng 11 hằng năm', '2026 2026-11-30'],
    ['Chậm nhất ngày 15/01 năm sau', '2026 2027-01-15'],
    ['Trước ngày 15/01 của năm sau', '2026 2027-01-14'],
    ['Trước ngày 01/01 năm sau', '2026 2026-12-31'],
    ['Trước 16 giờ 00 ngày 15/12 hằng năm', '2026 2026-12-15 16:00'],
    [
      'Quý I, 6 tháng, 9 tháng, năm',
      '2026-Q1 2026-03-31, 2026-H1 2026-06-30, 2026-9M 2026-09-30, 2026 2026-12-31',
    ],
    ['Lũy kế 6 tháng, năm', '2026-H1 2026-06-30, 2026 2026-12-31'],
    [
      'Hàng quý, 6 tháng, 1 năm hoặc khi có yêu cầu',
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    ],
    ['định kỳ 6 tháng, 1 năm hoặc khi có yêu cầu', '2026-H1 2026-06-30, 2026-H2 2026-12-31'],
    ['Hằng năm (bắt đầu từ năm 2026)', '2026 2026-12-31'],
    ['Hằng năm (bắt đầu từ năm 2027)', ''],
    ['Năm 2026 và các năm tiếp theo', '2026 2026-12-31'],
  ])('%s is due %s', (phrase, expected) => {
    if (expected === null) expect(refused(phrase)).not.toBe('');
    else expect(due(phrase, ...year2026)).toBe(expected);
  });

  it('comes every month, in this month or the next', () => {
    const quarter = ['2023-01-01', '2023-03-31'] as const;
    expect(due('Hàng tháng', ...quarter)).toBe(
      '2023-01 2023-01-31, 2023-02 2023-02-28, 2023-03 2023-03-31',
    );
    expect(due('Trước ngày 20 hằng tháng', ...quarter)).toBe(
      '2023-01 2023-01-19, 2023-02 2023-02-19, 2023-03 2023-03-19',
    );
    expect(due('Ngày 31 hằng tháng', ...quarter)).toBe(
      '2023-01 2023-01-31, 2023-02 2023-02-28, 2023-03 2023-03-31',
    );
    expect(due('Chậm nhất ngày 05 của tháng sau', ...quarter)).toBe(
      '2023-01 2023-02-05, 2023-02 2023-03-05, 2023-03 2023-04-05',
    );
    expect(due('Trước ngày 01 của tháng sau', ...quarter)).toBe(due('Hàng tháng', ...quarter));
    expect(due('Trước ngày 01 hằng tháng', ...quarter)).toBe(due('Hàng tháng', ...quarter));
    expect(due('Ngày cuối cùng của tháng sau', '2023-01-01', '2023-01-31')).toBe(
      '2023-01 2023-02-28',
    );
  });

  it('comes every ISO week', () => {
    const june = ['2026-06-01', '2026-06-07'] as const;
    expect(due('Trước 16 giờ 00 thứ Năm hằng tuần', ...june)).toBe('2026-W23 2026-06-04 16:00');
    expect(due('Trước thứ 5 hằng tuần', ...june)).toBe('2026-W23 2026-06-03');
    expect(due('Chủ nhật hằng tuần', ...june)).toBe('2026-W23 2026-06-07');
    expect(due('Trước thứ Hai hằng tuần', ...june)).toBe('2026-W23 2026-06-07');
    expect(due('Thứ Hai tuần sau', ...june)).toBe('2026-W23 2026-06-08');
    expect(due('Hàng tuần', ...june)).toBe('2026-W23 2026-06-07');
    expect(due('Trước thứ Hai hằng tuần', ...june)).toBe(due('Hàng tuần', ...june));
  });

  it('reads "trước" inclusively when the plan says so', () => {
    expect(read('Trước ngày 15 của tháng cuối mỗi Quý', 'inclusive')).toEqual(
      read('Ngày 15 của tháng cuối mỗi Quý'),
    );
    expect(read('Trước tháng 6 hằng năm', 'inclusive')).toEqual(read('Tháng 6 hằng năm'));
    expect(read('Trước thứ Hai hằng tuần', 'inclusive')).toEqual(read('Thứ Hai hằng tuần'));
  });

  it('may wait for guidance, which makes it conditional', () => {
    const rule = read('Hàng năm, theo hướng dẫn triển khai của Sở Khoa học và Công nghệ');
    expect(rule).toMatchObject({
      kind: 'recurring',
      until: 'theo hướng dẫn triển khai của Sở Khoa học và Công nghệ',
    });
    expect(read('Hằng năm (theo hướng dẫn của Bộ)')).toMatchObject({
      until: 'theo hướng dẫn của Bộ',
    });
    expect(read('Hằng năm theo hướng dẫn của Bộ')).toMatchObject({
      until: 'theo hướng dẫn của Bộ',
    });
  });

  it('may also be asked for', () => {
    for (const phrase of ['Hằng quý hoặc khi có yêu cầu', 'Hằng quý và đột xuất']) {
      expect(read(phrase)).toEqual({ ...read('Hằng quý'), onRequest: true });
    }
    expect(read('Hằng quý, khi có yêu cầu của UBND tỉnh')).toMatchObject({ onRequest: true });
  });
});

describe('a phrase without a date', () => {
  it.each([
    'Thường xuyên',
    'thường xuyên',
    'Thường xuyên, liên tục',
    'Thực hiện thường xuyên',
    'Thường xuyên trong năm 2023',
  ])('%s is a standing duty', (phrase) => {
    expect(read(phrase)).toEqual({ kind: 'standing' });
  });

  it.each([
    'Theo hướng dẫn của Sở Khoa học và Công nghệ',
    'Theo hướng dẫn, quy định của các cơ quan cấp trên',
    'Thực hiện theo quy định của cơ quan cấp trên',
    'theo quy định của cơ quan cấp trên',
    'khi có yêu cầu',
    'Đột xuất',
    'Sau khi có hướng dẫn',
    'Ngay sau khi Kế hoạch được ban hành',
    'Trong 05 ngày làm việc kể từ ngày nhận được văn bản',
    'Theo tiến độ của Đề án',
    'Theo lộ trình của tỉnh',
    'Khi đủ điều kiện',
    'Khẩn trương',
    'Theo Kế hoạch số 15/KH-UBND ngày 01/02/2023 của UBND tỉnh',
  ])('%s waits, and keeps its words', (phrase) => {
    expect(read(phrase)).toEqual({ kind: 'undated', until: phrase });
    expect(due(phrase, '2026-01-01', '2026-12-31')).toBe('');
  });

  it('keeps the words after a verb', () => {
    expect(read('Hoàn thành sau khi có hướng dẫn')).toEqual({
      kind: 'undated',
      until: 'sau khi có hướng dẫn',
    });
  });

  it('may say that there is none', () => {
    expect(read('none')).toEqual({ kind: 'undated', until: null });
    expect(read('Không thời hạn')).toEqual({ kind: 'undated', until: null });
  });

  it('may count from the issue of the plan', () => {
    expect(read('Trong thời hạn 30 ngày kể từ ngày ban hành (ký) Kế hoạch')).toEqual({
      kind: 'sinceIssue',
      days: 30,
      unit: 'calendar',
    });
    expect(read('Trong 05 ngày làm việc kể từ ngày ký ban hành Kế hoạch này')).toEqual({
      kind: 'sinceIssue',
      days: 5,
      unit: 'working',
    });
    expect(read('Trong 05 ngày làm việc kể từ ngày Kế hoạch được ban hành')).toMatchObject({
      unit: 'working',
    });
  });
});

describe('a phrase that is not understood', () => {
  it.each([
    'Sớm nhất có thể',
    '',
    '???',
    'Trước ngày 31/02/2023',
    '31/02/2023',
    'Từ ngày 31/02/2023',
    'Trong 30 ngày kể từ ngày 31/02/2023',
    'Trong 05 ngày làm việc kể từ ngày 01/6/2023',
    'Ngày 29/02/2023',
    'Quý V/2023',
    'Quý 5/2023',
    'Quý 0/2023',
    'Quý V hằng năm',
    'Tháng 13/2023',
    'Tháng 0/2023',
    'Tháng 13 hằng năm',
    'Cuối tháng 13/2023',
    'Ngày 31/4 hằng năm',
    'Ngày 15/13 hằng năm',
    'Ngày cuối tháng 13 hằng năm',
    'Trước ngày 31/4 hằng năm',
    'Trước ngày cuối tháng 6 hằng năm',
    'Ngày 0 hằng tháng',
    'Ngày 32 hằng tháng',
    'Trước ngày cuối cùng của tháng sau',
    'Ngày 15 của tháng thứ 4 mỗi quý',
    'Ngày 15 của tháng giữa mỗi 6 tháng',
    'Ngày 15 của tháng thứ mười mỗi quý',
    'Thứ Tám hằng tuần',
    'Trước 25 giờ 00 ngày 15/6/2023',
    'Trước 16 giờ 75 thứ Năm hằng tuần',
    'Trước 16 giờ 00 quý II/2023',
    'Trước 16 giờ 00 6 tháng đầu năm 2023',
    'Từ 8 giờ ngày 01/6/2023 đến ngày 15/6/2023',
    'Trước quý II, III/2023',
    'Trước ngày 15/6/2023 - 20/6/2023',
    'Thường xuyên, hằng năm',
    'Hằng ngày',
    'Trước 16 giờ 00 tháng 6 hằng năm',
    'Từ ngày 15/6/2023 đến 25 giờ ngày 30/6/2023',
    'Từ ngày 15/6/2023 đến ngày 30/6/2022',
    'Từ nay đến bao giờ',
    'Từ tháng 3 hằng năm',
    'Trước năm học 2025 - 2026',
    'Năm học 2025 - 2027',
    'Quý I, III năm 2023',
    'Quý I, tháng 6 năm 2023',
    'Trước 30/6',
    'Trước ngày 15',
    'Quý I',
    'Năm',
    '1 năm',
    'Định kỳ',
    '05 lần/năm',
    '02 lần/tuần',
    'Định kỳ 02 năm/lần',
    'Hằng quý, khi nào xong',
    'Hằng năm, ngày 20 hằng tháng',
    'Quý I, 6 tháng, mãi mãi',
    'Theo hướng dẫn của Sở, trước ngày 30/6/2023',
    'Tháng 6, tháng 6 hằng năm',
    'Ngày 15/7, ngày 15/01 năm sau',
    'Trong 0 ngày kể từ ngày ban hành Kế hoạch',
  ])('%j is refused, and a known form shown', (phrase) => {
    expect(knownForms).toContain(refused(phrase));
  });

  it('is shown the form it resembles', () => {
    expect(refused('Trước ngày 31/02/2023')).toBe('Trước ngày 30/6/2022');
    expect(refused('Quy V/2023')).toBe('Quý I/2025');
    expect(refused('Thuong xuyen')).toBe('Thường xuyên');
    expect(refused('Trước ngày 15 tháng cuối mỗi quí')).toBe(
      'Trước ngày 15 của tháng cuối mỗi quý',
    );
  });

  it('is never shown a form that would itself be refused', () => {
    for (const form of knownForms) expect(read(form)).toBeDefined();
  });

  it('is refused, whatever it is, without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(typeof parseDeadlinePhrase(text, { before: 'exclusive' }).ok).toBe('boolean');
      }),
    );
  });
});

describe('the five plans', () => {
  it('Đồng Tháp 2023', () => {
    const year = ['2023-01-01', '2023-12-31'] as const;
    expect(due('Quý I, II năm 2023', ...year)).toBe('once 2023-06-30');
    expect(due('Trong năm 2023', ...year)).toBe('once 2023-12-31');
    expect(due('Quý II năm 2023', ...year)).toBe('once 2023-06-30');
    expect(due('Trước ngày 15 của tháng cuối mỗi Quý', ...year)).toBe(
      '2023-Q1 2023-03-14, 2023-Q2 2023-06-14, 2023-Q3 2023-09-14, 2023-Q4 2023-12-14',
    );
    expect(due('Trước ngày 20 của tháng cuối mỗi Quý', ...year)).toBe(
      '2023-Q1 2023-03-19, 2023-Q2 2023-06-19, 2023-Q3 2023-09-19, 2023-Q4 2023-12-19',
    );
  });

  it('Vĩnh Thạnh 2025–2030', () => {
    const years = ['2025-01-01', '2030-12-31'] as const;
    expect(due('Quý I/2025', ...years)).toBe('once 2025-03-31');
    expect(due('Quý II/2026', ...years)).toBe('once 2026-06-30');
    expect(due('Quý II/2025', ...years)).toBe('once 2025-06-30');
    expect(due('Quý IV/2025', ...years)).toBe('once 2025-12-31');
    expect(due('Trong năm 2025', ...years)).toBe('once 2025-12-31');
    expect(due('Hằng năm (bắt đầu từ năm 2026)', ...years)).toBe(
      '2026 2026-12-31, 2027 2027-12-31, 2028 2028-12-31, 2029 2029-12-31, 2030 2030-12-31',
    );
    expect(due('Hằng năm', ...years).split(', ')).toHaveLength(6);
  });

  it('Lâm Thao 2023, from September', () => {
    const year = ['2023-09-01', '2023-12-31'] as const;
    expect(due('Báo cáo hàng tháng', ...year)).toBe(
      '2023-09 2023-09-30, 2023-10 2023-10-31, 2023-11 2023-11-30, 2023-12 2023-12-31',
    );
    const reports = '2023-Q3 2023-09-30, 2023-Q4 2023-12-31';
    const asRead = 'Định kỳ hàng quý, 6 tháng, 1 năm … hoặc báo cáo khi có yêu cầu';
    const asPrinted =
      'Định kỳ hàng quý, 6\ntháng, 1 năm tổng hợp kết quả báo cáo UBND huyện hoặc báo cáo khi có yêu cầu.';
    expect(due(asRead, ...year)).toBe(reports);
    expect(due(asPrinted, ...year)).toBe(reports);
    expect(due('định kỳ 6 tháng, 1 năm hoặc khi có yêu cầu', ...year)).toBe('2023-H2 2023-12-31');
    expect(due('hàng năm', ...year)).toBe('2023 2023-12-31');
    expect(due('Hàng năm', ...year)).toBe('2023 2023-12-31');
  });

  it('Xuân Thành 2026', () => {
    const year = ['2026-01-01', '2026-12-31'] as const;
    expect(due('Hàng quý', ...year)).toBe(
      '2026-Q1 2026-03-31, 2026-Q2 2026-06-30, 2026-Q3 2026-09-30, 2026-Q4 2026-12-31',
    );
    expect(due('Hàng năm', ...year)).toBe('2026 2026-12-31');
    expect(due('Hàng năm, theo hướng dẫn triển khai của Sở Khoa học và Công nghệ', ...year)).toBe(
      '2026 2026-12-31',
    );
  });

  it('Đắk Nông 2022', () => {
    const year = ['2022-05-17', '2022-12-31'] as const;
    expect(due('trước 30/6/2022', ...year)).toBe('once 2022-06-29');
    expect(due('chậm nhất là ngày 01/7/2022', ...year)).toBe('once 2022-07-01');
    expect(due('từ ngày 01/8/2022', ...year)).toBe('once 2022-07-31');
    expect(due('bắt đầu từ ngày 01/7/2022', ...year)).toBe('once 2022-06-30');
    expect(due('trong năm 2022', ...year)).toBe('once 2022-12-31');
    expect(due('Hoàn thành trước 01/7/2022', ...year)).toBe('once 2022-06-30');
    expect(due('Hoàn thành trong tháng 12/2022', ...year)).toBe('once 2022-12-31');
    expect(due('hằng năm', ...year)).toBe('2022 2022-12-31');
  });
});
