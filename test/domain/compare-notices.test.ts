import { describe, expect, it } from 'vitest';
import { compareTold } from '../../domain/compare-notices.ts';
import type { LadderNotice } from '../../domain/notice.ts';

const reminder: LadderNotice = {
  at: '2023-06-05T08:00:00.000+07:00',
  task: '6.1',
  period: '2023-Q2',
  agency: 'so-noi-vu',
  to: 'so-noi-vu',
  role: 'lead',
  kind: 'dueSoon',
  step: 7,
  lastDay: '2023-06-14',
};
const later: LadderNotice = { ...reminder, at: '2023-06-09T08:00:00.000+07:00', step: 3 };

describe('comparing what was owed with what was told', () => {
  it('finds no difference in another order, or in the same instant written otherwise', () => {
    const told = [later, { ...reminder, at: '2023-06-05T01:00:00.000Z' }];
    expect(compareTold([reminder, later], told)).toEqual({ missing: [], unexpected: [] });
  });

  it('names what was not told', () => {
    expect(compareTold([later, reminder], [])).toEqual({
      missing: [reminder, later],
      unexpected: [],
    });
  });

  it('names what nobody owed, and the second time of what was told twice', () => {
    const other = { ...reminder, to: 'so-tttt' };
    expect(compareTold([reminder], [other, reminder, reminder])).toEqual({
      missing: [],
      unexpected: [reminder, other],
    });
  });
});
