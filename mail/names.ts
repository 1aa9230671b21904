import { truncate } from './clean-text.ts';
import type { Wording } from './wording/wording.ts';

/** A list of agencies longer than this is counted. */
const namesInFull = 5;
const namesWhenCounted = 3;
const nameInSubject = 50;

/** "Sở A, Sở B, Sở C và 29 cơ quan khác": all of a short list, the first few of a long one. */
export function listNames(names: readonly string[], words: Wording): string {
  const shown = names.length > namesInFull ? names.slice(0, namesWhenCounted) : names;
  return words.names(shown, names.length - shown.length);
}

/** A name cut so that what a subject says after it can still be read. */
export function shortName(name: string): string {
  return truncate(name, nameInSubject);
}
