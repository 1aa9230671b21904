import { commandLimits } from '../../domain/command-shapes.ts';
import { cleanLine, truncate } from '../../mail/clean-text.ts';
import { endingOf } from './evidence-kinds.ts';

/** Letters that a reader still takes in, and that mails show whole. */
const longestName = 120;

/**
 * A file's name as a browser sent it, as data to show: the last part of a path, one line in composed letters (NFC)
 * without control and direction characters, cut in its middle when it is long; its ending stays.
 */
export function cleanFileName(sent: string): string {
  // Browsers write these three characters so (HTML, "multipart/form-data encoding algorithm").
  const written = sent.replaceAll('%22', '"').replaceAll('%0D', ' ').replaceAll('%0A', ' ');
  const name = cleanLine(written.split(/[/\\]/).at(-1) ?? '');
  const ending = endingOf(name);
  const tail = ending === '' ? '' : `.${ending}`;
  const stem = truncate(name.slice(0, name.length - tail.length), longestName);
  // A letter may be many units: marks can be heaped on it.
  const kept = stem.slice(0, commandLimits.fileName - tail.length).replace(/[\ud800-\udbff]$/, '');
  return `${kept === '' ? 'tep' : kept}${tail === '' ? '' : name.slice(name.length - tail.length)}`;
}
