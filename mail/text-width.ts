import stringWidth from 'string-width';

/** ASCII, the letters of Vietnamese and other Latin ones, and the marks that we write: one column each. */
const oneColumnEach = /^[\u0020-\u007e\u00c0-\u024f\u1e00-\u1eff–—‘’“”…]*$/;

/**
 * Columns that a text takes where every letter has the same width. What plans are written in is only
 * counted: the rules of all scripts cost a hundred times as much.
 */
export function measureWidth(text: string): number {
  return isCounted(text) ? text.length : stringWidth(text);
}

/** True when every letter takes one column: then so does every letter of any part of it. */
export function isCounted(text: string): boolean {
  return oneColumnEach.test(text);
}
