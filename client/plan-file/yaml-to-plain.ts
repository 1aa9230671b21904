import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import {
  buildFinding,
  type Finding,
  type Path,
  quote,
  same,
  type Words,
} from '../../domain/finding.ts';

/** More values than any plan has; aliases that multiply ("billion laughs") end here. */
export const maxValues = 200_000;
/** Each alias is looked up by a walk of the document. */
export const maxAliases = 1000;
/** A plan nests six deep. */
export const maxDepth = 32;

interface OffsetFinding {
  readonly finding: Finding;
  readonly offset: number;
}

/** The plain values of a document, and what was refused on the way. */
export interface PlainReading {
  readonly value: unknown;
  readonly findings: readonly OffsetFinding[];
}

/**
 * Turns a document into plain values.
 *
 * A scalar becomes the text that stands in the file, so that task `6.10` keeps its zero; only inside a
 * structured rule (a mapping under `due`) numbers and booleans are read as such. Duplicate keys, keys
 * that are no text, too deep nesting and too many values are findings.
 */
export function toPlain(document: Document, file: Finding['file']): PlainReading {
  const walk = new Walk(document, file);
  const value = walk.visit(document.contents, [], false);
  return { value: walk.gaveUp ? undefined : value, findings: walk.findings };
}

class Walk {
  readonly findings: OffsetFinding[] = [];
  gaveUp = false;
  readonly #document: Document;
  readonly #file: Finding['file'];
  #values = 0;
  #aliases = 0;

  constructor(document: Document, file: Finding['file']) {
    this.#document = document;
    this.#file = file;
  }

  visit(node: unknown, path: Path, inRule: boolean): unknown {
    this.#values += 1;
    this.#aliases += isAlias(node) ? 1 : 0;
    if (this.gaveUp || this.#isTooMuch(node, path)) return null;
    if (isAlias(node)) return this.#visitAlias(node, path, inRule);
    if (isScalar(node)) return readScalar(node, inRule);
    if (isSeq(node)) {
      return node.items.map((item, index) => this.visit(item, [...path, index], inRule));
    }
    return isMap(node) ? this.#visitMap(node, path, inRule || path.includes('due')) : null;
  }

  #visitAlias(alias: Alias, path: Path, inRule: boolean): unknown {
    const target = alias.resolve(this.#document);
    if (target !== undefined) return this.visit(target, path, inRule);
    const expected = { vi: 'tên neo (&) đã đặt ở trên', en: 'an anchor (&) set above' };
    this.#report(alias, path, expected, same(quote(`*${alias.source}`)));
    return null;
  }

  #visitMap(map: YAMLMap, path: Path, inRule: boolean): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? sourceOf(key) : null;
      if (name === null)
        this.#report(key ?? map, path, textKey, { vi: 'khóa khác', en: 'another' });
      else if (entries.has(name)) this.#report(key, [...path, name], keyOnce, twice(name));
      else entries.set(name, this.visit(value, [...path, name], inRule));
    }
    return Object.fromEntries(entries);
  }

  #isTooMuch(node: unknown, path: Path): boolean {
    const tooMany = this.#values > maxValues || this.#aliases > maxAliases;
    if (!tooMany && path.length <= maxDepth) return false;
    this.gaveUp = true;
    const expected = {
      vi: `nhiều nhất ${maxDepth} lớp và ${maxValues} giá trị`,
      en: `at most ${maxDepth} levels and ${maxValues} values`,
    };
    const found = tooMany
      ? { vi: 'quá nhiều giá trị', en: 'too many values' }
      : { vi: 'quá nhiều lớp lồng nhau', en: 'too many levels' };
    this.#report(node, [], expected, found);
    return true;
  }

  #report(node: unknown, path: Path, expected: Words, found: Words): void {
    const offset =
      isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : 0;
    this.findings.push({
      finding: buildFinding(this.#file, { path, expected, found }),
      offset: offset ?? 0,
    });
  }
}

const textKey: Words = { vi: 'khóa là chữ', en: 'a key that is text' };
const keyOnce: Words = { vi: 'mỗi khóa một lần', en: 'each key once' };

function twice(name: string): Words {
  return { vi: `${quote(name)} lần thứ hai`, en: `${quote(name)} a second time` };
}

function readScalar(scalar: Scalar, inRule: boolean): unknown {
  if (scalar.value === null) return null;
  return inRule ? scalar.value : sourceOf(scalar);
}

function sourceOf(scalar: Scalar): string {
  if (typeof scalar.value === 'string') return scalar.value;
  return scalar.source ?? String(scalar.value);
}
