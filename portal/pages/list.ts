import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { assignmentPath, type ListFilter, linkTo, listPath, relativeTo } from '../addresses.ts';
import type { Visit } from '../visit.ts';
import { type Markup, renderPage } from './page.ts';
import { type Page, renderPager } from './pager.ts';

/** Assignments of one agency or one task, each with the way to its page. */
export function renderAssignmentList(
  visit: Visit,
  { agency = '', task = '' }: ListFilter,
  page: Page<ListedAssignment>,
): Markup {
  const { words, view } = visit;
  const { list } = words.overview;
  const query = { agency, task };
  const about = [
    ...(task === '' ? [] : [task === 'report' ? '' : task, titleOf(task, view)]),
    ...(agency === '' ? [] : [view.nameOf(agency)]),
  ].filter(Boolean);
  const title = about.length === 0 ? list.title : about.join(' – ');
  return renderPage(visit, {
    title,
    path: `/v/${visit.token}${listPath(query)}`,
    body: html`<p class="back"><a href="${linkTo(visit, '/overview')}">← ${list.back}</a></p>
<h1>${title}</h1>
${page.items.length === 0 ? html`<p>${list.nothing}</p>` : html`<ul class="tasks">${page.items.map((row) => renderRow(visit, row))}</ul>`}
${renderPager(visit, page, { path: '/list', query })}`,
  });
}

function renderRow(visit: Visit, row: ListedAssignment): Markup {
  const { view, words } = visit;
  const { shared } = words;
  const standing = [shared.progress[row.progress], describeStanding(row, view.present, shared)]
    .filter((text) => text !== '')
    .join(', ');
  const period = shared.period(row.period);
  const lastDay = row.lastDay === null ? '' : ` · ${shared.day(row.lastDay)}`;
  return html`<li><a href="${relativeTo(visit, assignmentPath(row))}"><span class="number">${row.task === 'report' ? '' : row.task}</span>
<span><span class="title">${titleOf(row.task, view)}</span>${period === '' ? '' : html` <span class="soft">${period}</span>`}<br>${view.nameOf(row.agency)}</span>
<span class="standing${row.overdue ? ' late' : ''}">${standing}${lastDay}</span></a></li>`;
}
