import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { knownForms } from '../../domain/deadline-nearest.ts';
import { parseDeadlinePhrase } from '../../domain/deadline-phrase.ts';
import type { DeadlineRule } from '../../domain/deadline-rule.ts';
import { computePeriods, type PeriodOccurrence } from '../../domain/period.ts';
import type { Due } from '../../domain/plan.ts';

const year2023 = { from: '2023-01-01', to: '2023-12-31', issued: '2023-04-05' };

function due(phrase: string): Due {
  const reading = parseDeadlinePhrase(phrase, { before: 'exclusive' });
  if (!reading.ok) throw new Error(`"${phrase}" was refused`);
  return { phrase, rule: reading.rule };
}

function periods(phrases: readonly string[], span = year2023): readonly PeriodOccurrence[] {
  return computePeriods(phrases.map(due), span, vietnamCalendar);
}

function brief(occurrences: readonly PeriodOccurrence[]): string {
  return occurrences
    .map(({ period, cycle, start, lastDay }) => `${period} ${cycle} ${start} ${lastDay}`)
    .join('\n');
}

describe('the periods of a task', () => {
  it('of a quarterly report are its quarters, with the words of the document', () => {
    const [first, ...others] = periods(['Trước ngày 15 của tháng cuối mỗi Quý']);
    expect(first).toEqual({
      period: '2023-Q1',
      cycle: 'quarter',
      start: '2023-01-01',
      lastDay: '2023-03-14',
      time: null,
      phrase: 'Trước ngày 15 của tháng cuối mỗi Quý',
      conditional: false,
    });
    expect(others.map(({ period }) => period)).toEqual(['2023-Q2', '2023-Q3', '2023-Q4']);
  });

  it('of a one-off task is one, with the start that the phrase gives', () => {
    expect(brief(periods(['Quý II năm 2023']))).toBe('once once 2023-04-01 2023-06-30');
    expect(brief(periods(['Trước ngày 30/6/2023']))).toBe('once once null 2023-06-29');
  });

  it('of several one-off deadlines are numbered in the order of the plan', () => {
    const both = periods(['Quý IV/2023', 'Quý II/2023', 'Chậm nhất ngày 30/6/2023']);
    expect(brief(both)).toBe('once.2 once 2023-04-01 2023-06-30\nonce once 2023-10-01 2023-12-31');
    expect(both[0]?.phrase).toBe('Quý II/2023; Chậm nhất ngày 30/6/2023');
  });

  it('of standing and undated duties are none', () => {
    expect(periods(['Thường xuyên', 'none', 'Khi có yêu cầu'])).toEqual([]);
    expect(periods([])).toEqual([]);
  });

  it('count days since the issue, which is not counted itself', () => {
    expect(brief(periods(['Trong 30 ngày kể từ ngày ban hành Kế hoạch']))).toBe(
      'once once 2023-04-05 2023-05-05',
    );
    const beforeHolidays = { ...year2023, issued: '2023-04-27' };
    expect(
      brief(periods(['Trong 05 ngày làm việc kể từ ngày ban hành Kế hoạch'], beforeHolidays)),
    ).toBe('once once 2023-04-27 2023-05-09');
  });

  it('that coincide are one, named after the shortest cycle', () => {
    expect(brief(periods(['Hàng quý, 6 tháng, 1 năm hoặc khi có yêu cầu']))).toBe(
      [
        '2023-Q1 quarter 2023-01-01 2023-03-31',
        '2023-Q2 quarter 2023-04-01 2023-06-30',
        '2023-Q3 quarter 2023-07-01 2023-09-30',
        '2023-Q4 quarter 2023-10-01 2023-12-31',
      ].join('\n'),
    );
    const listed = periods(['Trong năm 2023', 'Hàng năm', '6 tháng']);
    expect(brief(listed)).toBe(
      '2023-H1 halfYear 2023-01-01 2023-06-30\n2023-H2 halfYear 2023-07-01 2023-12-31',
    );
    expect(listed[1]?.phrase).toBe('6 tháng; Hàng năm; Trong năm 2023');
  });

  it('that coincide are due at the earliest hour and conditional only if all are', () => {
    const [joined] = periods([
      'Hàng năm, theo hướng dẫn của Bộ',
      'Trước 16 giờ 00 ngày 31/12/2023',
      'Trước 10 giờ 00 ngày 31/12/2023',
    ]);
    expect(joined).toMatchObject({ period: '2023', time: '10:00', conditional: false });
    expect(periods(['Hàng năm, theo hướng dẫn của Bộ'])[0]?.conditional).toBe(true);
  });

  it('of the year so far begin on 1 January', () => {
    expect(brief(periods(['Quý I, 6 tháng, 9 tháng, năm']))).toBe(
      [
        '2023-Q1 quarter 2023-01-01 2023-03-31',
        '2023-H1 halfYear 2023-01-01 2023-06-30',
        '2023-9M halfYear 2023-01-01 2023-09-30',
        '2023 year 2023-01-01 2023-12-31',
      ].join('\n'),
    );
  });

  it('of several dates a year divide it', () => {
    expect(brief(periods(['Tháng 6, tháng 12 hằng năm']))).toBe(
      '2023-H1 halfYear 2023-01-01 2023-06-30\n2023-H2 halfYear 2023-07-01 2023-12-31',
    );
    expect(brief(periods(['Ngày 20/5, ngày 31/5, tháng 10 hằng năm']))).toBe(
      [
        '2023-05 year 2023-01-01 2023-05-20',
        '2023-05.2 year 2023-05-21 2023-05-31',
        '2023-10 year 2023-06-01 2023-10-31',
      ].join('\n'),
    );
    expect(brief(periods(['Trước ngày 15/12 hằng năm']))).toBe('2023 year 2023-01-01 2023-12-14');
  });

  it('keep the month reported on when they are due in the next', () => {
    const all = periods(['Chậm nhất ngày 05 của tháng sau']);
    expect(all).toHaveLength(12);
    expect(all[0]).toMatchObject({ period: '2023-01', start: '2023-01-01', lastDay: '2023-02-05' });
    expect(all[11]).toMatchObject({ period: '2023-12', lastDay: '2024-01-05' });
  });

  it('are ISO weeks, whichever year a week belongs to', () => {
    const turn = { from: '2026-12-28', to: '2027-01-10', issued: '2026-12-01' };
    expect(brief(periods(['Hàng tuần'], turn))).toBe(
      '2026-W53 week 2026-12-28 2027-01-03\n2027-W01 week 2027-01-04 2027-01-10',
    );
  });

  it('leave out what ended before the plan began or begins after it ends', () => {
    const autumn = { from: '2023-09-20', to: '2023-11-30', issued: '2023-09-20' };
    expect(brief(periods(['Trước ngày 15 của tháng cuối mỗi Quý'], autumn))).toBe(
      '2023-Q4 quarter 2023-10-01 2023-12-14',
    );
    expect(periods(['Quý I/2023', 'Quý I/2024'], autumn)).toEqual([]);
    expect(brief(periods(['Giai đoạn 2020 - 2030'], autumn))).toBe(
      'once once 2020-01-01 2030-12-31',
    );
  });

  it('carry the rule of a plan file without words', () => {
    const rule: DeadlineRule = { kind: 'once', start: null, lastDay: '2023-06-30', time: null };
    expect(
      computePeriods([{ phrase: null, rule }], year2023, vietnamCalendar)[0]?.phrase,
    ).toBeNull();
  });

  it('have names that are unique and do not depend on the span asked for', () => {
    const phrases = fc.array(fc.constantFrom(...knownForms), { maxLength: 4 });
    fc.assert(
      fc.property(phrases, fc.integer({ min: 1, max: 12 }), (chosen, month) => {
        const whole = periods(chosen, { ...year2023, from: '2022-01-01', to: '2025-12-31' });
        expect(new Set(whole.map(({ period }) => period)).size).toBe(whole.length);
        expect(whole.map(({ lastDay }) => lastDay)).toEqual(
          [...new Set(whole.map(({ lastDay }) => lastDay))].sort(),
        );
        const from = `2023-${String(month).padStart(2, '0')}-10`;
        const part = periods(chosen, { ...year2023, from });
        for (const period of part) expect(whole).toContainEqual(period);
        for (const { start, lastDay, period } of whole) {
          expect(start === null || start <= lastDay).toBe(true);
          expect(period).not.toMatch(/[/:]/u);
        }
      }),
    );
  });

  it('refuse working days in years that no calendar knows', () => {
    const late = { from: '2031-01-01', to: '2031-12-31', issued: '2031-12-31' };
    expect(() => periods(['Trong 05 ngày làm việc kể từ ngày ban hành'], late)).toThrow(RangeError);
  });
});
