import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const root = resolve(import.meta.dirname, '../..');

/** A file of this repository, by its path from the root. */
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  healthcheck: z.looseObject({}).optional(),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  restart: z.string().optional(),
});

const compose = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.looseObject({}).nullable()),
  volumes: z.record(z.string(), z.object({ name: z.string() })),
});

/** A service as `docker-compose.yml` has it. */
export type Service = z.infer<typeof service>;

/** `docker-compose.yml` before anything is put in place of its variables. */
export function readCompose(): z.infer<typeof compose> {
  return compose.parse(parse(readText('docker-compose.yml'), { merge: true }));
}

/**
 * Puts values in place of `${NAME}`, `${NAME:-default}` and `${NAME:?what is missing}`, as the Compose
 * specification says. Throws for a required variable without a value.
 */
export function substitute(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_whole, name: string, kind: string | undefined, words: string | undefined) => {
      const value = variables[name] ?? '';
      if (value !== '') return value;
      if (kind === '?') throw new Error(`${name}: ${words}`);
      return words ?? '';
    },
  );
}

/** The variables of `docker-compose.yml` that have no default. */
export function listRequired(): string[] {
  const text = readText('docker-compose.yml');
  return [...new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name))].sort();
}
