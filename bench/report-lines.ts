/** A figure for people: its label and its value. */
export type ReportLine = readonly [label: string, value: string];

const notMeasured = '–';

export function seconds(value: number | null): string {
  return value === null ? notMeasured : `${value.toFixed(1)} s`;
}

export function milliseconds(value: number | null): string {
  return value === null ? notMeasured : `${Math.round(value)} ms`;
}

export function ratio(value: number | null): string {
  return value === null ? notMeasured : value.toFixed(1);
}

export function number(value: number | null): string {
  return value === null ? notMeasured : String(Math.round(value));
}

/** A small number of which the second place behind the point says something. */
export function fine(value: number | null): string {
  return value === null ? notMeasured : value.toFixed(2);
}

export function megabytes(value: number | null): string {
  return value === null ? notMeasured : `${(value / 1_000_000).toFixed(0)} MB`;
}

/** A share of what was measured; null for what was not. */
export function per(value: number | null, count: number): number | null {
  return value === null ? null : value / count;
}

/** Labels to the left, values to the right. */
export function alignLines(lines: readonly ReportLine[]): string[] {
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, value]) => `${label.padEnd(width)}  ${value.padStart(10)}`);
}

/** Rows under a head, each column as wide as its widest cell, to the right but for the first. */
export function alignTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
