import type { Locale } from './plan.ts';

/** The same words in both languages. */
export type Words = Readonly<Record<Locale, string>>;

/** Keys and indexes from the root of a file to a value, e.g. `['tasks', 3, 'lead', 0]`. */
export type Path = readonly (string | number)[];

/** Something wrong (or doubtful) in a plan file or its directory. Knows where by path, not by line. */
export interface Finding {
  readonly file: 'plan' | 'directory';
  readonly path: Path;
  /** Whether the key or its value is at fault. */
  readonly at: 'key' | 'value';
  /** Other places it follows from: when one of them is wrong already, this is not reported. */
  readonly because: readonly Path[];
  readonly expected: Words;
  readonly found: Words;
  /** The nearest valid name or form. */
  readonly nearest: string | null;
}

/** Everything a finding needs but the file; the rest has defaults. */
export interface FindingParts {
  readonly path: Path;
  readonly expected: Words;
  readonly found: Words;
  readonly at?: Finding['at'];
  readonly because?: readonly Path[];
  readonly nearest?: string | null;
}

/** Builds a finding; `at` is the value, nothing nearest, because of nothing else unless told. */
export function buildFinding(file: Finding['file'], parts: FindingParts): Finding {
  return { file, at: 'value', because: [], nearest: null, ...parts };
}

/** The sentence that people read: what was expected, what was found, the nearest valid name. */
export function describeFinding(finding: Finding, locale: Locale): string {
  const { nearest } = finding;
  if (locale === 'vi') {
    const hint = nearest === null ? '' : `; có phải là ${quote(nearest)}?`;
    return `cần ${finding.expected.vi}, nhưng gặp ${finding.found.vi}${hint}`;
  }
  const hint = nearest === null ? '' : `; did you mean ${quote(nearest)}?`;
  return `expected ${finding.expected.en}, found ${finding.found.en}${hint}`;
}

/** Text from a file, quoted; control characters escaped (they could drive a terminal), long text cut. */
export function quote(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Words that are the same in both languages. */
export function same(text: string): Words {
  return { vi: text, en: text };
}

/** Any value of a file in words. */
export function describeValue(value: unknown): Words {
  if (value === undefined || value === null || value === '') {
    return { vi: 'chỗ trống', en: 'nothing' };
  }
  if (typeof value === 'string') return same(quote(value));
  if (Array.isArray(value)) return { vi: 'một danh sách', en: 'a list' };
  if (typeof value === 'object') return { vi: 'một nhóm khóa', en: 'a mapping' };
  return same(String(value));
}

/** `tasks[3].lead[0]`, as a finding's path is shown. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
