import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { formatShare, published } from '../../client/summary-text.ts';
import type { Counts } from '../../domain/counts.ts';
import type { Summary, Tally } from '../../domain/summary.ts';
import { listPath, relativeTo } from '../addresses.ts';
import { renderBar, renderPatterns } from '../charts/share-bar.ts';
import type { Overview } from '../overview.ts';
import type { Visit } from '../visit.ts';
import { renderBoard } from './board.ts';
import { renderCurve } from './curve.ts';
import { renderKey } from './key.ts';
import { type Markup, renderPage } from './page.ts';
import { renderWide } from './wide.ts';

/** How the plan stands as a whole: what provinces publish, the curve, shares and the board. */
export function renderOverview(visit: Visit, { summary, chart }: Overview): Markup {
  const { words, view } = visit;
  const { overview } = words.overview;
  const { shared } = words;
  const { present } = view;
  return renderPage(visit, {
    title: overview.title,
    path: `/v/${visit.token}/overview`,
    current: 'overview',
    body: html`<h1>${overview.title}</h1>
<p class="soft">${shared.asOf(shared.instant(present.now, present.timezone))}</p>
${renderPatterns()}
<section><h2>${overview.whole}</h2>${renderWhole(visit, summary.whole)}</section>
${renderCurve(visit, chart)}
${renderShares(visit, summary)}
${renderBoard(visit, summary)}`,
  });
}

function renderWhole({ words }: Visit, { tasks, assignments }: Tally): Markup {
  const { counted } = words.shared;
  const row = (label: string, key: keyof Counts, part = false) =>
    html`<tr${part ? html` class="part"` : ''}><th scope="row">${label}</th><td>${tasks[key]}</td><td>${formatShare(key, tasks, words.shared)}</td><td>${assignments[key]}</td><td>${formatShare(key, assignments, words.shared)}</td></tr>`;
  return html`${renderWide(
    words.shared.columns.standing,
    html`<table class="counts whole"><thead><tr><th scope="col">${words.shared.columns.standing}</th><th scope="col">${counted.tasks}</th><th scope="col">${counted.share}</th><th scope="col">${counted.assignments}</th><th scope="col">${counted.share}</th></tr></thead><tbody>
${row(counted.names.total, 'total')}
${published.map(([category, ...parts]) => [
  row(counted.names[category], category),
  ...parts.map((part) => row(counted.ofWhich(counted.names[part]), part, true)),
])}
${row(counted.beside(counted.names.extended), 'extended', true)}</tbody></table>`,
  )}
<div class="soft">${counted.explained.map((text) => html`<p>${text}</p>`)}</div>`;
}

/** A group of the summary: how it is called and where its assignments are listed. */
interface Share {
  readonly name: Markup;
  readonly assignments: Counts;
}

function renderShares(visit: Visit, { byLevel, byAgency, byTask }: Summary): Markup {
  const { words, view } = visit;
  const { overview } = words.overview;
  const { counted, columns } = words.shared;
  const link = (query: Readonly<Record<string, string>>, text: string) =>
    html`<a href="${relativeTo(visit, listPath(query))}">${text}</a>`;
  const levels = byLevel.map(({ level, assignments }) => ({
    name: html`${level === null ? counted.unknownLevel : counted.levels[level]}`,
    assignments,
  }));
  const agencies = byAgency.map(({ agency, assignments }) => ({
    name: link({ agency }, view.nameOf(agency)),
    assignments,
  }));
  const tasks = byTask.map(({ task, assignments }) => ({
    name: html`${task === 'report' ? '' : html`<span class="number">${task}</span> `}${link({ task }, titleOf(task, view) || task)}`,
    assignments,
  }));
  return html`${renderShareTable(visit, overview.byLevel, counted.level, levels)}
${renderKey(visit)}
${renderShareTable(visit, overview.byTask, columns.taskTitle, tasks)}
${renderShareTable(visit, overview.byAgency, columns.agency, agencies)}`;
}

function renderShareTable(
  { words }: Visit,
  title: string,
  column: string,
  groups: readonly Share[],
): Markup {
  const { overview } = words.overview;
  const { counted, columns } = words.shared;
  const rows = groups.filter(({ assignments }) => assignments.total > 0);
  if (rows.length === 0) return html``;
  const titles = [
    counted.names.total,
    overview.done,
    overview.waiting,
    overview.inTime,
    columns.overdue,
  ];
  return html`<section><h2>${title}</h2>${renderWide(
    title,
    html`<table class="shares"><thead><tr><th scope="col">${column}</th>${titles.map((text) => html`<th scope="col">${text}</th>`)}<th scope="col">${overview.bar}</th></tr></thead><tbody>${rows.map(
      ({ name, assignments }) =>
        html`<tr><th scope="row">${name}</th><td>${assignments.total}</td><td>${assignments.acceptedOnTime + assignments.acceptedLate}</td><td>${assignments.waiting}</td><td>${assignments.inTime}</td><td${assignments.overdue > 0 ? html` class="late"` : ''}>${assignments.overdue}</td><td>${renderBar(assignments)}</td></tr>`,
    )}</tbody></table>`,
  )}</section>`;
}
