import { html } from 'hono/html';
import { describeEventData } from '../../client/event-text.ts';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import { findSuperior } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import { toDay } from '../../domain/local-time.ts';
import type { StoryEntry, StoryEvent, StoryNotice } from '../../register/queries/read-stories.ts';
import { assignmentPath, linkTo, relativeTo, withQuery } from '../addresses.ts';
import type { Escalation, Grouping } from '../escalations.ts';
import type { Visit } from '../visit.ts';
import { type Markup, renderPage } from './page.ts';
import { type Page, renderPager } from './pager.ts';

/** An overdue assignment with everything that was said and done. */
export interface EscalationView extends Escalation {
  readonly story: readonly StoryEntry[];
}

/** What is overdue, by agency or by task, the oldest first, each with its story. */
export function renderOffice(
  visit: Visit,
  page: Page<EscalationView> & { readonly total: number },
  by: Grouping,
): Markup {
  const { office } = visit.words.overview;
  const query = { by: by === 'agency' ? '' : by };
  const groups = groupBy(page.items, ({ group }) => group);
  return renderPage(visit, {
    title: office.title,
    path: `/v/${visit.token}${withQuery('/office', query)}`,
    current: 'office',
    body: html`<h1>${office.title}</h1>
${page.total === 0 ? html`<p>${office.nothing}</p>` : html`<p>${office.count(page.total)}</p>${renderGroupings(visit, by)}`}
${[...groups.values()].map((items) => renderGroup(visit, items, by))}
${renderPager(visit, page, { path: '/office', query })}`,
  });
}

function renderGroupings(visit: Visit, by: Grouping): Markup {
  const { office } = visit.words.overview;
  const link = (grouping: Grouping, label: string) =>
    html`<li><a href="${linkTo(visit, withQuery('/office', { by: grouping === 'agency' ? '' : grouping }))}"${grouping === by ? html` aria-current="true"` : ''}>${label}</a></li>`;
  return html`<nav class="grouping" aria-label="${office.grouping}"><ul>${link('agency', office.byAgency)}${link('task', office.byTask)}</ul></nav>`;
}

function renderGroup(visit: Visit, items: readonly EscalationView[], by: Grouping): Markup {
  const [first] = items;
  if (first === undefined) return html``;
  const { view, words } = visit;
  const { office } = words.overview;
  const { group, inGroup, isFirst } = first;
  const name = by === 'agency' ? view.nameOf(group) : nameTask(visit, group);
  const superior = by === 'agency' ? renderSuperior(visit, group) : html``;
  return html`<section class="overdue"><h2>${name}${isFirst ? '' : ` ${office.continued}`} <span class="count">${office.inGroup(inGroup)}</span></h2>
${superior}<ul class="escalations">${items.map((item) => renderEscalation(visit, item, by))}</ul></section>`;
}

function renderEscalation(visit: Visit, { row, story }: EscalationView, by: Grouping): Markup {
  const { view, words } = visit;
  const { shared } = words;
  const { office } = words.overview;
  const period = shared.period(row.period);
  const lastDay = row.lastDay === null ? '' : ` · ${shared.day(row.lastDay)}`;
  const name = by === 'agency' ? nameTask(visit, row.task) : view.nameOf(row.agency);
  return html`<li><p class="title">${name}${period === '' ? '' : html` <span class="soft">${period}</span>`}</p>
<p class="late">${describeStanding(row, view.present, shared)}${lastDay}</p>
${by === 'task' ? renderSuperior(visit, row.agency) : ''}
<details><summary>${office.story}</summary>${story.length === 0 ? html`<p>${office.noStory}</p>` : renderStory(visit, story)}</details>
<p><a href="${relativeTo(visit, assignmentPath(row))}">${office.instruct}<span class="hidden">: ${name}</span></a></p></li>`;
}

function renderSuperior({ view, words }: Visit, agency: string): Markup {
  const { directory, present, nameOf } = view;
  const superior = findSuperior(agency, directory, toDay(present.now, present.timezone));
  if (superior === null) return html``;
  return html`<p class="soft">${words.overview.office.superior(nameOf(superior))}</p>`;
}

/** One line for each event, and one for everybody who was told the same thing at the same time. */
function renderStory(visit: Visit, story: readonly StoryEntry[]): Markup {
  const { view, words } = visit;
  const when = (at: string) => words.shared.shortInstant(at, view.present.timezone);
  const lines = groupBy(story, (entry) =>
    JSON.stringify(
      entry.what === 'event'
        ? [entry.at, entry.kind, entry.actor, entry.data]
        : [when(entry.at), entry.kind, entry.step, entry.state, entry.mail],
    ),
  );
  return html`<ol class="history">${[...lines.values()].map((same) => {
    const [first] = same;
    if (first === undefined) return '';
    const said =
      first.what === 'event'
        ? sayEvent(visit, first)
        : sayNotice(
            visit,
            first,
            same.flatMap((one) => (one.what === 'notice' ? [one] : [])),
          );
    return html`<li><time>${when(first.at)}</time><span>${said}</span></li>`;
  })}</ol>`;
}

function sayEvent({ view, words }: Visit, event: StoryEvent): Markup {
  const { shared } = words;
  const actor = event.actor === null ? '' : ` – ${view.nameOf(event.actor)}`;
  const said = describeEventData(event, { wording: shared, nameOf: view.nameOf });
  return html`<strong>${shared.event[event.kind] ?? event.kind}</strong>${actor}${said === '' ? '' : `: ${said}`}`;
}

function sayNotice(
  { view, words }: Visit,
  { kind, step, state, mail }: StoryNotice,
  all: readonly StoryNotice[],
): Markup {
  const { shared, overview } = words;
  const to = all.map(({ toAgency, role }) =>
    overview.office.toRole(view.nameOf(toAgency), shared.role[role]),
  );
  const outcome = mail === null ? shared.noticeState[state] : shared.mailState[mail];
  return html`${shared.notice(kind, step)} → ${to.join('; ')}: ${outcome}`;
}

function nameTask({ view }: Visit, task: string): string {
  const title = titleOf(task, view);
  return task === 'report' ? title : `${task} ${title}`;
}
