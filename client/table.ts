import Table from 'cli-table3';
import stringWidth from 'string-width';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Gives way first when the table is wider than the screen, and wraps between words. */
  readonly flexible?: boolean;
}

const gap = 2;
/** A cell is a glance, not a document: longer text is cut here, and `--json` has the whole. */
const longestCell = 600;
const narrowestFlexible = 10;
const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/**
 * A table without borders: titles, a rule, rows. Flexible columns wrap so that it fits `width` cells.
 * Cells may carry colours; they must be clean text otherwise (`cleanForTerminal`).
 */
export function formatTable(
  columns: readonly Column[],
  whole: readonly (readonly string[])[],
  width: number,
): string {
  const rows = whole.map((row) => row.map(shorten));
  const widths = fitWidths(columns, rows, width);
  const table = new Table({
    chars: noBorders,
    style: { 'padding-left': 0, 'padding-right': gap, head: [], border: [], compact: true },
    colWidths: widths.map((cells) => cells + gap),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    wordWrap: true,
  });
  table.push(columns.map(({ title }) => title));
  table.push(widths.map((cells) => '─'.repeat(cells)));
  table.push(...rows.map((row) => row.map((cell, index) => breakWords(cell, widths[index] ?? 0))));
  return trimLines(table.toString());
}

function shorten(cell: string): string {
  const letters = [...cell.slice(0, 2 * longestCell)];
  return letters.length > longestCell ? `${letters.slice(0, longestCell).join('')}…` : cell;
}

/** Breaks words that no line of the column can hold (addresses, ids): nothing is cut off. */
function breakWords(cell: string, cells: number): string {
  return cell
    .split(' ')
    .map((word) => (stringWidth(word) > cells ? breakWord(word, cells) : word))
    .join(' ');
}

function breakWord(word: string, cells: number): string {
  let line = '';
  let broken = '';
  for (const character of word) {
    if (stringWidth(line + character) > cells) {
      broken += `${line}\n`;
      line = '';
    }
    line += character;
  }
  return broken + line;
}

function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(({ title }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, stringWidth(row[index] ?? '')),
      stringWidth(title),
    ),
  );
  let excess = widths.reduce((sum, cells) => sum + cells, 0) + gap * (columns.length - 1) - width;
  while (excess > 0) {
    const widest = findWidestFlexible(columns, widths);
    if (widest === null) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function findWidestFlexible(columns: readonly Column[], widths: readonly number[]): number | null {
  let found: number | null = null;
  for (const [index, { flexible }] of columns.entries()) {
    const cells = widths[index] ?? 0;
    if (flexible !== true || cells <= narrowestFlexible) continue;
    if (found === null || cells > (widths[found] ?? 0)) found = index;
  }
  return found;
}
