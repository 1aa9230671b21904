import {
  type Document,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type YAMLParseError,
} from 'yaml';
import { buildFinding, type Finding, type Path, same } from '../../domain/finding.ts';
import { valueAt } from '../../domain/schema-findings.ts';
import type { Position } from './mistake.ts';
import { toPlain } from './yaml-to-plain.ts';

/** A finding of the text itself, which knows its place. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly position: Position;
}

/** A YAML text as plain values, with the way back from a path to its place. */
export interface YamlReading {
  /** Undefined when the text is no YAML. */
  readonly value: unknown;
  readonly findings: readonly PlacedFinding[];
  /** The text under a key at the root, as far as it can be made out, also of a text that is no YAML. */
  peek(key: string): string | null;
  /** Place of a path's key or value; of what encloses it where the path does not exist. */
  locate(path: Path, at: Finding['at']): Position;
}

/** Reads YAML 1.2; never throws, whatever the text. */
export function readYaml(text: string, file: Finding['file']): YamlReading {
  const lines = new LineCounter();
  const toPosition = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = compose(text, lines);
  if (document === null || isExhausted(document)) return tooDeep(file);
  const broken = distinctErrors(document).map((error) => ({
    finding: buildFinding(file, {
      path: [],
      expected: { vi: 'YAML đúng cú pháp', en: 'well-formed YAML' },
      found: same(`${error.code} (${firstLine(error.message)})`),
    }),
    position: toPosition(error.pos[0]),
  }));
  const plain = toPlain(document, file);
  return {
    value: broken.length > 0 ? undefined : plain.value,
    findings: [
      ...broken,
      ...plain.findings.map(({ finding, offset }) => ({ finding, position: toPosition(offset) })),
    ],
    peek: (key) => {
      const value = valueAt(plain.value, [key]);
      return typeof value === 'string' ? value : null;
    },
    locate: (path, at) => toPosition(offsetOf(document, path, at)),
  };
}

function compose(text: string, lineCounter: LineCounter): Document | null {
  try {
    // Duplicate keys are looked for in yaml-to-plain.ts: here each look-up would take a walk of the map.
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** One mistake may be reported once for every level that it leaves open. */
function distinctErrors(document: Document): readonly YAMLParseError[] {
  const distinct = new Map(
    document.errors.map((error) => [`${error.pos[0]} ${error.code}`, error]),
  );
  return [...distinct.values()];
}

/** The parser ran out of stack. */
function isExhausted(document: Document): boolean {
  return document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION');
}

function tooDeep(file: Finding['file']): YamlReading {
  const position = { line: 1, column: 1 };
  const finding = buildFinding(file, {
    path: [],
    expected: { vi: 'YAML lồng nhau vừa phải', en: 'YAML of moderate depth' },
    found: { vi: 'quá nhiều lớp lồng nhau', en: 'too many levels' },
  });
  return {
    value: undefined,
    findings: [{ finding, position }],
    peek: () => null,
    locate: () => position,
  };
}

function firstLine(message: string): string {
  return String(message.split('\n', 1)[0]).replace(/\p{Cc}/gu, ' ');
}

function offsetOf(document: Document, path: Path, at: Finding['at']): number {
  const last = path.at(-1);
  if (at === 'key' && last !== undefined) {
    const key = keyOffset(document.getIn(path.slice(0, -1), true), last);
    if (key !== null) return key;
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const found = rangeStart(document.getIn(path.slice(0, length), true));
    if (found !== null) return found;
  }
  return 0;
}

function keyOffset(map: unknown, key: string | number): number | null {
  if (!isMap(map)) return null;
  const pair = map.items.find(
    (item) => isScalar(item.key) && String(item.key.source ?? item.key.value) === key,
  );
  return rangeStart(pair?.key);
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : null;
}
