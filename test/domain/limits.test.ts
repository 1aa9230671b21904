import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { listLimits } from '../../domain/file-values.ts';
import { formatChain } from '../../domain/find-cycles.ts';
import { describeFinding, type Finding, formatPath, quote } from '../../domain/finding.ts';
import { mostAssignments } from '../../domain/followable.ts';
import { findNearestName } from '../../domain/nearest-name.ts';
import { maxFormMistakes } from '../../domain/parse-tolerantly.ts';
import { readPlan } from '../../domain/read-plan.ts';
import type { Plain } from './plan-example.ts';
import { agency, smallAgencies, task } from './small-plan.ts';

const head: Plain = {
  plan: 'small',
  title: 'Kế hoạch nhỏ',
  issued: '2024-01-02',
  issuer: 'UBND tỉnh',
  from: '2024-01-01',
  to: '2024-12-31',
  directory: 'a.yaml',
  monitor: 'monitor',
  office: 'office',
};
const say = (finding: Finding) =>
  `${formatPath(finding.path)}: ${describeFinding(finding, 'en')}`.slice(0, 200);

function mistakesOf(changes: Plain, agencies: readonly Plain[] = smallAgencies): string[] {
  const sources = { plan: { ...head, ...changes }, directory: { agencies } };
  return readPlan(sources, vietnamCalendar).mistakes.map(say);
}

const many = <T>(count: number, build: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => build(n));

describe('a plan that is too large', () => {
  it('has too many tasks: said once, whatever is wrong with each of them', () => {
    const mistakes = mistakesOf({ tasks: many(listLimits.tasks + 1, () => ({})) });
    expect(mistakes).toContain('tasks: expected at most 1000 entries, found 1001 entries');
    expect(mistakes.filter((one) => one.startsWith('tasks['))).toEqual([]);
  });

  it('has a title that is too long: counted, not shown', () => {
    expect(mistakesOf({ tasks: [task('1', { title: 'x'.repeat(2001) })] })).toContain(
      'tasks[0].title: expected at most 2000 letters, found 2001 letters',
    );
  });

  it('has too many leads in one task', () => {
    const lead = many(listLimits.leads + 1, () => 'xa-1');
    expect(mistakesOf({ tasks: [task('1', { lead })] })).toEqual([
      'tasks[0].lead: expected at most 1000 entries, found 1001 entries',
    ]);
  });

  it('has a number that is too large: shown', () => {
    expect(mistakesOf({ reviewWithin: '999', tasks: [task('1', {})] })[0]).toContain('found "999"');
  });

  it('has more assignments than can be followed', () => {
    const communes = many(2_000, (n) => agency(`x-${n}`, 'commune', 'office'));
    const tasks = many(21, (n) => task(String(n), { lead: 'tat-ca', due: 'Hằng tuần' }));
    const sources = {
      plan: { ...head, tasks },
      directory: {
        agencies: [...smallAgencies, ...communes],
        groups: { 'tat-ca': { level: 'commune' } },
      },
    };
    const [mistake = ''] = readPlan(sources, vietnamCalendar).mistakes.map(say);
    expect(mistake).toContain(`tasks: expected at most ${mostAssignments} assignments`);
  });

  it('has more mistakes of form than anybody reads: the first ones are told', () => {
    const unknown = Object.fromEntries(many(2_000, (n) => [`khoa-${n}`, 1]));
    const mistakes = mistakesOf({ ...unknown, tasks: [task('1', {})] });
    expect(mistakes).toHaveLength(maxFormMistakes);
  });
});

describe('a plan whose ladder leads out of the years that are known', () => {
  it.each([
    [{ to: '2031-12-31', from: '2031-01-01', issued: '2031-01-02' }, '2031-12-31 ('],
    [
      { escalation: [{ after: '250', to: ['lead'], repeatEvery: '250', times: '100' }] },
      '2024-12-31 (',
    ],
  ])('is refused with what is not known: %#', (changes, found) => {
    const mistakes = mistakesOf({ ...changes, tasks: [task('1', { due: 'Hằng năm' })] });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain('to: expected a plan whose every step');
    const sources = { ...head, ...changes, tasks: [task('1', { due: 'Hằng năm' })] };
    const whole = readPlan(
      { plan: sources, directory: { agencies: smallAgencies } },
      vietnamCalendar,
    );
    expect(whole.mistakes[0]?.found.en).toContain(found);
  });
});

