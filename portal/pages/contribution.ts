import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { describeStanding } from '../../client/standing.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import type { Field, Mistake, Typed } from '../actions/field.ts';
import { contributionPath, linkTo } from '../addresses.ts';
import { writeChosen } from '../chosen.ts';
import type { Visit } from '../visit.ts';
import { renderFields } from './form.ts';
import { type Markup, renderPage } from './page.ts';

/** A task's period as one of its coordinators sees it. */
export interface ContributionView {
  readonly task: string;
  readonly period: string;
  /** Leads that have not ended it. */
  readonly leads: readonly ListedAssignment[];
  readonly fields: readonly Field[];
  /** Leads chosen when the form was sent. */
  readonly chosen: readonly string[];
  readonly typed: Typed;
  readonly mistakes: readonly Mistake[];
  /** One-time token of the form; null when nothing can be noted. */
  readonly token: string | null;
}

/** The leads that a coordinator helps, and the form in which it notes what it has done for them. */
export function renderContribution(visit: Visit, view: ContributionView): Markup {
  const { view: plan, words } = visit;
  const { task, period, leads, token } = view;
  const { contribution } = words.review;
  const title = titleOf(task, plan);
  const periodName = words.shared.period(period);
  return renderPage(visit, {
    title,
    path: `/v/${visit.token}${contributionPath(view)}`,
    body: html`<p class="back"><a href="${linkTo(visit, '')}">← ${words.backToList}</a></p>
<h1>${task === 'report' ? '' : html`<span class="number">${task}</span> `}${title}${periodName === '' ? '' : html` <span class="soft">${periodName}</span>`}</h1>
<h2>${contribution.title}</h2>
${leads.length === 0 || token === null ? html`<p>${contribution.none}</p>` : renderForm(visit, view, token)}`,
  });
}

function renderForm(visit: Visit, view: ContributionView, token: string): Markup {
  const { words } = visit;
  const { contribution } = words.review;
  const { fields, typed, mistakes } = view;
  return html`<form method="post" action="${linkTo(visit, contributionPath(view))}" accept-charset="utf-8" novalidate class="action open">
<input type="hidden" name="form" value="${token}">
${
  mistakes.length === 0
    ? ''
    : html`<div class="mistakes" role="alert"><p>${words.mistakes.title}</p><ul>${mistakes.map(({ text }) => html`<li>${text}</li>`)}</ul></div>`
}
<p class="soft">${contribution.hint}</p>
<fieldset><legend>${contribution.leads}</legend>${view.leads.map((row) => renderLead(visit, view, row))}</fieldset>
${renderFields({ name: 'contribute', fields, typed, mistakes }, words)}
<button>${contribution.send}</button></form>`;
}

function renderLead(visit: Visit, { leads, chosen }: ContributionView, row: ListedAssignment) {
  const { view, words, link } = visit;
  const value = writeChosen({ ...row, submittedAt: null });
  const checked = leads.length === 1 || chosen.includes(value);
  const standing = describeStanding(row, view.present, words.shared);
  const waits =
    row.waitingFor?.agency === link.agency
      ? html`<br><strong>${words.review.contribution.waits(row.waitingFor.text)}</strong>`
      : '';
  return html`<label class="choice"><input type="checkbox" name="pick" value="${value}"${checked ? html` checked` : ''}>
<span>${view.nameOf(row.agency)} <span class="soft">${standing}</span>${waits}</span></label>`;
}
