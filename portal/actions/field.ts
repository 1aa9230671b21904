import { readDay } from '../../client/options/day.ts';
import type { FieldName, PortalWording } from '../wording/portal-wording.ts';

/** One field of a form, as text in and out: what a browser sends is text. */
export interface Field {
  readonly name: FieldName;
  readonly kind: 'area' | 'line' | 'day' | 'choice';
  readonly required: boolean;
  /** Letters. */
  readonly most: number;
  /** Value and label; only of a choice. */
  readonly choices?: readonly (readonly [string, string])[];
}

/** What was typed, by field; as it came. */
export type Typed = Readonly<Record<string, string>>;

/** What stands in the way of sending a form; the field's name, to lead there. */
export interface Mistake {
  readonly field: FieldName | null;
  readonly text: string;
}

/** Every mistake of a form that can be seen without asking the workflow. */
export function findMistakes(
  fields: readonly Field[],
  typed: Typed,
  words: PortalWording,
): Mistake[] {
  return fields.flatMap((field) => {
    const text = findMistake(field, (typed[field.name] ?? '').trim(), words);
    return text === null ? [] : [{ field: field.name, text }];
  });
}

function findMistake(field: Field, value: string, { field: names, mistakes }: PortalWording) {
  const label = names[field.name];
  if (value === '') return field.required ? mistakes.missing(label) : null;
  if (value.length > field.most) return mistakes.tooLong(label, field.most);
  if (field.kind === 'day' && readDay(value) === null) return mistakes.notADay(label);
  if (field.kind === 'choice' && !field.choices?.some(([known]) => known === value))
    return mistakes.notChosen(label);
  return null;
}
