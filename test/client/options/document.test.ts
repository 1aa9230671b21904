import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../client/options/document.ts';

describe('--document', () => {
  it.each([
    ['123/BC-STTTT, 14/6/2023', '123/BC-STTTT', '2023-06-14', null],
    ['123/BC-STTTT,2023-06-14', '123/BC-STTTT', '2023-06-14', null],
    ['Số 45/QĐ-UBND, ngày 01/02/2023', '45/QĐ-UBND', '2023-02-01', null],
    ['7/BC-UBND, 05/6/2023, UBND huyện Cao Lãnh', '7/BC-UBND', '2023-06-05', 'UBND huyện Cao Lãnh'],
    ['7/BC, 05/6/2023, Đảng ủy, UBND', '7/BC', '2023-06-05', 'Đảng ủy, UBND'],
  ])('understands %j', (text, number, date, issuer) => {
    expect(parseDocument(text)).toEqual({ number, date, issuer });
  });

  it.each(['123/BC-STTTT', '123/BC, 31/6/2023', ', 14/6/2023', '14/6/2023, 123/BC', ''])(
    'refuses %j',
    (text) => {
      expect(() => parseDocument(text)).toThrow(/^--document: expected "SỐ, NGÀY/);
    },
  );
});
