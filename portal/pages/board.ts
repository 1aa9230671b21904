import { html, raw } from 'hono/html';
import { groupBy } from '../../domain/group-by.ts';
import type { AgencyId, Level } from '../../domain/plan.ts';
import type { Cell, Summary } from '../../domain/summary.ts';
import { listPath, relativeTo } from '../addresses.ts';
import { classOf, stateOf } from '../charts/board-state.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';
import { renderWide } from './wide.ts';

/** Agencies as rows, grouped by level, the worst first; tasks as columns; in each cell a letter on its colour. */
export function renderBoard(visit: Visit, summary: Summary): Markup {
  const { words } = visit;
  const { overview } = words.overview;
  const tasks = summary.byTask.map(({ task }) => task);
  if (tasks.length === 0) return html``;
  const levels = groupBy(summary.byAgency, ({ level }) => level);
  const cells = groupBy(summary.byCell, ({ agency }) => agency);
  const order = summary.byLevel.flatMap(({ level }) => {
    const agencies = levels.get(level);
    return agencies === undefined
      ? []
      : [{ level, agencies: agencies.map(({ agency }) => agency) }];
  });
  const head = tasks.map(
    (task) =>
      html`<th scope="col"><a href="${relativeTo(visit, listPath({ task }))}">${task === 'report' ? overview.report : task}</a></th>`,
  );
  return html`<section><h2>${overview.board}</h2>
<p class="soft">${overview.boardExplained} <a href="#key">${overview.legend}</a></p>
${renderWide(
  overview.board,
  html`<table class="board" aria-describedby="key"><thead><tr><th scope="col">${words.shared.columns.agency}</th>${head}</tr></thead>${order.map(
    ({ level, agencies }) =>
      html`<tbody>${renderLevel(visit, level, tasks.length)}${agencies.map((agency) =>
        renderRow(visit, agency, tasks, cells.get(agency) ?? []),
      )}</tbody>`,
  )}</table>`,
  true,
)}</section>`;
}

function renderLevel({ words }: Visit, level: Level | null, columns: number): Markup {
  const { counted } = words.shared;
  const name = level === null ? counted.unknownLevel : counted.levels[level];
  return html`<tr><th class="level" scope="rowgroup" colspan="${columns + 1}"><span>${name}</span></th></tr>`;
}

function renderRow(
  visit: Visit,
  agency: AgencyId,
  tasks: readonly string[],
  cells: readonly Cell[],
): Markup {
  const { letters } = visit.words.overview.overview;
  const byTask = new Map(cells.map((cell) => [cell.task, cell]));
  // Letters and states are words of ours: 3,000 cells need no escaping of each.
  const row = tasks.map((task) => {
    const cell = byTask.get(task);
    if (cell === undefined) return '<td></td>';
    const state = stateOf(cell.place);
    return `<td class="${classOf(state)}">${letters[state]}</td>`;
  });
  return html`<tr><th scope="row"><a href="${relativeTo(visit, listPath({ agency }))}">${visit.view.nameOf(agency)}</a></th>${raw(row.join(''))}</tr>`;
}
