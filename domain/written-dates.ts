import { civilOf, isIsoDay, toEpochDay, weekdayOf } from './calendar/civil-day.ts';
import { LatestAnswers } from './latest-answers.ts';
import { inZone, toDay } from './local-time.ts';
import type { IsoDay, IsoInstant, Locale } from './plan.ts';
import { countOf, toRoman } from './written-numbers.ts';

const weekdays = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface WrittenDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** A page about two hundred agencies writes the same few days. */
const days = new LatestAnswers<WrittenDay>(100);

function parseDay(day: IsoDay): WrittenDay {
  return days.get(day, () => {
    if (!isIsoDay(day))
      throw new RangeError(
        `A mail cannot show "${day}": expected a calendar day such as 2023-06-14.`,
      );
    const epochDay = toEpochDay(day);
    return { ...civilOf(epochDay), weekday: weekdayOf(epochDay) };
  });
}

/** Decree 30/2020/NĐ-CP: a zero before days under 10 and before months 1 and 2 only. */
function monthDigits(month: number): string {
  return month <= 2 ? `0${month}` : String(month);
}

function monthName(month: number): string {
  return months.slice(month - 1, month).join();
}

/** "05/6/2023", "01/02/2023"; in English "5 June 2023". */
export function formatDay(day: IsoDay, locale: Locale): string {
  const { day: number, month, year } = parseDay(day);
  if (locale === 'en') return `${number} ${monthName(month)} ${year}`;
  return `${countOf(number)}/${monthDigits(month)}/${year}`;
}

/** Without the year: "05/6"; in English "5 June". */
export function formatDayOfYear(day: IsoDay, locale: Locale): string {
  const { day: number, month } = parseDay(day);
  if (locale === 'en') return `${number} ${monthName(month)}`;
  return `${countOf(number)}/${monthDigits(month)}`;
}

/** "thứ Tư", "Wednesday". */
export function weekdayName(day: IsoDay, locale: Locale): string {
  const { weekday } = parseDay(day);
  return weekdays[locale].slice(weekday - 1, weekday).join();
}

/** "14/6/2023 (thứ Tư)"; in English "Wednesday 14 June 2023". */
export function formatDayAndWeekday(day: IsoDay, locale: Locale): string {
  const [date, weekday] = [formatDay(day, locale), weekdayName(day, locale)];
  return locale === 'en' ? `${weekday} ${date}` : `${date} (${weekday})`;
}

/** A local time `HH:mm`: "08 giờ 00"; in English "08:00". */
export function formatTime(time: string, locale: Locale): string {
  return locale === 'en' ? time : time.replace(':', ' giờ ');
}

/** An instant in a zone: "08 giờ 00 ngày 05/6/2023"; in English "08:00 on 5 June 2023". */
export function formatInstant(at: IsoInstant, timezone: string, locale: Locale): string {
  const time = formatTime(inZone(at, timezone).slice(11, 16), locale);
  const day = formatDay(toDay(at, timezone), locale);
  return locale === 'en' ? `${time} on ${day}` : `${time} ngày ${day}`;
}

const periodForms: readonly [RegExp, Record<Locale, (year: string, part: number) => string>][] = [
  [/^(\d{4})-Q([1-4])$/, { vi: (y, q) => `Quý ${toRoman(q)}/${y}`, en: (y, q) => `Q${q} ${y}` }],
  [
    /^(\d{4})-(\d{2})$/,
    { vi: (y, m) => `tháng ${monthDigits(m)}/${y}`, en: (y, m) => `${monthName(m)} ${y}` },
  ],
  [
    /^(\d{4})-H([12])$/,
    {
      vi: (y, h) => `06 tháng ${h === 1 ? 'đầu' : 'cuối'} năm ${y}`,
      en: (y, h) => `${h === 1 ? 'first' : 'second'} half of ${y}`,
    },
  ],
  [
    /^(\d{4})-(\d)M$/,
    {
      vi: (y, m) => `${countOf(m)} tháng năm ${y}`,
      en: (y, m) => `first ${m} months of ${y}`,
    },
  ],
  [
    /^(\d{4})-W(\d{2})$/,
    { vi: (y, w) => `tuần ${countOf(w)}/${y}`, en: (y, w) => `week ${w} of ${y}` },
  ],
  [/^(\d{4})$/, { vi: (y) => `năm ${y}`, en: (y) => y }],
];

/**
 * A period in words: "Quý II/2023", "06 tháng cuối năm 2026"; in English "Q2 2023". An extra report is
 * named by its last day. `once` has none (null); an id of another form is shown as it is.
 */
export function periodName(period: string, locale: Locale): string | null {
  if (period === 'once') return null;
  if (isIsoDay(period)) return formatDay(period, locale);
  for (const [form, name] of periodForms) {
    const [, year, part] = form.exec(period) ?? [];
    if (year !== undefined) return name[locale](year, Number(part ?? 0));
  }
  return period;
}
