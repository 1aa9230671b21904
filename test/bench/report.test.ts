import { describe, expect, it } from 'vitest';
import { judgeBar, listBars, sayLimit } from '../../bench/bars.ts';
import { summarise } from '../../bench/comparison.ts';
import { printNational } from '../../bench/national-report.ts';
import { printReport } from '../../bench/report.ts';
import { aRun, someSubmissions } from './example-run.ts';

const shape = { plans: 1, workflows: 10, assignments: 1_000, agencies: 100, digests: 100 };
const owed = { assignments: 1_000, notices: 1_000, mails: 100 };
const place = {
  size: 0.01,
  submissions: { count: 100, within: 60 },
  temporal: 'dev server',
  cores: 2,
} as const;

/** Lines without the spaces between label and value. */
function squeeze(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/ {2,}/g, ' | ').trim());
}

describe('the report of the bench', () => {
  const runs = [aRun()];
  const where = { temporal: 'dev server', cores: 2, morning: 'reminder', workers: 2 } as const;
  const lines = squeeze(printReport({ ...where, shape, owed, runs, median: summarise(runs) }));

  it('says what was measured, and where', () => {
    expect(lines.slice(0, 2)).toEqual([
      '1000 assignments: 10 task workflows of 1 plans, 100 agencies',
      'reminder morning, dev server, 2 cores, 2 workers, median of 1',
    ]);
  });

  it('takes ratios within a run, and sending from the first claim', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        '… of that, from the first claim to the last mail | 8.0 s',
        '… dondoc takes as long, times | 2.5',
        '… dondoc takes as long to send, times | 2.0',
        '… dondoc is faster, times | 3.5',
      ]),
    );
  });

  it('counts bytes and events per assignment and per task-quarter', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'history events per assignment | 0.20',
        'register: bytes per assignment opened | 1000',
        'register: bytes per task-quarter opened | 100000',
        'register: bytes per assignment told | 2000',
        "Temporal's database: bytes per assignment opened | 500",
        "Temporal's database: bytes per task-quarter told | 20000",
        'worker memory at its peak, the largest | 300 MB',
        '… of all workers | 600 MB',
      ]),
    );
  });

  it('says nothing of submissions that nobody made', () => {
    expect(lines.join('\n')).not.toContain('submission');
  });
});

describe('the bars of the national bench', () => {
  const handedIn = summarise([aRun({ submissions: someSubmissions })]);
  const judge = (changes: Parameters<typeof aRun>[0]) =>
    listBars({
      reminder: summarise([aRun(changes)]),
      submissions: handedIn,
      order: place.submissions,
    }).map((bar) => `${bar.says}: ${sayLimit(bar)}, ${bar.print(bar.value)}, ${judgeBar(bar)}`);

  it('are all within reach of a quick run', () => {
    expect(judge({})).toEqual([
      'sending, times the bare pool with the same digests: at most 4.0, 2.0, within',
      'all agencies told after the instant: at most 12.0 s, 10.0 s, within',
      'times faster than graphile-worker: at least 3.0, 3.5, within',
      'memory of the largest worker, everything open: under 400 MB, 200 MB, within',
      'memory of the largest worker at its peak: under 400 MB, 300 MB, within',
      'submissions answered, begun within 60 s: at least 100, 100, within',
      'median of a submission: under 200 ms, 80 ms, within',
    ]);
  });

  it('are missed by a slow one', () => {
    const verdicts = judge({ sendingIn: 17, toldIn: 18 }).map((line) => line.split(', ').at(-1));
    expect(verdicts).toEqual([
      ...['missed', 'missed', 'missed'],
      ...['within', 'within', 'within', 'within'],
    ]);
  });

  it('judge nothing that was not measured', () => {
    const bars = listBars({ reminder: null, submissions: null, order: place.submissions });
    expect(new Set(bars.map(judgeBar))).toEqual(new Set(['–']));
  });
});

describe('the report of the national bench', () => {
  const part = { load: { size: 0.01, shape, owed }, runs: [aRun()] };
  const nothing = { workers: 1, reminder: null, escalation: null, submissions: null, memory: null };

  it('has a section for each part that was measured, and the bars', () => {
    const submissions = { ...part, runs: [aRun({ submissions: someSubmissions })] };
    const text = printNational(place, { ...nothing, reminder: part, submissions });
    expect(text.match(/^#.*$/gm)).toEqual([
      '# one worker, dev server, 2 cores, size 0.01',
      '## Reminder morning',
      '## Submissions',
      '## Bars',
    ]);
    expect(squeeze(text)).toEqual(
      expect.arrayContaining([
        '100 begun evenly within 60 s',
        '… 95 of 100 within | 120 ms',
        'history events per submission | 5.50',
        'They are set for size 1.',
      ]),
    );
  });

  it('shows what grows with open assignments', () => {
    const larger = {
      load: { size: 0.02, shape: { ...shape, assignments: 3_000 }, owed },
      runs: [
        aRun({
          assignments: 3_000,
          workerMemory: {
            opened: { largest: 250_000_000, sum: 250_000_000 },
            peak: { largest: 310_000_000, sum: 310_000_000 },
          },
        }),
      ],
    };
    const text = printNational(place, { ...nothing, memory: [part, larger] });
    const rows = squeeze(text).filter((line) => /^\d+ \|/.test(line));
    expect(rows).toEqual([
      '1000 | 200 MB | 300 MB | 600 MB | 3000 | 700 | 0.20 | 20',
      '3000 | 250 MB | 310 MB | 310 MB | 5.00 MB | 1000 | 233 | 0.07 | 20',
    ]);
  });
});
