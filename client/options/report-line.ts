import { quote } from '../../domain/finding.ts';
import type { ReportLine } from '../../domain/messages.ts';
import { usageError } from '../cli-error.ts';

const states: ReadonlyMap<string, ReportLine['state']> = new Map([
  ['done', 'done'],
  ['xong', 'done'],
  ['inprogress', 'inProgress'],
  ['đang làm', 'inProgress'],
  ['notstarted', 'notStarted'],
  ['chưa làm', 'notStarted'],
]);

/**
 * `--line "A.1.1=done: đã ban hành quy chế"`: a task of a periodic report, its state (done,
 * inProgress, notStarted; xong, đang làm, chưa làm) and a sentence. Without a state it is in progress;
 * words before a colon that name no state belong to the sentence.
 * @throws CliError (usage)
 */
export function parseReportLine(text: string): ReportLine {
  const cut = text.indexOf('=');
  const task = text.slice(0, Math.max(cut, 0)).trim();
  const said = text.slice(cut + 1).trim();
  if (cut < 0 || task === '' || said === '') {
    throw usageError(
      `--line: expected TASK=[STATE:]TEXT, such as "A.1.1=done: đã ban hành", found ${quote(text)}`,
    );
  }
  return { task, ...readState(said) };
}

/** Several lines; each task once. @throws CliError (usage) */
export function collectReportLine(text: string, before: readonly ReportLine[] = []): ReportLine[] {
  const line = parseReportLine(text);
  if (before.some(({ task }) => task === line.task)) {
    throw usageError(`--line: expected each task once, found ${quote(line.task)} again`);
  }
  return [...before, line];
}

function readState(said: string): Omit<ReportLine, 'task'> {
  const colon = said.indexOf(':');
  const word = colon < 0 ? said : said.slice(0, colon);
  const state = states.get(word.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim());
  if (state === undefined) return { state: 'inProgress', text: said };
  return { state, text: colon < 0 ? '' : said.slice(colon + 1).trim() };
}
