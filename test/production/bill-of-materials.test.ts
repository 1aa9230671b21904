import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readText, root } from './read-compose.ts';

/** Licences (SPDX) that let anybody use, change and pass on what stands under them. */
const allowed: readonly string[] = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
];

/** Packages for which that does not do; each is explained in docs/security.md. */
const exceptions: Readonly<Record<string, string>> = {
  // It names none; its licence file has this one.
  unionfs: 'Unlicense',
  // Data, not code.
  'caniuse-lite': 'CC-BY-4.0',
};

const licence = z.union([
  z.object({ license: z.object({ id: z.string() }) }).transform(({ license }) => license.id),
  z.object({ expression: z.string() }).transform(({ expression }) => expression),
]);
const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ purl: z.string() }) }),
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
      licenses: z.array(licence).default([]),
    }),
  ),
});
const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
    }),
  ),
});

/** Every package of production in the lock file, those of other systems included. */
const locked = Object.entries(lock.parse(JSON.parse(readText('package-lock.json'))).packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { version, license }]) => ({
    path,
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence: license,
  }));

/** True when an SPDX expression without nested parentheses leaves us an allowed choice. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((id) => allowed.includes(id.trim())));
}

function isAccepted(one: {
  readonly name: string;
  readonly licence?: string | undefined;
}): boolean {
  const { name, licence: found } = one;
  if (found !== undefined && isAllowed(found)) return true;
  return exceptions[name] !== undefined && (found ?? exceptions[name]) === exceptions[name];
}

describe('the software bill of materials', () => {
  it('names every installed package of production with its hash, without any network', () => {
    const text = execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: root,
      encoding: 'utf8',
      // What npm says besides is for people.
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        npm_config_offline: 'true',
        npm_config_registry: 'http://127.0.0.1:9',
      },
      maxBuffer: 64 * 1024 * 1024,
    });
    const { metadata, components } = bill.parse(JSON.parse(text));
    const { name, version } = JSON.parse(readText('package.json'));
    expect(metadata.component.purl).toBe(`pkg:npm/${name}@${version}`);
    const listed = new Set(components.map((one) => `${one.name}@${one.version}`));
    const installed = locked.filter(({ path }) => existsSync(join(root, path)));
    expect(installed.map(({ name }) => name)).toContain('pg');
    for (const one of installed) expect(listed).toContain(`${one.name}@${one.version}`);
    for (const one of components) {
      expect(
        one.hashes?.map(({ alg }) => alg),
        one.name,
      ).toContain('SHA-512');
      const [found] = one.licenses;
      expect(isAccepted({ name: one.name, licence: found }), `${one.name}: ${found}`).toBe(true);
    }
  }, 60_000);

  it('allows what everything in the lock file stands under, on other systems too', () => {
    expect(locked.filter((one) => !isAccepted(one))).toEqual([]);
  });

  it('has no exception that is not needed or not explained', () => {
    const needed = locked.filter(({ licence: found }) => !isAllowed(found ?? 'none'));
    const names = new Set(needed.map(({ name }) => name));
    expect([...names].sort()).toEqual(Object.keys(exceptions).sort());
    const explained = readText('docs/security.md');
    for (const [name, found] of Object.entries(exceptions)) {
      expect(explained).toMatch(new RegExp(`\`${name}\`.*${found}`));
    }
  });

  it.each([
    ['MIT', true],
    ['(MIT OR EUPL-1.1+)', true],
    ['Apache-2.0 AND MIT', true],
    ['MIT AND GPL-3.0-only', false],
    ['AGPL-3.0-only', false],
    ['none', false],
  ])('takes %s: %s', (expression, expected) => {
    expect(isAllowed(expression)).toBe(expected);
  });
});
