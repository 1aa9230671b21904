import type { z } from 'zod';
import { agencyFileSchema, directoryFileSchema } from './directory-file.ts';
import { expectedAt, oneOf } from './expected-words.ts';
import {
  buildFinding,
  describeValue,
  type Finding,
  type Path,
  quote,
  same,
  type Words,
} from './finding.ts';
import { findNearestName } from './nearest-name.ts';
import {
  escalationStepFileSchema,
  ladderFileSchema,
  planFileSchema,
  remindersFileSchema,
  reportingFileSchema,
  taskFileSchema,
} from './plan-file.ts';

/** What a schema finds wrong. */
export type Issue = z.core.$ZodIssue;

/** Keys that may stand in a mapping, by the keys that lead to it. */
const keysByPlace: Readonly<Record<string, readonly string[]>> = {
  'plan:': Object.keys(planFileSchema.shape),
  'plan:tasks': Object.keys(taskFileSchema.shape),
  'plan:reporting': Object.keys(reportingFileSchema.shape),
  'plan:reminders': Object.keys(remindersFileSchema.shape),
  'plan:reminders.lead': Object.keys(ladderFileSchema.shape),
  'plan:reminders.coordinators': Object.keys(ladderFileSchema.shape),
  'plan:escalation': Object.keys(escalationStepFileSchema.shape),
  'plan:tasks.coordinators': ['text'],
  'directory:': Object.keys(directoryFileSchema.shape),
  'directory:agencies': Object.keys(agencyFileSchema.shape),
};

/** Keys of a structured rule and of a group; several forms share them. */
const ruleKeys = ['kind', 'until', 'start', 'lastDay', 'time', 'days', 'unit', 'cycles', 'since'];
const cycleKeys = ['every', 'weekday', 'weeksLater', 'month', 'day', 'dates', 'months', 'time'];

/** Flattens a schema's issues: of a union only the form that the value is nearest to. */
export function flattenIssues(issues: readonly Issue[], base: Path = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path.filter((part) => typeof part !== 'symbol')];
    const nearest = issue.code === 'invalid_union' ? nearestForm(issue.errors) : null;
    return nearest === null ? [{ ...issue, path }] : flattenIssues(nearest, path);
  });
}

function nearestForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const alike = forms.filter((issues) => !issues.some(isOtherType));
  return alike.reduce<readonly Issue[] | null>(
    (best, issues) => (best === null || issues.length < best.length ? issues : best),
    null,
  );
}

function isOtherType(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  return issue.code === 'invalid_union' && nearestForm(issue.errors) === null;
}

/** Puts a flattened issue into findings: one, or one for each key that does not belong there. */
export function toFindings(file: Finding['file'], issue: Issue, root: unknown): Finding[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(file, [...path, key]));
  }
  const value = valueAt(root, path);
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const nearest = typeof value === 'string' ? findNearestName(value, values) : null;
  return [
    buildFinding(file, {
      path,
      expected: expectedOf(issue, path),
      found: isTooLong(issue) ? describeLength(value) : describeValue(value),
      nearest,
    }),
  ];
}

function isTooLong(issue: Issue): boolean {
  return issue.code === 'too_big' && (issue.origin === 'array' || issue.origin === 'string');
}

/** What is too long is counted, not shown. */
function describeLength(value: unknown): Words {
  if (Array.isArray(value)) return { vi: `${value.length} mục`, en: `${value.length} entries` };
  const { length } = String(value);
  return { vi: `${length} ký tự`, en: `${length} letters` };
}

function expectedOf(issue: Issue, path: Path): Words {
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String));
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return { vi: `nhiều nhất ${issue.maximum} mục`, en: `at most ${issue.maximum} entries` };
  }
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return { vi: `nhiều nhất ${issue.maximum} ký tự`, en: `at most ${issue.maximum} letters` };
  }
  // Schemas that several files share say themselves what they expect.
  if (issue.message.startsWith('expected ')) return same(issue.message.slice('expected '.length));
  return expectedAt(keysOf(path));
}

function unknownKey(file: Finding['file'], path: Path): Finding {
  const name = String(path.at(-1));
  const known = knownKeys(file, keysOf(path.slice(0, -1)));
  const nearest = known.includes(name) ? null : findNearestName(name, known);
  return buildFinding(file, {
    path,
    at: 'key',
    expected: expectedKey(known, name, nearest),
    found: { vi: `khóa ${quote(name)}`, en: `the key ${quote(name)}` },
    nearest,
  });
}

function expectedKey(known: readonly string[], name: string, nearest: string | null): Words {
  if (known.includes(name)) {
    return { vi: 'khóa dùng được cùng các khóa khác ở đây', en: 'a key that goes with the others' };
  }
  if (nearest !== null) return { vi: 'một khóa đã biết', en: 'a known key' };
  // All of them only where no single one can be proposed.
  const list = known.join(', ');
  return { vi: `một trong các khóa: ${list}`, en: `one of the keys: ${list}` };
}

function knownKeys(file: Finding['file'], keys: readonly string[]): readonly string[] {
  if (file === 'directory' && keys[0] === 'groups') return ['members', 'level'];
  const known = keysByPlace[`${file}:${keys.join('.')}`];
  return known ?? (keys.includes('cycles') ? cycleKeys : ruleKeys);
}

/** The keys of a path, without indexes. */
export function keysOf(path: Path): string[] {
  return path.filter((part) => typeof part === 'string');
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined,
    root,
  );
}
