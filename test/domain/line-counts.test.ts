import { describe, expect, it } from 'vitest';
import { countLines, findReport, type Reporting } from '../../domain/line-counts.ts';
import type { ReportLine } from '../../domain/messages.ts';

const lead = (agency: string, changes: Partial<Reporting> = {}): Reporting => ({
  agency,
  progress: 'open',
  lines: ['1', '2'],
  takenOverFrom: null,
  ...changes,
});
const line = (task: string, state: ReportLine['state']): ReportLine => ({ task, state, text: '' });

describe('the lines of a periodic report', () => {
  it('are counted by what the agencies that lead them said last', () => {
    const assignments = [
      lead('a', { progress: 'accepted' }),
      lead('b', { progress: 'submitted', lines: ['2'] }),
      lead('c', { progress: 'returned' }),
      lead('d'),
    ];
    const reports = new Map([
      ['a', [line('1', 'done'), line('2', 'notStarted')]],
      ['b', [line('2', 'inProgress'), line('2', 'done')]],
      ['c', [line('1', 'inProgress')]],
    ]);
    expect(countLines(['1', '2', '3'], assignments, reports)).toEqual([
      { task: '1', done: 1, inProgress: 1, notStarted: 0, unanswered: 1 },
      { task: '2', done: 1, inProgress: 0, notStarted: 1, unanswered: 2 },
      { task: '3', done: 0, inProgress: 0, notStarted: 0, unanswered: 0 },
    ]);
  });

  it('leave out who owes no report any more', () => {
    const assignments = (['reassigned', 'waived', 'notApplicable'] as const).map(
      (progress, index) => lead(`a-${index}`, { progress }),
    );
    const reports = new Map([['a-1', [line('1', 'done')]]]);
    expect(countLines(['1'], assignments, reports)).toEqual([
      { task: '1', done: 0, inProgress: 0, notStarted: 0, unanswered: 0 },
    ]);
  });

  it('pass with the assignment to the agency that takes it over', () => {
    const assignments = [
      lead('a', { progress: 'reassigned' }),
      lead('b', { progress: 'reassigned', takenOverFrom: 'a' }),
      lead('c', { progress: 'submitted', takenOverFrom: 'b' }),
    ];
    const reports = new Map([['a', [line('1', 'done')]]]);
    expect(countLines(['1'], assignments, reports)[0]).toMatchObject({ done: 1, unanswered: 0 });
    expect(
      findReport(
        'c',
        assignments,
        new Map([
          ['c', 'own'],
          ['a', 'old'],
        ]),
      ),
    ).toBe('own');
    expect(findReport('d', assignments, reports)).toBeNull();
    const circle = [lead('a', { takenOverFrom: 'b' }), lead('b', { takenOverFrom: 'a' })];
    expect(findReport('a', circle, new Map())).toBeNull();
  });
});
