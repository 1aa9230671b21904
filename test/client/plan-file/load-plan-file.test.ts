import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlanFile } from '../../../client/plan-file/load-plan-file.ts';
import { formatMistake } from '../../../client/plan-file/mistake.ts';

const directoryText = `agencies:
  - { id: office, name: Văn phòng, level: province, email: office@x.example }
  - { id: so-a, name: Sở A, level: province, superior: office, email: a@x.example }
  - { id: so-b, name: Sở B, level: province, superior: office, email: b@x.example }
groups:
  so: { members: [so-a, so-b] }
`;
const planText = `plan: p-1
title: Kế hoạch
issued: 2023-01-05
issuer: UBND tỉnh
from: 2023-01-01
to: 2023-12-31
locale: en
directory: agencies/a.yaml
monitor: so-a
office: office
tasks:
  - task: 6.1
    title: Một
    lead: so-b
    due: Quý II năm 2023
  - task: 6.10
    title: Hai
    lead: [so]
    due: { kind: once, lastDay: 2023-06-30, time: 16:30 }
    after: [6.1]
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-plan-'));
  await mkdir(join(folder, 'agencies'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(
  plan: string | Uint8Array = planText,
  directory: string | Uint8Array = directoryText,
) {
  await writeFile(join(folder, 'p.yaml'), plan);
  await writeFile(join(folder, 'agencies/a.yaml'), directory);
  return loadPlanFile(join(folder, 'p.yaml'));
}

async function mistakesOf(...files: Parameters<typeof load>): Promise<string[]> {
  const loaded = await load(...files);
  if (loaded.ok) return [];
  return loaded.mistakes.map((mistake) => {
    const text = formatMistake(mistake);
    return text.replace(`${relative(process.cwd(), folder)}/`, '');
  });
}

describe('a plan file without mistakes', () => {
  it('is loaded with its directory and both texts', async () => {
    const loaded = await load();
    expect(loaded).toMatchObject({ ok: true, text: planText, directoryText, warnings: [] });
    if (!loaded.ok) return;
    expect(loaded.plan.monitor).toBe('so-a');
    expect(loaded.directory.agencies).toHaveLength(3);
  });

  it('keeps 6.1 and 6.10 apart, quoted or bare', async () => {
    const bare = await load();
    const quoted = await load(planText.replaceAll(/6\.10?/g, '"$&"'));
    expect(bare.ok && bare.plan.tasks.map(({ task }) => task)).toEqual(['6.1', '6.10']);
    expect(quoted.ok && quoted.plan).toEqual(bare.ok && bare.plan);
  });

  it('reads numbers inside a structured rule as numbers', async () => {
    const rule = 'due: { kind: recurring, cycles: [{ every: month, day: 15 }], onRequest: true }';
    const loaded = await load(planText.replace('due: Quý II năm 2023', rule));
    expect(loaded.ok && loaded.plan.tasks[0]?.due[0]?.rule).toMatchObject({
      kind: 'recurring',
      cycles: [{ every: 'month', day: 15 }],
      onRequest: true,
    });
  });

  it('may use anchors and aliases, a byte order mark and Windows line ends', async () => {
    const text = planText.replace('lead: so-b', 'lead: &l so-b').replace('lead: [so]', 'lead: *l');
    expect(await mistakesOf(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  it('warns of holidays that are not decided, at the place of `to`', async () => {
    const loaded = await load(planText.replace('to: 2023-12-31', 'to: 2027-12-31'));
    expect(
      loaded.ok && loaded.warnings.map(({ line, column, path }) => [line, column, path]),
    ).toEqual([[6, 5, 'to']]);
  });
});

describe('mistakes', () => {
  it('come with file, line and column, all at once, from both files', async () => {
    const plan = planText
      .replace('title: Kế hoạch', 'titel: Kế hoạch')
      .replace('lead: so-b', 'lead: so-bb')
      .replace('lead: [so]', 'lead: [so, so-aa]')
      .replace('after: [6.1]', 'after: [6.2]');
    const directory = directoryText.replace(
      'superior: office, email: a@x',
      'superior: ofice, email: a@x',
    );
    expect(await mistakesOf(plan, directory)).toEqual([
      'p.yaml:1:1: title: expected a line of text, found nothing',
      'p.yaml:2:1: titel: expected a known key, found the key "titel"; did you mean "title"?',
      'p.yaml:14:11: tasks[0].lead[0]: expected agencies or groups of the directory, found "so-bb"; did you mean "so-b"?',
      'p.yaml:18:16: tasks[1].lead[1]: expected agencies or groups of the directory, found "so-aa"; did you mean "so-a"?',
      'p.yaml:20:13: tasks[1].after[0]: expected the number of a task of the plan, found "6.2"; did you mean "6.1"?',
      'agencies/a.yaml:3:56: agencies[1].superior: expected an agency of the directory, found "ofice"; did you mean "office"?',
    ]);
  });

  it('are told in the language of the plan or in the one asked for', async () => {
    const text = planText.replace('monitor: so-a', 'monitor: so-c');
    await load(text.replace('locale: en\n', ''));
    const vi = await loadPlanFile(join(folder, 'p.yaml'));
    const en = await loadPlanFile(join(folder, 'p.yaml'), { locale: 'en' });
    expect(!vi.ok && vi.mistakes[0]).toEqual({
      file: join(folder, 'p.yaml'),
      line: 8,
      column: 10,
      path: 'monitor',
      expected: 'một cơ quan trong danh bạ',
      found: '"so-c"',
      nearest: 'so-a',
      message: 'cần một cơ quan trong danh bạ, nhưng gặp "so-c"; có phải là "so-a"?',
    });
    expect(!en.ok && en.mistakes[0]?.message).toBe(
      'expected an agency of the directory, found "so-c"; did you mean "so-a"?',
    );
  });

  it.each<[string, string, string]>([
    ['monitor: so-a', 'monitor: [so-a', 'p.yaml:10:1: expected well-formed YAML, found '],
    ['monitor: so-a', 'monitor: "so-a', 'p.yaml:'],
    ['    title: Một', '\ttitle: Một', 'p.yaml:13:1: expected well-formed YAML, found '],
    [
      'monitor: so-a',
      'monitor: so-a\n---\nx: y',
      'p.yaml:10:1: expected well-formed YAML, found MULTIPLE_DOCS',
    ],
    ['monitor: so-a', 'monitor: *nobody', 'p.yaml:9:10: '],
    [
      '    lead: so-b',
      '    lead: so-b\n    lead: so-b',
      'p.yaml:15:5: tasks[0].lead: expected each key once, found "lead" a second time',
    ],
    [
      'monitor: so-a',
      'monitor: so-a\n? [a]\n: b',
      'p.yaml:10:3: expected a key that is text, found another',
    ],
    [
      'directory: agencies/a.yaml',
      'directory: ../a.yaml',
      'p.yaml:8:12: directory: expected a relative path inside the plan file\'s folder, found "../a.yaml"',
    ],
    [
      'directory: agencies/a.yaml',
      'directory: /etc/passwd',
      'p.yaml:8:12: directory: expected a relative path inside',
    ],
    [
      'directory: agencies/a.yaml',
      'directory: .',
      'p.yaml:8:12: directory: expected a relative path inside',
    ],
    [
      'directory: agencies/a.yaml',
      'directory: "a\\0b"',
      'p.yaml:8:12: directory: expected a relative path inside',
    ],
    [
      'directory: agencies/a.yaml',
      'directory: agencies',
      'agencies:1:1: expected a file that can be read, found a folder',
    ],
    [
      'directory: agencies/a.yaml',
      'directory: agencies/b.yaml',
      'agencies/b.yaml:1:1: expected a file that can be read, found no such file',
    ],
    [
      'directory: agencies/a.yaml',
      'directory:',
      'p.yaml:8:11: directory: expected the relative path of the directory file, found nothing',
    ],
    [
      'directory: agencies/a.yaml\n',
      '',
      'p.yaml:1:1: directory: expected the relative path of the directory file, found nothing',
    ],
  ])('%j → %j', async (from, to, expected) => {
    const [first] = (await mistakesOf(planText.replace(from, to))).filter((text) =>
      text.startsWith(expected),
    );
    expect(first).toBeDefined();
  });

  it('are a file that is missing, empty, too large or not UTF-8', async () => {
    const missing = await loadPlanFile(join(folder, 'none.yaml'));
    expect(!missing.ok && missing.mistakes.map(({ found }) => found)).toEqual(['không có tệp này']);
    expect(await mistakesOf('')).toEqual(['p.yaml:1:1: cần một nhóm khóa, nhưng gặp chỗ trống']);
    expect(await mistakesOf('#'.repeat(1024 * 1024 + 1))).toEqual([
      'p.yaml:1:1: cần tệp không quá 1 MB, nhưng gặp tệp 1048577 byte',
    ]);
    const bytes = Buffer.concat([Buffer.from('plan: a\ntitle: '), Buffer.from([0xff, 0xfe, 0x0a])]);
    expect(await mistakesOf(bytes)).toEqual([
      'p.yaml:2:1: cần chữ mã hóa UTF-8, nhưng gặp byte không thuộc UTF-8',
    ]);
  });

  it('are a directory reached through a link that leads out', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'dondoc-out-'));
    await writeFile(join(outside, 'a.yaml'), directoryText);
    await symlink(join(outside, 'a.yaml'), join(folder, 'agencies/link.yaml'));
    const found = await mistakesOf(planText.replace('agencies/a.yaml', 'agencies/link.yaml'));
    await rm(outside, { recursive: true });
    expect(found).toEqual([
      expect.stringContaining('p.yaml:8:12: directory: expected a relative path inside'),
    ]);
  });

  it('are YAML that is nested without end or multiplies by its aliases', async () => {
    expect(await mistakesOf('['.repeat(100_000))).toEqual([expect.stringContaining('p.yaml:1:')]);
    expect(await mistakesOf(`plan: ${'['.repeat(50)}${']'.repeat(50)}`)).toContainEqual(
      expect.stringContaining('quá nhiều lớp lồng nhau'),
    );
    const levels = Array.from({ length: 12 }, (_, i) => {
      const below = i === 0 ? 'x' : `*a${i - 1}`;
      return `a${i}: &a${i} [${Array(10).fill(below).join(', ')}]`;
    });
    expect(await mistakesOf(levels.join('\n'))).toContainEqual(
      expect.stringContaining('quá nhiều giá trị'),
    );
    expect(await mistakesOf('a: &a [*a]')).toContainEqual(expect.stringContaining('quá nhiều'));
  });
});

describe('any damage to the two files', () => {
  it('never makes loading throw, and every mistake has a place', async () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 12 }),
      text: fc.oneof(
        fc.constantFrom(
          '',
          ':',
          '-',
          '[',
          '{ a: b }',
          '"',
          '\n',
          '\n  ',
          '&a',
          '*a',
          'none',
          '!!x',
          '? ',
          '#',
          '~',
        ),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
    });
    const apply = (
      source: string,
      { at, length, text }: { at: number; length: number; text: string },
    ) => {
      const start = Math.floor(at * source.length);
      return source.slice(0, start) + text + source.slice(start + length);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(damage, { maxLength: 3 }),
        fc.array(damage, { maxLength: 2 }),
        async (a, b) => {
          const loaded = await load(a.reduce(apply, planText), b.reduce(apply, directoryText));
          if (loaded.ok) return;
          expect(loaded.mistakes.length).toBeGreaterThan(0);
          for (const { line, column, message } of loaded.mistakes) {
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
            expect(message).not.toBe('');
          }
        },
      ),
      { numRuns: 300, seed: 20230405 },
    );
  });

  it('never makes loading throw for values of another kind', async () => {
    const values = fc.constantFrom(
      '5',
      '[]',
      '{}',
      '[[]]',
      '{ a: [b] }',
      '~',
      '"x"',
      'yes',
      '-1',
      '2023-02-30',
      '[{}]',
    );
    const lines = planText.split('\n').flatMap((line, index) => (/: \S/.test(line) ? [index] : []));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...lines), values), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const changed = planText.split('\n');
          for (const [index, value] of changes) {
            changed[index] = (changed[index] ?? '').replace(/: \S.*$/, `: ${value}`);
          }
          expect(typeof (await load(changed.join('\n'))).ok).toBe('boolean');
        },
      ),
      { numRuns: 200, seed: 20260115 },
    );
  });
});

describe('the published schemas', () => {
  it('are named at the top of every plan and directory of the repository', async () => {
    for (const [file, schema] of [
      ['plans/dong-thap-2023.yaml', '../plan.schema.json'],
      ['plans/xuan-thanh-2026.yaml', '../plan.schema.json'],
      ['plans/agencies/dong-thap.yaml', '../../directory.schema.json'],
      ['plans/agencies/xuan-thanh.yaml', '../../directory.schema.json'],
    ] as const) {
      const text = await readFile(file, 'utf8');
      expect(text.split('\n', 1)[0]).toBe(`# yaml-language-server: $schema=${schema}`);
    }
  });
});
