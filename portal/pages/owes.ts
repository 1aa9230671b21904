import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import type { OwingCount } from '../../register/queries/count-owing.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { assignmentPath, linkTo, owedPath } from '../addresses.ts';
import type { Paging } from '../paging.ts';
import type { Visit } from '../visit.ts';
import { type Markup, renderPage } from './page.ts';
import { renderPager } from './pager.ts';

/** The two ways to look at what is owed. */
export type OwesBy = 'agency' | 'task';

/** Who owes how much, or what is owed of which task. */
export interface OwesView {
  readonly by: OwesBy;
  readonly counts: readonly OwingCount[];
  readonly total: number;
  readonly paging: Paging;
  /** One-time token of the reminder buttons; null when nobody can be reminded. */
  readonly token: string | null;
  /** Agencies that were reminded today. */
  readonly reminded: ReadonlySet<string>;
  /** What was wrong with the form that was sent; null at first. */
  readonly mistake: string | null;
}

/** Everything that one agency owes, or that is owed of one task. */
export interface OwedView {
  readonly by: OwesBy;
  readonly of: string;
  readonly rows: readonly ListedAssignment[];
  readonly paging: Paging;
}

export function renderOwes(visit: Visit, view: OwesView): Markup {
  const { owes } = visit.words.review;
  const { by, counts, total, token, mistake } = view;
  return renderPage(visit, {
    title: owes.title,
    path: `/v/${visit.token}${pathOf(by)}`,
    current: 'owes',
    body: html`<h1>${owes.title} <span class="count">${total}</span></h1>
${mistake === null ? '' : html`<div class="mistakes" role="alert"><p>${mistake}</p></div>`}
<p class="tabs">${renderTab(visit, by, 'agency')} ${renderTab(visit, by, 'task')}</p>
${counts.length === 0 ? html`<p>${owes.nothing}</p>` : renderCounts(visit, view)}
${token === null ? '' : html`<p class="soft">${owes.remindHint}</p>`}
${renderPager(visit, view.paging, { path: pathOf(by), query: {} })}`,
  });
}

/** One agency's debts, or one task's debtors. */
export function renderOwed(visit: Visit, { by, of, rows, paging }: OwedView): Markup {
  const { view, words } = visit;
  const { owes } = words.review;
  const title =
    by === 'agency' ? owes.ofAgency(view.nameOf(of)) : owes.ofTask(nameOfTask(visit, of));
  return renderPage(visit, {
    title,
    path: `/v/${visit.token}${owedPath(by, of)}`,
    current: 'owes',
    body: html`<p class="back"><a href="${linkTo(visit, pathOf(by))}">← ${owes.title}</a></p>
<h1>${title}</h1>
${rows.length === 0 ? html`<p>${owes.nothing}</p>` : html`<ul class="tasks">${rows.map((row) => renderOwing(visit, row))}</ul>`}
${renderPager(visit, paging, { path: owedPath(by, of), query: {} })}`,
  });
}

/** By agencies it stands at the shorter address. */
function pathOf(by: OwesBy): string {
  return by === 'agency' ? '/owes' : '/owes/task';
}

function renderTab(visit: Visit, shown: OwesBy, by: OwesBy): Markup {
  const { owes } = visit.words.review;
  const label = by === 'agency' ? owes.byAgency : owes.byTask;
  return html`<a href="${linkTo(visit, pathOf(by))}"${shown === by ? html` aria-current="true"` : ''}>${label}</a>`;
}

function renderCounts(visit: Visit, view: OwesView): Markup {
  const list = html`<ul class="tasks owes">${view.counts.map((count) => renderCount(visit, view, count))}</ul>`;
  if (view.token === null) return list;
  return html`<form method="post" action="${linkTo(visit, '/owes/remind')}">
<input type="hidden" name="form" value="${view.token}">${list}</form>`;
}

function renderCount(visit: Visit, view: OwesView, count: OwingCount): Markup {
  const { words } = visit;
  const { owes } = words.review;
  const { by } = view;
  const said = [
    html`${owes.owed(count.owed)}`,
    ...(count.overdue > 0
      ? [html`<strong class="late">${owes.overdue(count.overdue)}</strong>`]
      : []),
    ...(count.firstDay === null ? [] : [html`${owes.firstDay(words.shared.day(count.firstDay))}`]),
  ];
  const name = by === 'agency' ? visit.view.nameOf(count.of) : nameOfTask(visit, count.of);
  return html`<li><div><a class="title" href="${linkTo(visit, owedPath(by, count.of))}">${name}</a>
<span class="soft">${said.map((one, index) => (index === 0 ? one : html` · ${one}`))}</span>
${view.token === null ? '' : renderButton(visit, view, count.of)}</div></li>`;
}

function renderButton({ words, view }: Visit, { reminded }: OwesView, agency: string): Markup {
  const { owes } = words.review;
  if (reminded.has(agency)) return html`<span class="soft done">${owes.reminded}</span>`;
  const whom = owes.remindWhom(view.nameOf(agency));
  return html`<button class="second" name="agency" value="${agency}">${owes.remind}<span class="unseen">${whom}</span></button>`;
}

function renderOwing(visit: Visit, row: ListedAssignment): Markup {
  const { view, words } = visit;
  const { shared } = words;
  const period = shared.period(row.period);
  const standing = describeStanding(row, view.present, shared);
  const lastDay = row.lastDay === null ? '' : ` · ${shared.day(row.lastDay)}`;
  return html`<li><a href="${linkTo(visit, assignmentPath(row))}"><span class="number">${row.task === 'report' ? '' : row.task}</span>
<span class="title">${titleOf(row.task, view)}${period === '' ? '' : html` <span class="soft">${period}</span>`}<br><span class="agency">${view.nameOf(row.agency)}</span></span>
<span class="standing${row.overdue ? ' late' : ''}">${standing}${lastDay}</span></a></li>`;
}

function nameOfTask({ view }: Visit, task: string): string {
  return [task === 'report' ? '' : task, titleOf(task, view)].filter(Boolean).join(' ');
}
