import { html } from 'hono/html';
import type { Action } from '../actions/action.ts';
import type { Field, Mistake, Typed } from '../actions/field.ts';
import type { PortalWording } from '../wording/portal-wording.ts';
import type { Markup } from './page.ts';

/** A form as it is shown: where it goes, what it asks, what was typed and what was wrong with it. */
export interface FormView {
  readonly action: Action;
  readonly fields: readonly Field[];
  /** Address that it is sent to. */
  readonly to: string;
  /** Its one-time token. */
  readonly token: string;
  readonly typed: Typed;
  readonly mistakes: readonly Mistake[];
}

/** A form in a fold; open when something has to be mended. */
export function renderForm(form: FormView, words: PortalWording): Markup {
  const { action, mistakes } = form;
  const { title, send, hint } = words.action[action.name];
  const open = mistakes.length > 0 ? html` open` : '';
  return html`<details class="action" id="${action.name}"${open}>
<summary>${title}</summary>
<form method="post" action="${form.to}" accept-charset="utf-8" novalidate>
<input type="hidden" name="form" value="${form.token}">
${renderMistakes(form, words)}
<p class="soft">${hint}</p>
${renderFields({ ...form, name: action.name }, words)}
<button>${send}</button>
</form>
</details>`;
}

/** What fields need to be shown: whose they are, what was typed, what was wrong. */
interface Fields extends Pick<FormView, 'fields' | 'typed' | 'mistakes'> {
  /** Name of the form; stands in the ids of its fields. */
  readonly name: string;
}

/** The fields of a form, each with its label. */
export function renderFields(form: Fields, words: PortalWording): Markup {
  return html`${form.fields.map((field) => renderField(form, field, words))}`;
}

function renderMistakes({ action, mistakes }: FormView, words: PortalWording): Markup {
  if (mistakes.length === 0) return html``;
  return html`<div class="mistakes" role="alert" tabindex="-1"><p>${words.mistakes.title}</p><ul>${mistakes.map(
    ({ field, text }) =>
      html`<li>${field === null ? text : html`<a href="#${idOf(action.name, field)}">${text}</a>`}</li>`,
  )}</ul></div>`;
}

function renderField({ name, typed, mistakes }: Fields, field: Field, words: PortalWording) {
  const id = idOf(name, field.name);
  const value = typed[field.name] ?? '';
  const wrong = mistakes.some((mistake) => mistake.field === field.name);
  const optional = field.required ? '' : html` <span class="soft">(${words.optional})</span>`;
  const state = html`${field.required ? html` required` : ''}${wrong ? html` aria-invalid="true"` : ''}`;
  return html`<div class="field"><label for="${id}">${words.field[field.name]}${optional}</label>
${renderInput(field, { id, value, state })}</div>`;
}

function renderInput(
  field: Field,
  { id, value, state }: { readonly id: string; readonly value: string; readonly state: Markup },
): Markup {
  const { name, most } = field;
  switch (field.kind) {
    case 'area':
      return html`<textarea id="${id}" name="${name}" rows="4" maxlength="${most}"${state}>${value}</textarea>`;
    case 'choice':
      return html`<select id="${id}" name="${name}"${state}><option value=""></option>${(
        field.choices ?? []
      ).map(
        ([key, label]) =>
          html`<option value="${key}"${key === value ? html` selected` : ''}>${label}</option>`,
      )}</select>`;
    case 'day':
      return html`<input id="${id}" name="${name}" value="${value}" inputmode="numeric" autocomplete="off" maxlength="${most}" placeholder="dd/mm/yyyy"${state}>`;
    case 'line':
      return html`<input id="${id}" name="${name}" value="${value}" autocomplete="off" maxlength="${most}"${state}>`;
  }
}

function idOf(name: string, field: string): string {
  return `${name}-${field}`;
}
