import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { loadPlanFile } from '../../client/plan-file/load-plan-file.ts';
import { formatMistake } from '../../client/plan-file/mistake.ts';
import { commandNames } from '../../client/program.ts';
import { parseDeadlinePhrase } from '../../domain/deadline-phrase.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** Documents whose links are checked. */
async function listDocuments(): Promise<string[]> {
  const listed = ['.', 'docs', 'docs/decisions', 'plans'].map(async (folder) => {
    const names = await readdir(join(root, folder));
    return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
  });
  return (await Promise.all(listed)).flat();
}

/** Names of the variables in the schema of `worker/settings.ts`, as its text has them. */
async function listSettings(): Promise<string[]> {
  const text = await read('worker/settings.ts');
  return [...text.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
}

/** First cells of a Markdown table's rows, from a heading to the next one. */
function firstCells(text: string, heading: string): string[] {
  const section = text.split(new RegExp(`^${heading}$`, 'm'))[1]?.split(/^## /m)[0] ?? '';
  return [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell.trim()).slice(2);
}

/** The identifiers that a heading can be linked by, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links and pictures of a document that lead to files of this repository. */
function localLinks(text: string): string[] {
  const outsideCode = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...outsideCode.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

describe('the settings', () => {
  it('stand all in the README and in .env.example, as far as the program reads them', async () => {
    const settings = await listSettings();
    expect(settings).toContain('DATABASE_URL');
    expect(settings).toContain('DONDOC_DATA');
    const rows = firstCells(await read('README.md'), '## Settings');
    const example = await read('.env.example');
    for (const name of settings) {
      expect(rows, `README.md has no row for ${name}`).toContain(`\`${name}\``);
      expect(example, `.env.example has no line for ${name}`).toMatch(
        new RegExp(`^#?${name}=`, 'm'),
      );
    }
  });

  it('of dondoc that are documented exist', async () => {
    const settings = await listSettings();
    const documented = `${await read('README.md')}\n${await read('.env.example')}`;
    const named = new Set(documented.match(/\bDONDOC_[A-Z_]+[A-Z]\b/g));
    expect([...named].filter((name) => !settings.includes(name))).toEqual([]);
  });

  it('have the defaults that .env.example and the README say', async () => {
    const code = await read('worker/settings.ts');
    // Tables may be aligned by a formatter.
    const readme = (await read('README.md')).replace(/ +\|/g, ' |');
    const example = await read('.env.example');
    const defaults = [
      ...code.matchAll(/^ {2}(DONDOC_\w+): .*\.default\((?:'([^']*)'|([\d_]+))\)/gm),
    ];
    expect(defaults.length).toBeGreaterThan(5);
    for (const [, name = '', words, figure] of defaults) {
      const value = words ?? (figure ?? '').replaceAll('_', '');
      const row = `| \`${name}\` | \`${value}\` |`;
      expect(readme.includes(row), `README.md has no row beginning ${row}`).toBe(true);
      const line = `#${name}=${value}`;
      const lines = example.replaceAll('"', '').split('\n');
      expect(lines, `.env.example has no line ${line}`).toContain(line);
    }
  });
});

describe('docs/commands.md', () => {
  it('has a section with an example for every command, and for no other', async () => {
    const text = await read('docs/commands.md');
    const sections = text.split(/^### /m).slice(1);
    const named = sections.map((section) => section.match(/^`([a-z-]+)`\n/)?.[1]);
    expect(named).toEqual([...commandNames]);
    for (const [index, name] of commandNames.entries()) {
      expect(sections[index]).toMatch(new RegExp(`\`\`\`sh\n(.*\n)*?.*dondoc ${name}\\b`));
    }
  });
});

describe('links', () => {
  it('lead to files and headings that exist', async () => {
    const broken: string[] = [];
    for (const document of await listDocuments()) {
      for (const link of localLinks(await read(document))) {
        const [path = '', anchor] = decodeURI(link).split('#');
        const target = path === '' ? document : join(dirname(document), path);
        if (!existsSync(join(root, target))) broken.push(`${document}: ${link}`);
        else if (anchor !== undefined && !anchorsOf(await read(target)).includes(anchor)) {
          broken.push(`${document}: ${link} (no such heading)`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('reach every decision and every page of docs/ from the README or ARCHITECTURE', async () => {
    const entrances = ['README.md', 'ARCHITECTURE.md'];
    const reached = new Set<string>(entrances);
    for (const document of entrances) {
      for (const link of localLinks(await read(document))) {
        reached.add(relative(root, resolve(root, link.split('#')[0] ?? '')));
      }
    }
    const pages = (await listDocuments()).filter((path) => path.startsWith('docs'));
    expect(pages.filter((path) => !reached.has(path))).toEqual([]);
  });
});

describe('the plan of the README', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dondoc-readme-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is valid as it stands there', async () => {
    const examples = [
      ...(await read('README.md')).matchAll(/<!-- example: (\S+) -->\n```yaml\n([\s\S]*?)^```/gm),
    ];
    expect(examples.map(([, path]) => path)).toEqual(['my-plan.yaml', 'agencies/tan-binh.yaml']);
    for (const [, path = '', text = ''] of examples) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const loaded = await loadPlanFile(join(folder, 'my-plan.yaml'));
    if (!loaded.ok) throw new Error(loaded.mistakes.map(formatMistake).join('\n'));
    expect(loaded.plan.tasks.map(({ task }) => task)).toEqual(['1.1', '1.2', '2.1']);
  });

  it('takes every rule that docs/plan-file.md shows in place of a phrase', async () => {
    const rules = (await read('docs/plan-file.md')).match(/^due: \{.*$/gm) ?? [];
    expect(rules.length).toBeGreaterThan(5);
    const plan = await readFile(join(folder, 'my-plan.yaml'), 'utf8');
    for (const rule of rules) {
      const path = join(folder, 'rule.yaml');
      await writeFile(path, plan.replace('due: Quý I/2026', rule));
      const loaded = await loadPlanFile(path);
      expect(loaded.ok ? [] : loaded.mistakes.map(formatMistake), rule).toEqual([]);
    }
  });
});

describe('docs/plan-file.md', () => {
  it('shows only deadline phrases that are understood', async () => {
    const cells = firstCells(await read('docs/plan-file.md'), '## Deadlines');
    const phrases = cells
      .flatMap((cell) => cell.split(' · '))
      .filter((phrase) => !phrase.startsWith('`none`'));
    expect(phrases.length).toBeGreaterThan(30);
    const refused = phrases.filter((phrase) => {
      const spelled = phrase.replaceAll('…', 'Sở Thông tin và Truyền thông');
      return !parseDeadlinePhrase(spelled, { before: 'exclusive' }).ok;
    });
    expect(refused).toEqual([]);
  });

  it('names every key of a plan file and of a directory', async () => {
    const text = await read('docs/plan-file.md');
    for (const schema of ['plan.schema.json', 'directory.schema.json']) {
      const keys = collectKeys(JSON.parse(await read(schema)));
      expect(keys.length).toBeGreaterThan(5);
      expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(text))).toEqual([]);
    }
  });

  it('shows the default ladder as the program has it', async () => {
    const { defaultLeadLadder, defaultCoordinatorLadder, buildDefaultEscalation } = await import(
      '../../domain/plan-defaults.ts'
    );
    const text = await read('docs/plan-file.md');
    const block = text.match(/```yaml\n(reminders:[\s\S]*?)```/)?.[1] ?? '';
    const written: unknown = parseDocument(block).toJS();
    expect(written).toEqual({
      reminders: {
        lead: defaultLeadLadder,
        coordinators: defaultCoordinatorLadder,
        sendAt: '08:00',
      },
      escalation: buildDefaultEscalation(false).map(({ after, to, repeatEvery, times }) => ({
        after,
        to,
        ...(repeatEvery === null ? {} : { repeatEvery, times }),
      })),
    });
  });
});

/** Every property name anywhere in a JSON Schema. */
function collectKeys(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null
      ? Object.keys(schema.properties)
      : [];
  return [...new Set([...own, ...Object.values(schema).flatMap(collectKeys)])];
}
