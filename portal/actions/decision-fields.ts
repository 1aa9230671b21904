import { readDay } from '../../client/options/day.ts';
import { commandLimits } from '../../domain/command-shapes.ts';
import type { Decision, DocumentReference } from '../../domain/messages.ts';
import type { Field, Typed } from './field.ts';

/** The fields in which somebody names the document of what is recorded. */
export function documentFields(required: boolean): readonly Field[] {
  return [
    { name: 'number', kind: 'line', required, most: commandLimits.documentNumber },
    { name: 'date', kind: 'day', required, most: 10 },
    { name: 'issuer', kind: 'line', required: false, most: commandLimits.authority },
  ];
}

/** The fields of who decided, and the document that says so. */
export const decisionFields: readonly Field[] = [
  { name: 'authority', kind: 'line', required: true, most: commandLimits.authority },
  ...documentFields(true),
];

/** The document that was named; null for none. */
export function readDocument(typed: Typed): DocumentReference | null {
  return (typed['number'] ?? '').trim() === '' ? null : buildDocument(typed);
}

/** What the fields of a decision say; they have no mistakes any more. */
export function readDecision(typed: Typed): Decision {
  return { authority: (typed['authority'] ?? '').trim(), document: buildDocument(typed) };
}

/** The day has been read before: it is one. */
function buildDocument({ number = '', date = '', issuer = '' }: Typed): DocumentReference {
  return { number: number.trim(), date: readDay(date) ?? date, issuer: issuer.trim() || null };
}
