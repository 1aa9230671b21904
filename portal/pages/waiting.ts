import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { assignmentPath, linkTo } from '../addresses.ts';
import { writeChosen } from '../chosen.ts';
import type { Paging } from '../paging.ts';
import type { Visit } from '../visit.ts';
import { type Markup, renderPage } from './page.ts';
import { renderPager } from './pager.ts';

/** Everything that waits for a visitor's word, the oldest first. */
export interface WaitingView {
  readonly submissions: readonly ListedAssignment[];
  readonly total: number;
  readonly paging: Paging;
  readonly extensions: readonly ListedAssignment[];
  readonly obstacles: readonly ListedAssignment[];
  /** One-time token of the form that accepts several; null when nothing can be accepted. */
  readonly token: string | null;
  /** What was wrong with the form that was sent; null at first. */
  readonly mistake: string | null;
}

export function renderWaiting(visit: Visit, view: WaitingView): Markup {
  const { waiting } = visit.words.review;
  const { submissions, extensions, obstacles } = view;
  const empty = submissions.length + extensions.length + obstacles.length === 0;
  return renderPage(visit, {
    title: waiting.title,
    path: `/v/${visit.token}/review`,
    current: 'review',
    body: html`<h1>${waiting.title}</h1>
${view.mistake === null ? '' : html`<div class="mistakes" role="alert"><p>${view.mistake}</p></div>`}
${empty ? html`<p>${waiting.nothing}</p>` : ''}
${renderSubmissions(visit, view)}
${renderSection(waiting.extensions, extensions, (row) => renderExtension(visit, row))}
${renderSection(waiting.obstacles, obstacles, (row) => renderObstacle(visit, row))}`,
  });
}

function renderSubmissions(visit: Visit, view: WaitingView): Markup {
  const { submissions, total, paging, token } = view;
  if (submissions.length === 0) return html``;
  const { waiting } = visit.words.review;
  const boxes = token !== null;
  return html`<section><h2>${waiting.submissions} <span class="count">${total}</span></h2>
<form method="post" action="${linkTo(visit, '/review/accept')}">
${boxes ? html`<input type="hidden" name="form" value="${token}">` : ''}
<ul class="tasks${boxes ? ' choose' : ''}">${submissions.map((row) => renderSubmission(visit, row, boxes))}</ul>
${boxes ? html`<p class="soft">${waiting.acceptHint}</p><p><button>${waiting.acceptChosen}</button></p>` : ''}
</form>
${renderPager(visit, paging, { path: '/review', query: {} })}</section>`;
}

function renderSubmission(visit: Visit, row: ListedAssignment, box: boolean): Markup {
  const { view, words } = visit;
  const choose = words.review.waiting.choose(titleOf(row.task, view), view.nameOf(row.agency));
  const standing = describeStanding(row, view.present, words.shared);
  return html`<li>${
    box
      ? html`<label class="box"><input type="checkbox" name="pick" value="${writeChosen(row)}"><span class="unseen">${choose}</span></label>`
      : ''
  }${renderLink(visit, row, html`${standing}`)}</li>`;
}

function renderExtension(visit: Visit, row: ListedAssignment): Markup {
  const { words } = visit;
  const { extensionAsked } = row;
  if (extensionAsked === null) return html``;
  const { until, reason } = extensionAsked;
  const asks = words.review.waiting.asks(words.shared.day(until));
  return renderLink(visit, row, html`${asks}`, reason);
}

function renderObstacle(visit: Visit, row: ListedAssignment): Markup {
  const { view, words } = visit;
  const { obstacle } = row;
  if (obstacle === null) return html``;
  const at = words.shared.shortInstant(obstacle.at, view.present.timezone);
  return renderLink(visit, row, html`${words.review.waiting.since(at)}`, obstacle.text);
}

function renderLink(visit: Visit, row: ListedAssignment, standing: Markup, said = ''): Markup {
  const { view, words } = visit;
  const period = words.shared.period(row.period);
  return html`<a href="${linkTo(visit, assignmentPath(row))}"><span class="number">${row.task === 'report' ? '' : row.task}</span>
<span class="title">${titleOf(row.task, view)}${period === '' ? '' : html` <span class="soft">${period}</span>`}<br><span class="agency">${view.nameOf(row.agency)}</span>${said === '' ? '' : html`<br><span class="said">${said}</span>`}</span>
<span class="standing">${standing}</span></a>`;
}

function renderSection(
  title: string,
  rows: readonly ListedAssignment[],
  render: (row: ListedAssignment) => Markup,
): Markup {
  if (rows.length === 0) return html``;
  return html`<section><h2>${title} <span class="count">${rows.length}</span></h2>
<ul class="tasks">${rows.map((row) => html`<li>${render(row)}</li>`)}</ul></section>`;
}
