import { relative } from 'node:path';
import { describeFinding, type Finding, formatPath } from '../../domain/finding.ts';
import type { Locale } from '../../domain/plan.ts';

/** A finding with its place in the text: what people are shown. */
export interface Mistake {
  /** Absolute path. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units, as editors count. */
  readonly column: number;
  /** Where in the structure, e.g. `tasks[3].lead[0]`; empty for the file as a whole. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly nearest: string | null;
  /** The whole sentence. */
  readonly message: string;
}

/** A place in a text; both 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Puts a finding at a place of a file, in one language. */
export function toMistake(
  finding: Finding,
  file: string,
  position: Position,
  locale: Locale,
): Mistake {
  return {
    file,
    ...position,
    path: formatPath(finding.path),
    expected: finding.expected[locale],
    found: finding.found[locale],
    nearest: finding.nearest,
    message: describeFinding(finding, locale),
  };
}

/** `plans/x.yaml:12:5: tasks[3].lead[0]: …`, the file relative to the working directory: editors jump there. */
export function formatMistake(mistake: Mistake): string {
  const file = relative(process.cwd(), mistake.file) || mistake.file;
  const subject = mistake.path === '' ? '' : `${mistake.path}: `;
  return `${file}:${mistake.line}:${mistake.column}: ${subject}${mistake.message}`;
}
