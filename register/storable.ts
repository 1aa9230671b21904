/** In JSON: U+0000, half a surrogate pair, or any other escape, which is skipped as a whole. */
const escaped = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g;
/** What must be there for anything to be replaced. */
const suspicious = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;
const unstorable = '\\uXXXX'.length;

/**
 * A value in which every text can be stored: PostgreSQL takes neither U+0000 nor half a surrogate
 * pair, and one such letter in somebody's note would keep its whole batch from ever being written.
 * They become U+FFFD, the replacement character. A value without any is handed back as it is.
 */
export function makeStorable<T>(value: T): T {
  const text = JSON.stringify(value);
  if (!suspicious.test(text)) return value;
  const copy: T = JSON.parse(
    text.replace(escaped, (found) => (found.length === unstorable ? '\\ufffd' : found)),
  );
  return copy;
}
