import type { SubmitEvidence } from '../domain/messages.ts';
import { formatBytes } from '../domain/written-numbers.ts';
import { describeDocument } from './event-text.ts';
import { cleanForTerminal } from './terminal-text.ts';
import type { CliWording } from './wording/wording.ts';

/**
 * What was handed in, as label and text for a receipt, safe for a terminal; each label once. What is
 * not there has no line.
 */
export function formatSubmission(
  { files, document, note, lines, values }: Omit<SubmitEvidence, 'requestId' | 'agency'>,
  wording: CliWording,
): string[][] {
  const words = wording.receipt;
  const size = (bytes: number) => formatBytes(bytes, wording.locale);
  return [
    ...labelled(
      words.files,
      files.map((file) => `${file.name} (${size(file.size)}, SHA-256 ${file.sha256})`),
    ),
    ...labelled(words.document, document === null ? [] : [describeDocument(document, wording)]),
    ...labelled(words.note, note === null || note.trim() === '' ? [] : [note]),
    ...labelled(
      words.lines,
      lines.map(({ task, state, text }) =>
        [`${task} ${wording.lineState[state]}`, text].filter(Boolean).join(': '),
      ),
    ),
    ...labelled(
      words.figures,
      Object.entries(values).map(([name, value]) => `${name} = ${value}`),
    ),
  ];
}

function labelled(label: string, texts: readonly string[]): string[][] {
  return texts.map((text, index) => [index === 0 ? label : '', cleanForTerminal(text)]);
}
