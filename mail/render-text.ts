import type {
  Fact,
  LabelledLine,
  Letter,
  LetterItem,
  LetterPage,
  LetterRow,
  LetterSection,
  LetterTable,
} from './letter.ts';
import { isCounted, measureWidth } from './text-width.ts';

/** Columns of a line: what mail programs show without wrapping, once quoted too. */
const lineWidth = 78;

/** The plain-text part: wrapped, every line visible text, ending in a line feed. */
export function renderText(letter: Letter): string {
  const blocks = [
    [letter.greeting],
    wrap(letter.opening, '', ''),
    ...letter.sections.map(sectionLines),
    letter.closing.flatMap((sentence) => wrap(sentence, '', '')),
    ...(letter.page === null ? [] : [pageLines(letter.page)]),
    ['-----', ...letter.footer.flatMap((sentence) => wrap(sentence, '', ''))],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The address stands on a line of its own, so that mail programs make a link of it. */
function pageLines({ label, url, note }: LetterPage): string[] {
  return [...wrap(`${label}:`, '', ''), url, ...wrap(note, '', '')];
}

function sectionLines(section: LetterSection): string[] {
  return [
    ...wrap(section.heading, '', '   '),
    ...section.facts.flatMap((fact) => wrap(sayFact(fact), '   ', '   ')),
    ...section.items.flatMap(itemLines),
    ...(section.table === null ? [] : tableLines(section.table)),
    ...section.quote.flatMap((line) => wrap(line, '   | ', '   | ')),
  ];
}

const indent = '    ';

function itemLines({ number, title, facts, lines }: LetterItem): string[] {
  return [
    ...wrap(title, numbered(number), indent),
    ...facts.flatMap((fact) => wrap(sayFact(fact), indent, indent)),
    ...lines.flatMap(lineOfItem),
  ];
}

/** An address stands alone here too. */
function lineOfItem({ label, text, url }: LabelledLine): string[] {
  const said = wrap(`- ${label}: ${text}`, indent, `${indent}  `);
  return url === undefined ? said : [...said, `${indent}  ${url}`];
}

function tableLines({ columns: [, , deadline, response], rows }: LetterTable): string[] {
  const said = ({ when, late }: LetterRow) => (when === null ? late : `${when}; ${late}`);
  return rows.flatMap((row) => [
    ...wrap(row.who, numbered(`${row.number}.`), indent),
    ...wrap(`${deadline}: ${said(row)}.`, indent, indent),
    ...wrap(`${response}: ${row.response}.`, indent, indent),
  ]);
}

/** A number right-aligned to two digits, so that what follows lines up. */
function numbered(number: string): string {
  return `${number.padStart(3)} `;
}

/** "Label: text; emphasis." with one full stop at the end. */
function sayFact({ label, text, emphasis }: Fact): string {
  const said = emphasis === null ? text : `${text}; ${emphasis}`;
  return `${label}: ${said}${/[.!?…]”?$/u.test(said) || label === 'SHA-256' ? '' : '.'}`;
}

/** Breaks at spaces so that no line is wider than `lineWidth`, except for a word that is wider itself. */
function wrap(text: string, first: string, next: string): string[] {
  const lines: string[] = [];
  const widthOf = isCounted(text) ? (word: string) => word.length : measureWidth;
  let [line, width, isStart] = [first, measureWidth(first), true];
  for (const word of text.split(' ')) {
    const wordWidth = widthOf(word);
    if (!isStart && width + 1 + wordWidth > lineWidth) {
      lines.push(line);
      [line, width, isStart] = [next, next.length, true];
    }
    line += isStart ? word : ` ${word}`;
    width += wordWidth + (isStart ? 0 : 1);
    isStart = false;
  }
  return [...lines, line];
}
