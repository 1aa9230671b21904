import fc from 'fast-check';
import { hostileTexts } from './hostile-texts.ts';

/** Changes of a text that was right: bytes, tokens, lines, nodes of YAML. */

/** One change; `at` and `to` are places between 0 and 1. */
interface Mutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly to: number;
  readonly text: string;
}

const kinds = [
  'insert',
  'replaceToken',
  'replaceValue',
  'deleteRange',
  'deleteLine',
  'repeatLine',
  'moveLine',
  'flip',
  'indent',
  'renameKey',
  'truncate',
  'repeatBlock',
] as const;

const yamlBits = [
  ': ',
  '- ',
  '? ',
  '|\n',
  '>-\n',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '*nobody',
  '!!binary ',
  '!!set {a, b}',
  '!<tag:x> ',
  '<<: *a',
  '---\n',
  '...\n',
  '%YAML 9.9\n',
  '# ',
  '"',
  "'",
  '\t',
  'null',
  '~',
  'true',
  '.nan',
  '-.inf',
  '0o17',
  '2023-06-05T08:00:00Z',
  '{ ? [a, b] : c }',
  '[[[[[[[[[[[[]]]]]]]]]]]]',
  '{a: {a: {a: {a: {a: {}}}}}}',
  '__proto__: {lead: x}\n',
  'none',
  'superior',
  'Hằng tuần',
  '{ kind: recurring, cycles: [{ every: week }] }',
  '{ kind: once, lastDay: 9999-12-31 }',
  '{ kind: sinceIssue, days: 3660, unit: working }',
  '2031-12-31',
  '2021-01-01',
  '0000-01-01',
  '999999999',
  '250',
];

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: place,
  to: place,
  text: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...yamlBits) },
    { weight: 2, arbitrary: fc.constantFrom(...hostileTexts) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  ),
});

/** One to eight changes. */
export const anyMutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 8 }) },
);

/** The text after every change. */
export function mutateText(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce(mutateOnce, text);
}

function mutateOnce(text: string, { kind, at, to, text: bit }: Mutation): string {
  const [place, other] = [Math.floor(at * text.length), Math.floor(to * text.length)];
  const lines = () => text.split('\n');
  switch (kind) {
    case 'insert':
      return text.slice(0, place) + bit + text.slice(place);
    case 'truncate':
      return text.slice(0, place);
    case 'deleteRange':
      return text.slice(0, place) + text.slice(Math.min(place + Math.floor(to * 40), text.length));
    case 'flip': {
      const code = (text.charCodeAt(place) || 0) ^ (1 << Math.floor(to * 16));
      return text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
    }
    case 'replaceToken':
      return replaceMatch(text, /[\p{L}\p{N}_-]+/gu, place, () => bit);
    case 'replaceValue':
      return replaceMatch(text, /: [^\n]*/g, place, () => `: ${bit}`);
    case 'renameKey':
      return replaceMatch(text, /[a-zA-Z]+:/g, place, () => `${bit}:`);
    case 'deleteLine':
      return changeLine(lines(), at, () => []);
    case 'repeatLine':
      return changeLine(lines(), at, (line) =>
        Array.from({ length: 1 + Math.floor(to * 9) }, () => line),
      );
    case 'indent':
      return changeLine(lines(), at, (line) => [
        to < 0.5 ? `  ${line}` : line.replace(/^ {1,2}/, ''),
      ]);
    case 'moveLine': {
      const all = lines();
      const [moved = ''] = all.splice(Math.floor(at * all.length), 1);
      all.splice(Math.floor(to * all.length), 0, moved);
      return all.join('\n');
    }
    case 'repeatBlock': {
      const [from, end] = [Math.min(place, other), Math.min(Math.max(place, other), place + 2000)];
      return text.slice(0, Math.max(from, end)) + text.slice(from);
    }
  }
}

function changeLine(lines: string[], at: number, change: (line: string) => string[]): string {
  return lines
    .flatMap((line, index) => (index === Math.floor(at * lines.length) ? change(line) : [line]))
    .join('\n');
}

/** Replaces the first match at or after a place. */
function replaceMatch(text: string, pattern: RegExp, place: number, by: () => string): string {
  pattern.lastIndex = place;
  const found = pattern.exec(text);
  if (found === null) return text;
  return text.slice(0, found.index) + by() + text.slice(found.index + found[0].length);
}
