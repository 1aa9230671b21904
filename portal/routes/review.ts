import type { Context } from 'hono';
import { updateNames } from '../../domain/messages.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { listWaiting, type WaitingPage } from '../../register/queries/list-waiting.ts';
import { derivePartId } from '../actions/part-request.ts';
import { type Part, type PartOutcome, performMany } from '../actions/perform-many.ts';
import { buildAcceptance } from '../actions/review-actions.ts';
import { nameTarget, type Target } from '../addresses.ts';
import type { PortalEnv } from '../app.ts';
import { type Chosen, readChosen } from '../chosen.ts';
import type { PortalDeps } from '../deps.ts';
import { readForm, signForm } from '../form-token.ts';
import { renderOutcomes } from '../pages/outcomes.ts';
import { renderWaiting } from '../pages/waiting.ts';
import { placeOf, readPage, rowsPerPage, sliceOf } from '../paging.ts';
import { findVisible, listedScope, mayAnswer, mayDecide, mayReview } from '../scope.ts';
import type { Visit } from '../visit.ts';
import { readSentForm } from './read-form.ts';

type PortalContext = Context<PortalEnv>;

const nothing: WaitingPage = { rows: [], total: 0 };

/** What waits for this visitor's word; for whoever is asked for none there is no such page. */
export async function showWaiting(deps: PortalDeps, c: PortalContext) {
  return listedScope(c.var.visit) === 'none' ? c.notFound() : c.html(await render(deps, c, null));
}

/** Accepts everything that was chosen: each by itself, so that one that is refused holds up no other. */
export async function acceptChosen(deps: PortalDeps, c: PortalContext) {
  const { visit } = c.var;
  if (listedScope(visit) === 'none') return c.notFound();
  const sent = await readSentForm(c);
  const token = sent.typed['form'] ?? '';
  const formRequest = await readForm(deps.keys, token, formScope(visit), visit.now);
  if (formRequest === null) return c.html(await render(deps, c, visit.words.mistakes.stale), 422);
  const chosen = sent.chosen('pick').slice(0, rowsPerPage).flatMap(readBox);
  if (chosen.length === 0) {
    return c.html(await render(deps, c, visit.words.review.waiting.nothingChosen), 422);
  }
  const { parts, refused } = await prepare(visit, chosen, formRequest);
  const outcomes = await performMany(deps, { update: updateNames.review }, parts, visit);
  const { outcome, waiting } = visit.words.review;
  return c.html(
    renderOutcomes(visit, {
      said: outcome.accepted,
      ...sortOutcomes(outcomes, refused),
      linked: true,
      back: { path: '/review', title: waiting.title },
      current: 'review',
    }),
  );
}

/** The outcomes as a page shows them: what was recorded apart from what was not. */
export function sortOutcomes(
  outcomes: readonly PartOutcome[],
  refused: readonly { readonly target: Target; readonly why: string }[],
) {
  return {
    recorded: outcomes.flatMap(({ row, performed }) =>
      performed.kind === 'done' ? [{ row, requestId: performed.requestId }] : [],
    ),
    refused: [
      ...refused,
      ...outcomes.flatMap(({ row, performed }) =>
        performed.kind === 'refused' ? [{ target: row, why: performed.text }] : [],
      ),
    ],
  };
}

async function prepare(visit: Visit, chosen: readonly Chosen[], formRequest: string) {
  const { why } = visit.words.review.outcome;
  const parts: Part[] = [];
  const refused: { target: Target; why: string }[] = [];
  for (const target of chosen) {
    const row = await findVisible(visit, target);
    if (row === null || !mayReview(visit, row)) refused.push({ target, why: why.gone });
    else if (row.submittedAt !== target.submittedAt) refused.push({ target, why: why.changed });
    else parts.push(buildPart(visit, row, formRequest));
  }
  return { parts, refused };
}

function buildPart(visit: Visit, row: ListedAssignment, formRequest: string): Part {
  const requestId = derivePartId(formRequest, `${nameTarget(row)} ${row.submittedAt}`);
  return { row, command: buildAcceptance(visit.link.agency, row.agency, requestId) };
}

async function render(deps: PortalDeps, c: PortalContext, mistake: string | null) {
  const { visit } = c.var;
  const { view, link } = visit;
  const page = readPage(c.req.query('page'));
  const about = { plan: link.plan, serverNow: view.serverNow, limit: rowsPerPage };
  const { register } = deps;
  const [submissions, extensions, obstacles] = await Promise.all([
    listWaiting(register, 'review', { ...about, reviewer: link.agency, ...sliceOf(page) }),
    mayDecide(visit) ? listWaiting(register, 'extension', about) : nothing,
    mayAnswer(visit) ? listWaiting(register, 'obstacle', about) : nothing,
  ]);
  const open = submissions.rows.length > 0 && view.record.status !== 'closed';
  return renderWaiting(visit, {
    submissions: submissions.rows,
    total: submissions.total,
    paging: placeOf(page, submissions.total),
    extensions: extensions.rows,
    obstacles: obstacles.rows,
    token: open ? await signForm(deps.keys, formScope(visit), visit.now) : null,
    mistake,
  });
}

function formScope({ token }: Visit) {
  return { link: token, action: 'acceptMany', target: '' };
}

function readBox(value: string): Chosen[] {
  const chosen = readChosen(value);
  return chosen === null ? [] : [chosen];
}
