import { stripVTControlCharacters } from 'node:util';
import { cleanLine } from '../mail/clean-text.ts';

// Text between ESC ], P, X, ^ or _ (or their C1 forms) and its terminator is an order to the terminal
// (window title, clipboard, link), not something to read; Node strips only some of them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const orders = /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)/g;

/**
 * Text from plans and people as one line that is safe to print on a terminal: without escape
 * sequences, control characters and bidirectional overrides, in Unicode's composed form (NFC).
 */
export function cleanForTerminal(text: string): string {
  return cleanLine(stripVTControlCharacters(text.replace(orders, '')));
}
