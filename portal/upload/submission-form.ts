import { readDay } from '../../client/options/day.ts';
import { commandLimits } from '../../domain/command-shapes.ts';
import { toDay } from '../../domain/local-time.ts';
import type { DocumentReference, ReportLine, SubmitEvidence } from '../../domain/messages.ts';
import { formatDay } from '../../domain/written-dates.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import type { Visit } from '../visit.ts';
import type { FormTexts } from './read-upload.ts';

/** The texts of a submission's form, read into what is handed in. */

/** What stands in the way of handing in, and the field to go to. */
export interface SubmissionMistake {
  /** Name of the field; null when it is none. */
  readonly field: string | null;
  readonly text: string;
}

/** What a form says beside its files, and what is wrong with it. */
export interface SubmissionTexts {
  readonly says: Omit<SubmitEvidence, 'requestId' | 'agency' | 'files'>;
  readonly mistakes: readonly SubmissionMistake[];
}

/** Letters of a note; what is longer is a document. */
export const longestNote = 4_000;
/** Letters of a report's line, of a figure's name and of its value. */
export const longestLine = 1_000;
/** Rows for figures that a form has. */
export const figureRows = 12;

/** Names of the fields, as they stand in the form. */
export const fieldNames = {
  note: 'note',
  number: 'number',
  date: 'date',
  issuer: 'issuer',
  figureName: (n: number) => `figure-name-${n}`,
  figureValue: (n: number) => `figure-value-${n}`,
  state: (task: string) => `state-${task}`,
  line: (task: string) => `line-${task}`,
  kept: 'kept',
  keptName: (id: string) => `kept-name-${id}`,
} as const;

const states: readonly ReportLine['state'][] = ['done', 'inProgress', 'notStarted'];

/** One text of a form, trimmed; empty when it is not there. */
export function textOf(fields: FormTexts, name: string): string {
  return fields.get(name)?.[0]?.trim() ?? '';
}

/** Reads a form's texts; every mistake that can be seen without asking the workflow. */
export function readTexts(visit: Visit, row: ListedAssignment, fields: FormTexts): SubmissionTexts {
  const note = textOf(fields, fieldNames.note);
  const { words } = visit;
  const mistakes: SubmissionMistake[] = [
    ...tooLong(fields, fieldNames.note, words.submit.note, longestNote, visit),
  ];
  const document = readDocument(visit, fields, mistakes);
  const values = readFigures(visit, fields, mistakes);
  const lines = readLines(visit, row, fields, mistakes);
  return { says: { note: note === '' ? null : note, document, values, lines }, mistakes };
}

function readDocument(
  visit: Visit,
  fields: FormTexts,
  mistakes: SubmissionMistake[],
): DocumentReference | null {
  const { words, view } = visit;
  const { number: numberField, date: dateField, issuer: issuerField } = fieldNames;
  const [number, written, issuer] = [numberField, dateField, issuerField].map((name) =>
    textOf(fields, name),
  ) as [string, string, string];
  const say = (field: string, text: string) => mistakes.push({ field, text });
  mistakes.push(
    ...tooLong(fields, numberField, words.field.number, commandLimits.documentNumber, visit),
    ...tooLong(fields, issuerField, words.field.issuer, commandLimits.authority, visit),
  );
  if (number === '' && written === '') return null;
  if (number === '') say(numberField, words.submit.mistakes.noNumber);
  if (written === '') say(dateField, words.submit.mistakes.noDate);
  const date = readDay(written);
  if (written !== '' && date === null) say(dateField, words.submit.mistakes.badDate);
  if (number === '' || date === null) return null;
  const today = toDay(view.present.now, view.present.timezone);
  if (date > today) say(dateField, words.submit.mistakes.laterDate(words.shared.day(today)));
  return { number, date, issuer: issuer === '' ? null : issuer };
}

function readFigures(
  visit: Visit,
  fields: FormTexts,
  mistakes: SubmissionMistake[],
): Record<string, string> {
  const { mistakes: say } = visit.words.submit;
  const values = new Map<string, string>();
  for (let n = 1; n <= figureRows; n += 1) {
    const [nameField, valueField] = [fieldNames.figureName(n), fieldNames.figureValue(n)];
    const [name, value] = [textOf(fields, nameField), textOf(fields, valueField)];
    mistakes.push(
      ...tooLong(fields, nameField, visit.words.submit.figureName(n), longestLine, visit),
      ...tooLong(fields, valueField, visit.words.submit.figureValue(n), longestLine, visit),
    );
    if (name === '' && value === '') continue;
    if (name === '') mistakes.push({ field: nameField, text: say.noFigureName(value) });
    else if (value === '') mistakes.push({ field: valueField, text: say.noFigureValue(name) });
    else if (values.has(name)) mistakes.push({ field: nameField, text: say.figureTwice(name) });
    else values.set(name, value);
  }
  return Object.fromEntries(values);
}

function readLines(
  visit: Visit,
  { lines }: ListedAssignment,
  fields: FormTexts,
  mistakes: SubmissionMistake[],
): ReportLine[] {
  return lines.flatMap((task) => {
    const [stateField, lineField] = [fieldNames.state(task), fieldNames.line(task)];
    const text = textOf(fields, lineField);
    const state = states.find((known) => known === textOf(fields, stateField));
    mistakes.push(...tooLong(fields, lineField, task, longestLine, visit));
    if (state !== undefined) return [{ task, state, text }];
    if (text !== '')
      mistakes.push({ field: stateField, text: visit.words.submit.mistakes.noState(task) });
    return [];
  });
}

function tooLong(
  fields: FormTexts,
  field: string,
  label: string,
  most: number,
  { words }: Visit,
): SubmissionMistake[] {
  return textOf(fields, field).length <= most
    ? []
    : [{ field, text: words.submit.mistakes.tooLong(label, most) }];
}

/**
 * The texts of an earlier submission as a form has them: what was returned is mended, not written anew. Days stand in
 * a form as they are typed into it, day/month/year in either language.
 */
export function writeTexts({ note, document, values, lines }: SubmissionTexts['says']): FormTexts {
  const figures = Object.entries(values).slice(0, figureRows);
  const texts: [string, string][] = [
    [fieldNames.note, note ?? ''],
    [fieldNames.number, document?.number ?? ''],
    [fieldNames.date, document === null ? '' : formatDay(document.date, 'vi')],
    [fieldNames.issuer, document?.issuer ?? ''],
    ...figures.flatMap(([name, value], index): [string, string][] => [
      [fieldNames.figureName(index + 1), name],
      [fieldNames.figureValue(index + 1), value],
    ]),
    ...lines.flatMap(({ task, state, text }): [string, string][] => [
      [fieldNames.state(task), state],
      [fieldNames.line(task), text],
    ]),
  ];
  return new Map(texts.map(([name, text]) => [name, [text]]));
}
