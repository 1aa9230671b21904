import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/options.ts';

describe('the options of the bench', () => {
  it('are the full load, three times, on a server of its own', () => {
    expect(readOptions([], {})).toEqual({
      size: 1,
      runs: 3,
      json: false,
      only: false,
      morning: 'reminder',
      workers: 1,
      submissions: null,
      leadSeconds: 50,
      temporal: null,
    });
  });

  it('are read from the command line and the environment', () => {
    const words = ['--size', '0.1', '--runs', '1', '--json', '--lead-seconds', '30', '--only'];
    const more = ['--workers', '3', '--morning', 'escalation', '--submissions', '500'];
    expect(readOptions([...words, ...more], { BENCH_TEMPORAL_ADDRESS: '127.0.0.1:7233' })).toEqual({
      size: 0.1,
      runs: 1,
      json: true,
      only: true,
      morning: 'escalation',
      workers: 3,
      submissions: { count: 500, within: 600 },
      leadSeconds: 30,
      temporal: { address: '127.0.0.1:7233', databaseUrls: [] },
    });
  });

  it.each([
    [['--size', 'big']],
    [['--size', '0']],
    [['--runs', '1.5']],
    [['--workers', '0']],
    [['--morning', 'noon']],
    [['--size', '0.01', '--submissions', '981']],
    [['--fast']],
  ])('refuse %j', (words) => {
    expect(() => readOptions(words, {})).toThrow();
  });
});
