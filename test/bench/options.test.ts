import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/options.ts';

describe('the options of the bench', () => {
  it('are the full load, three times, on a server of its own', () => {
    expect(readOptions([], {})).toEqual({
      size: 1,
      runs: 3,
      json: false,
      only: false,
      leadSeconds: 50,
      temporalAddress: null,
    });
  });

  it('are read from the command line and the environment', () => {
    const words = ['--size', '0.1', '--runs', '1', '--json', '--lead-seconds', '30', '--only'];
    expect(readOptions(words, { BENCH_TEMPORAL_ADDRESS: '127.0.0.1:7233' })).toEqual({
      size: 0.1,
      runs: 1,
      json: true,
      only: true,
      leadSeconds: 30,
      temporalAddress: '127.0.0.1:7233',
    });
  });

  it.each([[['--size', 'big']], [['--size', '0']], [['--runs', '1.5']], [['--fast']]])(
    'refuse %j',
    (words) => {
      expect(() => readOptions(words, {})).toThrow();
    },
  );
});
