import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorkingCalendar } from '../../domain/calendar/build-working-calendar.ts';
import {
  addDays,
  addMonths,
  civilOf,
  daysInMonth,
  epochDayOf,
  isIsoDay,
  isoDayOf,
  toEpochDay,
  toIsoDay,
  weekdayOf,
} from '../../domain/calendar/civil-day.ts';
import { lunarDay, lunarNewYear } from '../../domain/calendar/lunar.ts';
import { nationalDays, provisionalYear, tetDays } from '../../domain/calendar/provisional-year.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { year2021 } from '../../domain/calendar/year-2021.ts';
import { year2022 } from '../../domain/calendar/year-2022.ts';
import { year2023 } from '../../domain/calendar/year-2023.ts';
import { year2024 } from '../../domain/calendar/year-2024.ts';
import { year2025 } from '../../domain/calendar/year-2025.ts';
import { year2026 } from '../../domain/calendar/year-2026.ts';

const calendar = vietnamCalendar;

/** Weekdays of a year that are not worked, and weekend days that are. */
function exceptions(year: number): { off: string[]; worked: string[] } {
  const off: string[] = [];
  const worked: string[] = [];
  for (let day = epochDayOf(year, 1, 1); day <= epochDayOf(year, 12, 31); day += 1) {
    const iso = toIsoDay(day);
    const weekend = weekdayOf(day) > 5;
    if (calendar.isWorkingDay(iso) === weekend) (weekend ? worked : off).push(iso.slice(5));
  }
  return { off, worked };
}

