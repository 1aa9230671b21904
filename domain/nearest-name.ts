/** What is written alike differs near its beginning too: longer names are compared so far. */
const comparedLetters = 100;

/**
 * The candidate that is written most like `name`, for "did you mean …?"; null when even the nearest
 * differs in more than half of its letters. Case and Unicode form do not count; the first of equals wins.
 */
export function findNearestName(name: string, candidates: Iterable<string>): string | null {
  const wanted = fold(name).slice(0, comparedLetters);
  let nearest: string | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const other = fold(candidate).slice(0, comparedLetters);
    if (Math.abs(wanted.length - other.length) >= best) continue;
    const distance = editDistance(wanted, other);
    if (distance < best && distance * 2 <= Math.max(wanted.length, other.length)) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** A name as it is compared: NFC, lower case, single spaces. Never shown. */
export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Levenshtein distance: how many letters must be inserted, removed or replaced. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(at(previous, column) + 1, at(current, column - 1) + 1, replaced));
    }
    previous = current;
  }
  return at(previous, b.length);
}

const at = (row: readonly number[], column: number) => Number(row[column]);
