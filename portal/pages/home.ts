import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import type { LeadCount } from '../../register/queries/count-leads.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { assignmentPath, contributionPath, relativeTo } from '../addresses.ts';
import type { OwnWork } from '../own-work.ts';
import type { Visit } from '../visit.ts';
import { type HomeSection, homeSections } from '../wording/portal-wording.ts';
import { type Markup, renderPage } from './page.ts';

/** An agency's work: what is late first, what has ended folded away. */
export function renderHome(visit: Visit, work: OwnWork): Markup {
  const { words } = visit;
  const sections = homeSections.map((section) => renderSection(visit, section, work));
  const empty = sections.every((section) => section === null);
  return renderPage(visit, {
    title: words.home.title,
    path: `/v/${visit.token}/`,
    current: 'work',
    body: html`<h1>${words.home.title}</h1>
${empty ? html`<p>${words.home.nothing}</p>` : sections.map((section) => section ?? '')}`,
  });
}

function renderSection(
  visit: Visit,
  section: HomeSection,
  { assignments, coordinates }: OwnWork,
): Markup | null {
  const { home } = visit.words;
  if (section === 'coordinate') {
    const items = coordinates.map((count) => renderCoordinated(visit, count));
    return items.length === 0 ? null : renderList(section, home.sections[section], items);
  }
  const rows = assignments[section];
  if (rows.length === 0) return null;
  const items = rows.map((row) => renderAssignment(visit, row));
  if (section !== 'done') return renderList(section, home.sections[section], items);
  return html`<details class="ended"><summary>${home.done(rows.length)}</summary><ul class="tasks">${items}</ul></details>`;
}

function renderList(section: HomeSection, heading: string, items: readonly Markup[]): Markup {
  return html`<section class="${section}"><h2>${heading} <span class="count">${items.length}</span></h2>
<ul class="tasks">${items}</ul></section>`;
}

function renderAssignment(visit: Visit, row: ListedAssignment): Markup {
  const { view, words } = visit;
  const { shared } = words;
  const standing = describeStanding(row, view.present, shared);
  const lastDay = row.lastDay === null ? '' : ` · ${shared.day(row.lastDay)}`;
  const period = shared.period(row.period);
  return html`<li><a href="${relativeTo(visit, assignmentPath(row))}">
<span class="number">${row.task === 'report' ? '' : row.task}</span>
<span class="title">${titleOf(row.task, view)}${period === '' ? '' : html` <span class="soft">${period}</span>`}</span>
<span class="standing">${standing === '' ? shared.progress[row.progress] : standing}${lastDay}</span></a></li>`;
}

function renderCoordinated(visit: Visit, count: LeadCount): Markup {
  const { view, words } = visit;
  const { shared, home } = words;
  const period = shared.period(count.period);
  const lastDay = count.lastDay === null ? '' : ` · ${shared.day(count.lastDay)}`;
  const awaiting = count.awaiting.map((lead) => home.awaited(view.nameOf(lead)));
  return html`<li><a href="${relativeTo(visit, contributionPath(count))}">
<span class="number">${count.task === 'report' ? '' : count.task}</span>
<span class="title">${titleOf(count.task, view)}${period === '' ? '' : html` <span class="soft">${period}</span>`}</span>
<span class="standing">${home.leads(count.done, count.leads)}${lastDay}${awaiting.map((text) => html`<br><strong>${text}</strong>`)}</span></a></li>`;
}