describe('days as integers', () => {
  it('agrees with the Gregorian calendar of the runtime from 1600 to 2600', () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_140, max: 230_000 }), (day) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(toIsoDay(day)).toBe(iso);
        expect(toEpochDay(iso)).toBe(day);
        expect(weekdayOf(day) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
        const { year, month, day: dayOfMonth } = civilOf(day);
        expect(isoDayOf(year, month, dayOfMonth)).toBe(iso);
      }),
    );
  });

  it('knows the length of February in common, leap and century years', () => {
    expect([2023, 2024, 2100, 2000].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });

  it('steps over the end of a year', () => {
    expect(addDays('2022-12-31', 1)).toBe('2023-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  });

  it.each([
    ['2023-01-03', 3, '2023-04-03'],
    ['2022-11-30', 3, '2023-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2023-12-31', 12, '2024-12-31'],
    ['2023-03-31', -1, '2023-02-28'],
    ['2023-01-15', -13, '2021-12-15'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-04-00', '23-04-01', '2023/04/01', ''])(
    'refuses %j as a day',
    (text) => {
      expect(isIsoDay(text)).toBe(false);
      expect(() => toEpochDay(text)).toThrow(RangeError);
    },
  );
});

describe('the lunar calendar, in UTC+7', () => {
  it.each([
    '2021-02-12',
    '2022-02-01',
    '2023-01-22',
    '2024-02-10',
    '2025-01-29',
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
    '2029-02-13',
    '2030-02-02',
    '2031-01-23',
  ])('has Tết on %s', (day) => {
    expect(toIsoDay(lunarNewYear(Number(day.slice(0, 4))))).toBe(day);
  });

  it('has Tết apart from China in 1968, 1985, 2007 and 2030', () => {
    const days = [1968, 1985, 2007, 2030].map((year) => toIsoDay(lunarNewYear(year)));
    expect(days).toEqual(['1968-01-29', '1985-01-21', '2007-02-17', '2030-02-02']);
  });

  it.each(['2021-04-21', '2022-04-10', '2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26'])(
    'has the anniversary of the Hùng kings (10/3) on %s, leap month or not',
    (day) => {
      expect(toIsoDay(lunarDay(Number(day.slice(0, 4)), 3, 10))).toBe(day);
    },
  );

  it('counts months after a leap month on: mid-autumn 2025 (15/8) follows leap month 6', () => {
    expect(toIsoDay(lunarDay(2025, 8, 15))).toBe('2025-10-06');
    expect(toIsoDay(lunarDay(2025, 6, 1))).toBe('2025-06-25');
  });

  it('puts the eleventh and twelfth month at the end of their lunar year', () => {
    expect(toIsoDay(lunarDay(2023, 12, 30))).toBe('2024-02-09');
    expect(toIsoDay(lunarDay(2023, 11, 1))).toBe('2023-12-13');
  });
});

describe('Vietnamese working days', () => {
  it('are off on the weekdays of each decreed year, and worked on swapped Saturdays', () => {
    expect(exceptions(2022)).toEqual({
      off: '01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02'.split(' '),
      worked: [],
    });
    expect(exceptions(2023)).toEqual({
      off: '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04'.split(' '),
      worked: [],
    });
    expect(exceptions(2024)).toEqual({
      off: '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03'.split(' '),
      worked: ['05-04'],
    });
    expect(exceptions(2025)).toEqual({
      off: '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02'.split(' '),
      worked: ['04-26'],
    });
    expect(exceptions(2026)).toEqual({
      off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24'.split(
        ' ',
      ),
      worked: ['01-10', '08-22'],
    });
  });

  it('are computed for years without decisions', () => {
    expect(exceptions(2027).off).toEqual(
      '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24'.split(' '),
    );
    expect(exceptions(2028).off).toEqual(
      '01-03 01-24 01-25 01-26 01-27 01-28 04-04 05-01 05-02 09-01 09-04 11-24'.split(' '),
    );
    expect(exceptions(2029).off).toEqual(
      '01-01 02-12 02-13 02-14 02-15 02-16 04-23 04-30 05-01 09-03 09-04 11-26'.split(' '),
    );
    expect(exceptions(2030).off).toEqual(
      '01-01 01-31 02-01 02-04 02-05 02-06 04-12 04-30 05-01 09-02 09-03 11-25'.split(' '),
    );
  });

  it('would have foreseen the law and Tết of every decreed year, swapped days aside', () => {
    for (const decreed of [year2021, year2022, year2023, year2024, year2025, year2026]) {
      const foreseen = exceptionsOf(provisionalYear(decreed.year)).filter(
        (day) => !/-11-2[4-6]$/.test(day),
      );
      const swapped = decreed.off
        .filter((entry) => entry.name.startsWith('Hoán đổi') || entry.provisional)
        .map((entry) => entry.from);
      const known = exceptionsOf(decreed).filter((day) => !swapped.includes(day));
      expect(foreseen).toEqual(known);
    }
  });

  it('cite a source for every entry and list only weekends as swapped in', () => {
    for (const year of [year2021, year2022, year2023, year2024, year2025, year2026]) {
      for (const entry of [...year.off, ...year.worked]) {
        expect(entry.source).not.toBe('');
        expect(entry.from <= entry.to).toBe(true);
        expect(Number(entry.from.slice(0, 4))).toBe(year.year);
      }
      for (const entry of year.worked) expect(weekdayOf(toEpochDay(entry.from))).toBe(6);
    }
  });

  it('step over Tết 2023', () => {
    expect(calendar.addWorkingDays('2023-01-19', 1)).toBe('2023-01-27');
    expect(calendar.addWorkingDays('2023-01-27', -1)).toBe('2023-01-19');
    expect(calendar.addWorkingDays('2023-01-22', 1)).toBe('2023-01-27');
    expect(calendar.addWorkingDays('2023-01-22', -1)).toBe('2023-01-19');
    expect(calendar.latestWorkingDayOnOrBefore('2023-01-26')).toBe('2023-01-19');
    expect(calendar.earliestWorkingDayOnOrAfter('2023-01-20')).toBe('2023-01-27');
    expect(calendar.countWorkingDays('2023-01-19', '2023-01-27')).toBe(1);
  });

  it('step over 30 April of 2024 and 2025 with their swapped Saturdays', () => {
    expect(calendar.addWorkingDays('2024-04-26', 1)).toBe('2024-05-02');
    expect(calendar.addWorkingDays('2024-05-03', 1)).toBe('2024-05-04');
    expect(calendar.addWorkingDays('2024-05-04', 1)).toBe('2024-05-06');
    expect(calendar.addWorkingDays('2025-04-25', 1)).toBe('2025-04-26');
    expect(calendar.addWorkingDays('2025-04-29', 1)).toBe('2025-05-05');
  });

  it('step over 2 September of 2023 and 2025', () => {
    expect(calendar.addWorkingDays('2023-08-31', 1)).toBe('2023-09-05');
    expect(calendar.addWorkingDays('2023-09-05', -1)).toBe('2023-08-31');
    expect(calendar.addWorkingDays('2025-08-29', 1)).toBe('2025-09-03');
    expect(calendar.latestWorkingDayOnOrBefore('2025-09-02')).toBe('2025-08-29');
  });

  it('leave a working day where it is', () => {
    expect(calendar.latestWorkingDayOnOrBefore('2023-06-14')).toBe('2023-06-14');
    expect(calendar.earliestWorkingDayOnOrAfter('2023-06-14')).toBe('2023-06-14');
    expect(calendar.addWorkingDays('2023-06-17', 0)).toBe('2023-06-17');
  });

  it('reach back from January 2022 and on after December 2030', () => {
    expect(calendar.addWorkingDays('2022-01-04', -15)).toBe('2021-12-13');
    expect(calendar.addWorkingDays('2030-12-31', 30)).toBe('2031-02-19');
    expect(calendar.isWorkingDay('2021-01-01')).toBe(false);
  });

  it('count nothing backwards', () => {
    expect(calendar.countWorkingDays('2023-06-14', '2023-06-14')).toBe(0);
    expect(calendar.countWorkingDays('2023-06-14', '2023-06-01')).toBe(0);
  });

  it('refuse years they do not know, and say which they know', () => {
    const known = /2021–2031/;
    expect(() => calendar.isWorkingDay('2032-01-01')).toThrow(known);
    expect(() => calendar.isWorkingDay('2020-12-31')).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2031-12-31', 1)).toThrow(known);
    expect(() => calendar.addWorkingDays('2021-01-04', -2)).toThrow(known);
    expect(() => calendar.countWorkingDays('2019-01-01', '2022-01-01')).toThrow(known);
    expect(() => buildWorkingCalendar([])).toThrow(/at least one year/);
  });

  it('tell which days off are provisional', () => {
    expect(calendar.provisionalDaysWithin('2022-01-01', '2026-12-31')).toEqual([
      {
        day: '2026-11-24',
        name: 'Ngày Văn hóa Việt Nam',
        source: expect.stringContaining('80-NQ/TW'),
      },
    ]);
    const of2030 = calendar.provisionalDaysWithin('2030-01-30', '2030-02-06');
    expect(of2030.map(({ day }) => day)).toEqual(
      '2030-01-31 2030-02-01 2030-02-02 2030-02-03 2030-02-04 2030-02-05 2030-02-06'.split(' '),
    );
    expect(calendar.provisionalDaysWithin('2040-01-01', '2040-12-31')).toEqual([]);
  });

  it('count forwards and backwards alike', () => {
    const day = fc
      .integer({ min: toEpochDay('2022-01-01'), max: toEpochDay('2030-12-31') })
      .map(toIsoDay);
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 100 }), (from, n) => {
        const later = calendar.addWorkingDays(from, n);
        expect(calendar.isWorkingDay(later)).toBe(true);
        expect(calendar.countWorkingDays(from, later)).toBe(n);
        const back = calendar.addWorkingDays(later, -n);
        expect(back).toBe(calendar.latestWorkingDayOnOrBefore(from));
      }),
    );
  });

  it('choose the day next to 2 September as the decisions did', () => {
    const chosen = [2021, 2022, 2023, 2024, 2025, 2026].map((year) =>
      nationalDays(year).map((day) => toIsoDay(day).slice(5)),
    );
    expect(chosen).toEqual([
      ['09-02', '09-03'],
      ['09-01', '09-02'],
      ['09-01', '09-02'],
      ['09-02', '09-03'],
      ['09-01', '09-02'],
      ['09-01', '09-02'],
    ]);
    expect(tetDays(2026).map(toIsoDay)[0]).toBe('2026-02-16');
  });
});

function exceptionsOf(year: ReturnType<typeof provisionalYear>): string[] {
  const single = buildWorkingCalendar([year]);
  const days: string[] = [];
  for (let day = epochDayOf(year.year, 1, 1); day <= epochDayOf(year.year, 12, 31); day += 1) {
    const iso = toIsoDay(day);
    if (weekdayOf(day) <= 5 && !single.isWorkingDay(iso)) days.push(iso);
  }
  return days;
}
