import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { formatBytes } from '../../domain/written-numbers.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { takenEndings } from '../upload/evidence-kinds.ts';
import { writeKept } from '../upload/read-kept.ts';
import { type FormTexts, filesField } from '../upload/read-upload.ts';
import type { StagedEvidence } from '../upload/staged-reference.ts';
import {
  fieldNames,
  figureRows,
  longestLine,
  longestNote,
  type SubmissionMistake,
  textOf,
} from '../upload/submission-form.ts';
import { uploadLimits } from '../upload/upload-limits.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';

/** The form in which a lead hands in, as it is shown. */
export interface SubmissionFormView {
  readonly row: ListedAssignment;
  /** Address that it is sent to. */
  readonly to: string;
  /** Its one-time token. */
  readonly token: string;
  readonly fields: FormTexts;
  /** Files that have arrived already, with what stands for them. */
  readonly kept: readonly { readonly file: StagedEvidence; readonly reference: string }[];
  readonly mistakes: readonly SubmissionMistake[];
}

/** Rows for figures that are seen at once. */
const openFigureRows = 2;

/**
 * The form in a fold, open when something has to be mended. The token comes first: it is looked at before any file
 * is; the files come last: when they are too much, what was typed has been read.
 */
export function renderSubmissionForm(visit: Visit, form: SubmissionFormView): Markup {
  const { submit } = visit.words;
  const { row, mistakes } = form;
  const open = mistakes.length > 0 ? html` open` : '';
  return html`<details class="action" id="submit"${open}>
<summary>${submit.title}</summary>
<form method="post" action="${form.to}" enctype="multipart/form-data" accept-charset="utf-8" novalidate>
<input type="hidden" name="form" value="${form.token}">
${renderMistakes(visit, form)}
${row.progress === 'submitted' ? html`<p class="notice">${submit.again}</p>` : ''}
${row.lines.length === 0 ? html`<p class="soft">${submit.hint}</p>` : ''}
${renderLines(visit, form)}
${renderArea(form, fieldNames.note, submit.note, longestNote)}
${renderDocument(visit, form)}
${renderFigures(visit, form)}
${renderFiles(visit, form)}
<button>${submit.send}</button>
</form>
</details>`;
}

function renderMistakes({ words }: Visit, { mistakes }: SubmissionFormView): Markup {
  if (mistakes.length === 0) return html``;
  return html`<div class="mistakes" role="alert" tabindex="-1"><p>${words.mistakes.title}</p><ul>${mistakes.map(
    ({ field, text }) =>
      html`<li>${field === null ? text : html`<a href="#${idOf(field)}">${text}</a>`}</li>`,
  )}</ul></div>`;
}

function renderLines(visit: Visit, form: SubmissionFormView): Markup {
  const { submit, shared } = visit.words;
  const { lines } = form.row;
  if (lines.length === 0) return html``;
  return html`<fieldset class="report"><legend>${submit.lines}</legend><p class="soft">${submit.linesHint}</p>
${lines.map((task) => {
  const [state, line] = [fieldNames.state(task), fieldNames.line(task)];
  const chosen = textOf(form.fields, state);
  const option = (value: string, label: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
  return html`<fieldset class="line"><legend><span class="number">${task}</span> ${titleOf(task, visit.view)}</legend>
<div class="pair"><div><label for="${idOf(state)}">${submit.state}</label>
<select id="${idOf(state)}" name="${state}"${invalid(form, state)}>${option('', submit.unsaid)}${(
    ['done', 'inProgress', 'notStarted'] as const
  ).map((value) => option(value, shared.lineState[value]))}</select></div>
<div><label for="${idOf(line)}">${submit.text}</label>
<textarea id="${idOf(line)}" name="${line}" rows="2" maxlength="${longestLine}"${invalid(form, line)}>${textOf(form.fields, line)}</textarea></div></div></fieldset>`;
})}</fieldset>`;
}

