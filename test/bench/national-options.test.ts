import { describe, expect, it } from 'vitest';
import { chooseLeadSeconds, readNationalOptions } from '../../bench/national-options.ts';

describe('the options of the national bench', () => {
  it('are everything at full size with one worker, on a server of its own', () => {
    expect(readNationalOptions([], {})).toEqual({
      size: 1,
      runs: 3,
      json: false,
      workers: [1],
      parts: ['reminder', 'escalation', 'submissions', 'memory'],
      submissions: { count: 10_000, within: 600 },
      leadSeconds: null,
      temporal: null,
    });
  });

  it('are read from the command line and the environment', () => {
    const words = ['--workers', '1,3', '--parts', 'memory,submissions', '--size', '0.05'];
    const environment = {
      BENCH_TEMPORAL_ADDRESS: '127.0.0.1:7233',
      BENCH_TEMPORAL_DATABASES: 'postgres://t@127.0.0.1/temporal postgres://t@127.0.0.1/visibility',
    };
    expect(readNationalOptions([...words, '--within', '20'], environment)).toMatchObject({
      workers: [1, 3],
      parts: ['memory', 'submissions'],
      submissions: { count: 500, within: 20 },
      temporal: {
        address: '127.0.0.1:7233',
        databaseUrls: ['postgres://t@127.0.0.1/temporal', 'postgres://t@127.0.0.1/visibility'],
      },
    });
  });

  it('give each size the time that it usually needs to open, or what is asked for', () => {
    expect(chooseLeadSeconds(readNationalOptions([], {}), 0.1)).toBe(14);
    expect(chooseLeadSeconds(readNationalOptions(['--lead-seconds', '90'], {}), 0.1)).toBe(90);
  });

  it('refuse more submissions than there are assignments', () => {
    expect(() => readNationalOptions(['--size', '0.01', '--submissions', '1000'], {})).toThrow(
      /--submissions: expected at most 980, the assignments at size 0.01, found 1000/,
    );
  });

  it.each([
    [['--workers', '1,x']],
    [['--workers', '0']],
    [['--parts', 'reminder,lunch']],
    [['--within', '0']],
    [['--only']],
  ])('refuse %j', (words) => {
    expect(() => readNationalOptions(words, {})).toThrow();
  });
});
