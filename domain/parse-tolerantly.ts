import type { z } from 'zod';
import type { Finding, Path } from './finding.ts';
import { flattenIssues, type Issue, keysOf, toFindings, valueAt } from './schema-findings.ts';

/** What could be read of a file, and what is wrong with the rest. */
export interface TolerantReading<T> {
  /** The file with what was wrong left out or stood in for; null when too little is left. */
  readonly value: T | null;
  readonly findings: readonly Finding[];
  /** Where something was left out or stood in for: what follows from it is not reported. */
  readonly repaired: readonly Path[];
}

/** Stand-ins for values that are missing or wrong, chosen so that no check stumbles over them. */
const standIns: Readonly<Record<string, unknown>> = {
  issued: '1000-01-01',
  from: '1000-01-01',
  to: '9999-12-31',
  level: 'other',
  every: 'month',
  due: 'none',
  after: '1',
  lead: [],
  members: [],
  agencies: [],
  tasks: [],
};
const itemStandIns: Readonly<Record<string, unknown>> = {
  tasks: {},
  agencies: {},
  escalation: {},
  to: 'lead',
  due: 'none',
  email: 'nobody@none.example',
};
const maxRounds = 12;
/** Whoever reads so many mistakes of form knows: each more is looked for again in the whole file. */
export const maxFormMistakes = 500;

/**
 * Reads a value by a schema; where it is wrong, notes it, leaves the part out (or stands in for it) and
 * goes on, so that the checks which come after can still report everything else in the same run.
 */
export function parseTolerantly<T>(
  file: Finding['file'],
  schema: z.ZodType<T>,
  raw: unknown,
): TolerantReading<T> {
  const findings: Finding[] = [];
  const repaired: Path[] = [];
  let current = raw;
  for (let round = 0; round < maxRounds; round += 1) {
    const parsed = schema.safeParse(current);
    if (parsed.success) return { value: parsed.data, findings, repaired };
    const before = [...repaired];
    const issues = selectFirst(flattenIssues(parsed.error.issues));
    const fresh = issues.flatMap((issue) => toFindings(file, issue, current));
    findings.push(...fresh.filter(({ path }) => !isUnder(path, before)));
    if (findings.length > maxFormMistakes) {
      return { value: null, findings: findings.slice(0, maxFormMistakes), repaired };
    }
    for (const path of uniqueParts(fresh)) {
      current = repair(current, path);
      repaired.push(path);
    }
  }
  return { value: null, findings, repaired };
}

/** Where a list is too long, what is wrong with its entries does not matter. */
function selectFirst(issues: readonly Issue[]): readonly Issue[] {
  const tooLong = issues.filter((issue) => issue.code === 'too_big' && issue.origin === 'array');
  return tooLong.length > 0 ? tooLong : issues;
}

/** Whether a path is one of `roots` or leads on from one. */
export function isUnder(path: Path, roots: readonly Path[]): boolean {
  return roots.some((root) => root.every((part, index) => path[index] === part));
}

/** The parts to repair, each once; of a deadline rule or a group always the whole of it. */
function uniqueParts(findings: readonly Finding[]): Path[] {
  const parts = findings.map(({ path }) => {
    if (path[0] === 'groups') return path.slice(0, 2);
    const due = path.indexOf('due');
    if (due < 0) return path;
    return path.slice(0, typeof path[due + 1] === 'number' ? due + 2 : due + 1);
  });
  return [...new Map(parts.map((path) => [JSON.stringify(path), path])).values()];
}

function repair(root: unknown, path: Path): unknown {
  return path.length === 0 ? {} : replaceAt(root, path, path);
}

function replaceAt(value: unknown, full: Path, path: Path): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return standInFor(full);
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === part ? replaceAt(item, full, rest) : item));
  }
  const entries = Object.entries(Object(value));
  const isThere = valueAt(value, [part]) !== undefined;
  // First it is left out, which is right for whatever may be left out; a second time it is stood in for.
  // A group stays: others refer to it.
  if (rest.length === 0 && isThere && full[0] !== 'groups') {
    return Object.fromEntries(entries.filter(([key]) => key !== part));
  }
  const inner = replaceAt(valueAt(value, [part]), full, rest);
  return Object.fromEntries([...entries.filter(([key]) => key !== part), [String(part), inner]]);
}

function standInFor(path: Path): unknown {
  const keys = keysOf(path);
  const last = String(keys.at(-1));
  if (path[0] === 'groups') return path.length === 1 ? {} : { members: [] };
  if (typeof path.at(-1) === 'number') return itemStandIns[last] ?? '0';
  return keys.join('.') === 'escalation.to' ? [] : (standIns[last] ?? '0');
}
