import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** Names of metrics of ours; the table of docs/production.md shortens some with "…". */
const namesIn = (text: string) =>
  new Set(text.match(/\bdondoc_[a-z]+_[a-z_]*[a-z]\b|\bdondoc_[a-z]+\b/g));

async function listOwn(): Promise<Set<string>> {
  const files = ['register-metrics.ts', 'process-metrics.ts'];
  const texts = await Promise.all(files.map((file) => read(`worker/metrics/${file}`)));
  return new Set(
    [...texts.join('\n').matchAll(/'(dondoc_[a-z_]+)'/g)].map(([, name = '']) => name),
  );
}

describe('docs/production.md', () => {
  it('explains every metric of ours and names no other', async () => {
    const section = (await read('docs/production.md')).split('### Metrics')[1]?.split('\n## ')[0];
    const documented = namesIn(section ?? '');
    const own = await listOwn();
    expect(own.size).toBeGreaterThan(10);
    expect([...documented].filter((name) => !own.has(name))).toEqual([]);
    const shortened = 'dondoc_register_reading_duration_seconds';
    expect([...own].filter((name) => !documented.has(name) && name !== shortened)).toEqual([]);
  });

  it('shows alerts that are YAML, each with an expression', async () => {
    const text = (await read('docs/production.md')).match(
      /```yaml\n# Alerts worth having\n([\s\S]*?)```/,
    );
    const { groups } = parse(text?.[1] ?? '');
    const rules: { alert: unknown; expr: unknown }[] = groups[0].rules;
    expect(rules.length).toBeGreaterThan(5);
    for (const { alert, expr } of rules) {
      expect(alert).toMatch(/^[A-Z]\w+$/);
      expect(expr, String(alert)).toMatch(/(dondoc|temporal)_/);
    }
  });
});
