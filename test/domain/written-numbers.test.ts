import { expect, it } from 'vitest';
import { countOf, formatBytes, toRoman } from '../../domain/written-numbers.ts';

it('writes counts with two digits', () => {
  expect([0, 1, 3, 9, 10, 196].map(countOf)).toEqual(['0', '01', '03', '09', '10', '196']);
});

it('writes Roman numerals', () => {
  expect([1, 3, 4, 5, 9, 14, 44, 99].map(toRoman)).toEqual([
    'I',
    'III',
    'IV',
    'V',
    'IX',
    'XIV',
    'XLIV',
    'XCIX',
  ]);
});

it('writes sizes with the decimal sign of the language', () => {
  expect([0, 999, 48_200, 1_234_567, 2_500_000_000].map((n) => formatBytes(n, 'vi'))).toEqual([
    '0 B',
    '999 B',
    '48,2 kB',
    '1,2 MB',
    '2,5 GB',
  ]);
  expect(formatBytes(1_234_567, 'en')).toBe('1.2 MB');
});
