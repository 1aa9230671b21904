/** The middle value; of an even number of values the mean of the two in the middle. Throws RangeError for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) {
    throw new RangeError('expected at least one value to take the median of, found none');
  }
  return (lower + upper) / 2;
}

/** The median of what every run has measured; null when a run could not measure it. */
export function medianOf<T>(runs: readonly T[], read: (run: T) => number | null): number | null {
  const values = runs.map(read);
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : median(known);
}

/** The smallest value that so many percent of the values do not exceed. Throws RangeError for none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (found === undefined) {
    throw new RangeError('expected at least one value to take a percentile of, found none');
  }
  return found;
}
