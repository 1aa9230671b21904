import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { assignmentPath, linkTo, receiptPath, type Target } from '../addresses.ts';
import type { Visit } from '../visit.ts';
import type { PageName } from './navigation.ts';
import { type Markup, renderPage } from './page.ts';

/** How the requests of one form ended, each by itself. */
export interface OutcomesView {
  /** "Đã xác nhận hoàn thành 03 nhiệm vụ". */
  readonly said: (count: number) => string;
  readonly recorded: readonly { readonly row: ListedAssignment; readonly requestId: string }[];
  readonly refused: readonly { readonly target: Target; readonly why: string }[];
  /** Whether the visitor may open the pages of these assignments and their receipts. */
  readonly linked: boolean;
  /** Page that the form stood on. */
  readonly back: { readonly path: string; readonly title: string };
  /** The page that it belongs to; null for none that a link opens directly. */
  readonly current: PageName | null;
}

/** What was recorded, with its receipts, and what was not, and why. */
export function renderOutcomes(visit: Visit, view: OutcomesView): Markup {
  const { outcome } = visit.words.review;
  const { recorded, refused, back, linked } = view;
  const title = recorded.length === 0 ? outcome.none : view.said(recorded.length);
  return renderPage(visit, {
    title,
    path: `/v/${visit.token}${back.path}`,
    ...(view.current === null ? {} : { current: view.current }),
    body: html`<h1${recorded.length === 0 ? '' : html` class="done"`}>${title}</h1>
${
  refused.length === 0
    ? ''
    : html`<div class="mistakes" role="alert"><p>${outcome.refused(refused.length)}</p>
<ul>${refused.map(({ target, why }) => html`<li>${name(visit, target, linked)}: ${why}</li>`)}</ul></div>`
}
${
  recorded.length === 0
    ? ''
    : html`<ul class="plain">${recorded.map(
        ({ row, requestId }) =>
          html`<li>${name(visit, row, linked)}<br><span class="soft">${
            linked
              ? html`<a href="${linkTo(visit, receiptPath(requestId))}">${outcome.receipt}</a>`
              : visit.words.receipt.number
          } ${requestId}</span></li>`,
      )}</ul>`
}
<p class="back"><a href="${linkTo(visit, back.path)}">← ${back.title}</a></p>`,
  });
}

function name(visit: Visit, target: Target, linked: boolean): Markup {
  const { view, words } = visit;
  const { task, period, agency } = target;
  const parts = [
    [task === 'report' ? '' : task, titleOf(task, view)].filter(Boolean).join(' '),
    words.shared.period(period),
    view.nameOf(agency),
  ];
  const text = parts.filter((part) => part !== '').join(' – ');
  return linked
    ? html`<a href="${linkTo(visit, assignmentPath(target))}">${text}</a>`
    : html`${text}`;
}