function renderDocument(visit: Visit, form: SubmissionFormView): Markup {
  const { submit, field } = visit.words;
  return html`<fieldset><legend>${submit.document}</legend><p class="soft">${submit.documentHint}</p>
<div class="pair">${renderLine(form, fieldNames.number, field.number, 200)}
${renderLine(form, fieldNames.date, field.date, 10, html` inputmode="numeric" placeholder="dd/mm/yyyy"`)}</div>
${renderLine(form, fieldNames.issuer, html`${field.issuer} <span class="soft">(${visit.words.optional})</span>`, 500)}</fieldset>`;
}

function renderFigures(visit: Visit, form: SubmissionFormView): Markup {
  const { submit } = visit.words;
  const rows = Array.from({ length: figureRows }, (_, index) => index + 1);
  const isFilled = (n: number) =>
    textOf(form.fields, fieldNames.figureName(n)) +
      textOf(form.fields, fieldNames.figureValue(n)) !==
    '';
  const renderRow = (n: number) =>
    html`<div class="pair">${renderLine(form, fieldNames.figureName(n), submit.figureName(n), longestLine)}
${renderLine(form, fieldNames.figureValue(n), submit.figureValue(n), longestLine)}</div>`;
  const more = rows.slice(openFigureRows);
  return html`<fieldset><legend>${submit.figures}</legend><p class="soft">${submit.figuresHint}</p>
${rows.slice(0, openFigureRows).map(renderRow)}
<details${more.some(isFilled) ? html` open` : ''}><summary>${submit.moreFigures}</summary>${more.map(renderRow)}</details></fieldset>`;
}

function renderFiles(visit: Visit, form: SubmissionFormView): Markup {
  const { submit, shared } = visit.words;
  const size = (bytes: number) => `${bytes / 1024 / 1024} MB`;
  const { files, fileBytes, totalBytes } = uploadLimits;
  const accept = takenEndings.map((ending) => `.${ending}`).join(',');
  return html`<fieldset><legend>${submit.files}</legend>
${
  form.kept.length === 0
    ? ''
    : html`<p>${submit.kept}</p><ul class="kept">${form.kept.map(
        ({
          file,
          reference,
        }) => html`<li><input type="hidden" name="${fieldNames.keptName(file.id)}" value="${file.name}">
<label><input type="checkbox" name="${fieldNames.kept}" value="${writeKept(file.id, reference)}" checked> ${file.name} <span class="soft">(${formatBytes(file.size, shared.locale)})</span></label></li>`,
      )}</ul>`
}
<p class="soft" id="${idOf('files-hint')}">${submit.filesHint(files, size(fileBytes), size(totalBytes))}</p>
<input type="file" id="${idOf(filesField)}" name="${filesField}" multiple accept="${accept}" aria-label="${submit.files}" aria-describedby="${idOf('files-hint')}"${invalid(form, filesField)}></fieldset>`;
}

function renderArea(form: SubmissionFormView, name: string, label: string, most: number): Markup {
  return html`<div class="field"><label for="${idOf(name)}">${label}</label>
<textarea id="${idOf(name)}" name="${name}" rows="4" maxlength="${most}"${invalid(form, name)}>${textOf(form.fields, name)}</textarea></div>`;
}

function renderLine(
  form: SubmissionFormView,
  name: string,
  label: string | Markup,
  most: number,
  more: Markup | '' = '',
): Markup {
  return html`<div class="field"><label for="${idOf(name)}">${label}</label>
<input id="${idOf(name)}" name="${name}" value="${textOf(form.fields, name)}" maxlength="${most}" autocomplete="off"${more}${invalid(form, name)}></div>`;
}

function invalid({ mistakes }: SubmissionFormView, name: string): Markup | '' {
  return mistakes.some(({ field }) => field === name) ? html` aria-invalid="true"` : '';
}

function idOf(field: string): string {
  return `submit-${field}`;
}
