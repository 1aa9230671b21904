import { html } from 'hono/html';
import type { CompletionDay } from '../../domain/completion.ts';
import type { IsoDay } from '../../domain/plan.ts';
import { formatDay } from '../../domain/written-dates.ts';
import {
  type CompletionChart,
  renderCompletion,
  renderLineSample,
} from '../charts/completion-chart.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';
import { renderWide } from './wide.ts';

/** What was done by each day against what was due: the curve, what it says in a sentence, and its figures. */
export function renderCurve(visit: Visit, chart: CompletionChart): Markup {
  const { words } = visit;
  const { curve } = words.overview.overview;
  const { completion, today } = chart;
  if (completion.days.length === 0)
    return html`<section><h2>${curve.title}</h2><p>${curve.nothing}</p></section>`;
  const summary = curve.summary({
    day: words.shared.day(today),
    total: completion.total,
    ...standAt(completion.days, today),
  });
  const picture = renderCompletion(chart, {
    title: curve.title,
    summary,
    today: curve.today,
    month: nameMonth,
  });
  const key = (['due', 'delivered', 'accepted'] as const).map(
    (line) => html`<li>${renderLineSample(line)} ${curve[line]}</li>`,
  );
  return html`<section><h2>${curve.title}</h2><p>${summary}</p>
<ul class="lines-key">${key}</ul>
<p class="soft axis">${curve.axis}</p>
${renderWide(curve.title, picture)}
<p class="soft">${curve.explained}</p>
${renderFigures(visit, chart)}</section>`;
}

/** The figures on the days on which something fell due, and today. */
function renderFigures({ words, view }: Visit, { completion, today }: CompletionChart): Markup {
  const { curve } = words.overview.overview;
  const { days } = completion;
  const dues = days.filter(({ due }, index) => due !== (days[index - 1]?.due ?? 0));
  const shown = [...new Set([...dues.map(({ day }) => day), today])].sort();
  const { locale } = words.shared;
  return html`<details><summary>${curve.table}</summary>${renderWide(
    curve.table,
    html`<table class="counts"><thead><tr><th scope="col">${curve.day}</th><th scope="col">${curve.due}</th><th scope="col">${curve.delivered}</th><th scope="col">${curve.accepted}</th></tr></thead><tbody>${shown.map(
      (day) => {
        const { due, delivered, accepted } = standAt(days, day);
        const known = day <= today;
        return html`<tr><th scope="row">${formatDay(day, locale)}${day === today ? ` (${curve.today.toLocaleLowerCase(view.plan.locale)})` : ''}</th><td>${due}</td><td>${known ? delivered : '–'}</td><td>${known ? accepted : '–'}</td></tr>`;
      },
    )}</tbody></table>`,
  )}</details>`;
}

/** The counts at the end of a day. */
function standAt(days: readonly CompletionDay[], day: IsoDay): Omit<CompletionDay, 'day'> {
  const { due, delivered, accepted } = days.findLast((known) => known.day <= day) ?? {
    due: 0,
    delivered: 0,
    accepted: 0,
  };
  return { due, delivered, accepted };
}

/** "6/2023" in either language; months 1 and 2 with a zero, as in written days. */
function nameMonth(day: IsoDay): string {
  return formatDay(day, 'vi').slice(3);
}
