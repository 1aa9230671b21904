/**
 * What plans and people write reaches mail clients and terminals. Control characters (CR and LF forge
 * headers and lines, ESC drives terminals), format characters (bidi overrides reverse what is read; the two
 * joiners are spared, scripts need them) and lone surrogates never do.
 */
const breaks = /[\s\u0085\u2028\u2029]+/gu;
const controls = /\p{Cc}/gu;
const invisible = /(?![\u200c\u200d])\p{Cf}/gu;
const loneSurrogates = /\p{Cs}/gu;
/** What `cleanLine` would leave as it is: ASCII, Latin letters in composed form and our marks, single spaces inside. */
const alreadyClean =
  /^[\u0021-\u007e\u00c0-\u024f\u1e00-\u1eff–—‘’“”…]+(?: [\u0021-\u007e\u00c0-\u024f\u1e00-\u1eff–—‘’“”…]+)*$/;
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/** One line of visible text in Unicode's composed form (NFC); runs of white space become one space. */
export function cleanLine(text: string): string {
  if (alreadyClean.test(text)) return text;
  return text
    .replace(breaks, ' ')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(loneSurrogates, '\ufffd')
    .normalize('NFC')
    .trim();
}

/** The lines of a text of several lines, each clean, none empty. */
export function cleanLines(text: string): string[] {
  return text
    .split(lineBreaks)
    .map(cleanLine)
    .filter((line) => line !== '');
}

/** Every string of a value of plain data cleaned by `cleanLine`; its shape stays. */
export function cleanStrings<T>(value: T): T;
export function cleanStrings(value: unknown): unknown {
  if (typeof value === 'string') return cleanLine(value);
  if (Array.isArray(value)) return value.map((part) => cleanStrings<unknown>(part));
  if (typeof value !== 'object' || value === null) return value;
  const cleaned: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) cleaned[name] = cleanStrings<unknown>(part);
  return cleaned;
}

const characters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** At most `limit` characters as a reader counts them; what is cut ends in "…". */
export function truncate(text: string, limit: number): string {
  // No text has more characters than code units.
  if (text.length <= limit) return text;
  let [kept, count] = ['', 0];
  for (const { segment, index } of characters.segment(text)) {
    if (count === limit) return `${kept.trimEnd()}…`;
    count += 1;
    if (count < limit) kept = text.slice(0, index + segment.length);
  }
  return text;
}
