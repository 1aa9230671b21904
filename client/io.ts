import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types.js';

/** A stream that text goes to, and whether somebody sits in front of it. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Cells per line; null when nobody says. */
  readonly columns: number | null;
  /** For what redraws itself (progress bars); null where there is none. */
  readonly stream: NodeJS.WritableStream | null;
}

/** Everything of the process that a command touches: data on `stdout`, everything else on `stderr`. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: NodeJS.ProcessEnv;
  /** Asks the person at the terminal and resolves with the answer; null where nobody sits there. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /** The server's clock, ms since 1970. `preview`, `rehearse` and `validate` never ask. */
  now(): number;
}

/** How wide lines are when nobody says: what fits a printed page. */
const defaultColumns = 100;
const narrowest = 40;

/** Cells per line of what is printed for people. */
export function lineWidth(output: Output): number {
  return Math.max(narrowest, output.columns ?? defaultColumns);
}

/** Colours for an output: none unless a terminal shows them, none with `NO_COLOR` (no-color.org). */
export function colorsFor(output: Output, environment: NodeJS.ProcessEnv): Colors {
  const { NO_COLOR: refused = '', TERM: terminal } = environment;
  return createColors(output.isTerminal && refused === '' && terminal !== 'dumb');
}

/** One line of data. */
export function printLine({ stdout }: Pick<Io, 'stdout'>, line: string): void {
  stdout.write(`${line}\n`);
}

/** One line for the person who waits: progress, warnings, what happens next. */
export function tellLine({ stderr }: Pick<Io, 'stderr'>, line: string): void {
  stderr.write(`${line}\n`);
}

/**
 * A value as JSON. `JSON.stringify` leaves C1 controls and bidirectional marks as they are, which
 * terminals obey; inside JSON they can only stand in strings, where an escape means the same.
 */
export function printJson(io: Pick<Io, 'stdout'>, value: unknown): void {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  printLine(io, text);
}
