import { html } from 'hono/html';
import { describeEventData } from '../../client/event-text.ts';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import type { CoordinatorRef } from '../../domain/plan.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import type { HistoryEntry } from '../../register/queries/read-history.ts';
import { assignmentPath, linkTo } from '../addresses.ts';
import type { Submission } from '../submission.ts';
import type { Visit } from '../visit.ts';
import { type FormView, renderForm } from './form.ts';
import { type Markup, renderPage } from './page.ts';
import { renderSubmission } from './submission.ts';
import { renderSubmissionForm, type SubmissionFormView } from './submission-form.ts';

/** Everything on the page of one assignment. */
export interface AssignmentView {
  readonly row: ListedAssignment;
  /** Events, newest first. */
  readonly history: readonly Extract<HistoryEntry, { what: 'event' }>['event'][];
  readonly forms: readonly FormView[];
  /** The form in which the lead hands in; null for everybody else. */
  readonly handIn: SubmissionFormView | null;
  /** What was handed in last; null before the first. */
  readonly submission: Submission | null;
}

/** One assignment: what is owed, when, with whom; what was sent back and why; what can be done; what happened. */
export function renderAssignmentPage(visit: Visit, view: AssignmentView): Markup {
  const { words } = visit;
  const { row, forms, submission, handIn } = view;
  const title = titleOf(row.task, visit.view);
  const period = words.shared.period(row.period);
  return renderPage(visit, {
    title,
    path: `/v/${visit.token}${assignmentPath(row)}`,
    body: html`<p class="back"><a href="${linkTo(visit, '')}">← ${words.backToList}</a></p>
<h1>${row.task === 'report' ? '' : html`<span class="number">${row.task}</span> `}${title}${period === '' ? '' : html` <span class="soft">${period}</span>`}</h1>
${renderReturn(visit, row)}
${renderFacts(visit, row)}
${renderLines(visit, row)}
${submission === null ? '' : renderSubmission(visit, submission)}
${forms.length === 0 && handIn === null ? '' : html`<section class="actions"><h2>${words.assignment.actions}</h2>${handIn === null ? '' : renderSubmissionForm(visit, handIn)}${forms.map((form) => renderForm(form, words))}</section>`}
${renderHistory(visit, view)}`,
  });
}

/** What an agency must read before it hands in again. */
function renderReturn({ words }: Visit, { progress, returnReason }: ListedAssignment): Markup {
  if (progress !== 'returned' || returnReason === null) return html``;
  return html`<p class="notice"><strong>${words.assignment.returned}:</strong> ${returnReason}</p>`;
}

/** Label and text; what is empty is left out. */
type Facts = readonly (readonly [string, string | Markup])[];

function renderFacts(visit: Visit, row: ListedAssignment): Markup {
  const facts = [
    ...deadlineFacts(visit, row),
    ...peopleFacts(visit, row),
    ...standingFacts(visit, row),
  ];
  return html`<dl>${facts.map(([label, text]) =>
    text === '' ? '' : html`<div><dt>${label}</dt><dd>${text}</dd></div>`,
  )}</dl>`;
}

function deadlineFacts({ view, words }: Visit, row: ListedAssignment): Facts {
  const { shared, assignment } = words;
  const task = view.plan.tasks.find((known) => known.task === row.task);
  const standing = describeStanding(row, view.present, shared);
  const moved =
    row.originalLastDay !== null && row.originalLastDay !== row.lastDay
      ? `; ${assignment.originally(shared.day(row.originalLastDay))}`
      : '';
  const day =
    row.lastDay === null ? shared.undated : `${shared.weekdayAndDay(row.lastDay)}${moved}`;
  const late = row.overdue ? html` class="late"` : '';
  return [
    [assignment.progress, shared.progress[row.progress]],
    [
      assignment.lastDay,
      html`${day}${standing === '' || row.lastDay === null ? '' : html`; <strong${late}>${standing}</strong>`}`,
    ],
    [assignment.phrase, row.phrase ?? ''],
    [assignment.product, (task?.products ?? []).join('; ')],
    [assignment.source, task?.source ?? ''],
  ];
}

function peopleFacts({ view, words, link }: Visit, row: ListedAssignment): Facts {
  const { assignment } = words;
  const { nameOf, plan } = view;
  const task = plan.tasks.find((known) => known.task === row.task);
  const nameRef = (by: CoordinatorRef) => ('ref' in by ? nameOf(by.ref) : by.text);
  return [
    [assignment.lead, row.agency === link.agency ? '' : nameOf(row.agency)],
    [assignment.coordinators, (task?.coordinators ?? []).map(nameRef).join('; ')],
    [assignment.reviewer, row.reviewer === null ? '' : nameOf(row.reviewer)],
    [assignment.takenOverFrom, row.takenOverFrom === null ? '' : nameOf(row.takenOverFrom)],
    [assignment.passedTo, row.passedTo === null ? '' : nameOf(row.passedTo)],
  ];
}

function standingFacts({ view, words }: Visit, row: ListedAssignment): Facts {
  const { assignment, shared } = words;
  const { obstacle, extensionAsked, waitingFor } = row;
  const at = (instant: string | null) =>
    instant === null ? '' : shared.instant(instant, view.present.timezone);
  return [
    [assignment.acknowledged, at(row.acknowledgedAt)],
    [
      assignment.extensionAsked,
      extensionAsked === null
        ? ''
        : assignment.asked(shared.day(extensionAsked.until), extensionAsked.reason),
    ],
    [assignment.obstacle, obstacle?.text ?? ''],
    [assignment.obstacleAnswer, obstacle?.answer ?? ''],
    [
      assignment.waitingFor,
      waitingFor === null ? '' : assignment.waits(view.nameOf(waitingFor.agency), waitingFor.text),
    ],
  ];
}

function renderLines({ view, words }: Visit, { lines }: ListedAssignment): Markup {
  if (lines.length === 0) return html``;
  return html`<details class="lines"><summary>${words.assignment.lines} (${lines.length})</summary>
<ul>${lines.map((line) => html`<li><span class="number">${line}</span> ${titleOf(line, view)}</li>`)}</ul></details>`;
}

function renderHistory({ view, words }: Visit, { history }: AssignmentView): Markup {
  const { shared, assignment } = words;
  if (history.length === 0)
    return html`<h2>${assignment.history}</h2><p>${assignment.noHistory}</p>`;
  return html`<section><h2>${assignment.history}</h2><ol class="history">${history.map((event) => {
    const actor = event.actor === null ? '' : ` – ${view.nameOf(event.actor)}`;
    const said = describeEventData(event, { wording: shared, nameOf: view.nameOf });
    return html`<li><time datetime="${event.at}">${shared.shortInstant(event.at, view.present.timezone)}</time>
<span><strong>${shared.event[event.kind] ?? event.kind}</strong>${actor}${said === '' ? '' : html`<br>${said}`}</span></li>`;
  })}</ol></section>`;
}