describe('a plan that ends near the years that are not known', () => {
  it.each([
    { from: '2031-01-01', to: '2031-03-31', issued: '2031-01-02' },
    { from: '2031-01-05', to: '2031-03-31', issued: '2031-01-02' },
  ])('is read when no step of it falls into them: $from', (days) => {
    expect(mistakesOf({ ...days, tasks: [task('1', { due: 'Quý I/2031' })] })).toEqual([]);
  });
});

describe('an agency', () => {
  it('has no id that JavaScript uses', () => {
    const odd = [...smallAgencies, agency('constructor', 'commune', 'office')];
    expect(mistakesOf({ tasks: [task('1', {})] }, odd)[0]).toContain('a reserved word');
  });
});

describe('a directory that would take long to check', () => {
  it('proposes names for the first unknown references only', () => {
    const communes = many(200, (n) => agency(`x-${n}`, 'commune', `ofice-${n}`));
    const sources = { plan: undefined, directory: { agencies: [...smallAgencies, ...communes] } };
    const proposals = readPlan(sources, vietnamCalendar).mistakes.map(({ nearest }) => nearest);
    expect(proposals).toHaveLength(200);
    expect(proposals.filter((nearest) => nearest !== null)).toHaveLength(50);
  });

  it('names some of the agencies that bear one name', () => {
    const communes = many(30, (n) => agency(`x-${n}`, 'commune', 'office', { name: 'Xã' }));
    const mistakes = mistakesOf({ tasks: [task('1', { lead: 'Xã' })] }, [
      ...smallAgencies,
      ...communes,
    ]);
    expect(mistakes[0]).toContain('the name of several: x-0, x-1');
    expect(mistakes[0]).toContain('x-9, …');
  });

  it('refuses a chain of via over more than 20 agencies, and reads a shorter one', () => {
    const chain = (length: number) =>
      many(length, (n) => ({
        ...{ id: `v-${n}`, name: `V ${n}`, level: 'commune' },
        ...(n === length - 1 ? { email: 'v@x.example' } : { via: `v-${n + 1}` }),
      }));
    const tasks = [task('1', {})];
    expect(mistakesOf({ tasks }, [...smallAgencies, ...chain(20)])).toEqual([]);
    expect(mistakesOf({ tasks }, [...smallAgencies, ...chain(40)])[0]).toContain(
      'via: expected a chain of via that reaches a mailbox, over at most 20 agencies',
    );
  });
});

describe('what a message shows of something long', () => {
  it('is its beginning and its end', () => {
    const nodes = many(100, String);
    expect(formatChain(nodes)).toBe('0 → 1 → 2 → 3 → 4 → 5 → 6 → 7 → 8 → 9 → … → 99');
    expect(formatChain(['a', 'b'])).toBe('a → b');
  });

  it('has no marks of direction, the Arabic letter mark included', () => {
    expect(quote('a\u061c\u202eb\ufeff')).toBe('"a\\u061c\\u202eb\\ufeff"');
  });

  it('compares names by their first hundred letters', () => {
    const long = 'a'.repeat(1_000_000);
    expect(findNearestName(long, [`${long}b`, 'b'])).toBe(`${long}b`);
  });
});

describe('the number of a task', () => {
  it.each(['__proto__', 'constructor', 'toString'])(
    'is none that JavaScript uses: %s',
    (number) => {
      expect(mistakesOf({ tasks: [task(number, {})] })[0]).toContain('tasks[0].task: expected');
    },
  );

  it('has no letter that cannot be seen', () => {
    expect(mistakesOf({ tasks: [task('6.\u202e1', {})] })[0]).toContain('tasks[0].task: expected');
  });
});
