/**
 * A copy in which every text can be stored: PostgreSQL takes neither U+0000 nor half a surrogate
 * pair, and one such letter in somebody's note would keep its whole batch from ever being written.
 * They become U+FFFD, the replacement character.
 */
export function makeStorable<T>(value: T): T {
  const escaped = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g;
  const unstorable = '\\uXXXX'.length;
  const copy: T = JSON.parse(
    JSON.stringify(value).replace(escaped, (found) =>
      found.length === unstorable ? '\\ufffd' : found,
    ),
  );
  return copy;
}
