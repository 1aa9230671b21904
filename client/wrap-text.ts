import stringWidth from 'string-width';

/** Wraps between words; the first line is indented by `indent` cells, the others by `hanging`. */
export function wrapText(
  text: string,
  width: number,
  indent: number,
  hanging: number = indent + 2,
): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = ' '.repeat(hanging);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
