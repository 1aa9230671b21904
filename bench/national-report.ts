import { judgeBar, listBars, sayLimit } from './bars.ts';
import { summarise } from './comparison.ts';
import type { NationalFigures, Part } from './measure-national.ts';
import type { NationalOptions } from './national-options.ts';
import { describeLoad, listFigures, listSubmissions, sayWorkers } from './report.ts';
import { alignLines, alignTable, fine, megabytes, number, per } from './report-lines.ts';
import type { TemporalKind } from './temporal-place.ts';

/** Where a national bench ran, and what of it was asked for. */
export interface NationalPlace extends Pick<NationalOptions, 'size' | 'submissions'> {
  readonly temporal: TemporalKind;
  readonly cores: number;
}

/** Everything that so many workers have shown, as lines for people. */
export function printNational(place: NationalPlace, figures: NationalFigures): string {
  const { reminder, escalation, submissions, memory, workers } = figures;
  return [
    `# ${sayWorkers(workers)}, ${place.temporal}, ${place.cores} cores, size ${place.size}`,
    ...printPart('Reminder morning', reminder),
    ...printPart('Escalation morning', escalation),
    ...printSubmissions(place, submissions),
    ...printGrowth(memory),
    ...printBars(place, figures),
    '',
  ].join('\n');
}

function printPart(title: string, part: Part | null): string[] {
  if (part === null) return [];
  const { load, runs } = part;
  const head = ['', `## ${title}`, '', `${describeLoad(load.shape)}; median of ${runs.length}`, ''];
  return [...head, ...alignLines(listFigures(summarise(runs), load))];
}

function printSubmissions(
  { submissions: { count, within } }: NationalPlace,
  part: Part | null,
): string[] {
  if (part === null) return [];
  const head = ['', '## Submissions', '', `${count} begun evenly within ${within} s`, ''];
  return [...head, ...alignLines(listSubmissions(summarise(part.runs)))];
}

/** What grows with open assignments: one row a size, and what each assignment more has added. */
function printGrowth(parts: readonly Part[] | null): string[] {
  if (parts === null) return [];
  const head = [
    'open assignments',
    'memory opened',
    'at its peak',
    'all workers',
    'more per 1,000',
    'register, bytes each',
    'Temporal, bytes each',
    'events each',
    'events a task-quarter',
  ];
  const rows = parts.map((part, index) => describeGrowth(part, parts[index - 1] ?? null));
  return ['', '## Growth', '', ...alignTable([head, ...rows])];
}

function describeGrowth({ load, runs }: Part, smaller: Part | null): string[] {
  const median = summarise(runs);
  const { assignments } = load.shape;
  const whole = (opened: number | null, told: number | null) =>
    opened === null || told === null ? null : opened + told;
  const register = whole(median.registerBytesOpened, median.registerBytesTold);
  const temporal = whole(median.temporalBytesOpened, median.temporalBytesTold);
  return [
    String(assignments),
    megabytes(median.workerMemoryOpened),
    megabytes(median.workerMemoryPeak),
    megabytes(median.workerMemoryPeakSum),
    smaller === null ? '' : `${fine(computeMemoryGrowth({ load, runs }, smaller))} MB`,
    number(per(register, assignments)),
    number(per(temporal, assignments)),
    fine(median.historyEventsPerAssignment),
    number(median.historyEventsMedian),
  ];
}

/** MB of the largest worker at its peak for each 1,000 assignments more; null where that is not known. */
function computeMemoryGrowth(larger: Part, smaller: Part): number | null {
  const after = summarise(larger.runs).workerMemoryPeak;
  const before = summarise(smaller.runs).workerMemoryPeak;
  const more = larger.load.shape.assignments - smaller.load.shape.assignments;
  return after === null || before === null || more === 0 ? null : (after - before) / more / 1000;
}

function printBars(place: NationalPlace, { reminder, submissions }: NationalFigures): string[] {
  const bars = listBars({
    reminder: reminder && summarise(reminder.runs),
    submissions: submissions && summarise(submissions.runs),
    order: place.submissions,
  });
  const rows = bars.map((bar) => [bar.says, sayLimit(bar), bar.print(bar.value), judgeBar(bar)]);
  return [
    '',
    '## Bars',
    '',
    ...(place.size === 1 ? [] : ['They are set for size 1.', '']),
    ...alignTable([['', 'bar', 'measured', ''], ...rows]),
  ];
}
