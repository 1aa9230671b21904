import { describe, expect, it } from 'vitest';
import { findAffected, findInputs, selectMissing } from '../../domain/roll-up.ts';
import { loadRealPlan, pick } from './real-plans.ts';
import { expand, readSmallPlan, task } from './small-plan.ts';

const periods = (await loadRealPlan('dong-thap-2023')).periods();
const names = (found: readonly { task: string; period: string }[]) =>
  found.map((one) => `${one.task} ${one.period}`);

describe('the inputs of a task', () => {
  it('are the reports of the same quarter', () => {
    const inputs = findInputs(pick(periods, '6.4', '2023-Q2'), periods);
    expect(names(inputs)).toEqual(['6.1 2023-Q2', '6.2 2023-Q2', '6.3 2023-Q2']);
    expect(inputs[0]).toEqual({
      task: '6.1',
      title: 'Báo cáo công chức, viên chức nộp hồ sơ trực tuyến',
      period: '2023-Q2',
      leads: ['so-noi-vu'],
    });
    expect(inputs[2]?.leads).toHaveLength(30);
  });

  it('leave out what nobody is asked for', () => {
    expect(findInputs(pick(periods, '6.4', '2023-Q1'), periods)).toEqual([]);
  });

  it('are the latest that end no later where the periods have other names', () => {
    const { periods: small } = expand(
      readSmallPlan([
        task('1', { due: 'Hàng tháng' }),
        task('2', { due: 'Quý III/2024', after: ['1'] }),
        task('3', { due: 'Chậm nhất là ngày 15/01/2024', after: ['1'] }),
      ]),
    );
    // Whatever order the periods come in.
    for (const all of [small, small.toReversed()]) {
      expect(names(findInputs(pick(all, '2', 'once'), all))).toEqual(['1 2024-09']);
      expect(findInputs(pick(all, '3', 'once'), all)).toEqual([]);
    }
  });
});

describe('what waits for a task', () => {
  it('is the summary of the same quarter', () => {
    expect(names(findAffected(pick(periods, '6.1', '2023-Q3'), periods))).toEqual(['6.4 2023-Q3']);
    expect(findAffected(pick(periods, '6.4', '2023-Q3'), periods)).toEqual([]);
  });
});

describe('who still owes an input', () => {
  const input = { task: '1', title: 'Một', period: '2024', leads: ['a', 'b', 'c', 'd'] };

  it('is who is open or returned, and who is not on record yet', () => {
    const progress = { a: 'submitted', b: 'returned', c: 'open' } as const;
    const missing = selectMissing(input, (agency) =>
      agency === 'a' || agency === 'b' || agency === 'c'
        ? { agency, progress: progress[agency] }
        : null,
    );
    expect(missing).toEqual({ ...input, missing: ['b', 'c', 'd'] });
  });

  it('are owed by whoever has taken them over, once', () => {
    const input = { task: '1', title: 'One', period: '2024-Q1', leads: ['a', 'b', 'c'] };
    const { missing } = selectMissing(input, (agency) => ({
      agency: agency === 'c' ? 'c' : 'heir',
      progress: 'open',
    }));
    expect(missing).toEqual(['heir', 'c']);
  });
});
