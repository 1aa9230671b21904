import { stripVTControlCharacters } from 'node:util';
import { cleanLine } from '../mail/clean-text.ts';

const [esc, bell, end] = [0x1b, 0x07, 0x9c].map((code) => String.fromCharCode(code));
const begins = [0x90, 0x98, 0x9d, 0x9e, 0x9f].map((code) => String.fromCharCode(code)).join('');

// Text between ESC ], P, X, ^ or _ (or their C1 forms) and its terminator is an order to the terminal
// (window title, clipboard, link), not something to read; Node strips only some of them.
const orders = new RegExp(
  `(?:${esc}[\\]PX^_]|[${begins}])[^${bell}${esc}${end}]*(?:${bell}|${esc}\\\\|${end}|$)`,
  'gu',
);

/**
 * Text from plans and people as one line that is safe to print on a terminal: without escape
 * sequences, control characters and bidirectional overrides, in Unicode's composed form (NFC).
 */
export function cleanForTerminal(text: string): string {
  return cleanLine(stripVTControlCharacters(text.replace(orders, '')));
}
