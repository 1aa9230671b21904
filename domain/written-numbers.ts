import type { Locale } from './plan.ts';

/** A count as officials write it: two digits below ten, "03". 0 stays "0". */
export function countOf(count: number): string {
  return count > 0 && count < 10 ? `0${count}` : String(count);
}

const romanDigits = [
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

/** A Roman numeral for a positive number: quarters and sections. */
export function toRoman(number: number): string {
  const [digit, worth] = romanDigits.find(([, value]) => value <= number) ?? ['', 0];
  return worth === 0 ? '' : digit + toRoman(number - worth);
}

/** A file's size: bytes below 1000, then kB, MB, GB in steps of 1000, one decimal at most. */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const;
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return `${amount.format(bytes / 1000 ** step)} ${units[step]}`;
}
