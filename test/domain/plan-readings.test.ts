import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { findCycles } from '../../domain/find-cycles.ts';
import { buildFinding, describeFinding, describeValue, quote, same } from '../../domain/finding.ts';
import { editDistance, findNearestName } from '../../domain/nearest-name.ts';
import { readPlan } from '../../domain/read-plan.ts';
import { agencies, groups, mistakes, plan, read, task } from './plan-example.ts';

describe('readPlan', () => {
  it('reads a plan without its directory and checks what needs none', () => {
    const source = { ...plan, plan: 'P', monitor: 'unknown' };
    const reading = readPlan({ plan: source, directory: undefined }, vietnamCalendar);
    expect(reading.directory).toBeNull();
    expect(reading.plan?.monitor).toBe('unknown');
    expect(reading.mistakes.map(({ path }) => path)).toEqual([['plan']]);
  });

  it('checks a directory without its plan', () => {
    const source = { agencies: [{ ...agencies[0], email: undefined }] };
    const reading = readPlan({ plan: undefined, directory: source }, vietnamCalendar);
    expect(reading.plan).toBeNull();
    expect(reading.mistakes.map(({ file, path }) => [file, path])).toEqual([
      ['directory', ['agencies', 0]],
    ]);
  });

  it.each(['x', null, []])('says of %j that it is no mapping, and nothing more', (source) => {
    const reading = readPlan({ plan: source, directory: source }, vietnamCalendar);
    expect(reading.mistakes.map(({ file, path, expected }) => [file, path, expected.en])).toEqual([
      ['plan', [], 'a mapping of keys'],
      ['directory', [], 'a mapping of keys'],
    ]);
  });

  it('passes on what a calendar fails with', () => {
    const broken: WorkingCalendar = {
      ...vietnamCalendar,
      isWorkingDay: () => {
        throw new TypeError('broken');
      },
    };
    const sources = { plan, directory: { agencies, groups } };
    expect(() => readPlan(sources, broken)).toThrow(TypeError);
  });

  it('names a rule that lies outside the plan by its kind', () => {
    const due = { kind: 'once', start: '2025-01-01', lastDay: '2025-02-01' };
    expect(mistakes({ tasks: [{ ...task, due }] })).toEqual([
      'plan tasks[0].due: expected a deadline between 2023-01-01 and 2023-12-31, found "once"',
    ]);
  });

  it('refuses working days since an issue that no calendar knows', () => {
    const due = { kind: 'sinceIssue', days: 5, unit: 'working' };
    expect(mistakes({ issued: '1999-01-05', tasks: [{ ...task, due }] })).toEqual([
      expect.stringMatching(
        /^plan tasks\[0\]\.due: expected a day of a year whose working days are known, found "sinceIssue" \(/,
      ),
    ]);
  });

  it('does not call a group empty whose members are unknown', () => {
    expect(mistakes({}, { groups: { ...groups, g: { members: ['qqqq'] } } })).toEqual([
      'directory groups.g.members[0]: expected agencies or groups of the directory, found "qqqq"',
    ]);
  });

  it('does not blame what depends on a wrong value', () => {
    expect(read({ to: 'x', issued: '2030-01-01' }).mistakes.map(({ path }) => path)).toEqual([
      ['to'],
    ]);
    expect(read({ monitor: undefined, office: 'so-b' }).mistakes.map(({ path }) => path)).toEqual([
      ['monitor'],
    ]);
  });

  it('gives up on a value that no stand-in fits, without losing the mistake', () => {
    const email = Object.fromEntries([['__proto__', 'x']]);
    expect(mistakes({}, { agencies: [...agencies, email] }).length).toBeGreaterThan(0);
  });
});

describe('a finding', () => {
  const finding = buildFinding('plan', { path: [], expected: same('a'), found: same('b') });
  it('is one sentence in Vietnamese or English', () => {
    expect(describeFinding(finding, 'vi')).toBe('cần a, nhưng gặp b');
    expect(describeFinding(finding, 'en')).toBe('expected a, found b');
    const near = { ...finding, nearest: 'c' };
    expect(describeFinding(near, 'vi')).toBe('cần a, nhưng gặp b; có phải là "c"?');
    expect(describeFinding(near, 'en')).toBe('expected a, found b; did you mean "c"?');
  });
  it('escapes what could drive a terminal and cuts what is long', () => {
    expect(quote('\u001b[31m\u0085\u202e')).toBe('"\\u001b[31m\\u0085\\u202e"');
    expect(quote('ă'.repeat(200))).toBe(`"${'ă'.repeat(119)}…"`);
  });
  it.each([
    [null, 'nothing'],
    ['', 'nothing'],
    [[], 'a list'],
    [{}, 'a mapping'],
    [true, 'true'],
  ])('calls %j %s', (value, words) => {
    expect(describeValue(value).en).toBe(words);
  });
});

describe('the nearest name', () => {
  it.each([
    ['so-ttt', ['so-tttt', 'so-y-te'], 'so-tttt'],
    ['SỞ TTTT', ['sở tttt'], 'sở tttt'],
    ['abc', ['xyz', 'pqrstu'], null],
    ['ab', ['ac', 'ad'], 'ac'],
    ['a', [], null],
  ])('to %s among %j is %s', (name, candidates, expected) => {
    expect(findNearestName(name, candidates)).toBe(expected);
  });
  it('counts letters inserted, removed or replaced', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abc', '')).toBe(3);
  });
});

describe('findCycles', () => {
  it('finds each cycle once and survives a long chain', () => {
    const links = new Map([
      ['a', ['b', 'x']],
      ['b', ['a', 'c']],
      ['c', ['c']],
    ]);
    expect(findCycles(links)).toEqual([['a', 'b'], ['c']]);
    const chain = new Map(
      Array.from({ length: 20_000 }, (_, index) => [`${index}`, [`${index + 1}`]]),
    );
    expect(findCycles(chain)).toEqual([]);
  });
});
