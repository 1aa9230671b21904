/** How wide the lines of our plain texts are; longer ones come from elsewhere and wrap. */
const LINE_LENGTH = 78;
const LOWEST = 480;
const HIGHEST = 12_000;

/** Measured on the mails of this project: what a line of text and the frame of a letter take, in px. */
const WIDE = { line: 24, rest: 200 };
const NARROW = { line: 40, rest: 320 };

/**
 * The style sheet of the frame of one mail, with heights in px from the length of its text. Without a
 * script a frame cannot grow with its content, and a fixed one hides on a phone that a mail goes on.
 * A mail that is higher still can be scrolled inside its frame.
 */
export function styleFrame(text: string): string {
  const lines = countLines(text);
  return `iframe { height: ${heightOf(lines, WIDE)}px; }
@media (max-width: 620px) { iframe { height: ${heightOf(lines, NARROW)}px; } }
`;
}

function countLines(text: string): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_LENGTH)), 0);
}

function heightOf(lines: number, { line, rest }: typeof WIDE): number {
  return Math.min(HIGHEST, Math.max(LOWEST, lines * line + rest));
}
